package osgrid

import (
	"bytes"
	"compress/zlib"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"

	"github.com/paulmach/orb"
)

// The figures of OSTN15: 701 x 1,251 shifts east and as many north, in whole
// millimetres above a base. ostn15.z holds them as differences from the plane
// through three neighbours, which is nought or one at most places, as signed
// varints under zlib: 0.4 MB instead of 3.5 MB.
//
//go:generate go test -run TestFiguresMatchOriginal . -update
//go:embed ostn15.z
var packed []byte

const (
	columns = 701
	rows    = 1251
	nodes   = columns * rows

	eastBaseMM  = 82140
	northBaseMM = -84180
)

var errFigures = errors.New("osgrid: the built-in OSTN15 figures are damaged")

// shifts holds millimetres above the base, row by row from the south-west corner.
type shifts struct{ east, north []uint16 }

// figures unpacks once, on first use: some tens of milliseconds.
var figures = sync.OnceValues(func() (shifts, error) {
	zr, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return shifts{}, fmt.Errorf("%w: %w", errFigures, err)
	}
	defer zr.Close()
	b, err := io.ReadAll(zr) // to the end, where zlib checks its sum
	if err != nil {
		return shifts{}, fmt.Errorf("%w: %w", errFigures, err)
	}
	var s shifts
	for _, layer := range []*[]uint16{&s.east, &s.north} {
		if *layer, b, err = unpack(b, columns, rows); err != nil {
			return shifts{}, err
		}
	}
	if len(b) != 0 {
		return shifts{}, fmt.Errorf("%w: %d bytes after the last", errFigures, len(b))
	}
	return s, nil
})

// unpack undoes pack, which the tests keep, and returns the bytes it did not need.
func unpack(b []byte, cols, rows int) ([]uint16, []byte, error) {
	layer := make([]uint16, 0, cols*rows)
	for range cols * rows {
		d, n := binary.Varint(b)
		v := int64(plane(layer, cols)) + d
		if n <= 0 || v < 0 || v > math.MaxUint16 {
			return nil, nil, fmt.Errorf("%w: figure %d", errFigures, len(layer))
		}
		layer, b = append(layer, uint16(v)), b[n:]
	}
	return layer, b, nil
}

// plane foretells the next figure from its west, south and south-west neighbours.
func plane(layer []uint16, cols int) int {
	i := len(layer)
	switch {
	case i == 0:
		return 0
	case i < cols:
		return int(layer[i-1])
	case i%cols == 0:
		return int(layer[i-cols])
	}
	return int(layer[i-1]) + int(layer[i-cols]) - int(layer[i-cols-1])
}

// at is the shift in metres at an ETRS89 easting and northing, bilinear inside its
// kilometre square. Beyond the edge it is that of the edge, which an iteration may
// step over but no answer may rest on.
func (s shifts) at(p orb.Point) orb.Point {
	x := min(max(p[0]/1000, 0), columns-1)
	y := min(max(p[1]/1000, 0), rows-1)
	col, row := min(int(x), columns-2), min(int(y), rows-2)
	t, u := x-float64(col), y-float64(row)
	k := row*columns + col
	mix := func(v []uint16) float64 {
		south := (1-t)*float64(v[k]) + t*float64(v[k+1])
		north := (1-t)*float64(v[k+columns]) + t*float64(v[k+columns+1])
		return (1-u)*south + u*north
	}
	return orb.Point{(mix(s.east) + eastBaseMM) / 1000, (mix(s.north) + northBaseMM) / 1000}
}
