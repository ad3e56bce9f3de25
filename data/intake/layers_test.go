package intake_test

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/data/gpkg"
	"hexbeat/data/intake"
	"hexbeat/geo"
)

// importLayer reads one file and returns what stands of its kind.
func importLayer(t *testing.T, s *data.Store, name, content string, o intake.AreaOptions) ([]data.LayerFeature, *intake.AreaReport) {
	t.Helper()
	rep, err := intake.Areas(t.Context(), s, owner, write(t, name, []byte(content)), o)
	if err != nil {
		t.Fatal(err)
	}
	if rep.Features != rep.Accepted+rep.Rejected {
		t.Errorf("%s does not reconcile: %+v", name, rep)
	}
	got, err := s.Layers(t.Context(), owner, o.Kind)
	if err != nil {
		t.Fatal(err)
	}
	return got, rep
}

func TestSitesFromCSV(t *testing.T) {
	got, rep := importLayer(t, store(t), "sites.csv", "id,name,type,opening_hours,term_dates,lon,lat,owner_phone_free\n"+
		"s1,Academy Lane School,Secondary school,Mo-Fr 08:30-15:30,2026-09-02/2026-10-23;2026-11-02/2026-12-18,1.9,52.8,x\n"+
		"s2,The Anchor,Public house and pub,\"Mo-Th 11:00-23:00; Fr,Sa 11:00-02:00\",,1.91,52.81,x\n"+
		"s3,Quay camera,CCTV,,,1.92,52.82,x\n"+
		"s4,Bin at the station,Knife surrender bin,24/7,,1.93,52.83,x\n"+
		"s5,Central,Neighbourhood hub,,,1.94,52.84,x\n"+
		"s6,Town Hall,Council,,,1.95,52.85,x\n",
		intake.AreaOptions{Kind: geo.Site})
	if rep.Accepted != 6 || !cmp.Equal(rep.NotKept, []string{"owner_phone_free"}) {
		t.Fatalf("%+v", rep)
	}
	want := map[string]string{"s1": "school", "s2": "licensed", "s3": "cctv", "s4": "knife-bin", "s5": "hub", "s6": "other"}
	for _, f := range got {
		if want[f.Code] != f.Class {
			t.Errorf("%s is %s, want %s", f.Name, f.Class, want[f.Code])
		}
		switch f.Code {
		case "s1":
			if f.Hours.String() != "Mo-Fr 08:30-15:30" || len(f.Terms) != 2 || f.Label != "Secondary school" || f.Geometry != orb.Geometry(orb.Point{1.9, 52.8}) {
				t.Errorf("the school is %+v", f)
			}
		case "s2":
			if f.Hours.Words() != "Mon-Thu 11:00-23:00, Fri-Sat 11:00-02:00" {
				t.Errorf("the pub is open %s", f.Hours.Words())
			}
		case "s3":
			if f.Label != "" || f.Hours.Known() {
				t.Errorf("the camera is %+v", f)
			}
		}
	}
}

// Points from degrees, National Grid, a grid reference and WKT are one point, and a
// boundary among them stays a boundary and is an area.
func TestLayerGeometries(t *testing.T) {
	// Ordnance Survey's transformation of National Grid 557474.711, 278562.760 by OSTN15.
	at := orb.Point{0.312317722, 52.382475308}
	for name, c := range map[string]struct {
		content string
		crs     string
	}{
		"degrees.csv":  {"name,type,lon,lat\nA,hub,0.3123177,52.3824753\n", ""},
		"grid.csv":     {"name,type,easting,northing\nA,hub,557474.711,278562.760\n", ""},
		"gridref.csv":  {"name,type,gridref\nA,hub,TL 57474 78562\n", ""},
		"wkt.csv":      {"name,type,wkt\nA,hub,POINT (0.3123177 52.3824753)\n", ""},
		"wktgrid.csv":  {"name,type,wkt\nA,hub,POINT (557474.711 278562.760)\n", "EPSG:27700"},
		"tab.tsv":      {"name\ttype\tlon\tlat\nA\thub\t0.3123177\t52.3824753\n", ""},
		"pt.geojson":   {`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A","kind":"hub"},"geometry":{"type":"Point","coordinates":[0.3123177,52.3824753]}}]}`, ""},
		"pts.geojson":  {`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A","kind":"hub"},"geometry":{"type":"MultiPoint","coordinates":[[0.3123177,52.3824753]]}}]}`, ""},
		"grid.geojson": {`{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},"features":[{"type":"Feature","properties":{"name":"A","kind":"hub"},"geometry":{"type":"Point","coordinates":[557474.711,278562.760]}}]}`, ""},
	} {
		crs, err := intake.ParseCRS(c.crs)
		if err != nil {
			t.Fatal(err)
		}
		got, _ := importLayer(t, store(t), name, c.content, intake.AreaOptions{Kind: geo.Site, CRS: crs})
		p, ok := got[0].Geometry.(orb.Point)
		// A grid reference names the corner of a square metre, 0.00002 of a degree.
		if !ok || math.Abs(p[0]-at[0]) > 2e-5 || math.Abs(p[1]-at[1]) > 2e-5 {
			t.Errorf("%s: %v, want %v", name, got[0].Geometry, at)
		}
	}
	s := store(t)
	got, _ := importLayer(t, s, "yard.geojson", string(wardFile(`{"type":"Feature","properties":{"id":"y","name":"Yard","kind":"hub"},"geometry":{"type":"Polygon","coordinates":[[`+goodRing+`]]}}`)), intake.AreaOptions{Kind: geo.Site})
	if _, ok := got[0].Geometry.(orb.MultiPolygon); !ok {
		t.Errorf("the yard is a %T", got[0].Geometry)
	}
	if areas, err := s.Areas(t.Context(), owner); err != nil || len(areas) != 1 || areas[0].Kind != geo.Site || areas[0].Code != "y" {
		t.Errorf("areas %+v, %v", areas, err)
	}
}

func TestEvents(t *testing.T) {
	got, rep := importLayer(t, store(t), "events.csv", "date,from,to,event,location,lon,lat,size\n"+
		"2026-08-15,15:00,17:00,Home match,Wendmouth Park,1.9,52.8,\"6,200\"\n"+
		"2026-08-29,22:00,01:30,Late match,Wendmouth Park,1.9,52.8,\n"+
		"29/10/2026,,,March for libraries,Corn Market,1.91,52.81,400\n", intake.AreaOptions{Kind: geo.Event})
	if rep.Accepted != 3 {
		t.Fatalf("%+v", rep)
	}
	var all []string
	for _, f := range got {
		all = append(all, strings.Join([]string{f.Class, f.Span.From.String(), f.Span.To.String(), f.Venue}, " "))
	}
	want := []string{"other 2026-08-15 2026-08-15 Wendmouth Park", "other 2026-08-29 2026-08-30 Wendmouth Park", "other 2026-10-29 2026-10-29 Corn Market"}
	if !cmp.Equal(all, want) || got[0].Size != 6200 || got[0].Span.FromMin != 900 || got[1].Span.ToMin != 90 || got[2].Span.FromMin != -1 {
		t.Errorf("got %v (%+v), want %v", all, got, want)
	}
	got, _ = importLayer(t, store(t), "spans.csv", "name,type,starts,ends,easting,northing\nFair,street fair,2026-08-15 10:00,2026-08-17 22:00,533055,181333\nDemo,Demonstration,2026-09-01,,533055,181333\n",
		intake.AreaOptions{Kind: geo.Event})
	fair, demo := got[0], got[1]
	if fair.Span.From.String() != "2026-08-15" || fair.Span.To.String() != "2026-08-17" || fair.Span.FromMin != 600 || fair.Span.ToMin != 1320 || fair.Label != "street fair" {
		t.Errorf("the fair is %+v", fair)
	}
	if demo.Class != "protest" || demo.Span.To.String() != "2026-09-01" {
		t.Errorf("the demonstration is %+v", demo)
	}
}

func TestPerceptions(t *testing.T) {
	s := store(t)
	const file = "month,theme,score,note category,lon,lat\n2026-09,Street lighting,2,fix,1.9,52.8\n2026-09,Street lighting,2,fix,1.9,52.8\n2026-09-14,Litter,,,1.9,52.8\n"
	got, rep := importLayer(t, s, "walk.csv", file, intake.AreaOptions{Kind: geo.Perception})
	if rep.Accepted != 3 || len(got) != 3 {
		t.Fatalf("two people saying the same are two: %+v", rep)
	}
	f := got[0]
	if f.Class != "lighting" || f.Label != "Street lighting" || f.Score == nil || *f.Score != 2 || f.Note != "fix" || f.Name != "" || f.Span.From.String() != "2026-09-01" || f.Span.To.String() != "2026-09-30" {
		t.Errorf("got %+v", f)
	}
	if got[2].Class != "other" || got[2].Label != "Litter" {
		t.Errorf("got %+v", got[2])
	}
	if got, _ = importLayer(t, s, "walk.csv", file, intake.AreaOptions{Kind: geo.Perception}); len(got) != 3 {
		t.Errorf("the same file twice makes %d points", len(got))
	}
}

// What is about people is refused with its columns named; with --drop-columns it is
// stripped; what anybody said in words never reaches the store or the rejects file.
func TestLayersHoldNobody(t *testing.T) {
	const secret = "Jane Bloggs"
	for name, c := range map[string]struct {
		kind    geo.Kind
		content string
		want    []string
	}{
		"name.csv":   {geo.Perception, "month,theme,name,lon,lat\n2026-09,lighting," + secret + ",1.9,52.8\n", []string{"name"}},
		"who.csv":    {geo.Perception, "month,theme,participant_id,age_group,lon,lat\n2026-09,lighting,7," + secret + ",1.9,52.8\n", []string{"participant_id", "age_group"}},
		"owner.csv":  {geo.Site, "name,type,contact_email,lon,lat\nThe Anchor,pub," + secret + ",1.9,52.8\n", []string{"contact_email"}},
		"a.geojson":  {geo.Site, `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"The Anchor","owner_name":"` + secret + `"},"geometry":{"type":"Point","coordinates":[1.9,52.8]}}]}`, []string{"owner_name"}},
		"event.csv":  {geo.Event, "date,event,caller,lon,lat\n2026-09-01,March," + secret + ",1.9,52.8\n", []string{"caller"}},
		"places.csv": {geo.Place, "name,victim name,lon,lat\nYard," + secret + ",1.9,52.8\n", []string{"victim name"}},
	} {
		s := store(t)
		file := write(t, name, []byte(c.content))
		_, err := intake.Areas(t.Context(), s, owner, file, intake.AreaOptions{Kind: c.kind, Class: "other"})
		if !errors.Is(err, intake.ErrIdentity) {
			t.Errorf("%s: got %v, want ErrIdentity", name, err)
			continue
		}
		for _, col := range c.want {
			if !strings.Contains(err.Error(), col) {
				t.Errorf("%s: %v does not name %s", name, err, col)
			}
		}
		rep, err := intake.Areas(t.Context(), s, owner, file, intake.AreaOptions{Kind: c.kind, Class: "other", DropColumns: c.want})
		if err != nil || rep.Accepted != 1 {
			t.Errorf("%s: dropped: %+v, %v", name, rep, err)
		}
		if held(t, s.Dir(), secret) {
			t.Errorf("%s: the folder holds what was dropped", name)
		}
	}
	s := store(t)
	rep, err := intake.Areas(t.Context(), s, owner, write(t, "walk.csv", []byte("month,theme,comment,lon,lat\n"+
		"2026-09,lighting,"+secret+" is afraid here,1.9,52.8\n2026-09,"+secret+" told us of a man at number 12,,1.9,52.8\n2026-13,lighting,"+secret+",1.9,52.8\n")), intake.AreaOptions{Kind: geo.Perception})
	if err != nil || rep.Accepted != 1 || rep.Reasons["the theme is not a short label"] != 1 || rep.Reasons["date not understood"] != 1 || rep.RejectsFile == "" {
		t.Fatalf("%+v, %v", rep, err)
	}
	if held(t, s.Dir(), secret) || strings.Contains(rep.Faults[0].Error()+rep.Faults[1].Error(), secret) {
		t.Error("what somebody said is in the folder or in a message")
	}
}

// held reports whether any file of a folder holds a text.
func held(t *testing.T, dir, text string) (found bool) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		found = found || strings.Contains(string(b), text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestLayerFaults(t *testing.T) {
	const head = "name,type,opening_hours,term_dates,valid_from,valid_to,lon,lat\n"
	for name, c := range map[string]struct{ row, reason, hint string }{
		"hours":     {"A,pub,PH off,,,,1.9,52.8", "opening hours not understood", "Mo-Fr 08:00-18:00"},
		"terms":     {"A,school,,autumn,,,1.9,52.8", "term times not understood", "2026-09-02/2026-10-23"},
		"no place":  {"A,pub,,,,,,", "no place", "lon and lat"},
		"nowhere":   {"A,pub,,,,,0,0", "no place", "lon and lat"},
		"swapped":   {"A,pub,,,,,52.8,1.9", "longitude and latitude look swapped", "swap"},
		"off globe": {"A,pub,,,,,1.9,1000", "latitude out of range", "degrees"},
		"text":      {"A,pub,,,,,east,52.8", "coordinate is not a number", "plain number"},
		"backwards": {"A,pub,,,2026-05-01,2026-04-01,1.9,52.8", "it ends before it begins", "check"},
		"no date":   {"A,pub,,,soon,,1.9,52.8", "date not understood", "YYYY-MM-DD"},
		"nothing":   {",,,,,,1.9,52.8", "neither name nor kind", "--class"},
		"torn":      {"A,pub,1.9,52.8", "wrong number of columns", "quotes"},
	} {
		s := store(t)
		rep, err := intake.Areas(t.Context(), s, owner, write(t, "sites.csv", []byte(head+"B,hub,,,,,1.9,52.8\n"+c.row+"\n")), intake.AreaOptions{Kind: geo.Site})
		if err != nil || rep.Accepted != 1 || rep.Rejected != 1 || rep.Reasons[c.reason] != 1 || rep.Faults[0].Line != 3 || !strings.Contains(rep.Faults[0].Hint, c.hint) {
			t.Errorf("%s: %+v, %v", name, rep, err)
			continue
		}
		if b, err := os.ReadFile(rep.RejectsFile); err != nil || !strings.Contains(string(b), c.reason) {
			t.Errorf("%s: the rejects file holds %q, %v", name, b, err)
		}
	}
}

func TestLayerFilesRefused(t *testing.T) {
	point := `{"type":"Feature","properties":{"id":"a","name":"A","kind":"hub"},"geometry":{"type":"Point","coordinates":[1.9,52.8]}}`
	for name, c := range map[string]struct {
		content string
		o       intake.AreaOptions
		want    string
		is      error
	}{
		"class.csv":      {"name,lon,lat\nA,1.9,52.8\n", intake.AreaOptions{Kind: geo.Site, Class: "castle"}, "knife-bin", intake.ErrUsage},
		"field.csv":      {"name,lon,lat\nA,1.9,52.8\n", intake.AreaOptions{Kind: geo.Site, CodeField: "key"}, "name, lon, lat", intake.ErrUsage},
		"nowhere.csv":    {"name,type\nA,hub\n", intake.AreaOptions{Kind: geo.Site}, "lon and lat", intake.ErrUsage},
		"empty.csv":      {"", intake.AreaOptions{Kind: geo.Site}, "empty", intake.ErrFile},
		"header.csv":     {"name,lon,lat\n", intake.AreaOptions{Kind: geo.Site}, "no feature", intake.ErrNothing},
		"undated.csv":    {"name,lon,lat\nA,1.9,52.8\n", intake.AreaOptions{Kind: geo.Event}, "no date", intake.ErrNothing},
		"line.geojson":   {`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"LineString","coordinates":[[1.9,52.8],[1.91,52.8]]}}]}`, intake.AreaOptions{Kind: geo.Place}, "neither a point nor an area", intake.ErrNothing},
		"cross.geojson":  {string(wardFile(wardFeature("X", "N", crossRing))), intake.AreaOptions{Kind: geo.Place}, ":4:1: boundary: ", intake.ErrNothing},
		"swap.geojson":   {`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Point","coordinates":[52.8,1.9]}}]}`, intake.AreaOptions{Kind: geo.Place}, "swapped", intake.ErrNothing},
		"broken.geojson": {`{"type":"FeatureCollection","features":[` + point, intake.AreaOptions{Kind: geo.Site}, "not valid JSON", intake.ErrFile},
	} {
		s := store(t)
		_, err := intake.Areas(t.Context(), s, owner, write(t, name, []byte(c.content)), c.o)
		if !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v\nwant %q", name, err, c.want)
		}
		if b, _ := s.Batches(t.Context(), owner); len(b) != 0 {
			t.Errorf("%s: a batch was kept: %+v", name, b)
		}
	}
	got, rep := importLayer(t, store(t), "twice.geojson", string(wardFile(point, point)), intake.AreaOptions{Kind: geo.Site})
	if len(got) != 1 || rep.Reasons["the code stands twice in the file"] != 1 {
		t.Errorf("a code that stands twice: %+v", rep)
	}
}

// Points come through from every area format, with their properties.
func TestSitesFromAreaFormats(t *testing.T) {
	kml := `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>The Anchor</name>` +
		`<ExtendedData><Data name="type"><value>pub</value></Data><Data name="opening_hours"><value>Fr-Sa 20:00-02:00</value></Data></ExtendedData>` +
		`<Point><coordinates>1.9,52.8,0</coordinates></Point></Placemark></Document></kml>`
	packed := filepath.Join(t.TempDir(), "sites.gpkg")
	rows := func(yield func(gpkg.Row, error) bool) {
		yield(gpkg.Row{Geometry: orb.Point{1.9, 52.8}, Values: []any{"The Anchor", "pub", "Fr-Sa 20:00-02:00"}}, nil)
	}
	err := gpkg.Write(t.Context(), packed, time.Unix(0, 0), gpkg.Table{Name: "sites", Kind: "POINT", SRS: 4326, Rows: rows,
		Columns: []gpkg.Column{{Name: "name", Type: "TEXT"}, {Name: "type", Type: "TEXT"}, {Name: "opening_hours", Type: "TEXT"}}})
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string]string{
		"KML": write(t, "sites.kml", []byte(kml)), "GeoPackage": packed,
		"zipped KML": write(t, "sites.kmz", zipped("doc.kml", kml)),
		"gzipped":    write(t, "sites.csv.gz", gzipped("name,type,opening_hours,lon,lat\nThe Anchor,pub,Fr-Sa 20:00-02:00,1.9,52.8\n")),
	} {
		s := store(t)
		rep, err := intake.Areas(t.Context(), s, owner, file, intake.AreaOptions{Kind: geo.Site})
		if err != nil || rep.Accepted != 1 {
			t.Errorf("%s: %+v, %v", name, rep, err)
			continue
		}
		got, err := s.Layers(t.Context(), owner, geo.Site)
		if err != nil || got[0].Name != "The Anchor" || got[0].Class != "licensed" || got[0].Hours.String() != "Fr-Sa 20:00-02:00" || got[0].Geometry != orb.Geometry(orb.Point{1.9, 52.8}) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}
