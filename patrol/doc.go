// Package patrol plans foot patrols: teams and shifts in, a timed walk per shift
// out, and a checker that shares no code with the solver. It knows no hotspots:
// its places are points with a prize and hours.
//
// Points are [lon, lat] in WGS 84 degrees. Walking times are whole seconds. Dates
// and times of day are Europe/London; a shift that ends after midnight belongs to
// the date it began on, and its times of day run past 24:00 in the solver's own
// minutes only, never on paper.
package patrol
