//go:build !race

package boundary

import (
	"io"
	"runtime"
	"strings"
	"testing"

	"hexbeat/data/intake/internal/unpack"
)

// These read tens of millions of bytes one by one, which takes a minute under the race
// detector.

// endless is a text that goes on for as long as it is read.
type endless struct {
	begin, again string
	read         int
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		if e.read < len(e.begin) {
			p[i] = e.begin[e.read]
		} else {
			p[i] = e.again[(e.read-len(e.begin))%len(e.again)]
		}
		e.read++
	}
	return len(p), nil
}

// An area of ten million points is refused while it is read, not once it is in memory.
func TestEndlessAreas(t *testing.T) {
	for name, c := range map[string]struct {
		text *endless
		read func(io.Reader) (*Collection, error)
	}{
		"GeoJSON": {&endless{begin: `{"type":"Polygon","coordinates":[[`, again: `[0.123456,51.123456],`},
			func(r io.Reader) (*Collection, error) { return GeoJSON("a", r, "") }},
		"KML": {&endless{begin: "<kml><Placemark><LineString><coordinates>", again: "0.123456,51.123456 "},
			func(r io.Reader) (*Collection, error) { return KML("a", r, "") }},
		"WKT": {&endless{begin: "wkt\n\"POLYGON((", again: "0.123456 51.123456,"},
			func(r io.Reader) (*Collection, error) {
				return readWKT(unpack.Item{Name: "a", Ext: ".csv", Open: func() (io.ReadCloser, error) { return io.NopCloser(r), nil }}, Options{})
			}},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := c.read(c.text)
			runtime.ReadMemStats(&after)
			if err == nil || !strings.Contains(err.Error(), "too many points in one feature") {
				t.Errorf("got %v", err)
			}
			if c.text.read > 64<<20 || after.Sys > before.Sys+512<<20 {
				t.Errorf("%d MB were read and %d MB taken before it was refused", c.text.read>>20, (after.Sys-before.Sys)>>20)
			}
		})
	}
}

// One point more than a feature may have.
func TestTooManyPoints(t *testing.T) {
	half := "<LineString><coordinates>" + strings.Repeat("0,51 ", MaxFeaturePoints/2+1) + "</coordinates></LineString>"
	for name, read := range map[string]func() (*Collection, error){
		"GeoJSON": func() (*Collection, error) {
			return GeoJSON("a", strings.NewReader(`{"type":"LineString","coordinates":[[0,1]`+strings.Repeat(",[0,1]", MaxFeaturePoints)+"]}"), "")
		},
		"KML, in two lists": func() (*Collection, error) {
			return KML("a", strings.NewReader("<kml><Placemark><MultiGeometry>"+half+half+"</MultiGeometry></Placemark></kml>"), "")
		},
		"WKT": func() (*Collection, error) {
			return readText("wkt\n\"LINESTRING(0 51"+strings.Repeat(",0 51", MaxFeaturePoints)+")\"\n", Options{})
		},
	} {
		if _, err := read(); err == nil || !strings.Contains(err.Error(), "too many points in one feature") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// A coast has more points than a row of incidents has letters.
func TestLongRow(t *testing.T) {
	const n = 100_000
	c, err := readText("wkt,name\n\"LINESTRING(0.123456 51.123456"+strings.Repeat(",0.123456 51.123456", n-1)+")\",Coast\n", Options{})
	if err != nil || len(c.Features) != 1 || c.Features[0].fault != nil || countPoints(c.Features[0].Geometry) != n || c.Features[0].Properties["name"] != "Coast" {
		t.Errorf("got %v", err)
	}
}
