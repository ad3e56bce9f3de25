// Package sample is Wendmouth, an invented borough: its streets, wards, orders,
// patrol operation and five and a half years of incidents, with the truth of what
// was planted in them. A newcomer meets it first, and tests score against it.
//
// Build makes it from a seed, with no database: it returns plain records, which
// Write puts into ordinary files (GeoJSON, OpenStreetMap XML, CSV, TOML), and those
// go through the program's ordinary readers. Files opens the same files, made from
// Seed and embedded in the program. Its clock stands still, at Clock.
//
// The files have the faults that real ones have, each of them planted and counted in
// truth.json: rows with exchanged coordinates or none, a month that never came, events
// that both agencies hold, a label that says nothing, a change of counting, and one file
// that must be refused because it names its callers. Extracts are two: a later one
// brings the records that came late.
//
// Places are worked out in metres on the National Grid, at E 672000 N 332000 (in
// the sea off Norfolk, where no town is) and turned into longitude and latitude
// through OSTN15. Times are the wall clock's in Europe/London.
//
// No street, ward, person or event here is real.
package sample

//go:generate go run ./internal/make
