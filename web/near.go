package web

import (
	"cmp"
	"slices"
	"strings"

	"hexbeat/data"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

const (
	nearM    = 150.0 // metres around a group of cells
	nearMost = 8     // sites that a card names
)

// nearSite is a site near a place, as its card tells it.
type nearSite struct{ Name, What, Open, Term string }

// nearSites gives each row the sites on it or within 150 m of it, the nearest first.
func nearSites(rows []placeRow, parts []layerPart, w hotspot.Window) {
	i := slices.IndexFunc(parts, func(p layerPart) bool { return p.Kind == geo.Site })
	if i < 0 {
		return
	}
	for r := range rows {
		rows[r].Near, rows[r].NearMore = sitesBy(rows[r].Group, parts[i].found, w)
	}
}

func sitesBy(g hotspot.Group, sites []data.LayerFeature, w hotspot.Window) (near []nearSite, more int) {
	type found struct {
		site data.LayerFeature
		m    float64
	}
	var all []found
	ground, reach := geo.Prepare(g.Geometry), g.Geometry.Bound().Pad(0.005) // 150 m and more, up to 73 degrees north
	for _, f := range sites {
		p := f.Point()
		if !reach.Contains(p) {
			continue
		}
		if m, ok := ground.NearM(p, nearM); ok {
			all = append(all, found{f, m})
		}
	}
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(a.m, b.m) })
	for _, f := range all[:min(len(all), nearMost)] {
		n := nearSite{Name: orElse(f.site.Name, whatWords(f.site)), Term: termWords(f.site, w)}
		if !strings.Contains(strings.ToLower(f.site.Name), strings.ToLower(whatWords(f.site))) && f.site.Name != "" {
			n.What = inSentence(whatWords(f.site))
		}
		if f.site.Hours.Known() && f.site.Class != "cctv" { // nobody goes into a camera
			n.Open = f.site.Hours.Words()
		}
		near = append(near, n)
	}
	return near, max(0, len(all)-nearMost)
}
