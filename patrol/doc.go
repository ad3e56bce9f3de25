// Package patrol plans foot patrols: teams and shifts in, a timed walk per shift
// out, and a checker that shares no code with the solver. It knows no hotspots:
// its places are points with a prize and hours.
//
// Points are [lon, lat] in WGS 84 degrees. Walking times are whole seconds. Dates
// and times of day are Europe/London; a shift that ends after midnight belongs to
// the date it began on, and its times of day run past 24:00 in the solver's own
// minutes only, never on paper. A time of day that happens twice means the first;
// one that the clocks skip means the moment they jump.
//
// # What a plan is worth
//
// A place's priority is the prize of its first visit on a policing day; the second
// is worth a half of it, the third a quarter, more than three nothing. Of the visits
// in one week of the operation the visits_per_week most valuable count in full and
// the others a quarter; without visits_per_week all count in full. Weeks are counted
// in sevens from the operation's first policing day. The score is the sum.
//
// # Walking
//
// TravelS holds seconds at 4.8 km/h. A team of another speed takes
//
//	ceil(travelS * 4.8 / speed_kmh)
//
// Without a walking network travelS is the straight distance on a local plane
// times the detour factor, rounded up.
//
// # This version
//
// The planner in solve*.go is a first one: insertion by forward and backward slack,
// then ruin and recreate with a fixed number of iterations. It finds sound plans
// but not the best ones; the bound printed beside the score says how far it can be off.
package patrol
