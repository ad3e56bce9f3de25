// Package boundary reads files of areas and places: GeoJSON, zipped Shapefile,
// GeoPackage, KML and KMZ, and CSV with a column of WKT, each also in .gz. What a file
// holds decides, not its ending. Whatever the format, the result is one Collection of
// features: properties, geometry as given, coordinate system, place in the file, and
// the feature as received.
//
// Geometry is x, y in the file's own system (longitude before latitude, easting before
// northing) and of any kind; heights and measures are dropped. Degrees and Area turn it
// into WGS 84. Nothing is mended or turned round: what looks wrong is refused with its
// place and a hint.
//
// Errors are *fault.Fault, and fault.ErrUsage where the file needs a choice: which
// layer, which coordinate system. Memory is bounded by the limits below, checked
// before it is taken.
package boundary

import (
	"github.com/paulmach/orb"

	"hexbeat/data/intake/internal/fault"
)

// The limits. The largest sets in use, the wards and output areas of a country at full
// resolution, are below them; a file beyond them is refused before it is in memory.
const (
	MaxBytes         = 512 << 20  // of one text file, or all of a Shapefile, unpacked
	MaxFeatures      = 1_000_000  // in a layer
	MaxFeaturePoints = 1_000_000  // in one feature
	MaxPoints        = 20_000_000 // in a layer
	MaxRings         = 10_000     // in one feature: telling which lies in which goes by pairs
	maxDepth         = 32         // brackets within brackets, elements within elements
)

// Options says how to read a file.
type Options struct {
	CRS           string // overrides the file's own; an EPSG name as of crs.Parse
	Layer         string // where a file holds several
	GeometryField string // the column of WKT in a .csv
}

// Feature is one area or place of a file.
type Feature struct {
	Line, Column int // in text formats, from 1; the column in bytes. 0 in others
	Number       int // in the layer, from 1
	// Properties are text, float64, int64, bool or nil.
	Properties map[string]any
	// Geometry is in the collection's system. It is nil where the feature has none.
	Geometry orb.Geometry

	raw   []byte
	fault *fault.Fault // why the geometry could not be read
}

// Collection is a layer as read.
type Collection struct {
	File     string
	Format   string   // "geojson", "shapefile", "gpkg", "kml", "wkt"
	Layer    string   // empty where the format knows none
	CRS      string   // "EPSG:4326", "EPSG:27700", "EPSG:3857"
	Notes    []string // what was taken for granted, in words for people
	Features []Feature

	kept map[string]bool // nil for every property
}
