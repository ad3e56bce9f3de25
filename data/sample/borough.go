package sample

import (
	"fmt"

	"github.com/paulmach/orb"

	"hexbeat/data/sample/internal/town"
	"hexbeat/geo"
	"hexbeat/geo/osgrid"
)

// Seed makes the borough that is embedded in the program.
const Seed int64 = 20261102

// Origin is the National Grid position of the frame's south-west corner, metres.
var Origin = orb.Point{672000, 332000}

// Borough is everything that was made: what the files will say and, in Truth, what
// was planted. Incidents are in the order of recording and include those that
// arrive after the borough's clock (see Incident.Known); those are in the second
// extract alone.
type Borough struct {
	Seed      int64
	Incidents []Incident
	Truth     Truth

	plan   *town.Plan
	lonlat []orb.Point // by point of the plan
}

// Variant says which borough to make.
type Variant int

// The variants.
const (
	// Planted is Wendmouth with its story.
	Planted Variant = iota
	// Streets has the same everyday incidents at front doors and nothing planted.
	Streets
	// Flat has as many incidents of the same kinds, each at an independent uniform
	// place in the borough, whatever stands there.
	Flat
)

// Build makes Wendmouth from a seed. The same seed gives the same borough.
// Errors: ErrTown; no seed is known that gives it.
func Build(seed int64) (*Borough, error) { return Make(seed, Planted) }

// Make is Build for any variant; tests of false alarms use those without planted
// places.
func Make(seed int64, v Variant) (*Borough, error) {
	m := &maker{seed: seed}
	if err := m.layGround(); err != nil {
		return nil, err
	}
	if v == Planted {
		m.keep = keepOuts()
	}
	m.everyday()
	m.countSheds()
	switch v {
	case Planted:
		m.plants()
		m.settleHarbour()
		m.lastWord()
		m.duplicate()
		m.partChance()
		m.loseFebruary()
	case Flat:
		if err := m.scatter(); err != nil {
			return nil, err
		}
	}
	m.record()
	if v == Planted {
		m.settleLate()
		m.settleFriday()
	}
	m.catchAll()
	m.losePlaces()
	if v == Planted {
		m.swapAxes()
	}
	m.inOrder()
	return m.borough(v)
}

// borough turns metres into degrees and counts the truth.
func (m *maker) borough(v Variant) (*Borough, error) {
	b := &Borough{Seed: m.seed, Incidents: m.rows, plan: m.plan}
	seen := map[orb.Point]orb.Point{}
	for n := range b.Incidents {
		i := &b.Incidents[n]
		if i.Unlocated {
			continue
		}
		ll, ok := seen[i.At]
		if !ok {
			var err error
			if ll, err = toLonLat(i.At); err != nil {
				return nil, err
			}
			seen[i.At] = ll
		}
		i.LonLat = ll
	}
	b.lonlat = make([]orb.Point, len(m.plan.Points))
	for n, p := range m.plan.Points {
		ll, err := toLonLat(p)
		if err != nil {
			return nil, err
		}
		b.lonlat[n] = ll
	}
	if v != Planted {
		return b, nil
	}
	return b, m.tell(b)
}

// toLonLat turns metres of the frame into WGS 84 degrees.
func toLonLat(p orb.Point) (orb.Point, error) {
	ll, err := osgrid.ToLonLat(orb.Point{Origin[0] + p[0], Origin[1] + p[1]})
	if err != nil {
		return ll, fmt.Errorf("sample: %w", err)
	}
	return orb.Point{round(ll[0], 1e9), round(ll[1], 1e9)}, nil
}

// scatter throws every incident anywhere in the borough.
func (m *maker) scatter() error {
	ring, err := m.plan.Outline(func(town.Block) bool { return true })
	if err != nil {
		return err
	}
	var outline orb.Ring
	for _, n := range ring {
		outline = append(outline, m.plan.Points[n])
	}
	borough := geo.Prepare(orb.MultiPolygon{{outline}})
	rng := m.stream("scatter")
	for n := range m.rows {
		i := &m.rows[n]
		i.At, i.Location = orb.Point{-1, -1}, ""
		for !borough.Contains(i.At) {
			i.At = orb.Point{round(7200*rng.Float64(), 10), round(6000*rng.Float64(), 10)}
		}
	}
	return nil
}
