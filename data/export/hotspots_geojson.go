// Package export writes answers and records to files: GeoJSON after RFC 7946 with
// the envelope's meta, and CSV with its header in the first line. The server and
// the command line write through the same functions.
//
// Points are [lon, lat] in WGS 84 degrees, lengths in metres, areas in square
// metres. Numbers keep every digit; undefined ones are null or empty, never NaN.
package export

import (
	"io"
	"slices"

	"github.com/paulmach/orb"

	"hexbeat/geo/hexgrid"
	"hexbeat/hotspot"
)

// HotspotProperties are what GeoJSON, and the browser, read of a group of cells.
type HotspotProperties struct {
	Rank             int               `json:"rank"`
	ID               string            `json:"id"`
	List             hotspot.List      `json:"list"`
	Name             string            `json:"name"`
	Count            int               `json:"count"`
	BoroughAverage   Number            `json:"borough_average"`
	UsualHere        Number            `json:"usual_here"`
	ZMax             Number            `json:"z_max"`
	QMin             Number            `json:"q_min"`
	Share            Number            `json:"share"`
	Stability        *float64          `json:"stability"` // null: this version does not re-run the question
	Class            hotspot.Class     `json:"class"`
	Reason           string            `json:"reason"`
	Cells            []hexgrid.Cell    `json:"cells"`
	WardCodes        []string          `json:"ward_codes"`
	WardNames        []string          `json:"ward_names"`
	PSPOIDs          []string          `json:"pspo_ids"`
	Peak             string            `json:"peak"`
	NotForFootPatrol string            `json:"not_for_foot_patrol"`
	CheckData        string            `json:"check_data"`
	Fresh            hotspot.Freshness `json:"fresh"`
	Centre           orb.Point         `json:"centre"` // lon, lat
}

// HotspotsGeoJSON writes the groups of the three lists by rank: hotspots, then the
// watch list, then the busiest places. A group that is a hotspot and among the
// busiest too appears on both lists.
func HotspotsGeoJSON(w io.Writer, r *hotspot.Result) error {
	var features []Feature
	for _, list := range [][]hotspot.Group{r.Hotspots, r.Watch, r.Busiest} {
		for _, g := range list {
			features = append(features, Feature{ID: g.ID, Geometry: Area(g.Geometry), Properties: hotspotProperties(g)})
		}
	}
	return WriteCollection(w, MetaOf(r.Meta), features)
}

func hotspotProperties(g hotspot.Group) HotspotProperties {
	return HotspotProperties{
		Rank: g.Rank, ID: g.ID, List: g.List, Name: g.Name, Count: g.Count,
		BoroughAverage: Number(g.BoroughAverage), UsualHere: Number(g.UsualHere),
		ZMax: Number(g.ZMax), QMin: Number(g.QMin), Share: Number(g.Share), Class: classOf(g.List),
		Reason: g.Reason, Cells: listed(g.Cells), WardCodes: listed(g.WardCodes), WardNames: listed(g.WardNames),
		PSPOIDs: listed(g.PSPOIDs), Peak: g.Peak, NotForFootPatrol: g.NotForFootPatrol, CheckData: g.CheckData,
		Fresh: g.Fresh, Centre: Point(g.Centre),
	}
}

// classOf is what the evidence says of a whole group: a busy place is a plain count
// and claims nothing.
func classOf(l hotspot.List) hotspot.Class {
	switch l {
	case hotspot.HotspotList:
		return hotspot.Hot
	case hotspot.WatchList:
		return hotspot.LowEvidence
	}
	return hotspot.None
}

// listed is never null in JSON.
func listed[T any](v []T) []T {
	if v == nil {
		return []T{}
	}
	return v
}

// CellProperties are what GeoJSON reads of a cell.
type CellProperties struct {
	Cell     hexgrid.Cell  `json:"cell"`
	Count    int           `json:"count"`
	Expected Number        `json:"expected"` // borough average for this size of area
	Z        Number        `json:"z"`
	P        Number        `json:"p"`
	Q        Number        `json:"q"`
	PoissonP Number        `json:"poisson_p"`
	PoissonQ Number        `json:"poisson_q"`
	Hot      bool          `json:"hot"`
	Class    hotspot.Class `json:"class"`
	Ward     string        `json:"ward_code"`
}

// Rows choose which cells are written.
type Rows func(hotspot.CellResult) bool

// AllCells keeps the whole study area.
func AllCells(hotspot.CellResult) bool { return true }

// HotCells keeps the hot ones.
func HotCells(c hotspot.CellResult) bool { return c.Hot }

// BusyCells keeps those with incidents and the hot ones: what a map shades.
func BusyCells(c hotspot.CellResult) bool { return c.Count > 0 || c.Hot }

// CellsGeoJSON writes cells as hexagons, in the result's order.
func CellsGeoJSON(w io.Writer, r *hotspot.Result, keep Rows) error {
	features := []Feature{}
	for _, c := range r.Cells {
		if !keep(c) {
			continue
		}
		features = append(features, Feature{ID: c.Cell.String(), Geometry: Area(orb.MultiPolygon{c.Cell.Boundary()}),
			Properties: CellProperties{c.Cell, c.Count, Number(c.Expected), Number(c.Z), Number(c.P), Number(c.Q),
				Number(c.PoissonP), Number(c.PoissonQ), c.Hot, c.Class, c.Ward}})
	}
	meta := MetaOf(r.Meta)
	meta.Breaks = Breaks(r.Cells)
	return WriteCollection(w, meta, features)
}

// Breaks are the highest counts of the first four of five steps of the map's "how
// many"; the fifth is open. They part the cells with incidents at the half, three
// quarters, nine tenths and thirty-nine fortieths, and never exceed the highest
// count but one. Where counts are small they repeat, and there are fewer steps.
func Breaks(cells []hotspot.CellResult) []int {
	var counts []int
	for _, c := range cells {
		if c.Count > 0 {
			counts = append(counts, c.Count)
		}
	}
	breaks := make([]int, 4)
	if len(counts) == 0 {
		return breaks
	}
	slices.Sort(counts)
	for i, share := range []float64{0.5, 0.75, 0.9, 0.975} {
		at := int(share * float64(len(counts)))
		breaks[i] = min(counts[min(at, len(counts)-1)], counts[len(counts)-1]-1)
	}
	return breaks
}
