package boundary

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/data/intake/internal/fault"
)

func twinParts(t testing.TB, name string) shapeParts {
	t.Helper()
	files := unzipped(t, name)
	return shapeParts{shp: files["twin.shp"], shx: files["twin.shx"], dbf: files["twin.dbf"], prj: files["twin.prj"], cpg: files["twin.cpg"]}
}

// shape is a record's content: a kind, and numbers of four and of eight bytes after it.
func shape(kind uint32, values ...any) []byte {
	b := binary.LittleEndian.AppendUint32(nil, kind)
	for _, v := range values {
		switch v := v.(type) {
		case int:
			b = binary.LittleEndian.AppendUint32(b, uint32(v))
		case float64:
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
		}
	}
	return b
}

// shapeFile is a .shp of records.
func shapeFile(records ...[]byte) []byte {
	b := make([]byte, shapeHeader)
	binary.BigEndian.PutUint32(b, 9994)
	for i, r := range records {
		b = binary.BigEndian.AppendUint32(b, uint32(i+1))
		b = binary.BigEndian.AppendUint32(b, uint32(len(r)/2))
		b = append(b, r...)
	}
	return b
}

// ringShape is a polygon of rings without a box worth the name, with m more numbers for
// each point behind: heights, measures.
func ringShape(kind uint32, rings ...orb.Ring) []byte {
	values := []any{0.0, 0.0, 0.0, 0.0, len(rings)}
	var points []any
	starts, n := []any{}, 0
	for _, r := range rings {
		starts = append(starts, n)
		n += len(r)
		for _, p := range r {
			points = append(points, p[0], p[1])
		}
	}
	return shape(kind, append(append(append(values, n), starts...), points...)...)
}

func read(t *testing.T, raw shapeParts, system string) *Collection {
	t.Helper()
	c, err := Shapefile("a.shp", "a", raw, system)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func clockwise(x, y, size float64) orb.Ring {
	return orb.Ring{{x, y}, {x, y + size}, {x + size, y + size}, {x + size, y}, {x, y}}
}

func turned(r orb.Ring) orb.Ring {
	out := r.Clone()
	out.Reverse()
	return out
}

func TestShapeKinds(t *testing.T) {
	c := read(t, shapeParts{shp: shapeFile(
		shape(1, -0.1, 51.5), shape(11, -0.1, 51.5, 9.0, 9.0), shape(21, -0.1, 51.5, 9.0), shape(0),
		shape(8, 0.0, 0.0, 0.0, 0.0, 2, -0.1, 51.5, -0.2, 51.6),
		shape(3, 0.0, 0.0, 0.0, 0.0, 2, 4, 0, 2, -0.1, 51.5, -0.2, 51.6, -0.3, 51.5, -0.4, 51.6),
		append(ringShape(15, clockwise(0, 51, 0.1)), make([]byte, 16+8*5)...), // heights, and the measures left out
	)}, "")
	point, square := orb.Point{-0.1, 51.5}, clockwise(0, 51, 0.1)
	want := []orb.Geometry{point, point, point, nil, orb.MultiPoint{{-0.1, 51.5}, {-0.2, 51.6}},
		orb.MultiLineString{{{-0.1, 51.5}, {-0.2, 51.6}}, {{-0.3, 51.5}, {-0.4, 51.6}}}, orb.MultiPolygon{{square}}}
	for i, f := range c.Features {
		if !reflect.DeepEqual(f.Geometry, want[i]) {
			t.Errorf("shape %d: got %v, want %v", i+1, f.Geometry, want[i])
		}
	}
	if len(c.Features) != len(want) || c.CRS != "EPSG:4326" || len(c.Notes) != 1 || !strings.Contains(c.Notes[0], "no .prj") {
		t.Errorf("got %d features in %s, %q", len(c.Features), c.CRS, c.Notes)
	}
}

func TestAssemble(t *testing.T) {
	big, hole, isle, far := clockwise(0, 0, 9), turned(clockwise(1, 1, 5)), clockwise(2, 2, 2), clockwise(20, 20, 3)
	within := turned(clockwise(2.5, 2.5, 1))
	corner := turned(orb.Ring{{0, 0}, {0, 2}, {2, 2}, {0, 0}}) // touches the outside at its first point
	for _, c := range []struct {
		name  string
		rings []orb.Ring
		want  orb.Geometry
	}{
		{"none", nil, nil},
		{"one", []orb.Ring{big}, orb.MultiPolygon{{big}}},
		{"a hole before its ring", []orb.Ring{hole, far, big}, orb.MultiPolygon{{far}, {big, hole}}},
		{"an island in a hole, with a hole", []orb.Ring{big, hole, isle, within}, orb.MultiPolygon{{big, hole}, {isle, within}}},
		{"a hole that touches", []orb.Ring{big, corner}, orb.MultiPolygon{{big, corner}}},
		{"all the other way round", []orb.Ring{turned(big), turned(hole)}, orb.MultiPolygon{{turned(big), turned(hole)}}},
		{"one the other way round", []orb.Ring{turned(far)}, orb.MultiPolygon{{turned(far)}}},
	} {
		if got, err := assemble(c.rings); err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %v, %v, want %v", c.name, got, err, c.want)
		}
	}
	if got, err := assemble([]orb.Ring{big, turned(far)}); !errors.Is(err, errStray) {
		t.Errorf("a hole outside: got %v, %v", got, err)
	}
	many := make([]orb.Ring, 20_000)
	for i := range many {
		if many[i] = clockwise(float64(i), 0, 0.5); i%2 == 1 {
			many[i] = turned(many[i])
		}
	}
	if _, err := assemble(many); !errors.Is(err, errHoles) {
		t.Errorf("ten thousand holes and rings: %v", err)
	}
}

// Every count in a Shapefile is held against the bytes there are.
func TestDamagedShapefiles(t *testing.T) {
	good := twinParts(t, "twin.zip")
	change := func(b []byte, at int, with ...byte) []byte {
		out := bytes.Clone(b)
		copy(out[at:], with)
		return out
	}
	first := shapeHeader + 8 // the first record's content
	for name, c := range map[string]struct {
		raw  shapeParts
		want string
	}{
		"nothing":                  {shapeParts{}, "does not begin like one"},
		"another file":             {shapeParts{shp: bytes.Repeat([]byte("x"), 200)}, "does not begin like one"},
		"torn":                     {shapeParts{shp: good.shp[:300]}, "longer than the file"},
		"parts without end":        {shapeParts{shp: change(good.shp, first+36, 0xff, 0xff, 0xff, 0x7f)}, "too many points"},
		"parts below nought":       {shapeParts{shp: change(good.shp, first+36, 0xff, 0xff, 0xff, 0xff)}, "too many points"},
		"points without end":       {shapeParts{shp: change(good.shp, first+40, 0xff, 0xff, 0xff, 0x7f)}, "too many points"},
		"a point more than there":  {shapeParts{shp: change(good.shp, first+40, 0xff, 0)}, "breaks off"},
		"parts out of order":       {shapeParts{shp: change(good.shp, first+44, 9)}, "not in order"},
		"a part beyond the points": {shapeParts{shp: change(good.shp, first+48, 0xff)}, "not in order"},
		"a kind unheard of":        {shapeParts{shp: change(good.shp, first, 7)}, "no kind 7"},
		"a body in space":          {shapeParts{shp: change(good.shp, first, 31)}, "a body in space"},
		"a record without end":     {shapeParts{shp: change(good.shp, shapeHeader+4, 0x7f)}, "longer than the file"},
		"a table of fewer rows":    {shapeParts{shp: good.shp, dbf: change(good.dbf, 4, 1)}, "2 shapes and 1 rows"},
		"a torn table":             {shapeParts{shp: good.shp, dbf: good.dbf[:200]}, "shorter than it says"},
		"a table of one byte":      {shapeParts{shp: good.shp, dbf: good.dbf[:1]}, "breaks off"},
		"columns too wide":         {shapeParts{shp: good.shp, dbf: change(good.dbf, 32+16, 255)}, "wider than its rows"},
		"rows of no width":         {shapeParts{shp: good.shp, dbf: change(good.dbf, 10, 0, 0)}, "shorter than it says"},
		"no shape":                 {shapeParts{shp: shapeFile(), dbf: nil}, "no feature"},
		"UTM":                      {shapeParts{shp: good.shp, dbf: good.dbf, prj: []byte(`PROJCS["UTM 30N",GEOGCS["WGS 84"]]`)}, `coordinate system "UTM 30N"`},
		"a .prj that is none":      {shapeParts{shp: good.shp, dbf: good.dbf, prj: []byte("27700")}, "coordinate system not read"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Shapefile("a.shp", "a", c.raw, "")
			if !errors.Is(err, fault.ErrFile) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// Editing leaves a shape behind that no row belongs to; the index knows.
func TestIndexDecides(t *testing.T) {
	records := [][]byte{shape(1, 0.1, 51.1), shape(1, 9.0, 9.0), shape(1, 0.2, 51.2)}
	shp := shapeFile(records...)
	shx := append([]byte{}, shp[:shapeHeader]...)
	for _, i := range []int{2, 0} {
		shx = binary.BigEndian.AppendUint32(shx, uint32(shapeHeader+28*i)/2)
		shx = binary.BigEndian.AppendUint32(shx, 10)
	}
	c := read(t, shapeParts{shp: shp, shx: shx, dbf: nil}, "")
	if len(c.Features) != 2 || c.Features[0].Geometry != (orb.Point{0.2, 51.2}) || c.Features[1].Geometry != (orb.Point{0.1, 51.1}) {
		t.Errorf("got %+v", c.Features)
	}
	// An index that does not fit is made again from the shapes.
	if c := read(t, shapeParts{shp: shp, shx: shx[:104]}, ""); len(c.Features) != 3 {
		t.Errorf("got %d shapes, want all 3", len(c.Features))
	}
}

// table makes a .dbf of columns (name, kind, width) and rows of cells as they are.
func dbfTable(language byte, columns [][3]any, rows ...string) []byte {
	b := make([]byte, 32)
	b[0], b[29] = 3, language
	width := 1
	for _, c := range columns {
		field := make([]byte, 32)
		copy(field, c[0].(string))
		field[11], field[16] = c[1].(byte), byte(c[2].(int))
		width += c[2].(int)
		b = append(b, field...)
	}
	b = append(b, dbfEnd)
	binary.LittleEndian.PutUint32(b[4:], uint32(len(rows)))
	binary.LittleEndian.PutUint16(b[8:], uint16(len(b)))
	binary.LittleEndian.PutUint16(b[10:], uint16(width))
	for _, r := range rows {
		b = append(b, r...)
	}
	return append(b, 0x1a)
}

func TestTableValues(t *testing.T) {
	columns := [][3]any{{"name", byte('C'), 6}, {"n", byte('N'), 5}, {"yes", byte('L'), 1}, {"day", byte('D'), 8}, {"memo", byte('M'), 2}}
	point := shape(1, 0.1, 51.1)
	c := read(t, shapeParts{shp: shapeFile(point, point, point), dbf: dbfTable(0, columns,
		" Quay  "+"   12"+"T"+"20261121"+"  ", "*gone  "+"    1"+"T"+"20261121"+"  ", "?\x00\x00\x00\x00\x00\x00"+"*****"+"?"+"        "+" 1")}, "")
	want := []map[string]any{{"name": "Quay", "n": int64(12), "yes": true, "day": "20261121", "memo": nil}, {"name": "", "n": nil, "yes": nil, "day": "", "memo": nil}}
	if len(c.Features) != 2 || !reflect.DeepEqual(c.Features[0].Properties, want[0]) || !reflect.DeepEqual(c.Features[1].Properties, want[1]) {
		t.Errorf("got %v\nwant %v", c.Features, want)
	}
}

func TestTextOfTables(t *testing.T) {
	columns := [][3]any{{"name", byte('C'), 5}}
	for _, c := range []struct {
		name, cell, cpg, want string
		language              byte
	}{
		{"nobody says, and it is Windows-1252", " Caf\xe9 ", "", "Café", 0},
		{"nobody says, and it is UTF-8", " Café", "", "Café", 0},
		{"the .cpg says UTF-8", " Café", "UTF-8\r\n", "Café", 0x57},
		{"the .cpg says 1252", " Caf\xe9 ", "1252", "Café", 0},
		{"the .cpg says ANSI 1252", " Caf\xe9 ", "ANSI 1252", "Café", 0},
		{"the .cpg says ISO", " Caf\xe9 ", "ISO-8859-1", "Café", 0},
		{"the .cpg says ISO otherwise", " Caf\xe9 ", "8859_1", "Café", 0},
		{"the .cpg says Windows by name", " Caf\xe9 ", "windows-1252", "Café", 0},
		{"the .cpg says DOS", " Caf\x82 ", "OEM 850", "Café", 0},
		{"the table says DOS", " Caf\x82 ", "", "Café", 0x02},
		{"the table says Windows", " Caf\xe9 ", "", "Café", 0x03},
		{"the .cpg is wrong", " Caf\xe9 ", "UTF-8", "Caf\ufffd", 0},
	} {
		got := read(t, shapeParts{shp: shapeFile(shape(1, 0.1, 51.1)), dbf: dbfTable(c.language, columns, c.cell+strings.Repeat(" ", 6-len(c.cell))), cpg: []byte(c.cpg)}, "")
		if name := got.Features[0].Properties["name"]; name != c.want {
			t.Errorf("%s: got %q, want %q", c.name, name, c.want)
		}
	}
	got := read(t, shapeParts{shp: shapeFile(shape(1, 0.1, 51.1)), dbf: dbfTable(0, columns, " Caf\xe9 "), cpg: []byte("EBCDIC")}, "")
	if got.Features[0].Properties["name"] != "Café" || len(got.Notes) != 2 || !strings.Contains(got.Notes[0], "EBCDIC") {
		t.Errorf("got %v, %q", got.Features[0].Properties, got.Notes)
	}
}

func TestShapeSystems(t *testing.T) {
	grid := twinParts(t, "twin.zip")
	for name, c := range map[string]struct{ system, prj, want string }{
		"by the .prj":                 {"", string(grid.prj), "EPSG:27700"},
		"by the caller":               {"EPSG:27700", "", "EPSG:27700"},
		"by the caller, not the file": {"EPSG:27700", `GEOGCS["x",DATUM["D_WGS_1984"]]`, "EPSG:27700"},
	} {
		raw := grid
		raw.prj = []byte(c.prj)
		if got := read(t, raw, c.system); got.CRS != c.want {
			t.Errorf("%s: got %s, want %s", name, got.CRS, c.want)
		}
	}
}

func FuzzShapefile(f *testing.F) {
	for _, name := range []string{"twin.zip", "twin-heights.zip"} {
		p := twinParts(f, name)
		f.Add(p.shp, p.shx, p.dbf, p.prj, p.cpg)
	}
	f.Add(shapeFile(shape(1, 0.1, 51.1), shape(0), shape(8, 0.0, 0.0, 0.0, 0.0, 1, 0.1, 51.1)), []byte{}, []byte{}, []byte{}, []byte("1252"))
	f.Fuzz(func(t *testing.T, shp, shx, dbf, prj, cpg []byte) {
		c, err := Shapefile("f.shp", "f", shapeParts{shp: shp, shx: shx, dbf: dbf, prj: prj, cpg: cpg}, "")
		checkRead(t, c, err)
	})
}

// Counts that promise a million points where there are none ask for no memory.
func TestShapefileMemory(t *testing.T) {
	raw := shapeParts{shp: shapeFile(shape(5, 0.0, 0.0, 0.0, 0.0, 1, MaxFeaturePoints, 0))}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Shapefile("a.shp", "a", raw, "")
	runtime.ReadMemStats(&after)
	if taken := after.TotalAlloc - before.TotalAlloc; err == nil || taken > 1<<20 {
		t.Errorf("%d bytes were taken for a file of %d; %v", taken, len(raw.shp), err)
	}
}
