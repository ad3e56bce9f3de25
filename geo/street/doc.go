// Package street reads streets from OpenStreetMap: their lines, names and classes, and
// whether a person may walk them, with water, railways and parks as base lines. The
// walking network on top of them is a later floor; Stats says what it would hold.
//
// Points are orb.Point{lon, lat} in WGS 84 degrees, longitude first, with the seven
// decimals of OpenStreetMap; lengths are metres on the ellipsoid. Read takes XML
// (.osm), the same in gzip, and PBF (.osm.pbf), told apart by their first bytes. Order
// in the file does not matter. Errors wrap ErrFile and name file, line and column.
// Nothing panics on a damaged file, and memory is bounded by the limits in limits.go.
//
// Map data (c) OpenStreetMap contributors, Open Database Licence.
package street
