package street

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// quarter is a small place of our own: a high street with a bridge, an alley, a drive
// that is private, a river that a relation puts together, a park, and much that is to
// be left out. Ways stand before their nodes, and one node is not in the file.
const quarter = `<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
 <bounds minlat="51.5" minlon="-0.1" maxlat="51.51" maxlon="-0.09"/>
 <relation id="50" version="1">
  <member type="way" ref="21" role="outer"/><member type="way" ref="22" role="outer"/><member type="way" ref="23" role="inner"/><member type="node" ref="1" role="outer"/>
  <tag k="type" v="multipolygon"/><tag k="natural" v="water"/><tag k="name" v="Wend"/>
 </relation>
 <way id="12" version="2"><nd ref="3"/><nd ref="6"/><tag k="highway" v="footway"/><tag k="name" v="Lantern  Alley"/></way>
 <way id="11" version="3"><nd ref="1"/><nd ref="2"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/><tag k="ref" v="A1"/><tag k="bridge" v="yes"/></way>
 <way id="12" version="1"><nd ref="1"/><nd ref="6"/><tag k="highway" v="footway"/></way>
 <way id="13"><nd ref="3"/><nd ref="4"/><nd ref="99"/><nd ref="5"/><nd ref="6"/><tag k="highway" v="residential"/><tag k="name" v="Fish Street"/></way>
 <way id="14"><nd ref="4"/><nd ref="7"/><tag k="highway" v="service"/><tag k="access" v="private"/></way>
 <way id="15"><nd ref="1"/><nd ref="7"/><tag k="highway" v="motorway"/></way>
 <way id="16"><nd ref="1"/><nd ref="7"/><tag k="highway" v="construction"/></way>
 <way id="17"><nd ref="1"/><nd ref="7"/><tag k="highway" v="proposed"/></way>
 <way id="18"><nd ref="5"/><nd ref="7"/><tag k="railway" v="rail"/></way>
 <way id="19"><nd ref="5"/><nd ref="7"/><tag k="railway" v="subway"/><tag k="tunnel" v="yes"/></way>
 <way id="20"><nd ref="1"/><nd ref="2"/><nd ref="5"/><nd ref="1"/><tag k="leisure" v="park"/></way>
 <way id="21"><nd ref="1"/><nd ref="4"/><nd ref="5"/></way>
 <way id="22"><nd ref="1"/><nd ref="6"/><nd ref="5"/></way>
 <way id="24"><nd ref="98"/><nd ref="97"/><tag k="highway" v="path"/></way>
 <node id="7" lat="51.5030000" lon="-0.0960000"/>
 <node id="1" lat="51.5000000" lon="-0.1000000"><tag k="name" v="a corner"/></node>
 <node id="2" lat="51.5000000" lon="-0.0990000"/>
 <node id="3" lat="51.5000000" lon="-0.0980000"/>
 <node id="4" lat="51.5010000" lon="-0.0980000"/>
 <node id="5" lat="51.5020000" lon="-0.0980000"/>
 <node id="6" lat="51.5020000" lon="-0.0990000"/>
 <node id="97" visible="false"/>
</osm>`

func TestRead(t *testing.T) {
	ways, stats, err := Read(strings.NewReader(quarter), "quarter.osm")
	if err != nil {
		t.Fatal(err)
	}
	checkQuarter(t, ways, stats)
}

func checkQuarter(t *testing.T, ways []Way, stats Stats) {
	t.Helper()
	at := map[int64]orb.Point{1: {-0.1, 51.5}, 2: {-0.099, 51.5}, 3: {-0.098, 51.5}, 4: {-0.098, 51.501}, 5: {-0.098, 51.502}, 6: {-0.099, 51.502}, 7: {-0.096, 51.503}}
	want := []Way{
		{ID: 11, Name: "A1", Class: Main, Bridge: true, Foot: true, Nodes: []int64{1, 2, 3}},
		{ID: 12, Name: "Lantern Alley", Class: Path, Foot: true, Nodes: []int64{3, 6}},
		{ID: 13, Name: "Fish Street", Class: Local, Foot: true, Nodes: []int64{3, 4}},
		{ID: 13, Name: "Fish Street", Class: Local, Foot: true, Nodes: []int64{5, 6}},
		{ID: 14, Class: ServiceWay, Nodes: []int64{4, 7}},
		{ID: 18, Class: Rail, Nodes: []int64{5, 7}},
		{ID: 20, Class: Park, Nodes: []int64{1, 2, 5, 1}},
		{ID: 50, Relation: true, Name: "Wend", Class: Water, Nodes: []int64{1, 4, 5, 6, 1}},
	}
	for i := range want {
		for _, n := range want[i].Nodes {
			want[i].Line = append(want[i].Line, at[n])
		}
	}
	if !reflect.DeepEqual(ways, want) {
		t.Errorf("got  %v\nwant %v", ways, want)
	}
	// By hand: 1-2, 2-3, 3-4, 3-6, 5-6; a degree of longitude at 51.5 is 69.44 km and
	// one of latitude 111.25 km. All is one group, since 6 joins both ends of Fish Street.
	lengthKm := 2*0.06944 + 0.11125 + math.Hypot(0.06944, 0.2225) + 0.06944
	if stats.Nodes != 6 || stats.Edges != 5 || stats.Components != 1 || stats.KeptNodes != 6 || stats.KeptEdges != 5 ||
		stats.Ways != 8 || stats.MissingNodes != 3 || math.Abs(stats.LengthKm-lengthKm) > 1e-3 {
		t.Errorf("got %+v, want %.4f km", stats, lengthKm)
	}
}

func zipped(t testing.TB, s string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The same place in every form a file may have gives the same ways.
func TestReadForms(t *testing.T) {
	for name, b := range map[string][]byte{
		"gzip":            zipped(t, quarter),
		"byte order mark": []byte("\xef\xbb\xbf" + quarter),
		"no declaration":  []byte(quarter[strings.Index(quarter, "<osm"):]),
		"pbf":             pbfOf(t, quarter, true),
		"pbf, not packed": pbfOf(t, quarter, false),
	} {
		ways, stats, err := Read(bytes.NewReader(b), name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkQuarter(t, ways, stats)
	}
}

func TestReadRefuses(t *testing.T) {
	osm := func(s string) string { return "<osm>\n" + s + "\n</osm>" }
	pbf := string(pbfOf(t, quarter, true))
	for _, tt := range []struct {
		name, in, want string
		line           int
	}{
		{"empty", "", "the file is empty", 0},
		{"text", "Crime ID,Month\n1,2", "not an OpenStreetMap file", 0},
		{"another XML", "<?xml version=\"1.0\"?>\n<kml><Placemark/></kml>", "does not begin with <osm>", 2},
		{"nothing but a declaration", "<?xml version=\"1.0\"?>\n", "does not begin with <osm>", 2},
		{"no ways", osm(`<node id="1" lat="1" lon="1"/>`), "holds no streets", 0},
		{"ways without nodes", osm(`<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="path"/></way>`), "holds no streets", 0},
		{"cut short", quarter[:len(quarter)/2], "ends in the middle", 13},
		{"not well formed", osm("<way id=\"1\"><nd ref=\"1\"></way>"), "not well-formed", 2},
		{"latitude 1000", osm(`<node id="5" lat="1000" lon="-0.1"/>`), "node 5 lies at longitude -0.1, latitude 1000", 2},
		{"not a number", osm("\n<node id=\"5\" lat=\"NaN\" lon=\"-0.1\"/>"), "not on the globe", 3},
		{"a word", osm(`<node id="5" lat="north" lon="-0.1"/>`), "node 5 lies at longitude \"-0.1\", latitude \"north\"", 2},
		{"no id", osm(`<node lat="5" lon="-0.1"/>`), "which is not a whole number", 2},
		{"a step to nowhere", osm(`<way id="1"><nd/></way>`), "a nd has the ref \"\"", 2},
		{"a way without a number", osm(`<way id="one"/>`), "a way has the id \"one\"", 2},
		{"a deep nest", "<osm><way id=\"1\">" + strings.Repeat("<a>", 2000), "ends in the middle", 1},
		{"half a gzip", string(zipped(t, quarter)[:200]), "ends in the middle", 0},
		{"a gzip of nothing", string(zipped(t, "")), "the file is empty", 0},
		{"a gzip's first bytes", "\x1f\x8b\x08", "not whole gzip data", 0},
		{"half a pbf", pbf[:len(pbf)-20], "ends in the middle", 0},
		{"a pbf of one block", pbf[:20], "ends in the middle", 0},
	} {
		_, _, err := Read(strings.NewReader(tt.in), "town.osm")
		var fe *FileError
		if !errors.As(err, &fe) || !errors.Is(err, ErrFile) {
			t.Errorf("%s: got %v", tt.name, err)
			continue
		}
		if !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "town.osm") || tt.line > 0 && fe.Line != tt.line {
			t.Errorf("%s: got %v (line %d), want %q in line %d", tt.name, err, fe.Line, tt.want, tt.line)
		}
	}
}

type brokenReader struct{}

var errBroken = errors.New("the disk is gone")

func (brokenReader) Read([]byte) (int, error) { return 0, errBroken }

func TestReadPassesOnTheReadersError(t *testing.T) {
	for name, r := range map[string]io.Reader{
		"at once":   brokenReader{},
		"in XML":    io.MultiReader(strings.NewReader(quarter[:400]), brokenReader{}),
		"in a pbf":  io.MultiReader(bytes.NewReader(pbfOf(t, quarter, true)[:100]), brokenReader{}),
		"in a gzip": io.MultiReader(bytes.NewReader(zipped(t, quarter)[:100]), brokenReader{}),
	} {
		if _, _, err := Read(r, "x.osm"); !errors.Is(err, errBroken) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(quarter))
	f.Add(zipped(f, quarter))
	f.Add(pbfOf(f, quarter, true))
	f.Add(pbfOf(f, quarter, false))
	f.Add([]byte("<osm><node id='1' lat='1e999' lon='0x1p-2'/><way/></osm>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		ways, stats, err := Read(bytes.NewReader(b), "fuzz")
		if err != nil {
			if !errors.Is(err, ErrFile) {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		if stats.KeptNodes > stats.Nodes || stats.KeptEdges > stats.Edges || stats.Components > stats.Nodes || math.IsNaN(stats.LengthKm) || math.IsInf(stats.LengthKm, 0) || stats.Ways != len(ways) {
			t.Fatalf("%+v", stats)
		}
		for _, w := range ways {
			if len(w.Nodes) != len(w.Line) || len(w.Line) < 2 || w.Class == "" || w.Foot && !w.Class.Street() {
				t.Fatalf("%+v", w)
			}
			for _, p := range w.Line {
				if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) {
					t.Fatalf("way %d goes to %v", w.ID, p)
				}
			}
		}
	})
}

// The counts come from a script of a few lines that shares no code with this package.
func TestRealFiles(t *testing.T) {
	root := os.Getenv("HEXBEAT_REAL_DATA")
	if root == "" {
		t.Skip("HEXBEAT_REAL_DATA does not name the folder of real files; TestRead and TestReadForms cover the same formats")
	}
	for name, want := range map[string]Stats{
		"DERIVED-london-kings-cross.osm.gz":   {Nodes: 2509, Edges: 2748, Components: 18, KeptNodes: 2343, KeptEdges: 2590, LengthKm: 33.195382, Ways: 1080},
		"leeds-chapel-allerton.osm.gz":        {Nodes: 6098, Edges: 7103, Components: 23, KeptNodes: 5913, KeptEdges: 6935, LengthKm: 226.530128},
		"london-st_georges_cycletrack.osm.gz": {Nodes: 828, Edges: 872, Components: 11, KeptNodes: 738, KeptEdges: 788, LengthKm: 7.364089},
		"london-borough_sausage_links.osm.gz": {Nodes: 250, Edges: 281, Components: 2, KeptNodes: 237, KeptEdges: 269, LengthKm: 2.293680},
		"monaco.osm.gz":                       {Nodes: 4717, Edges: 5110, Components: 18, KeptNodes: 4641, KeptEdges: 5050, LengthKm: 81.308950},
		"berlin-siegessaeule.osm.gz":          {Nodes: 1001, Edges: 1077, Components: 4, KeptNodes: 987, KeptEdges: 1066, LengthKm: 23.547175},
	} {
		ways, got := readReal(t, filepath.Join(root, "real", "osm", name))
		if want.Ways != 0 && got.Ways != want.Ways {
			t.Errorf("%s: got %d ways, want %d", name, got.Ways, want.Ways)
		}
		got.Ways, want.Ways = 0, 0
		if math.Abs(got.LengthKm-want.LengthKm) > 1e-5 {
			t.Errorf("%s: got %.6f km, want %.6f km", name, got.LengthKm, want.LengthKm)
		}
		got.LengthKm = want.LengthKm
		if got != want {
			t.Errorf("%s: got %+v, want %+v", name, got, want)
		}
		if !slices.IsSortedFunc(ways, func(a, b Way) int {
			if a.Relation == b.Relation && a.ID > b.ID || a.Relation && !b.Relation {
				return 1
			}
			return 0
		}) {
			t.Errorf("%s: ways are not in order", name)
		}
	}
}

// osmium counts 142,832 nodes and 15,247 ways in this file, 4,660 of them highways.
func TestRealPBF(t *testing.T) {
	root := os.Getenv("HEXBEAT_REAL_DATA")
	if root == "" {
		t.Skip("HEXBEAT_REAL_DATA does not name the folder of real files; TestReadForms covers PBF")
	}
	file, err := os.Open(filepath.Join(root, "real", "osm", "liechtenstein.osm.pbf"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	c := &collector{}
	if err := readInto(c, file); err != nil {
		t.Fatal(err)
	}
	if len(c.nodes) != 142_832 || len(c.ways) != 15_247 {
		t.Errorf("got %d nodes, %d ways", len(c.nodes), len(c.ways))
	}
	ways, missing := c.assemble()
	streets := 0
	for _, w := range ways {
		if w.Class.Street() {
			streets++
		}
	}
	if missing != 0 || streets < 4_600 || streets > 4_660 { // less what is proposed or a motorway
		t.Errorf("got %d streets, %d nodes missing", streets, missing)
	}
}

func readReal(t *testing.T, name string) ([]Way, Stats) {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	ways, stats, err := Read(file, filepath.Base(name))
	if err != nil {
		t.Fatal(err)
	}
	return ways, stats
}

// A gzip of a few megabytes may unpack to a thousand times as much.
func TestBudget(t *testing.T) {
	in := &budget{r: bufio.NewReader(strings.NewReader("ab")), all: maxBytes - 1}
	if b, err := in.ReadByte(); b != 'a' || err != nil {
		t.Fatalf("got %q, %v", b, err)
	}
	if _, err := in.ReadByte(); !errors.Is(err, errTooLarge) {
		t.Errorf("got %v", err)
	}
	c, long := &collector{}, &budget{r: bufio.NewReader(strings.NewReader(quarter[strings.Index(quarter, "<way"):])), element: maxElement - 50}
	dec := xml.NewDecoder(long)
	start, err := dec.Token()
	if err != nil {
		t.Fatal(err)
	}
	way := start.(xml.StartElement)
	if err := readElement(c, dec, &way); !errors.Is(err, errElement) || len(c.ways) != 0 {
		t.Errorf("got %v and %d ways", err, len(c.ways))
	}
}
