package web

import (
	"context"
	"slices"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

// bases are the sites a walk may begin at: those with a boundary, and the hubs among
// those that are points, each as the least area about its point.
func (s *Server) bases(ctx context.Context, scope data.Scope, snap *hotspot.Snapshot) ([]geo.Area, error) {
	var out []geo.Area
	if o := snap.Overlay(geo.Site); o != nil {
		out = slices.Clone(o.Areas)
	}
	sites, err := s.store.Layers(ctx, scope, geo.Site)
	if err != nil {
		return nil, err
	}
	for _, f := range sites {
		if p, ok := f.Geometry.(orb.Point); ok && f.Class == "hub" {
			out = append(out, geo.Area{Kind: geo.Site, Code: f.Code, Name: f.Name, Geometry: orb.MultiPolygon{{{p, p, p, p}}}})
		}
	}
	return out, nil
}
