package export

import (
	"io"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/patrol"
)

// PlanRoute are the properties of a walk's line.
type PlanRoute struct {
	Kind      string `json:"kind"` // "route"
	Team      string `json:"team"`
	Date      string `json:"date"`
	Shift     string `json:"shift"` // "18:00-02:00"
	WalkIndex int    `json:"walk_index"`
	Stops     int    `json:"stops"`
}

// PlanStop are the properties of a visit.
type PlanStop struct {
	Kind      string `json:"kind"` // "stop"
	Number    int    `json:"number"`
	Hotspot   string `json:"hotspot"`
	Name      string `json:"name"`
	Arrive    string `json:"arrive"` // RFC 3339 with the London offset
	Leave     string `json:"leave"`
	WalkIndex int    `json:"walk_index"`
}

// PlanBase are the properties of where walks begin and end.
type PlanBase struct {
	Kind string `json:"kind"` // "base"
	ID   string `json:"id"`
	Name string `json:"name"`
}

// PlanGeoJSON writes a plan's walks as lines from base to base, its visits as
// numbered points and its bases, lon, lat in WGS 84 degrees after RFC 7946. Lines run straight between stops where the plan's
// travel does; its meta says so.
func PlanGeoJSON(w io.Writer, p *patrol.Plan) error {
	return WriteCollection(w, p.Meta, PlanFeatures(p))
}

// PlanFeatures are the features of PlanGeoJSON.
func PlanFeatures(p *patrol.Plan) []Feature {
	places := map[string]patrol.Place{}
	var features []Feature
	for _, pl := range p.Places {
		places[pl.ID] = pl
		if pl.Base {
			features = append(features, Feature{ID: "base-" + pl.ID, Geometry: Point(orb.Point{pl.Lon, pl.Lat}), Properties: PlanBase{"base", pl.ID, pl.Name}})
		}
	}
	bases := map[string]orb.Point{}
	for _, t := range p.Operation.Teams {
		bases[t.ID] = t.Base
	}
	for i, walk := range p.Shifts {
		for n, s := range walk.Stops {
			if pl, ok := places[s.Hotspot]; ok { // a plan whose places do not name its stops has no point there
				at := Point(orb.Point{pl.Lon, pl.Lat})
				features = append(features, Feature{Geometry: at, Properties: PlanStop{"stop", n + 1, s.Hotspot, pl.Name, s.Arrive, s.Leave, i}})
			}
		}
		if line := walkLine(walk, bases[walk.Team], places); len(line) > 1 {
			features = append(features, Feature{Geometry: Line(line), Properties: PlanRoute{"route", walk.Team, walk.Date, ShiftHours(walk), i, len(walk.Stops)}})
		}
	}
	return features
}

// walkLine runs from the base over the stops back to it, by way of the base again
// where the break is taken. A walk without stops has no line.
func walkLine(walk patrol.Walk, base orb.Point, places map[string]patrol.Place) orb.LineString {
	line := orb.LineString{base}
	pause := ""
	if walk.Break != nil {
		pause = walk.Break.Start
	}
	for _, s := range walk.Stops {
		pl, ok := places[s.Hotspot]
		if !ok {
			continue
		}
		if pause != "" && earlier(pause, s.Arrive) {
			if len(line) > 1 {
				line = append(line, base)
			}
			pause = ""
		}
		line = append(line, orb.Point{pl.Lon, pl.Lat})
	}
	if len(line) == 1 {
		return nil
	}
	return append(line, base)
}

// earlier compares two instants as instants: their offsets may differ in one night.
func earlier(a, b string) bool {
	t, errA := time.Parse(time.RFC3339, a)
	u, errB := time.Parse(time.RFC3339, b)
	return errA == nil && errB == nil && t.Before(u)
}

// ShiftHours is a walk's shift as people write it: "18:00-02:00".
func ShiftHours(w patrol.Walk) string { return clockOf(w.Start) + "-" + clockOf(w.End) }

func clockOf(instant string) string {
	t, err := time.Parse(time.RFC3339, instant)
	if err != nil {
		return instant
	}
	return t.Format("15:04")
}
