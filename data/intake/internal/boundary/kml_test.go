package boundary

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/data/intake/internal/fault"
)

func kml(body string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<kml xmlns="http://www.opengis.net/kml/2.2"><Document>` + body + `</Document></kml>`
}

const ring = `<outerBoundaryIs><LinearRing><coordinates> 0,51,0 0.1,51,0
	0.1,51.1,0 0,51,0 </coordinates></LinearRing></outerBoundaryIs>`

var triangle = orb.Polygon{{{0, 51}, {0.1, 51}, {0.1, 51.1}, {0, 51}}}

func TestKMLGeometry(t *testing.T) {
	const point, line = `<Point><coordinates>-0.1,51.5</coordinates></Point>`, `<LineString><coordinates>0,51 1,52</coordinates></LineString>`
	const hole = `<innerBoundaryIs><LinearRing><coordinates>0.05,51.01 0.06,51.01 0.06,51.02 0.05,51.01</coordinates></LinearRing></innerBoundaryIs>`
	holed := orb.Polygon{triangle[0], {{0.05, 51.01}, {0.06, 51.01}, {0.06, 51.02}, {0.05, 51.01}}}
	for _, c := range []struct {
		name, body string
		want       orb.Geometry
	}{
		{"a point", point, orb.Point{-0.1, 51.5}},
		{"a line", line, orb.LineString{{0, 51}, {1, 52}}},
		{"a polygon", `<Polygon>` + ring + `</Polygon>`, triangle},
		{"a hole", `<Polygon><tessellate>1</tessellate>` + ring + hole + `</Polygon>`, holed},
		{"several", `<MultiGeometry><Polygon>` + ring + `</Polygon><Polygon>` + ring + hole + `</Polygon></MultiGeometry>`, orb.MultiPolygon{triangle, holed}},
		{"several in several", `<MultiGeometry><MultiGeometry><Polygon>` + ring + `</Polygon></MultiGeometry><Polygon>` + ring + `</Polygon></MultiGeometry>`, orb.MultiPolygon{triangle, triangle}},
		{"of several kinds", `<MultiGeometry>` + point + line + `</MultiGeometry>`, orb.Collection{orb.Point{-0.1, 51.5}, orb.LineString{{0, 51}, {1, 52}}}},
		{"one in several", `<MultiGeometry>` + point + `</MultiGeometry>`, orb.Point{-0.1, 51.5}},
		{"none", ``, nil},
		{"another writer's prefix", `<k:Point xmlns:k="urn:x"><k:coordinates>-0.1,51.5,</k:coordinates></k:Point>`, orb.Point{-0.1, 51.5}},
	} {
		got, err := KML("a.kml", strings.NewReader(kml("<Placemark>"+c.body+"</Placemark>")), "")
		if err != nil || got.Features[0].fault != nil || !reflect.DeepEqual(got.Features[0].Geometry, c.want) || got.CRS != "EPSG:4326" {
			t.Errorf("%s: got %+v, %v, want %v", c.name, got, err, c.want)
		}
	}
}

func TestKMLProperties(t *testing.T) {
	const place = `<Placemark id="p1">
  <name> Quay &amp; Isle </name><description><![CDATA[<b>by the water</b>]]></description>
  <ExtendedData>
    <Data name="code"><displayName>Code</displayName><value>E05990001</value></Data>
    <SchemaData schemaUrl="#s"><SimpleData name="NAME">Quay</SimpleData><SimpleData name="name">Harbour Quay</SimpleData></SchemaData>
  </ExtendedData>
</Placemark>`
	c, err := KML("a.kml", strings.NewReader(kml("<Folder><name>f</name><Folder><Folder>\n"+place+"</Folder></Folder></Folder>\n <Placemark/>")), "")
	if err != nil || len(c.Features) != 2 {
		t.Fatalf("%+v, %v", c, err)
	}
	want := map[string]any{"name": "Harbour Quay", "description": "<b>by the water</b>", "code": "E05990001", "NAME": "Quay"}
	if f := c.Features[0]; !reflect.DeepEqual(f.Properties, want) || f.Line != 3 || f.Column != 1 {
		t.Errorf("got %v at %d:%d", f.Properties, f.Line, f.Column)
	}
	if f := c.Features[1]; f.Line != 10 || f.Column != 2 || f.Number != 2 {
		t.Errorf("the second is at %d:%d", f.Line, f.Column)
	}
	if source(t, c, 0) != place || source(t, c, 1) != "<Placemark/>" {
		t.Errorf("kept %s and %s", source(t, c, 0), source(t, c, 1))
	}
}

func TestKMLFeatureFaults(t *testing.T) {
	for name, body := range map[string]string{
		"one number":            `<Point><coordinates>5</coordinates></Point>`,
		"no number":             `<Point><coordinates>a,b</coordinates></Point>`,
		"a height that is none": `<Point><coordinates>1,2,x</coordinates></Point>`,
		"blanks in a place":     `<LineString><coordinates>0, 51 1, 52</coordinates></LineString>`,
		"no outside":            `<Polygon></Polygon>`,
		"two outsides":          `<Polygon>` + ring + ring + `</Polygon>`,
		"deep":                  strings.Repeat("<MultiGeometry>", 12) + strings.Repeat("</MultiGeometry>", 12),
	} {
		c, err := KML("a.kml", strings.NewReader(kml("<Placemark>"+body+"</Placemark><Placemark><Polygon>"+ring+"</Polygon></Placemark>")), "")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, f := c.Degrees(0); f == nil || f.Reason != "the feature cannot be read" || f.Line != 2 {
			t.Errorf("%s: got %+v", name, f)
		}
		if mp, f := c.Area(1); f != nil || len(mp) != 1 {
			t.Errorf("%s: the sound one: %v", name, f)
		}
	}
}

func TestKMLFaults(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"torn":                   {kml("<Placemark>" + ring)[:150], "not valid XML"},
		"tags crossed":           {kml("<Placemark></Folder>"), "not valid XML"},
		"other XML":              {`<gpx><wpt/></gpx>`, `kind "gpx"`},
		"only text":              {`<?xml version="1.0"?>`, "not valid XML"},
		"no placemark":           {kml(""), "no feature"},
		"a link to elsewhere":    {kml(`<NetworkLink><Link><href>http://example.org/a.kml</href></Link></NetworkLink>`), "another file on the web"},
		"entities":               {`<!DOCTYPE kml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><kml><Placemark><name>&b;</name></Placemark></kml>`, "not valid XML"},
		"an encoding unheard of": {`<?xml version="1.0" encoding="x-none"?><kml/>`, `"x-none"`},
		"folders in folders":     {kml(strings.Repeat("<Folder>", 40)), "nested too deeply"},
	} {
		if _, err := KML("a.kml", strings.NewReader(c.text), ""); !errors.Is(err, fault.ErrFile) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}

func TestKMLEncodings(t *testing.T) {
	for _, text := range []string{
		"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><kml><Placemark><name>Caf\xe9</name></Placemark></kml>",
		"<?xml version='1.0' encoding='windows-1252'?><kml><Placemark><name>Caf\xe9</name></Placemark></kml>",
		"\ufeff<?xml version=\"1.0\" encoding=\"UTF-8\"?><kml><Placemark><name>Café</name></Placemark></kml>",
	} {
		c, err := KML("a.kml", strings.NewReader(text), "")
		if err != nil || c.Features[0].Properties["name"] != "Café" || source(t, c, 0) != "<Placemark><name>Café</name></Placemark>" {
			t.Errorf("got %+v, %v", c, err)
		}
	}
}

func FuzzKML(f *testing.F) {
	for _, s := range []string{
		string(data(f, "twin.kml")), kml("<Placemark><Point><coordinates>1,2,3</coordinates></Point></Placemark>"), "<Placemark/>", "\ufeff<kml/>",
		kml("<Folder><Placemark><MultiGeometry><MultiGeometry/></MultiGeometry><ExtendedData><Data name='a'/></ExtendedData></Placemark></Folder>"),
		"<?xml version='1.0' encoding='latin1'?><kml><Placemark>\xe9</Placemark></kml>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := KML("f.kml", strings.NewReader(string(b)), "")
		checkRead(t, c, err)
	})
}
