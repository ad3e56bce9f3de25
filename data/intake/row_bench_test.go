package intake

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/data"
)

// BenchmarkWhenWhere is what the time and the place of a row cost together: police.uk
// rows of the City (or invented ones of its shape), and rows of a force with times and
// National Grid points that repeat a thousand times over. Areas are loaded.
func BenchmarkWhenWhere(b *testing.B) {
	near := &surroundings{missed: map[string]int{}}
	for i := range 25 { // as many wards as the City has
		x := -0.115 + 0.002*float64(i%5)
		near.add(orb.Bound{Min: orb.Point{x, 51.508}, Max: orb.Point{x + 0.01, 51.52}})
	}
	var force [][]string
	for i := range 20_000 {
		force = append(force, []string{fmt.Sprintf("2024-%02d-%02d %02d:%02d", i%12+1, i%28+1, i%24, i%60), fmt.Sprint(530000 + i%1000*3), fmt.Sprint(181000 + i%1000*7)})
	}
	for _, c := range []struct {
		name string
		cols map[string]int
		rows [][]string
	}{
		{"City", map[string]int{"occurred": 1, "lon": 4, "lat": 5, "location": 6}, cityRows(b)},
		{"force", map[string]int{"occurred": 0, "easting": 1, "northing": 2}, force},
	} {
		b.Run(c.name, func(b *testing.B) {
			london, err := time.LoadLocation(data.Zone)
			if err != nil {
				b.Fatal(err)
			}
			r := &row{file: "f", cols: &columns{at: c.cols, header: c.rows[0]}, zone: london, local: london, near: near, column: func(int) int { return 1 }}
			i := 0
			for b.Loop() {
				r.cells = c.rows[i%len(c.rows)]
				i++
				var in data.Incident
				if f := r.when(&in); f != nil {
					b.Fatal(f)
				}
				if f := r.where(&in); f != nil {
					b.Fatal(f)
				}
			}
		})
	}
}

// cityRows are the rows of the City file where it is at hand.
func cityRows(b *testing.B) [][]string {
	b.Helper()
	root := os.Getenv("HEXBEAT_REAL_DATA")
	if root == "" {
		b.Log("HEXBEAT_REAL_DATA is not set: invented rows of the same shape")
		var rows [][]string
		for i := range 20_000 {
			rows = append(rows, []string{"", fmt.Sprintf("2019-%02d", i/2000+1), "", "", fmt.Sprintf("-0.0%05d", i%650*131), fmt.Sprintf("51.51%04d", i%650*15), "On or near Fish Street"})
		}
		return rows
	}
	f, err := os.Open(filepath.Join(root, "real", "police-uk", "city-of-london-street-2018-04_2020-11.csv.gz"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		b.Fatal(err)
	}
	rows, err := csv.NewReader(z).ReadAll()
	if err != nil {
		b.Fatal(err)
	}
	return rows[1:]
}
