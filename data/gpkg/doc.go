// Package gpkg reads and writes GeoPackage files, which are SQLite databases with maps
// in them.
//
// Geometry is x before y in the layer's own coordinate system, whatever order its
// definition gives the axes in: longitude before latitude, easting before northing.
// Heights and measures are left out. A file is opened as it lies, for reading only, and
// nothing beside it is touched or made. Files come from anywhere, so what they hold is
// not trusted: only plain tables are read, their pages are checked first, and no part
// of a file can ask for more memory than the file is long.
//
// Errors wrap ErrFile; a geometry that cannot be read is told with its feature, and
// leaves the others alone.
//
// Reference: OGC 12-128r19, GeoPackage Encoding Standard 1.4; ISO 19125-1 for
// well-known binary.
package gpkg

import "errors"

// ErrFile is what every error about a file wraps.
var ErrFile = errors.New("gpkg: the GeoPackage cannot be used")
