package export_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/data/export"
	"hexbeat/data/gpkg"
	"hexbeat/geo"
	"hexbeat/geo/pspo"
)

// Undefined numbers are null, and the file says what its figures are of.
func TestGeoPackage(t *testing.T) {
	square := orb.MultiPolygon{{{{0, 51}, {1, 51}, {1, 52}, {0, 52}, {0, 51}}}}
	r := answer(t)
	var b bytes.Buffer
	err := export.GeoPackage(t.Context(), &b, time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), map[string]any{"snapshot": "7-abc", "tests": 3}, export.CellTable(r, export.HotCells),
		export.AreaTable("ward", 4326, []geo.Area{{Kind: geo.Ward, Code: "E05000001", Name: "North", Geometry: square, ValidFrom: time.Date(2022, 5, 5, 0, 0, 0, 0, time.UTC)}}),
		export.OrderTable("pspo", 27700, []pspo.Order{{ID: "quay", Title: "Quay", Status: pspo.Made, Made: "2026-11-21", Geometry: square}}))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.gpkg")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := gpkg.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	layers, err := f.Layers(t.Context())
	if err != nil || len(layers) != 3 {
		t.Fatalf("%+v, %v", layers, err)
	}
	var cells []gpkg.Feature
	if err := f.Features(t.Context(), layers[0], func(row gpkg.Feature) error { cells = append(cells, row); return nil }); err != nil || len(cells) != 1 {
		t.Fatalf("%+v, %v", cells, err)
	}
	if a := cells[0].Attributes; a["cell"] != r.Cells[0].Cell.String() || a["count"] != int64(7) || a["z"] != 1.0/3 || a["poisson_p"] != nil || a["hot"] != int64(1) || a["ward_code"] != "E05009292" {
		t.Errorf("got %v", a)
	}
	if _, err := exec.LookPath("ogrinfo"); err != nil {
		t.Skip("ogrinfo is not installed: the file was read back by our own reader alone")
	}
	out, err := exec.CommandContext(t.Context(), "ogrinfo", "-al", path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"poisson_p (Real) = (null)", "hot (Integer(Boolean)) = 1", "valid_from (Date) = 2022/05/05", "made (Date) = 2026/11/21", "until (Date) = (null)", "key (String) = tests", "value (String) = 3", "value (String) = 7-abc"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("ogrinfo does not say %q", want)
		}
	}
	if strings.Contains(string(out), "Warning") || strings.Contains(string(out), "ERROR") {
		t.Errorf("ogrinfo complains:\n%.2000s", out)
	}
}
