//go:build !race

package intake_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hexbeat/data/intake"
	"hexbeat/geo"
)

// Every file of the public data, as a user would bring it: it reads with the counts that
// its folder's README gives, or is refused for the right reason. The files hold about
// 900,000 rows, and SQLite is 20 to 30 times slower under the race detector. TestFiles
// covers each kind with small files of our own everywhere.

// realData is the folder of the public data, which not every machine has.
func realData(t *testing.T) string {
	t.Helper()
	root := os.Getenv("HEXBEAT_REAL_DATA")
	if root == "" {
		t.Skip("HEXBEAT_REAL_DATA is not set: it names the folder with the public data files. TestFiles covers the same kinds.")
	}
	return filepath.Join(root, "real")
}

func TestRealFiles(t *testing.T) {
	root := realData(t)
	for _, f := range realFiles() {
		t.Run(f.path, func(t *testing.T) {
			began := time.Now()
			f.want.check(t, filepath.Join(root, filepath.FromSlash(f.path)))
			t.Logf("%.1f s", time.Since(began).Seconds())
		})
	}
}

// TestRealFilesAreAllThere: the table and the data's manifest name the same files.
func TestRealFilesAreAllThere(t *testing.T) {
	f, err := os.Open(filepath.Join(realData(t), "MANIFEST.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma = '\t'
	lines, err := r.ReadAll()
	if err != nil || len(lines) < 2 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	var manifest, table []string
	for _, l := range lines[1:] {
		manifest = append(manifest, l[0])
	}
	for _, f := range realFiles() {
		table = append(table, f.path)
	}
	slices.Sort(manifest)
	slices.Sort(table)
	if table = slices.Compact(table); !slices.Equal(manifest, table) {
		t.Errorf("the manifest has\n%s\nthe table has\n%s", strings.Join(manifest, "\n"), strings.Join(table, "\n"))
	}
}

// TestRealCamdenEitherWay: the King's Cross file has the same places by its degrees, which
// have six decimals, and by its National Grid columns.
func TestRealCamdenEitherWay(t *testing.T) {
	eitherWay(t, filepath.Join(realData(t), "messy", "camden-police-api-2019.csv"), epoch, 6, 4075)
}

// TestRealLewishamInThreeSystems: the same wards in degrees, National Grid metres and Web
// Mercator, within the centimetre that their publisher's rounding leaves.
func TestRealLewishamInThreeSystems(t *testing.T) {
	root, o := realData(t), intake.AreaOptions{Kind: geo.Ward, CodeField: "WD22CD", NameField: "WD22NM"}
	want := wardsOf(t, filepath.Join(root, "wards", "lewisham-wards-2022-epsg4326.geojson"), o)
	for _, name := range []string{"lewisham-wards-2022-epsg27700.geojson", "lewisham-wards-2022-epsg3857.geojson"} {
		sameWards(t, name, want, wardsOf(t, filepath.Join(root, "messy", name), o), 0.012)
	}
}
