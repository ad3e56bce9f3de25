package sample

import (
	"io/fs"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
	"hexbeat/hotspot"
)

// The snapshot here is made straight from the records, without a store, so that
// what the detector says is tested apart from how files are read.

var scheme = []hotspot.Category{
	{ID: "anti-social-behaviour", Label: "Anti-social behaviour"}, {ID: "bicycle-theft", Label: "Bicycle theft"},
	{ID: "burglary", Label: "Burglary"}, {ID: "criminal-damage-and-arson", Label: "Criminal damage and arson"},
	{ID: "drugs", Label: "Drugs", PoliceGenerated: true}, {ID: "other-crime", Label: "Other crime"},
	{ID: "other-theft", Label: "Other theft"}, {ID: "possession-of-weapons", Label: "Possession of weapons", PoliceGenerated: true},
	{ID: "public-order", Label: "Public order"}, {ID: "robbery", Label: "Robbery"}, {ID: "shoplifting", Label: "Shoplifting"},
	{ID: "theft-from-the-person", Label: "Theft from the person"}, {ID: "vehicle-crime", Label: "Vehicle crime"},
	{ID: "violence-and-sexual-offences", Label: "Violence and sexual offences"}, {ID: "stop-and-search", Label: "Stop and search", PoliceGenerated: true},
}

type columnist struct {
	*hotspot.Snapshot
	places map[orb.Point]int32
	words  map[string]int
}

// index is the place of a word in a growing list.
func (c *columnist) index(list *[]string, kind, word string) int {
	k, ok := c.words[kind+word]
	if !ok {
		k = len(*list)
		c.words[kind+word] = k
		*list = append(*list, word)
	}
	return k
}

// snapshotOf turns the records known at the clock into columns.
func snapshotOf(t *testing.T, b *Borough) *hotspot.Snapshot {
	t.Helper()
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	c := &columnist{&hotspot.Snapshot{Seq: 1, Digest: "5a3d1e00", DataTo: lastTime.time(), DataTz: zone, Categories: scheme}, map[orb.Point]int32{}, map[string]int{}}
	for k, s := range scheme {
		c.words["category"+s.ID] = k
	}
	for n, i := range b.Incidents {
		if i.Known() && !i.Swapped {
			c.row(t, int64(n), i)
		}
	}
	c.areas(t, b)
	c.Sort()
	return c.Snapshot
}

func (c *columnist) row(t *testing.T, id int64, i Incident) {
	k, ok := c.words["category"+i.Category]
	if !ok {
		t.Fatalf("category %q is not in the scheme", i.Category)
	}
	c.ID = append(c.ID, id)
	c.Category = append(c.Category, uint16(k))
	d := hotspot.Day(int32(epoch.Unix()/86400) + int32(i.From/day))
	c.Day, c.LastDay = append(c.Day, d), append(c.LastDay, hotspot.Day(int32(epoch.Unix()/86400)+int32(i.end()/day)))
	start, span, precision := int16(i.From.minute()), int32(0), hotspot.Minute
	switch {
	case i.DayOnly:
		start, precision = -1, hotspot.DayOnly
	case i.To > 0:
		span, precision = int32(i.To-i.From), hotspot.Interval
	}
	c.Start, c.SpanMin, c.Precision = append(c.Start, start), append(c.SpanMin, span), append(c.Precision, precision)
	setting, _ := hotspot.ParseSetting(i.Setting)
	c.Setting = append(c.Setting, setting)
	c.Raw = append(c.Raw, uint16(c.index(&c.RawLabels, "raw", i.Raw)))
	c.Source = append(c.Source, uint16(c.index(&c.Sources, "source", i.Source)))
	var tags uint64
	for _, g := range i.Tags {
		tags |= 1 << c.index(&c.TagNames, "tag", g)
	}
	c.Tags = append(c.Tags, tags)
	c.PlaceOf = append(c.PlaceOf, c.place(t, i))
}

func (c *columnist) place(t *testing.T, i Incident) int32 {
	if i.Unlocated {
		return -1
	}
	k, ok := c.places[i.LonLat]
	if !ok {
		cell, err := hexgrid.At(i.LonLat, 10)
		if err != nil {
			t.Fatal(err)
		}
		k = int32(len(c.Places))
		c.places[i.LonLat] = k
		c.Places = append(c.Places, hotspot.Place{Point: i.LonLat, Cell: cell, Name: i.Location})
	}
	return k
}

// areas lays borough, wards, orders and sites over the places.
func (c *columnist) areas(t *testing.T, b *Borough) {
	files := written(t, b)
	of := func(areas []geo.Area) []int32 {
		out, ready := make([]int32, len(c.Places)), prepare(areas)
		for i := range out {
			out[i] = -1
			for a := range ready {
				if ready[a].Contains(c.Places[i].Point) {
					out[i] = int32(a)
					break
				}
			}
		}
		return out
	}
	for _, p := range []struct {
		file string
		kind geo.Kind
		from hotspot.Day
	}{
		{"borough.geojson", geo.Borough, 0},
		{"wards-2022.geojson", geo.Ward, hotspot.Date(2022, 5, 5)},
		{"wards-2026.geojson", geo.Ward, hotspot.Date(2026, 5, 7)},
	} {
		areas := areasOf(t, files, p.file, p.kind)
		c.Partitions = append(c.Partitions, hotspot.Partition{Kind: p.kind, Vintage: p.from, Areas: areas, Of: of(areas)})
	}
	orders := []geo.Area{}
	for _, id := range []string{"lantern-quay", "corn-market-station-approach", "castle-ditch-park", "heron-parade"} {
		a := areasOf(t, files, "orders/"+id+".geojson", geo.PSPO)[0]
		a.Code = id
		orders = append(orders, a)
	}
	c.overlay(geo.PSPO, orders)
	c.overlay(geo.Site, areasOf(t, files, "sites.geojson", geo.Site))
}

func (c *columnist) overlay(kind geo.Kind, areas []geo.Area) {
	o := hotspot.Overlay{Kind: kind, Areas: areas, In: make([][]int32, len(c.Places))}
	ready := prepare(areas)
	for i := range c.Places {
		for a := range ready {
			if ready[a].Contains(c.Places[i].Point) {
				o.In[i] = append(o.In[i], int32(a))
			}
		}
	}
	c.Overlays = append(c.Overlays, o)
}

func prepare(areas []geo.Area) []*geo.Prepared {
	var out []*geo.Prepared
	for _, a := range areas {
		out = append(out, geo.Prepare(a.Geometry))
	}
	return out
}

// areasOf reads an area file.
func areasOf(t *testing.T, files fs.FS, name string, kind geo.Kind) []geo.Area {
	t.Helper()
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		t.Fatal(err)
	}
	fc, err := geojson.UnmarshalFeatureCollection(raw)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var out []geo.Area
	for _, f := range fc.Features {
		a := geo.Area{Kind: kind}
		for k, v := range f.Properties {
			text, _ := v.(string)
			switch {
			case k == "name" || len(k) == 6 && k[4:] == "NM" || k == "LAD22NM":
				a.Name = text
			case k == "id" || len(k) == 6 && k[4:] == "CD" || k == "LAD22CD":
				a.Code = text
			}
		}
		poly, ok := f.Geometry.(orb.Polygon)
		if !ok {
			t.Fatalf("%s: a %s, want a polygon", name, f.Geometry.GeoJSONType())
		}
		a.Geometry = orb.MultiPolygon{poly}
		out = append(out, a)
	}
	return out
}
