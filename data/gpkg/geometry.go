package gpkg

import (
	"encoding/binary"
	"errors"
	"math"

	"github.com/paulmach/orb"
)

var errHeader = errors.New("the geometry has no GeoPackage header")

// envelopes are the bytes of the box that a header's flags announce: none, of two
// dimensions, of three with height or with measure, of four.
var envelopes = [8]int{0, 32, 48, 48, 64, -1, -1, -1}

// decode reads a geometry as a GeoPackage keeps it: a header, then well-known binary.
// It is nil where there is none.
func decode(b []byte) (orb.Geometry, error) {
	if len(b) == 0 {
		return nil, nil
	}
	wkb, empty, err := body(b)
	if err != nil || empty {
		return nil, err
	}
	return DecodeWKB(wkb)
}

// body is the well-known binary behind the header.
func body(b []byte) (wkb []byte, empty bool, err error) {
	if len(b) < 8 || b[0] != 'G' || b[1] != 'P' {
		return nil, false, errHeader
	}
	flags := b[3]
	if flags&0x20 != 0 {
		return nil, false, errors.New("the geometry is of a kind that only other software knows")
	}
	n := envelopes[flags>>1&7]
	if n < 0 || len(b) < 8+n {
		return nil, false, errHeader
	}
	return b[8+n:], flags&0x10 != 0, nil
}

// encode is a geometry as a GeoPackage keeps it, with its box, in little-endian order.
func encode(wkb []byte, box orb.Bound, srs int) []byte {
	out := make([]byte, 0, 40+len(wkb))
	out = append(out, 'G', 'P', 0, 0x03)
	out = binary.LittleEndian.AppendUint32(out, uint32(int32(srs)))
	for _, v := range [4]float64{box.Min[0], box.Max[0], box.Min[1], box.Max[1]} {
		out = appendFloat(out, v)
	}
	return append(out, wkb...)
}

func appendFloat(b []byte, v float64) []byte {
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
}
