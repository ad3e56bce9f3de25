// Package data is the store: one SQLite file in a folder, the truth behind every
// answer. It keeps every version of every incident with the batches between which
// it was known, makes hotspot.Snapshot columns from them, and records who wrote
// or disclosed what.
//
// Every read takes a Scope and every write or disclosure an audit Action, on the
// desktop too. Instants are UTC; points are WGS 84 degrees, longitude first, with
// the point as given kept beside them. SQLite is imported here and in data/gpkg only.
package data
