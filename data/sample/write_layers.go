package sample

import (
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// The layers that are never scored, beside the boundaries of sites.geojson and the home
// matches of events.csv: what stands where, what else went on, and what two walks heard.

// pointSite is a site known as a point.
type pointSite struct {
	id, name, kind, hours string
	at                    orb.Point // metres
}

var pointSites = []pointSite{
	{"school-academy-lane", "Academy Lane School", "Secondary school", "Mo-Fr 08:40-15:10", orb.Point{1468, 4652}},
	{"school-plover-hill", "Plover Hill Primary School", "Primary school", "Mo-Fr 08:50-15:20", orb.Point{6120, 1720}},
	{"pub-anchor", "The Anchor", "Public house", "Su-Th 11:00-23:00; Fr,Sa 11:00-02:00", orb.Point{3782, 3173}},
	{"pub-ferryman", "The Ferryman", "Public house", "Su-Th 11:00-23:00; Fr,Sa 11:00-01:00", orb.Point{3871, 3166}},
	{"club-tide", "Tide", "Nightclub", "Th 22:00-02:00; Fr,Sa 22:00-03:00", orb.Point{3931, 3192}},
	{"bar-salthouse", "The Salthouse", "Bar", "Mo-Th 16:00-23:00; Fr,Sa 12:00-02:00; Su 12:00-22:00", orb.Point{3988, 3178}},
	{"pub-corn-exchange", "The Corn Exchange", "Public house", "10:00-23:00", orb.Point{3662, 2471}},
	{"cctv-fish-street", "Fish Street at Quay Stairs", "CCTV", "24/7", orb.Point{3902, 3189}},
	{"cctv-swan-bridge", "Swan Bridge, south side", "CCTV", "24/7", orb.Point{3309, 2872}},
	{"cctv-corn-market", "Corn Market square", "CCTV", "24/7", orb.Point{3596, 2508}},
	{"bin-station", "Knife bin at Wendmouth station", "Knife bin", "24/7", orb.Point{3868, 2122}},
	{"bin-ropewalk", "Knife bin at Ropewalk library", "Knife bin", "24/7", orb.Point{2618, 3880}},
}

// sitesPointFile is the sites that are points, with opening times and, of schools, term times.
func sitesPointFile() ([]byte, error) {
	rows := [][]string{{"id", "name", "type", "opening_hours", "term_dates", "lon", "lat"}}
	for _, s := range pointSites {
		ll, err := toLonLat(s.at)
		if err != nil {
			return nil, err
		}
		terms := ""
		if strings.Contains(s.kind, "school") {
			terms = schoolTerms()
		}
		rows = append(rows, []string{s.id, s.name, s.kind, s.hours, terms, degrees(ll[0], 6), degrees(ll[1], 6)})
	}
	return csvOf(rows)
}

// schoolTerms are the terms between the holidays, from September 2024 to Christmas 2026.
func schoolTerms() string {
	var out []string
	span := func(from, to Stamp) {
		for ; from.weekday() > 4; from += day {
		}
		for ; to.weekday() > 4; to -= day {
		}
		out = append(out, from.Date()+"/"+to.Date())
	}
	for k, h := range holidays {
		switch {
		case h[1] < date(2024, 9, 1):
		case k+1 < len(holidays):
			span(h[1]+day, holidays[k+1][0]-day)
		default:
			span(h[1]+day, date(2026, 12, 18))
		}
	}
	return strings.Join(out, ";")
}

// otherEventsFile is what went on beside the home matches.
func otherEventsFile() ([]byte, error) {
	rows := [][]string{{"id", "name", "type", "starts", "ends", "location", "size", "lon", "lat"}}
	for _, e := range []struct {
		id, name, kind, from, to, where string
		size                            int
		at                              orb.Point
	}{
		{"library-2026", "March for the library", "Demonstration", "2026-09-19 11:00", "2026-09-19 14:00", "Corn Market to the Town Hall", 450, cornMarket},
		{"fair-2025", "Quay fair", "Street fair", "2025-08-22", "2025-08-25", "Fish Street", 9000, fishStreet},
		{"fair-2026", "Quay fair", "Street fair", "2026-08-28", "2026-08-31", "Fish Street", 9500, fishStreet},
	} {
		ll, err := toLonLat(e.at)
		if err != nil {
			return nil, err
		}
		rows = append(rows, []string{e.id, e.name, e.kind, e.from, e.to, e.where, strconv.Itoa(e.size), degrees(ll[0], 6), degrees(ll[1], 6)})
	}
	return csvOf(rows)
}

// walkFile is what was noted on two walks: where, what about and how it felt from 1, badly,
// to 5. Nobody who walked is in it.
func walkFile() ([]byte, error) {
	rows := [][]string{{"month", "theme", "score", "note_category", "lon", "lat"}}
	for _, n := range []struct {
		month, theme, note string
		score              int
		at                 orb.Point
	}{
		{"2026-06", "Lighting", "to fix", 2, orb.Point{2020, 1640}},
		{"2026-06", "Sightlines", "to cut back", 2, orb.Point{2190, 1780}},
		{"2026-06", "Unease", "avoided after dark", 1, orb.Point{2104, 1712}},
		{"2026-09", "Lighting", "to fix", 1, orb.Point{4338, 3240}},
		{"2026-09", "Unease", "avoided after dark", 2, orb.Point{4326, 3229}},
		{"2026-09", "Lighting", "mended since", 4, orb.Point{2604, 3912}},
		{"2026-09", "Sightlines", "to cut back", 3, orb.Point{3318, 2861}},
		{"2026-09", "Litter", "", 3, orb.Point{3610, 2490}},
	} {
		ll, err := toLonLat(n.at)
		if err != nil {
			return nil, err
		}
		rows = append(rows, []string{n.month, n.theme, strconv.Itoa(n.score), n.note, degrees(ll[0], 6), degrees(ll[1], 6)})
	}
	return csvOf(rows)
}
