package intake_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/geo"
	"hexbeat/geo/pspo"
	"hexbeat/hotspot"
)

// The layouts of the national lists, with a few of their rows: the ONS Postcode
// Directory, where Northern Ireland has a grid of its own and the Channel Islands no
// place; Code-Point Open, without headings; OS Open UPRN.
const (
	onspd = "pcd,pcd2,pcds,dointr,doterm,oscty,oseast1m,osnrth1m,osgrdind,ctry,lat,long\n" +
		"EC2V6AA,EC2V 6AA,EC2V 6AA,198001,,E99999999,0532300,0181300,1,E92000001,51.514735,-0.094829\n" +
		"EC4M7DQ,EC4M 7DQ,EC4M 7DQ,198001,200206,E99999999,0531900,0181100,8,E92000001,51.513030,-0.100670\n" +
		"BT1 1AA,BT1  1AA,BT1 1AA,199606,,N99999999,333926,374405,1,N92000002,54.601829,-5.926873\n" +
		"JE2 3AB,JE2  3AB,JE2 3AB,198001,,L99999999,,,9,L93000001,99.999999,0.000000\n" +
		"EC1P1ZZ,EC1P 1ZZ,EC1P 1ZZ,198001,,E99999999,0532000,0181000,6,E92000001,51.51,-0.1\n"
	codePoint = `"EC2V 6AA",10,532300,181300,"E92000001","","E18000007","","E09000001","E05009302"` + "\n" +
		`"EC2V 6DB",10,532400,181200,"E92000001","","E18000007","","E09000001","E05009302"` + "\n" +
		`"EC9X 9XX",90,0,0,"E92000001","","","","",""` + "\n"
	openUPRN = "\ufeffUPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n1,358260.66,172796.5,51.4526038,-2.6020703\n100023336956,532331.00,181294.00,51.514676,-0.094385\n"
)

func TestLookupLayouts(t *testing.T) {
	for name, c := range map[string]struct {
		file, content string
		kind          data.LookupKind
		opt           map[string]string
		want          intake.LookupReport
	}{
		"ONSPD":               {"ONSPD.csv", onspd, data.LookupPostcode, nil, intake.LookupReport{Rows: 5, Accepted: 3, Unplaced: 2}},
		"Code-Point Open":     {"ec.csv", codePoint, data.LookupPostcode, nil, intake.LookupReport{Rows: 3, Accepted: 2, Unplaced: 1}},
		"with its headings":   {"ec.csv", "Postcode,Positional_quality_indicator,Eastings,Northings,Country_code,NHS_regional_HA_code,NHS_HA_code,Admin_county_code,Admin_district_code,Admin_ward_code\n" + codePoint, data.LookupPostcode, nil, intake.LookupReport{Rows: 3, Accepted: 2, Unplaced: 1}},
		"Open UPRN":           {"u.csv", openUPRN, data.LookupUPRN, nil, intake.LookupReport{Rows: 2, Accepted: 2}},
		"streets":             {"s.csv", "USRN,Easting,Northing\n8400001,532300,181300\n8400002.0,532400,181300\nx,1,1\n", data.LookupUSRN, nil, intake.LookupReport{Rows: 3, Accepted: 2, Rejected: 1}},
		"places":              {"p.csv", "name,lon,lat\nFish Street,-0.09,51.51\nfish  street,-0.09,51.51\nHigh Street,-0.09,51.51\nHigh Street,-0.12,51.51\n,1,1\n", data.LookupPlace, nil, intake.LookupReport{Rows: 5, Accepted: 1, Ambiguous: 1, Duplicates: 2, Rejected: 1}},
		"stations":            {"st.csv", "Address,E,N\nsomebody's,532300,181300\nsomebody else's,532400,181300\n", data.LookupStation, map[string]string{"easting": "E", "northing": "N"}, intake.LookupReport{Rows: 2, Accepted: 2}},
		"off the grid":        {"p.csv", "postcode,easting,northing\nEC2V 6AA,532300,181300\nEC2V 6AB,5323000,181300\nEC2V 6AC,x,181300\n", data.LookupPostcode, nil, intake.LookupReport{Rows: 3, Accepted: 1, Rejected: 2}},
		"the same row twice":  {"p.csv", "postcode,easting,northing\nEC2V 6AA,532300,181300\nec2v6aa,532300,181300\n", data.LookupPostcode, nil, intake.LookupReport{Rows: 2, Accepted: 1, Duplicates: 1}},
		"a key at two places": {"p.csv", "uprn,easting,northing\n7,532300,181300\n0007,532400,181300\n8,532300,181300\n", data.LookupUPRN, nil, intake.LookupReport{Rows: 3, Accepted: 1, Ambiguous: 1, Duplicates: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			s := store(t)
			rep, err := intake.Lookup(t.Context(), s, owner, write(t, c.file, []byte(c.content)), intake.LookupOptions{Kind: c.kind, Map: c.opt})
			if err != nil {
				t.Fatal(err)
			}
			got := intake.LookupReport{Rows: rep.Rows, Accepted: rep.Accepted, Ambiguous: rep.Ambiguous, Duplicates: rep.Duplicates, Outside: rep.Outside, Unplaced: rep.Unplaced, Rejected: rep.Rejected}
			if fmt.Sprint(got) != fmt.Sprint(c.want) || got.Rows != got.Accepted+got.Ambiguous+got.Duplicates+got.Outside+got.Unplaced+got.Rejected {
				t.Errorf("got %+v, want %+v; %v", got, c.want, rep.Faults)
			}
			for _, f := range rep.Faults {
				if f.Line < 2 || f.Reason == "" || f.Hint == "" {
					t.Errorf("fault %v", f)
				}
			}
			if l, err := s.Lookups(t.Context(), owner); err != nil || len(l) != 1 || l[0].Kept != c.want.Accepted || l[0].Kind != c.kind {
				t.Errorf("lists %+v, %v", l, err)
			}
		})
	}
}

func TestLookupRefused(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		kind    data.LookupKind
		is      error
		want    string
	}{
		"no key":    {"a,easting,northing\nx,1,1\n", data.LookupPostcode, intake.ErrUsage, "--map key=COLUMN"},
		"no place":  {"postcode,b\nEC2V 6AA,1\n", data.LookupPostcode, intake.ErrUsage, "--map easting=COLUMN"},
		"no kind":   {"postcode,b\nEC2V 6AA,1\n", "town", intake.ErrUsage, "kinds are"},
		"nowhere":   {"postcode,easting,northing\nEC2V 6AA,0,0\n", data.LookupPostcode, intake.ErrNothing, "no entry has a place"},
		"all bad":   {"postcode,easting,northing\nEC2V,532300,181300\n", data.LookupPostcode, intake.ErrNothing, "not a postcode"},
		"exchanged": {"postcode,easting,northing\nEC2V 6AA,181300,532300\n", data.LookupPostcode, intake.ErrFile, "look swapped in the whole file"},
	} {
		s := store(t)
		_, err := intake.Lookup(t.Context(), s, owner, write(t, "l.csv", []byte(c.content)), intake.LookupOptions{Kind: c.kind})
		if !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
		if l, err := s.Lookups(t.Context(), owner); err != nil || len(l) != 0 {
			t.Errorf("%s: kept %+v, %v", name, l, err)
		}
	}
}

// Near the loaded areas is kept, the rest counted; --all keeps it.
func TestLookupNearTheAreas(t *testing.T) {
	s := store(t)
	ward(t, s, -0.12, 51.50, -0.08, 51.53)
	for _, c := range []struct {
		all  bool
		want [2]int
	}{{false, [2]int{1, 1}}, {true, [2]int{2, 0}}} {
		all, want := c.all, c.want
		rep, err := intake.Lookup(t.Context(), s, owner, write(t, "u.csv", []byte(openUPRN)), intake.LookupOptions{Kind: data.LookupUPRN, All: all})
		if err != nil || rep.Accepted != want[0] || rep.Outside != want[1] {
			t.Errorf("all %v: %+v, %v; want %v", all, rep, err, want)
		}
	}
	_, err := intake.Lookup(t.Context(), s, owner, write(t, "u.csv", []byte("uprn,easting,northing\n1,358260,172796\n")), intake.LookupOptions{Kind: data.LookupUPRN})
	if !errors.Is(err, intake.ErrNothing) || !strings.Contains(err.Error(), "near the loaded areas") {
		t.Errorf("got %v", err)
	}
	if l, _ := s.Lookups(t.Context(), owner); len(l) != 1 || l[0].Kept != 2 {
		t.Errorf("the list that stood is %+v", l)
	}
}

const keyHeader = "category,occurred,easting,northing,postcode,uprn,usrn,location\n"

func lookups(t *testing.T, s *data.Store) {
	t.Helper()
	for kind, content := range map[data.LookupKind]string{
		data.LookupPostcode: onspd, data.LookupUPRN: openUPRN, data.LookupUSRN: "usrn,easting,northing\n8400001,532310,181310\n",
		data.LookupPlace: "name,easting,northing\nSt. Paul's Churchyard,532050,181150\nHigh Street,532000,181000\nHigh Street,533000,181000\n",
	} {
		if _, err := intake.Lookup(t.Context(), s, owner, write(t, string(kind)+".csv", []byte(content)), intake.LookupOptions{Kind: kind}); err != nil {
			t.Fatal(kind, err)
		}
	}
}

// A row without coordinates is placed by the closest key it has, and says by which; one
// that no list knows is unlocated, and the report says why.
func TestPlacedByLists(t *testing.T) {
	for _, c := range []struct {
		name, row, missed string
		fix               hotspot.Fix
		e                 float64
	}{
		{"coordinates stand", "532000,181000,EC2V 6AA,,,", "", hotspot.FixExact, 532000},
		{"postcode", ",,ec2v6aa,,,", "", hotspot.FixPostcode, 532300},
		{"a postcode that has ended", ",,EC4M 7DQ,,,", "", hotspot.FixPostcode, 531900},
		{"noughts and a postcode", "0,0,EC2V 6AA,,,", "", hotspot.FixPostcode, 532300},
		{"an address is exact", ",,EC2V 6AA,100023336956,,", "", hotspot.FixExact, 532331},
		{"street", ",,,,8400001,", "", hotspot.FixStreet, 532310},
		{"postcode before street", ",,EC2V 6AA,,8400001,", "", hotspot.FixPostcode, 532300},
		{"place", ",,,,,On or near st pauls churchyard", "", hotspot.FixPlace, 532050},
		{"the next key where the closer is unknown", ",,EC2V 6ZZ,,8400001,", "", hotspot.FixStreet, 532310},
		{"unknown postcode", ",,EC2V 6ZZ,,,", "postcode not in the look-up list", 0, 0},
		{"the list knows the sector only", ",,EC1P 1ZZ,,,", "postcode not in the look-up list", 0, 0},
		{"no postcode", ",,EC2V,,,", "postcode not understood", 0, 0},
		{"unknown address", ",,,99,,", "UPRN not in the look-up list", 0, 0},
		{"a name at two places", ",,,,,High Street", "place at two places in the look-up list", 0, 0},
		{"unknown place", ",,,,,Low Street", "place not in the look-up list", 0, 0},
		{"nothing", ",,,,,", "", 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := store(t)
			lookups(t, s)
			rep, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "i.csv", []byte(keyHeader+"Burglary,2024-01-01,"+c.row+"\n"))}, intake.Options{})
			if err != nil || rep.Accepted != 1 {
				t.Fatalf("%+v, %v", rep, err)
			}
			r := records(t, s)[0]
			if r.Located != (c.e != 0) || r.Fix != c.fix || r.GivenX != c.e || r.Located && (r.GivenCRS != "EPSG:27700" || r.Lat < 51.4 || r.Lat > 51.6) {
				t.Errorf("got %+v", r)
			}
			if c.missed != "" && (rep.Unlocated != 1 || rep.Flags[c.missed] != 1) || c.missed == "" && len(rep.Flags) != 0 {
				t.Errorf("got %v, want %q", rep.Flags, c.missed)
			}
		})
	}
}

// Belfast's grid is not Britain's: its postcodes are read from their degrees.
func TestIrishPostcode(t *testing.T) {
	s := store(t)
	lookups(t, s)
	if _, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "i.csv", []byte(keyHeader+"Burglary,2024-01-01,,,BT1 1AA,,,\n"))}, intake.Options{}); err != nil {
		t.Fatal(err)
	}
	if r := records(t, s)[0]; !r.Located || r.Lon > -5.92 || r.Lon < -5.93 || r.Lat < 54.60 || r.Lat > 54.61 {
		t.Errorf("got %+v", r)
	}
}

// Without a list the report says that one is missing.
func TestNoListLoaded(t *testing.T) {
	rep, err := intake.Incidents(t.Context(), store(t), owner, []string{write(t, "i.csv", []byte(keyHeader+"Burglary,2024-01-01,,,EC2V 6AA,,,\nBurglary,2024-01-01,,,,,,High Street\n"))}, intake.Options{})
	if err != nil || rep.Unlocated != 2 || len(rep.Flags) != 1 || rep.Flags["no postcode look-up list is loaded"] != 1 {
		t.Errorf("%+v, %v", rep, err)
	}
}

// Records at a listed point are flagged, those more than a metre off are not.
func TestStations(t *testing.T) {
	s := store(t)
	if _, err := intake.Lookup(t.Context(), s, owner, write(t, "s.csv", []byte("name,easting,northing\nx,532300,181300\n")), intake.LookupOptions{Kind: data.LookupStation}); err != nil {
		t.Fatal(err)
	}
	rep, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "i.csv", []byte(gridHeader+
		"Burglary,2024-01-01,532300,181300\nBurglary,2024-01-01,532300.7,181300.6\nBurglary,2024-01-01,532301.5,181300\nBurglary,2024-01-01,532300,181298.9\nBurglary,2024-01-01,540000,181300\n"))}, intake.Options{})
	if err != nil || rep.Flags["at a police station or bail address"] != 2 {
		t.Errorf("%+v, %v", rep, err)
	}
	for i, r := range records(t, s) {
		if (r.Flags == hotspot.FlagStation) != (i < 2) {
			t.Errorf("row %d: %v", i, r.Flags)
		}
	}
}

// The middle of a postcode decides nothing: an incident found by it is neither inside
// nor outside the order whose middle that is.
func TestCentroidAndOrder(t *testing.T) {
	s := store(t)
	lookups(t, s)
	im, err := s.BeginImport(t.Context(), owner, data.Batch{Kind: "orders", Source: "pspo"})
	if err != nil {
		t.Fatal(err)
	}
	quay := orb.MultiPolygon{{{{-0.0968, 51.5127}, {-0.0928, 51.5127}, {-0.0928, 51.5167}, {-0.0968, 51.5167}, {-0.0968, 51.5127}}}}
	if err := im.AddOrder(t.Context(), pspo.Order{ID: "cheapside", Title: "Cheapside", Status: pspo.Made, Geometry: quay}); err != nil {
		t.Fatal(err)
	}
	if _, err := im.Commit(t.Context(), 0, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "i.csv", []byte(keyHeader+
		"Burglary,2024-01-01,,,EC2V 6AA,,,\nBurglary,2024-01-01,532300,181300,,,,\nBurglary,2024-01-01,,,,100023336956,,\n"))}, intake.Options{}); err != nil {
		t.Fatal(err)
	}
	snap, err := s.Snapshot(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	inside, centroids := 0, 0
	for i, p := range snap.Places {
		in := len(snap.Overlay(geo.PSPO).In[i])
		inside += in
		if p.Centroid {
			centroids++
			if in != 0 {
				t.Errorf("a centroid lies inside the order")
			}
		}
	}
	if inside != 2 || centroids != 1 {
		t.Errorf("%d inside, %d centroids; want 2 and 1", inside, centroids)
	}
}

// Code-Point Open as it is downloaded: tables without headings, and documents beside
// them that are no lists.
func TestLookupZip(t *testing.T) {
	file := write(t, "codepo_gb.zip", zipped(
		"Data/CSV/ec.csv", codePoint, "Data/CSV/ab.csv", `"AB10 1AB",10,394235,806529,"S92000003","","S08000020","","S12000033","S13002842"`+"\n",
		"Doc/Code-Point_Open_Column_Headers.csv", "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\nPostcode,Positional_quality_indicator,Eastings,Northings,Country_code,NHS_regional_HA_code,NHS_HA_code,Admin_county_code,Admin_district_code,Admin_ward_code\n",
		"Doc/codelist.csv", "Code,Area\nE1,Corn Market\n"))
	rep, err := intake.Lookup(t.Context(), store(t), owner, file, intake.LookupOptions{Kind: data.LookupPostcode})
	if err != nil || rep.Rows != 4 || rep.Accepted != 3 || rep.Unplaced != 1 || len(rep.Skipped) != 1 || !strings.Contains(rep.Skipped[0], "codelist.csv") {
		t.Errorf("%+v, %v", rep, err)
	}
	_, err = intake.Lookup(t.Context(), store(t), owner, write(t, "x.zip", zipped("a.csv", "Code,Area\nE1,x\n", "b.csv", "Code,Name\nE1,x\n")), intake.LookupOptions{Kind: data.LookupPostcode})
	if !errors.Is(err, intake.ErrUsage) && !errors.Is(err, intake.ErrFile) {
		t.Errorf("got %v", err)
	}
}

// A list is replaced whole, can be taken away, and leaves its trace in the audit record.
func TestLookupReplacedAndRemoved(t *testing.T) {
	s := store(t)
	load := func(content string) {
		t.Helper()
		if _, err := intake.Lookup(t.Context(), s, owner, write(t, "p.csv", []byte("postcode,easting,northing\n"+content)), intake.LookupOptions{Kind: data.LookupPostcode}); err != nil {
			t.Fatal(err)
		}
	}
	find := func(postcode string) data.Found {
		t.Helper()
		f, err := s.Finder(t.Context(), owner)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		key, _ := data.LookupKey(data.LookupPostcode, postcode)
		_, found, err := f.Find(data.LookupPostcode, key)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	load("EC2V 6AA,532300,181300\n")
	load("EC2V 6AB,532300,181300\n")
	if find("EC2V 6AA") != data.FoundNothing || find("EC2V 6AB") != data.FoundPlace {
		t.Error("the new list did not take the old one's place")
	}
	if err := s.RemoveLookup(t.Context(), owner, data.LookupPostcode); err != nil || find("EC2V 6AB") != data.FoundNoList {
		t.Errorf("after the removal: %v", err)
	}
	if err := s.RemoveLookup(t.Context(), owner, data.LookupPostcode); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
}
