// Package hotspot says where and when reports concentrated and how sure one can
// be. It is pure: no SQL, no HTTP, no files.
//
// Its input is a Snapshot, an immutable set of columns, and a Question; its output
// is one Result that every page, table, map and sheet is rendered from. Points
// are orb.Point{lon, lat} in WGS 84 degrees; areas are square metres; days are
// civil dates in Europe/London.
package hotspot
