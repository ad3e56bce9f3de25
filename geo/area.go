package geo

import (
	"time"

	"github.com/paulmach/orb"
)

// Kind says what an area is for. Wards, boroughs and LSOAs of one vintage form a
// partition: they do not overlap, and an incident lies in exactly one of them.
// Orders and zones may overlap.
type Kind string

// The kinds an area file may be imported as.
const (
	Ward          Kind = "ward"
	Borough       Kind = "borough"
	LSOA          Kind = "lsoa"
	Neighbourhood Kind = "neighbourhood"
	PSPO          Kind = "pspo"
	Exclusion     Kind = "exclusion"
	SafeZone      Kind = "safe-zone"
	Site          Kind = "site"
	Place         Kind = "place"
	Event         Kind = "event"
	Perception    Kind = "perception" // how a place feels to those who walk it
)

// Partitions reports whether areas of this kind tile the ground without overlap.
func (k Kind) Partitions() bool {
	return k == Ward || k == Borough || k == LSOA || k == Neighbourhood
}

// Area is a named piece of ground.
type Area struct {
	Kind Kind
	Code string // the publisher's code, as "E05009292"; unique within a kind and vintage
	Name string
	// ValidFrom begins the area's vintage: midnight UTC of a civil date. Zero means "always".
	ValidFrom time.Time
	// Geometry is in WGS 84 degrees, longitude first.
	Geometry orb.MultiPolygon
	// Source is the boundary as it was received, kept unchanged, with its CRS
	// ("EPSG:4326", "EPSG:27700"). Empty when the boundary was made here.
	Source    []byte
	SourceCRS string
}

// Bound is the smallest box of degrees around the area.
func (a Area) Bound() orb.Bound { return a.Geometry.Bound() }
