package intake

import (
	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/data/intake/internal/crs"
	"hexbeat/geo/osgrid"
	"hexbeat/hotspot"
)

// The coordinate systems read.
const (
	wgs84      = crs.WGS84
	nationGrid = crs.NationalGrid
)

// ParseCRS reads the name of a coordinate system. Errors: ErrUsage.
func ParseCRS(s string) (string, error) { return crs.Parse(s) }

// toDegrees turns a point as given into longitude and latitude.
func toDegrees(p orb.Point, system string) (orb.Point, error) { return crs.ToDegrees(p, system) }

// position is a row's point and how it was found.
type position struct {
	given, point orb.Point // as given, and WGS 84, longitude first
	crs          string    // of given
	located      bool
	fix          hotspot.Fix
	flags        hotspot.Flags
}

// where reads the point and the place's name.
func (r *row) where(in *data.Incident) *Fault {
	g := r.places()
	pos, fault := g.position(r)
	if fault != nil {
		return fault
	}
	if loc := r.cell(g.location); !equalsOne(loc, "no location", "not recorded") {
		in.Location = loc
	}
	in.Given, in.Point, in.GivenCRS, in.Located, in.Fix = pos.given, pos.point, pos.crs, pos.located, pos.fix
	in.Flags |= pos.flags
	return nil
}

// point finds a row's point. located is false for blanks and for (0, 0), which is
// what systems write when they mean nothing.
func (r *row) point() (given, point orb.Point, crs string, located bool, fault *Fault) {
	pos, fault := r.places().position(r)
	return pos.given, pos.point, pos.crs, pos.located, fault
}

// position is the row's point by its coordinates: eastings and northings, else
// longitude and latitude, else a grid reference, else what a loaded list knows. Where a
// row has both kinds of coordinates, they are compared and the first is taken.
func (g *ground) position(r *row) (position, *Fault) {
	pos, fault := position{}, (*Fault)(nil)
	if g.grid.x >= 0 {
		if pos, fault = g.grid.read(r, g); fault != nil {
			return pos, fault
		}
	}
	if g.globe.x >= 0 {
		second, fault := g.globe.read(r, g)
		switch {
		case fault != nil:
			return second, fault
		case !pos.located:
			pos = second
		case second.located:
			if fault := g.compare(r, &pos, second); fault != nil {
				return pos, fault
			}
		}
	}
	if !pos.located && g.gridref >= 0 && r.cell(g.gridref) != "" {
		if pos, fault = g.reference(r, r.cell(g.gridref)); fault != nil {
			return pos, fault
		}
	}
	if !pos.located {
		return g.lookUp(r), nil
	}
	pos.flags |= g.near.flags(pos.point)
	return pos, nil
}

// apartM is how far apart in metres a row's two positions may lie: systems round, and
// publishers move points by less than this.
const apartM = 50

// compare flags a row whose two positions are not one place. The first stands.
func (g *ground) compare(r *row, pos *position, second position) *Fault {
	if distanceM(pos.point, second.point) <= apartM {
		return nil
	}
	if pos.crs != wgs84 {
		if turned, err := toDegrees(orb.Point{pos.given[1], pos.given[0]}, pos.crs); err == nil && distanceM(turned, second.point) <= 20*apartM {
			return g.grid.swapped(r)
		}
	}
	pos.flags |= hotspot.FlagTwoPlaces
	return nil
}

// centreM is the side of a grid reference's square from which on its middle stands for
// a neighbourhood and not for a place: six figures name 100 m.
const centreM = 100

func (g *ground) reference(r *row, text string) (position, *Fault) {
	pos := position{crs: nationGrid, fix: g.fix}
	en, sideM, err := osgrid.Parse(text)
	if err == nil {
		pos.point, err = g.degreesOf(en)
	}
	if err != nil {
		return pos, r.fault("gridref", "grid reference not understood", text, "write it like TQ 3280 8130")
	}
	if pos.given, pos.located = en, true; sideM >= centreM {
		pos.fix = hotspot.FixPlace
	}
	return pos, nil
}

// nothing are the words that systems write where they have no number.
func nothing(s string) bool {
	return s == "" || s == "-" || s[0]|0x20 >= 'n' && s[0]|0x20 <= 'u' && equalsOne(s, "null", "n/a", "na", "none", "unknown", "not known", "not recorded")
}
