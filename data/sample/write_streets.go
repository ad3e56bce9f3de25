package sample

import (
	"bytes"
	"encoding/xml"
	"fmt"

	"github.com/paulmach/orb"

	"hexbeat/data/sample/internal/town"
)

// streetsFile is the town as OpenStreetMap XML: streets, the river and its water,
// the railway, parks and the sea. Ids count from 1 and are nobody else's.
func (b *Borough) streetsFile() ([]byte, error) {
	o := &mapFile{b: b, points: append([]orb.Point{}, b.lonlat...)}
	for _, l := range b.plan.Lines {
		o.line(l)
	}
	for _, k := range b.plan.Blocks {
		switch ring := append(append([]int32{}, k.Ring...), k.Ring[0]); k.Use {
		case town.Park:
			o.way(ring, "leisure", "park", "name", k.Name)
		case town.Ground:
			o.way(ring, "landuse", "recreation_ground", "name", k.Name)
		}
	}
	if err := o.water(); err != nil {
		return nil, err
	}
	return o.file(), nil
}

type mapFile struct {
	b      *Borough
	points []orb.Point
	used   []bool
	ways   bytes.Buffer
	n      int
}

func (o *mapFile) line(l town.Line) {
	switch {
	case l.Class == town.River:
		o.way(l.Nodes, "waterway", "river", "name", l.Name)
	case l.Class == town.Rail:
		o.way(l.Nodes, "railway", "rail", "name", l.Name)
	case !l.Class.Walkable() || len(l.Nodes) < 2:
	case l.Bridge:
		o.way(l.Nodes, "highway", string(l.Class), "name", l.Name, "bridge", "yes", "layer", "1")
	case l.Name == "":
		o.way(o.short(l), "highway", string(l.Class))
	default:
		o.way(o.short(l), "highway", string(l.Class), "name", l.Name)
	}
}

// short is a street's points with an end on the railway or the bank drawn back a
// few metres, so that a dead end does not look like a crossing.
func (o *mapFile) short(l town.Line) []int32 {
	nodes := append([]int32{}, l.Nodes...)
	for _, e := range [][2]int{{0, 1}, {len(nodes) - 1, len(nodes) - 2}} {
		at, before := nodes[e[0]], nodes[e[1]]
		if !o.b.plan.DeadEnd(at) {
			continue
		}
		p, q := o.b.plan.Points[at], o.b.plan.Points[before]
		back := min(11, 0.4*dist(p, q)) / dist(p, q)
		ll, err := toLonLat(orb.Point{p[0] + back*(q[0]-p[0]), p[1] + back*(q[1]-p[1])})
		if err != nil {
			continue
		}
		o.points = append(o.points, ll)
		nodes[e[0]] = int32(len(o.points) - 1)
	}
	return nodes
}

func (o *mapFile) way(nodes []int32, tags ...string) {
	o.n++
	fmt.Fprintf(&o.ways, "<way id=\"%d\" version=\"1\">\n", o.n)
	for _, n := range nodes {
		for int(n) >= len(o.used) {
			o.used = append(o.used, false)
		}
		o.used[n] = true
		fmt.Fprintf(&o.ways, "<nd ref=\"%d\"/>\n", n+1)
	}
	for i := 0; i+1 < len(tags); i += 2 {
		fmt.Fprintf(&o.ways, "<tag k=\"%s\" v=\"", tags[i])
		xml.EscapeText(&o.ways, []byte(tags[i+1]))
		o.ways.WriteString("\"/>\n")
	}
	o.ways.WriteString("</way>\n")
}

// water draws the river's surface and the bay before the shore.
func (o *mapFile) water() error {
	ring, err := o.b.plan.Outline(func(k town.Block) bool { return k.Use == town.Water })
	if err != nil {
		return err
	}
	o.way(ring, "natural", "water", "water", "river", "name", "River Wend")
	shore, err := o.b.plan.Shore()
	if err != nil {
		return err
	}
	sea := append([]int32{}, shore...)
	for _, p := range []orb.Point{{7500, -500}, {-300, -500}} {
		ll, err := toLonLat(p)
		if err != nil {
			return err
		}
		o.points = append(o.points, ll)
		sea = append(sea, int32(len(o.points)-1))
	}
	o.way(append(sea, sea[0]), "natural", "water", "water", "bay", "name", "Wend Bay")
	return nil
}

func (o *mapFile) file() []byte {
	var out bytes.Buffer
	out.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<osm version=\"0.6\" generator=\"an invented borough\">\n")
	for n, p := range o.points {
		if n < len(o.used) && o.used[n] {
			fmt.Fprintf(&out, "<node id=\"%d\" lat=\"%s\" lon=\"%s\" version=\"1\"/>\n", n+1, degrees(p[1], 7), degrees(p[0], 7))
		}
	}
	out.Write(o.ways.Bytes())
	out.WriteString("</osm>\n")
	return out.Bytes()
}
