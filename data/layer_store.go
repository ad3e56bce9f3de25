package data

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"

	"hexbeat/geo"
)

// AddLayer puts one feature of a layer into a batch of kind "areas", whose source is
// the layer's kind. A feature of the same kind and code that stood before ends with
// this batch.
func (im *Import) AddLayer(ctx context.Context, f LayerFeature) error {
	geometry, err := wkb.Marshal(f.Geometry)
	if err != nil {
		return fmt.Errorf("data: %s %s: %w", f.Kind, f.Code, err)
	}
	properties, err := f.properties()
	if err != nil {
		return fmt.Errorf("data: %s %s: %w", f.Kind, f.Code, err)
	}
	_, err = im.tx.ExecContext(ctx, `UPDATE layer_feature SET known_to = ? WHERE kind = ? AND code = ? AND known_to IS NULL AND known_from <> ?`,
		im.id, f.Kind, f.Code, im.id)
	if err == nil {
		_, err = im.tx.ExecContext(ctx, `INSERT INTO layer_feature (kind, code, name, class, geometry, hours, terms, from_day, to_day, from_min, to_min, properties, known_from)
			VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)`, f.Kind, f.Code, f.Name, f.Class, geometry, f.Hours.String(), TermsText(f.Terms),
			f.Span.From, f.Span.To, f.Span.FromMin, f.Span.ToMin, properties, im.id)
	}
	if err != nil {
		return fmt.Errorf("data: %s %s: %w", f.Kind, f.Code, err)
	}
	im.info.Accepted++
	return im.flush(ctx)
}

// layerCache holds the layers between commits: a page asks for all of them each time.
type layerCache struct {
	mu sync.Mutex
	of map[geo.Kind][]LayerFeature
}

// forget is for after a commit.
func (c *layerCache) forget() {
	c.mu.Lock()
	c.of = nil
	c.mu.Unlock()
}

// Layers are the standing features of a kind, by date, name and code. A kind that is
// no layer has none. Do not change them.
func (s *Store) Layers(ctx context.Context, sc Scope, kind geo.Kind) ([]LayerFeature, error) {
	if err := sc.check(); err != nil {
		return nil, err
	}
	s.layers.mu.Lock()
	defer s.layers.mu.Unlock()
	if found, ok := s.layers.of[kind]; ok {
		return found, nil
	}
	found, err := s.layersThat(ctx, kind, visible)
	if err != nil {
		return nil, err
	}
	if s.layers.of == nil {
		s.layers.of = map[geo.Kind][]LayerFeature{}
	}
	s.layers.of[kind] = found
	return found, nil
}

// layersThat are the features for which a condition holds, as visible.
func (s *Store) layersThat(ctx context.Context, kind geo.Kind, stand string) ([]LayerFeature, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT code, name, class, geometry, hours, terms, from_day, to_day, from_min, to_min, properties
		FROM layer_feature WHERE kind = ? AND`+stand+` ORDER BY from_day, name, code`, kind)
	if err != nil {
		return nil, fmt.Errorf("data: layer of %ss: %w", kind, err)
	}
	defer rows.Close()
	var out []LayerFeature
	for rows.Next() {
		f := LayerFeature{Kind: kind}
		var geometry []byte
		var hours, terms, properties string
		if err := rows.Scan(&f.Code, &f.Name, &f.Class, &geometry, &hours, &terms, &f.Span.From, &f.Span.To, &f.Span.FromMin, &f.Span.ToMin, &properties); err != nil {
			return nil, fmt.Errorf("data: layer of %ss: %w", kind, err)
		}
		if err := f.restore(geometry, hours, terms, properties); err != nil {
			return nil, fmt.Errorf("data: %s %s: %w", kind, f.Code, err)
		}
		out = append(out, f)
	}
	return out, rows.Err()
}

// restore reads what a column holds as text or bytes.
func (f *LayerFeature) restore(geometry []byte, hours, terms, properties string) (err error) {
	if f.Geometry, err = wkb.Unmarshal(geometry); err != nil {
		return err
	}
	if f.Hours, err = ParseHours(hours); err != nil {
		return err
	}
	if f.Terms, err = ParseTerms(terms); err != nil {
		return err
	}
	return json.Unmarshal([]byte(properties), &f.LayerProperties)
}

// noPoint leaves out points, which as WKB have 21 bytes and are no areas.
const noPoint = ` AND length(geometry) > 21`

// layerAreas joins the areas with the boundaries of sites, places and events, which a
// question can name. A perception is no place to ask about.
func (s *Store) layerAreas(ctx context.Context, areas []geo.Area, stand string) ([]geo.Area, error) {
	for _, kind := range []geo.Kind{geo.Site, geo.Place, geo.Event} {
		features, err := s.layersThat(ctx, kind, stand+noPoint)
		if err != nil {
			return nil, err
		}
		for _, f := range features {
			mp, ok := f.Geometry.(orb.MultiPolygon)
			if !ok {
				continue
			}
			a := geo.Area{Kind: kind, Code: f.Code, Name: cmp.Or(f.Name, f.Code), Geometry: mp}
			if f.Span.From != 0 {
				a.ValidFrom = f.Span.From.Time()
			}
			areas = append(areas, a)
		}
	}
	slices.SortStableFunc(areas, func(a, b geo.Area) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), a.ValidFrom.Compare(b.ValidFrom), cmp.Compare(a.Code, b.Code))
	})
	return areas, nil
}
