package osgrid

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

var update = flag.Bool("update", false, "pack ostn15.z again from the original figures")

// pack writes each figure's difference from the plane through its neighbours.
func pack(layer []uint16, cols int) []byte {
	var out []byte
	for i, v := range layer {
		out = binary.AppendVarint(out, int64(v)-int64(plane(layer[:i], cols)))
	}
	return out
}

func TestUnpackUndoesPack(t *testing.T) {
	for name, layer := range map[string][]uint16{
		"slope":    {0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13},
		"extremes": {0, math.MaxUint16, 0, 1, math.MaxUint16, 0, 0, math.MaxUint16, 7, 7, 7, 7},
	} {
		got, rest, err := unpack(append(pack(layer, 4), 7), 4, 3)
		if err != nil || !slices.Equal(got, layer) || !bytes.Equal(rest, []byte{7}) {
			t.Errorf("%s: got %v, %v; want %v", name, got, err, layer)
		}
	}
	for name, b := range map[string][]byte{"cut short": pack([]uint16{1, 2, 3}, 4), "out of range": binary.AppendVarint(nil, -1)} {
		if _, _, err := unpack(b, 4, 3); !errors.Is(err, errFigures) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// The sum of all figures and four of them, read from the original files.
func TestFigures(t *testing.T) {
	f, err := figures()
	if err != nil {
		t.Fatal(err)
	}
	var east, north uint64
	for i := range f.east {
		east, north = east+uint64(f.east[i]), north+uint64(f.north[i])
	}
	if east != wantEastSum || north != wantNorthSum {
		t.Errorf("sums: got %d and %d, want %d and %d", east, north, wantEastSum, wantNorthSum)
	}
	for _, tt := range []struct{ col, row, east, north uint16 }{
		{0, 0, 8610, 2160}, {700, 0, 20970, 0}, {0, 1250, 7513, 39299}, {700, 1250, 27069, 31116},
	} {
		i := int(tt.row)*columns + int(tt.col)
		if f.east[i] != tt.east || f.north[i] != tt.north {
			t.Errorf("node %d, %d: got %d and %d, want %d and %d", tt.col, tt.row, f.east[i], f.north[i], tt.east, tt.north)
		}
	}
}

const wantEastSum, wantNorthSum = 13256870220, 16648447348

func TestFiguresMatchOriginal(t *testing.T) {
	root := os.Getenv("HEXBEAT_REAL_DATA")
	if root == "" {
		t.Skip("HEXBEAT_REAL_DATA does not name the folder of real files; TestFigures checks sums and corners instead")
	}
	east := original(t, filepath.Join(root, "reference", "ostn15", "ostn_east_shift_82140.gz"))
	north := original(t, filepath.Join(root, "reference", "ostn15", "ostn_north_shift_-84180.gz"))
	if *update {
		var b bytes.Buffer
		w, err := zlib.NewWriterLevel(&b, zlib.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(pack(east, columns))
		w.Write(pack(north, columns))
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("ostn15.z", b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Logf("packed into %d bytes; run the test again to compare", b.Len())
		return
	}
	f, err := figures()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(f.east, east) || !slices.Equal(f.north, north) {
		t.Error("the built-in figures are not the original ones; run go generate")
	}
}

func original(t *testing.T, name string) []uint16 {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	zr, err := gzip.NewReader(bufio.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(zr)
	if err != nil || len(b) != 2*nodes {
		t.Fatalf("%s: %d bytes, %v", name, len(b), err)
	}
	out := make([]uint16, nodes)
	for i := range out {
		out[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return out
}

// The shift is the node's own at a node, and continuous across the sides of squares.
func TestShiftBetweenNodes(t *testing.T) {
	f, err := figures()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []int{0, 350*columns + 420, nodes - 1} {
		p := orb.Point{float64(k%columns) * 1000, float64(k/columns) * 1000}
		got := f.at(p)
		want := orb.Point{(float64(f.east[k]) + eastBaseMM) / 1000, (float64(f.north[k]) + northBaseMM) / 1000}
		if math.Hypot(got[0]-want[0], got[1]-want[1]) > 1e-9 {
			t.Errorf("node %d: got %v, want %v", k, got, want)
		}
	}
	for _, p := range []orb.Point{{532000, 181437}, {651000, 313000}, {1000, 1}} {
		west, east := f.at(orb.Point{p[0] - 1e-6, p[1]}), f.at(orb.Point{p[0] + 1e-6, p[1]})
		if math.Hypot(west[0]-east[0], west[1]-east[1]) > 1e-8 {
			t.Errorf("%v: %v on one side, %v on the other", p, west, east)
		}
	}
}
