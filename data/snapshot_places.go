package data

import (
	"math"

	"github.com/paulmach/orb"

	"hexbeat/geo/hexgrid"
	"hexbeat/hotspot"
)

// places collects the distinct points of incidents; what follows from a point is
// worked out once for each.
type places struct {
	all   []hotspot.Place
	at    [2]map[pointBits]int32 // of points, and of centroids
	first []placeText            // by place
	more  map[placeName]int32    // of locations that are not the first of their place
}

// pointBits is a point as a map finds it fastest.
type pointBits struct{ x, y uint64 }

// placeText is the location text that a place was first seen with, and how often.
type placeText struct {
	location int64
	count    int32
}

type placeName struct {
	place    int32
	location int64
}

func newPlaces() places {
	return places{at: [2]map[pointBits]int32{{}, {}}, more: map[placeName]int32{}}
}

// find numbers the place of an incident that was recorded there under a location text.
// Errors: hexgrid.ErrCoordinate.
func (p *places) find(at orb.Point, centroid bool, location int64) (int32, error) {
	k, kind := pointBits{math.Float64bits(at[0] + 0), math.Float64bits(at[1] + 0)}, 0 // -0 is 0
	if centroid {
		kind = 1
	}
	i, known := p.at[kind][k]
	if !known {
		cell, err := hexgrid.At(at, 10)
		if err != nil {
			return 0, err
		}
		i = int32(len(p.all))
		p.at[kind][k] = i
		p.all = append(p.all, hotspot.Place{Point: at, Cell: cell, Centroid: centroid})
		p.first = append(p.first, placeText{location: location})
	}
	if f := &p.first[i]; f.location == location {
		f.count++
	} else {
		p.more[placeName{i, location}]++
	}
	return i, nil
}

// named gives each place its commonest location text; of equally common ones the
// first in the alphabet, so that the same data give the same names.
func (p *places) named(texts map[int64]string) []hotspot.Place {
	best := make([]int32, len(p.all))
	name := func(i int32, location int64, count int32) {
		text, to := texts[location], &p.all[i]
		if text != "" && (count > best[i] || count == best[i] && text < to.Name) {
			to.Name, best[i] = text, count
		}
	}
	for i, f := range p.first {
		name(int32(i), f.location, f.count)
	}
	for k, count := range p.more {
		name(k.place, k.location, count)
	}
	return p.all
}
