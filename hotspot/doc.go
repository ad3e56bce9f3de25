// Package hotspot says where and when reports concentrated and how sure one can
// be. It is pure: no SQL, no HTTP, no files, no clock and no chance but a seeded one.
//
// Its input is a Snapshot, an immutable set of columns, and a Question; its output
// is one Result that every page, table, map and sheet is rendered from. Points
// are orb.Point{lon, lat} in WGS 84 degrees; areas are square metres; days are
// civil dates in Europe/London.
//
// # What it computes
//
//   - Detect: every cell of the study area with Gi* (GiStar), its one-sided p and
//     Benjamini-Hochberg q, and an exact Poisson test of the same neighbourhood
//     (PoissonUpper). A cell is hot when both pass and something happened in it. Three
//     lists of places: hotspots, places too few to call, and the busiest.
//   - Trace: which hotspots are new, still there, returned or cooling.
//   - Clock and Trend: when, by hour of the week and by month.
//
// # What it does not say
//
// A hotspot is where reports concentrated against a study area on which they would
// be spread evenly. Streets are not even: on a street-shaped borough without any
// planted place some of the maps show a hotspot. What
// was not reported is not there, what the police themselves found is left out
// unless asked for, and a month that was never supplied is missing, not zero.
//
// # Limits
//
// Cells are counted whole, whichever side of the study area's line an incident in
// them lies; Meta.EdgeIncidents says how many that concerns. The exact test is
// conditional on the map's total and takes neighbouring cells as they come; false
// alarms on flat maps are measured in the truth tests. Ground that was asked about
// lately is kept in memory (see memo.go); answers are not.
//
// References: Getis and Ord 1992, Ord and Getis 1995; Benjamini and Hochberg 1995;
// Loader 2000; Ratcliffe 2000; Kulldorff 1997.
package hotspot
