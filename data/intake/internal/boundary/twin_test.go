package boundary

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/paulmach/orb"

	"hexbeat/data/intake/internal/fault"
	"hexbeat/geo"
)

// The twins are two invented wards, drawn in National Grid: one with a hole, one of
// three parts with an island in a hole. GDAL 3.6 wrote them in every format; the file in
// degrees came from the grid by OSTN15, to nine decimals.

func twin(t *testing.T, file string, o Options) *Collection {
	t.Helper()
	c, err := Read(t.Context(), filepath.Join("testdata", file), o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// apartM is the greatest distance between the points of two geometries that have the
// same parts, rings and points; endless where they do not.
func apartM(t *testing.T, a, b orb.MultiPolygon) float64 {
	t.Helper()
	far := 0.0
	if len(a) != len(b) {
		return math.Inf(1)
	}
	for i := range a {
		if len(a[i]) != len(b[i]) {
			return math.Inf(1)
		}
		for k := range a[i] {
			if len(a[i][k]) != len(b[i][k]) {
				return math.Inf(1)
			}
			far = max(far, ringsApartM(a[i][k], b[i][k]))
		}
	}
	return far
}

// ringsApartM holds two rings against each other from the same corner on and in either
// direction: formats differ in both.
func ringsApartM(a, b orb.Ring) float64 {
	n := len(a) - 1
	best := math.Inf(1)
	for shift := range n {
		for _, step := range []int{1, n - 1} {
			far := 0.0
			for i := range n {
				p, q := a[i], b[(shift+i*step)%n]
				east, north := geo.DegreeM(p[1])
				far = max(far, math.Hypot((p[0]-q[0])*east, (p[1]-q[1])*north))
			}
			best = min(best, far)
		}
	}
	return best
}

func TestTwins(t *testing.T) {
	want := twin(t, "twin.geojson", Options{})
	for _, c := range []struct {
		file, format, system, layer string
		o                           Options
		withinM                     float64
	}{
		{"twin-grid.geojson", "geojson", "EPSG:27700", "", Options{}, 0.0002},
		{"twin-mercator.geojson", "geojson", "EPSG:3857", "", Options{}, 0.002},
		{"twin.zip", "shapefile", "EPSG:27700", "twin", Options{}, 0.0002},
		{"twin.zip", "shapefile", "EPSG:27700", "twin", Options{Layer: "TWIN"}, 0.0002},
		{"twin-heights.zip", "shapefile", "EPSG:27700", "twin", Options{CRS: "EPSG:27700"}, 0.0002},
		{"twin.gpkg.gz", "gpkg", "EPSG:27700", "twin", Options{}, 0.0002},
		{"twin.kml", "kml", "EPSG:4326", "", Options{}, 0.0002},
		{"twin.kmz", "kml", "EPSG:4326", "", Options{}, 0.0002},
		{"twin.csv", "wkt", "EPSG:27700", "", Options{}, 0.0002},
		{"twin.csv", "wkt", "EPSG:27700", "", Options{GeometryField: "the_geom", CRS: "EPSG:27700"}, 0.0002},
	} {
		t.Run(c.file, func(t *testing.T) {
			got := twin(t, c.file, c.o)
			if got.Format != c.format || got.CRS != c.system || got.Layer != c.layer || len(got.Features) != 2 || len(got.Notes) != 0 {
				t.Fatalf("got %s, %s, layer %q, %d features, %v", got.Format, got.CRS, got.Layer, len(got.Features), got.Notes)
			}
			for i := range got.Features {
				a, f := got.Area(i)
				b, _ := want.Area(i)
				if f != nil {
					t.Fatal(f)
				}
				if err := geo.Validate(a); err != nil {
					t.Errorf("feature %d: %v", i+1, err)
				}
				if far := apartM(t, a, b); !(far <= c.withinM) {
					t.Errorf("feature %d is %.6f m from its twin", i+1, far)
				}
				for _, k := range []string{"code", "name"} {
					if got.Features[i].Properties[k] != want.Features[i].Properties[k] {
						t.Errorf("%s: got %q, want %q", k, got.Features[i].Properties[k], want.Features[i].Properties[k])
					}
				}
			}
		})
	}
}

// What is kept of a feature holds the coordinates as they came.
func TestTwinSources(t *testing.T) {
	for file, want := range map[string]string{
		"twin-grid.geojson": "[651000.25, 312000.5]",
		"twin.kml":          "<coordinates>1.709137162,52.647638776 ",
		"twin.csv":          `"SRID=27700;POLYGON ((651000.25 312000.5,`,
		"twin.zip":          `{"crs":"EPSG:27700","wkb":"01060000000100000001030000000200000006000000`,
		"twin.gpkg.gz":      `"properties":{"code":"E05990001","hectares":12.5,"name":"Château Quay","people":1203}`,
	} {
		if got := source(t, twin(t, file, Options{}), 0); !strings.Contains(got, want) {
			t.Errorf("%s: kept %s, want %s", file, got, want)
		}
	}
}

// What is kept gives the same numbers and the same system again.
func TestReceived(t *testing.T) {
	for _, file := range []string{"twin.geojson", "twin-grid.geojson", "twin-mercator.geojson", "twin.kml", "twin.csv", "twin.zip", "twin.gpkg.gz"} {
		c := twin(t, file, Options{})
		for i, f := range c.Features {
			for name, source := range map[string]func(int) ([]byte, error){"beside its system": c.Source, "alone": c.SourceAlone} {
				b, err := source(i)
				if err != nil {
					t.Fatal(err)
				}
				known := c.CRS
				if name == "alone" {
					known = ""
				}
				if g, system, err := Received(b, known); err != nil || system != c.CRS || !reflect.DeepEqual(g, f.Geometry) {
					t.Errorf("%s, feature %d, %s: got %v in %s, %v", file, i+1, name, g, system, err)
				}
			}
		}
	}
	for _, s := range []string{"", "{}", `{"wkb":"zz"}`, "<kml", `{"wkt":"POINT("}`} {
		if g, _, err := Received([]byte(s), ""); err == nil && g != nil {
			t.Errorf("%q gave %v", s, g)
		}
	}
}

// Of the properties only what is asked for is kept, and the numbers stay as they came.
func TestKeep(t *testing.T) {
	for file, want := range map[string]string{
		"twin-grid.geojson": `{"type":"Feature","properties":{"code":"E05990001"},"geometry":{ "type": "Polygon", "coordinates": [[[651000.25, 312000.5], `,
		"twin.kml":          `<Placemark><ExtendedData><Data name="code"><value>E05990001</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>1.709137162,52.647638776 `,
		"twin.csv":          `"properties":{"code":"E05990001"}}`,
		"twin.zip":          `"properties":{"code":"E05990001"}}`,
		"twin.gpkg.gz":      `"properties":{"code":"E05990001"}}`,
	} {
		c := twin(t, file, Options{})
		if others := strings.Join(c.Keep("code", ""), " "); others != "hectares name people" {
			t.Errorf("%s: the others are %s", file, others)
		}
		got := source(t, c, 0)
		if !strings.Contains(got, want) || strings.Contains(got, "Quay") || strings.Contains(got, "1203") {
			t.Errorf("%s: kept %s, want %s", file, got, want)
		}
		if g, system, err := Received([]byte(got), c.CRS); err != nil || system != c.CRS || !reflect.DeepEqual(g, c.Features[0].Geometry) {
			t.Errorf("%s: got %v in %s, %v", file, g, system, err)
		}
	}
}

// zipped writes a .zip of files, by their names in it.
func zipped(t *testing.T, name string, files map[string][]byte) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for n, content := range files {
		w, err := z.Create(n)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return written(t, name, b.Bytes())
}

func written(t *testing.T, name string, b []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// unzipped is what a .zip of the test data holds, by base name.
func unzipped(t testing.TB, name string) map[string][]byte {
	t.Helper()
	z, err := zip.OpenReader(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[filepath.Base(f.Name)], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return out
}

func data(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func gunzipped(t *testing.T, name string) []byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(data(t, name)))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// What a file holds decides, not its ending.
func TestContentDecides(t *testing.T) {
	shp := unzipped(t, "twin.zip")
	for name, c := range map[string]struct {
		file   string
		format string
	}{
		"GeoJSON called .json":      {written(t, "a.json", data(t, "twin.geojson")), "geojson"},
		"GeoJSON called .txt":       {written(t, "a.txt", data(t, "twin.geojson")), "geojson"},
		"KML called .xml":           {written(t, "a.xml", data(t, "twin.kml")), "kml"},
		"a GeoPackage called .db":   {written(t, "a.db", gunzipped(t, "twin.gpkg.gz")), "gpkg"},
		"a GeoPackage in a .zip":    {zipped(t, "a.zip", map[string][]byte{"in/a.gpkg": gunzipped(t, "twin.gpkg.gz"), "in/readme.txt": []byte("x")}), "gpkg"},
		"a table in UTF-16":         {written(t, "u.csv", utf16LE(string(data(t, "twin.csv")))), "wkt"},
		"a .kmz called .zip":        {written(t, "a.zip", data(t, "twin.kmz")), "kml"},
		"a Shapefile called .gz":    {written(t, "a.gz", data(t, "twin.zip")), "shapefile"},
		"a table beside nothing":    {zipped(t, "b.zip", map[string][]byte{"a.csv": data(t, "twin.csv"), "a.pdf": []byte("%PDF")}), "wkt"},
		"a list of fields beside":   {zipped(t, "c.zip", map[string][]byte{"a.geojson": data(t, "twin.geojson"), "fields.csv": []byte("a,b\n")}), "geojson"},
		"endings in capitals":       {zipped(t, "d.zip", map[string][]byte{"T.SHP": shp["twin.shp"], "T.DBF": shp["twin.dbf"], "T.PRJ": shp["twin.prj"], "T.CPG": shp["twin.cpg"]}), "shapefile"},
		"folders as Windows writes": {zipped(t, "e.zip", map[string][]byte{`w\t.shp`: shp["twin.shp"], `w\t.dbf`: shp["twin.dbf"], `w\t.prj`: shp["twin.prj"]}), "shapefile"},
		"a Mac's shadow files":      {zipped(t, "f.zip", map[string][]byte{"a.kml": data(t, "twin.kml"), "__MACOSX/._a.kml": []byte("x")}), "kml"},
		"pictures in a .kmz":        {zipped(t, "g.kmz", map[string][]byte{"doc.kml": data(t, "twin.kml"), "other.kml": data(t, "twin.kml"), "files/a.png": []byte("\x89PNG")}), "kml"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Read(t.Context(), c.file, Options{})
			if err != nil || got.Format != c.format || len(got.Features) != 2 {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

// utf16LE is a text as Excel saves "Unicode Text".
func utf16LE(s string) []byte {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

func TestLayers(t *testing.T) {
	shp := unzipped(t, "twin.zip")
	two := map[string][]byte{}
	for _, ext := range []string{".shp", ".shx", ".dbf", ".prj", ".cpg"} {
		two["2013/wards"+ext], two["2022/zones"+ext] = shp["twin"+ext], shp["twin"+ext]
	}
	file := zipped(t, "two.zip", two)
	_, err := Read(t.Context(), file, Options{})
	if !errors.Is(err, fault.ErrUsage) || !strings.Contains(err.Error(), "wards") || !strings.Contains(err.Error(), "zones") {
		t.Errorf("got %v, want both names", err)
	}
	if c, err := Read(t.Context(), file, Options{Layer: "zones"}); err != nil || c.Layer != "zones" {
		t.Errorf("got %+v, %v", c, err)
	}
	if _, err := Read(t.Context(), file, Options{Layer: "parks"}); !errors.Is(err, fault.ErrUsage) || !strings.Contains(err.Error(), "wards") {
		t.Errorf("got %v", err)
	}
	two["2024/wards.shp"], two["2024/wards.dbf"] = shp["twin.shp"], shp["twin.dbf"]
	if _, err := Read(t.Context(), zipped(t, "three.zip", two), Options{Layer: "wards"}); !errors.Is(err, fault.ErrUsage) || !strings.Contains(err.Error(), "more than once") {
		t.Errorf("got %v", err)
	}
}

// Files that are none of areas say what they are.
func TestRefusedFiles(t *testing.T) {
	shp := unzipped(t, "twin.zip")
	for name, c := range map[string]struct {
		file string
		want string
	}{
		"empty":                 {written(t, "a.geojson", nil), "the file is empty"},
		"blank":                 {written(t, "a.geojson", []byte(" \n")), "the file is empty"},
		"a web page":            {written(t, "a.kml", []byte("<!DOCTYPE html><html></html>")), "web page"},
		"a PDF":                 {written(t, "a.geojson", []byte("%PDF-1.4")), "a PDF"},
		"a .shp alone":          {written(t, "a.shp", shp["twin.shp"]), "more than one file"},
		"a .zip of nothing":     {zipped(t, "a.zip", map[string][]byte{"a.pdf": []byte("%PDF"), "b.txt/c.png": nil}), "holds no boundaries"},
		"a .shp without shapes": {zipped(t, "a.zip", map[string][]byte{"a.dbf": shp["twin.dbf"], "a.prj": shp["twin.prj"]}), "holds no boundaries"},
		"another database":      {written(t, "a.gpkg", []byte("SQLite format 3\x00"+strings.Repeat("\x00", 100))), "GeoPackage cannot be read"},
		"not there":             {filepath.Join(t.TempDir(), "none.zip"), "cannot be read"},
		"National Grid unnamed": {filepath.Join("testdata", "twin-heights.zip"), "coordinate system not known"},
		"a torn .zip":           {written(t, "a.zip", data(t, "twin.zip")[:600]), "the zip file is damaged"},
		"binary":                {written(t, "a.csv", []byte("a,b\n\x00\x01")), "NUL"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(t.Context(), c.file, Options{})
			if !errors.Is(err, fault.ErrFile) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
	_, err := Read(t.Context(), filepath.Join("testdata", "twin-heights.zip"), Options{})
	if err == nil || !strings.Contains(err.Error(), "--crs EPSG:27700") {
		t.Errorf("the hint does not name the grid: %v", err)
	}
}
