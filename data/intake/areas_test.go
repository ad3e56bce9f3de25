package intake_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"hexbeat/data/intake"
	"hexbeat/geo"
	"hexbeat/geo/pspo"
)

func wardFile(features ...string) []byte {
	return []byte("{\n\"type\": \"FeatureCollection\",\n\"features\": [\n" + strings.Join(features, ",\n") + "\n]}\n")
}

func wardFeature(code, name, ring string) string {
	return `{"type":"Feature","properties":{"WD22CD":"` + code + `","WD22NM":"` + name + `","other":1},"geometry":{"type":"Polygon","coordinates":[[` + ring + `]]}}`
}

const (
	goodRing   = "[0,51],[0.1,51],[0.1,51.1],[0,51.1],[0,51]"
	crossRing  = "[0,51],[0.1,51.1],[0.1,51],[0,51.1],[0,51]"
	offGlobe   = "[0,1000],[0.1,1000],[0.1,1001],[0,1000]"
	metresRing = "[532000,181000],[533000,181000],[533000,182000],[532000,181000]"
)

func TestAreas(t *testing.T) {
	s := store(t)
	file := write(t, "wards.geojson", wardFile(wardFeature("E05000001", "North", goodRing), wardFeature("E05000002", "South", crossRing)))
	rep, err := intake.Areas(t.Context(), s, owner, file, intake.AreaOptions{Kind: geo.Ward})
	if err != nil || rep.Features != 2 || rep.Accepted != 1 || rep.Rejected != 1 {
		t.Fatalf("%+v, %v", rep, err)
	}
	msg := rep.Faults[0].Error()
	for _, want := range []string{file + ":5:1", "South", "crosses itself", "51.05"} {
		if !strings.Contains(msg, want) {
			t.Errorf("message %q does not say %q", msg, want)
		}
	}
	areas, err := s.Areas(t.Context(), owner)
	if err != nil || len(areas) != 1 || areas[0].Code != "E05000001" || areas[0].Name != "North" {
		t.Errorf("kept %+v, %v", areas, err)
	}
}

func TestAreaFaults(t *testing.T) {
	for name, c := range map[string]struct {
		content []byte
		opt     intake.AreaOptions
		want    string
		is      error
	}{
		"crossing.geojson": {wardFile(wardFeature("E05000001", "N", crossRing)), intake.AreaOptions{Kind: geo.Ward}, ":4:1: ", intake.ErrNothing},
		"globe.geojson":    {wardFile(wardFeature("E05000001", "N", offGlobe)), intake.AreaOptions{Kind: geo.Ward}, "1000", intake.ErrNothing},
		"metres.geojson":   {wardFile(wardFeature("E05000001", "N", metresRing)), intake.AreaOptions{Kind: geo.Ward}, ":4:1: ", intake.ErrNothing},
		"nan.geojson":      {wardFile(wardFeature("E05000001", "N", "[NaN,51],[0.1,51]")), intake.AreaOptions{Kind: geo.Ward}, ":4:", intake.ErrFile},
		"points.geojson":   {wardFile(`{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[0,51]}}`), intake.AreaOptions{Kind: geo.Ward}, "Point, not an area", intake.ErrNothing},
		"empty.geojson":    {nil, intake.AreaOptions{Kind: geo.Ward}, "the file is empty", intake.ErrFile},
		"none.geojson":     {wardFile(), intake.AreaOptions{Kind: geo.Ward}, "no feature", intake.ErrFile},
		"torn.geojson":     {wardFile(wardFeature("E05000001", "N", goodRing))[:80], intake.AreaOptions{Kind: geo.Ward}, ":4:", intake.ErrFile},
		"table.geojson":    {[]byte("a,b\n1,2\n"), intake.AreaOptions{Kind: geo.Ward}, ":1:1: not valid JSON", intake.ErrFile},
		"kind.geojson":     {wardFile(wardFeature("E05000001", "N", goodRing)), intake.AreaOptions{Kind: "parish"}, "parish", intake.ErrUsage},
		"field.geojson":    {wardFile(wardFeature("E05000001", "N", goodRing)), intake.AreaOptions{Kind: geo.Ward, CodeField: "CODE"}, "WD22CD", intake.ErrUsage},
		"two.geojson": {wardFile(`{"type":"Feature","properties":{"A":"E05000001","B":"E05000002"},"geometry":{"type":"Polygon","coordinates":[[` + goodRing + `]]}}`),
			intake.AreaOptions{Kind: geo.Ward}, "candidates are A, B", intake.ErrUsage},
		"unnamed.geojson": {wardFile(`{"type":"Feature","properties":{"code":"7","WARD":"Bishopsgate","ha":3},"geometry":{"type":"Polygon","coordinates":[[` + goodRing + `]]}}`),
			intake.AreaOptions{Kind: geo.Ward}, "--name-field; candidates are WARD", intake.ErrUsage},
	} {
		t.Run(name, func(t *testing.T) {
			s := store(t)
			_, err := intake.Areas(t.Context(), s, owner, write(t, name, c.content), c.opt)
			if !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v\nwant %q", err, c.want)
			}
			if b, _ := s.Batches(t.Context(), owner); len(b) != 0 {
				t.Errorf("a batch was kept: %+v", b)
			}
		})
	}
}

// A file in National Grid that says so, as older GeoJSON does.
func TestAreasInNationalGrid(t *testing.T) {
	content := strings.Replace(string(wardFile(wardFeature("E05000001", "N", metresRing))), `"features"`, `"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},"features"`, 1)
	s := store(t)
	if _, err := intake.Areas(t.Context(), s, owner, write(t, "bng.geojson", []byte(content)), intake.AreaOptions{Kind: geo.Ward}); err != nil {
		t.Fatal(err)
	}
	areas, err := s.Areas(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	if p := areas[0].Geometry[0][0][0]; p[1] < 51.5 || p[1] > 51.52 || areas[0].SourceCRS != "EPSG:27700" || !strings.Contains(string(areas[0].Source), "532000") {
		t.Errorf("point %v, crs %s", p, areas[0].SourceCRS)
	}
}

const orderFile = `id = "quay"
title = "Lantern Quay"
status = "made"
made = "2025-02-17"
in_force = "2025-03-01"
until = "2028-02-29"
area = "quay.geojson"
[[prohibition]]
id = "p1"
text = "Drinking alcohol when asked to stop."
kind = "prohibit"
`

func TestOrders(t *testing.T) {
	s := store(t)
	area := wardFile(wardFeature("E05000001", "N", goodRing))
	files := fstest.MapFS{"o/quay.toml": {Data: []byte(orderFile)}, "o/quay.geojson": {Data: area}}
	if _, err := intake.Orders(t.Context(), s, owner, files, []string{"o/quay.toml"}); err != nil {
		t.Fatal(err)
	}
	orders, err := s.Orders(t.Context(), owner)
	if err != nil || len(orders) != 1 {
		t.Fatalf("%v, %v", orders, err)
	}
	if o := orders[0]; o.Status != pspo.Made || len(o.Prohibitions) != 1 || string(o.AreaSource) != string(area) {
		t.Errorf("kept %+v", o)
	}
	for name, c := range map[string]struct{ order, area, want string }{
		"no area":  {orderFile, "", "quay.geojson"},
		"crossing": {orderFile, string(wardFile(wardFeature("E05000001", "N", crossRing))), "crosses itself"},
		"no key":   {strings.Replace(orderFile, "area = ", "authority = ", 1), string(area), "the order has no area"},
		"inline":   {strings.Replace(orderFile, `"quay.geojson"`, `'{"type":"Polygon","coordinates":[[`+crossRing+`]]}'`, 1), "", `quay.toml: the boundary is not valid in column "area"`},
		"status":   {strings.Replace(orderFile, `"made"`, `"maid"`, 1), string(area), "maid"},
		"key":      {orderFile + "\ncolour = 3\n", string(area), "colour"},
	} {
		t.Run(name, func(t *testing.T) {
			files := fstest.MapFS{"quay.toml": {Data: []byte(c.order)}}
			if c.area != "" {
				files["quay.geojson"] = &fstest.MapFile{Data: []byte(c.area)}
			}
			if _, err := intake.Orders(t.Context(), store(t), owner, files, []string{"quay.toml"}); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// A code that stands twice in a file would make one ward two.
func TestCodeTwice(t *testing.T) {
	s := store(t)
	file := write(t, "wards.geojson", wardFile(wardFeature("E05000001", "North", goodRing), wardFeature("E05000001", "Part", "[1,51],[1.1,51],[1.1,51.1],[1,51]")))
	rep, err := intake.Areas(t.Context(), s, owner, file, intake.AreaOptions{Kind: geo.Ward})
	if err != nil || rep.Accepted != 1 || rep.Reasons["the code stands twice in the file"] != 1 {
		t.Fatalf("%+v, %v", rep, err)
	}
	if !strings.Contains(rep.Faults[0].Error(), file+":5:1") {
		t.Errorf("got %v", rep.Faults[0])
	}
}

// Order files come in all or none, wherever they lie.
func TestOrderFiles(t *testing.T) {
	s := store(t)
	inline := func(id string) []byte {
		return []byte("\ufeff" + `{"id":"` + id + `","title":"Quay","status":"made","area":{"type":"Polygon","coordinates":[[` + goodRing + `]]}}`)
	}
	one, two, same := write(t, "one.json", inline("one")), write(t, "two.json", inline("two")), write(t, "same.json", inline("one"))
	broken := write(t, "broken.json", []byte("{"))
	for _, bad := range []string{same, broken} {
		if _, err := intake.OrderFiles(t.Context(), s, owner, []string{one, two, bad}); !errors.Is(err, intake.ErrFile) || !strings.Contains(err.Error(), bad) {
			t.Errorf("got %v, want the fault of %s", err, bad)
		}
		if kept, err := s.Orders(t.Context(), owner); err != nil || len(kept) != 0 {
			t.Errorf("kept %d orders, %v", len(kept), err)
		}
	}
	if info, err := intake.OrderFiles(t.Context(), s, owner, []string{one, two}); err != nil || info.Accepted != 2 {
		t.Errorf("%+v, %v", info, err)
	}
}

// The same two invented wards in each format, and what the report says of them.
func TestAreaFormats(t *testing.T) {
	for file, want := range map[string]string{
		"twin.geojson": "geojson EPSG:4326 ", "twin-grid.geojson": "geojson EPSG:27700 ", "twin.zip": "shapefile EPSG:27700 twin", "twin.gpkg.gz": "gpkg EPSG:27700 twin",
		"twin.kml": "kml EPSG:4326 ", "twin.kmz": "kml EPSG:4326 ", "twin.csv": "wkt EPSG:27700 ",
	} {
		t.Run(file, func(t *testing.T) {
			s := store(t)
			rep, err := intake.Areas(t.Context(), s, owner, filepath.Join("internal/boundary/testdata", file), intake.AreaOptions{Kind: geo.Ward, CodeField: "code", NameField: "name"})
			if err != nil || rep.Accepted != 2 || strings.Join([]string{rep.Format, rep.CRS, rep.Layer}, " ") != want {
				t.Fatalf("got %+v, %v, want %s", rep, err, want)
			}
			areas, err := s.Areas(t.Context(), owner)
			if err != nil || len(areas) != 2 || areas[0].Code != "E05990001" || areas[0].Name != "Château Quay" || len(areas[1].Geometry) != 3 || areas[0].SourceCRS != rep.CRS || len(areas[0].Source) == 0 {
				t.Errorf("kept %+v, %v", areas, err)
			}
		})
	}
}

// A council's file may name its councillors. Nothing is kept of a column that is not
// asked for.
func TestAreasKeepNobodysName(t *testing.T) {
	s := store(t)
	feature := strings.Replace(wardFeature("E05000001", "North", goodRing), `"other":1`, `"COUNCILLOR":"Pat Example","email":"pat@example.org"`, 1)
	rep, err := intake.Areas(t.Context(), s, owner, write(t, "wards.geojson", wardFile(feature)), intake.AreaOptions{Kind: geo.Ward, NameField: "WD22NM"})
	if err != nil || strings.Join(rep.NotKept, " ") != "COUNCILLOR email" {
		t.Fatalf("%+v, %v", rep, err)
	}
	areas, err := s.Areas(t.Context(), owner)
	if err != nil || len(areas) != 1 {
		t.Fatal(err)
	}
	if source := string(areas[0].Source); strings.Contains(source, "Pat") || strings.Contains(source, "example.org") || !strings.Contains(source, goodRing) || !strings.Contains(source, "E05000001") {
		t.Errorf("kept %s", source)
	}
}

// Reasons are counted, so they hold nothing of the file; what stands there is in the
// detail, with the place.
func TestAreaReasons(t *testing.T) {
	rings := []string{goodRing, crossRing, offGlobe, metresRing, "[0,51],[0.1,51],[0.1,51.1],[0,51.1]", "[0,51],[0.1,51],[0.2,51],[0,51]", "[51,0],[51.1,0],[51.1,0.1],[51,0]", "[0,51],[0.1,51],[0,51]", "[181,51],[182,51],[182,52],[181,51]"}
	var features []string
	for i, r := range rings {
		features = append(features, wardFeature(fmt.Sprintf("E0500000%d", i), "W", r))
	}
	rep, err := intake.Areas(t.Context(), store(t), owner, write(t, "wards.geojson", wardFile(features...)), intake.AreaOptions{Kind: geo.Ward})
	if err != nil || rep.Features != len(rings) || rep.Accepted != 1 || rep.Rejected != len(rings)-1 {
		t.Fatalf("%+v, %v", rep, err)
	}
	counted := 0
	for reason, n := range rep.Reasons {
		if counted += n; strings.ContainsAny(reason, "0123456789") {
			t.Errorf("the reason %q holds figures", reason)
		}
	}
	if counted != rep.Rejected || len(rep.Faults) != rep.Rejected || rep.Reasons["longitude and latitude look swapped"] != 1 || rep.Reasons["the numbers are not degrees"] != 3 {
		t.Errorf("reasons %v of %d", rep.Reasons, rep.Rejected)
	}
	if f := rep.Faults[2]; !strings.Contains(f.Detail, "532000") || !strings.Contains(f.Hint, "EPSG:27700") || f.Line != 7 {
		t.Errorf("got %+v", f)
	}
}

// Northings before eastings are a point of the grid, too: the areas that are there
// already tell.
func TestAreasSwapped(t *testing.T) {
	s := store(t)
	grid := func(ring string) string {
		return write(t, "grid.geojson", []byte(strings.Replace(string(wardFile(wardFeature("E05000009", "N", ring))), `"features"`, `"crs":{"type":"name","properties":{"name":"EPSG:27700"}},"features"`, 1)))
	}
	const turned = "[181000,532000],[181000,533000],[182000,533000],[181000,532000]"
	if _, err := intake.Areas(t.Context(), s, owner, write(t, "wards.geojson", wardFile(wardFeature("E05000001", "N", goodRing))), intake.AreaOptions{Kind: geo.Ward}); err != nil {
		t.Fatal(err)
	}
	_, err := intake.Areas(t.Context(), s, owner, grid(turned), intake.AreaOptions{Kind: geo.Ward})
	if !errors.Is(err, intake.ErrFile) || !strings.Contains(err.Error(), "the axes look swapped") || !strings.Contains(err.Error(), "eastings before northings") {
		t.Errorf("got %v", err)
	}
	if _, err := intake.Areas(t.Context(), s, owner, grid(metresRing), intake.AreaOptions{Kind: geo.Ward}); err != nil {
		t.Errorf("the right way round: %v", err)
	}
	if _, err := intake.Areas(t.Context(), store(t), owner, grid(turned), intake.AreaOptions{Kind: geo.Ward}); err != nil {
		t.Errorf("nothing is there to tell by: %v", err)
	}
}

// A file of several layers asks which; a table of none of the usual names, which column.
func TestAreaChoices(t *testing.T) {
	s := store(t)
	table := write(t, "a.csv", []byte("code,outline\nE05000001,\"POLYGON((0 51,0.1 51,0.1 51.1,0 51))\"\n"))
	if _, err := intake.Areas(t.Context(), s, owner, table, intake.AreaOptions{Kind: geo.Ward}); !errors.Is(err, intake.ErrUsage) || !strings.Contains(err.Error(), "--geometry-field") {
		t.Errorf("got %v", err)
	}
	rep, err := intake.Areas(t.Context(), s, owner, table, intake.AreaOptions{Kind: geo.Ward, GeometryField: "outline"})
	if err != nil || rep.Accepted != 1 || len(rep.Notes) != 1 || !strings.Contains(rep.Notes[0], "read as EPSG:4326") {
		t.Errorf("%+v, %v", rep, err)
	}
	if _, err := intake.Areas(t.Context(), s, owner, "internal/boundary/testdata/twin.zip", intake.AreaOptions{Kind: geo.Ward, Layer: "parks"}); !errors.Is(err, intake.ErrUsage) || !strings.Contains(err.Error(), "it has twin") {
		t.Errorf("got %v", err)
	}
}
