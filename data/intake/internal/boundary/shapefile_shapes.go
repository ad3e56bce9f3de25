package boundary

import (
	"encoding/binary"
	"fmt"
	"math"
)

// The kinds of shape, flat; with height or measure they are 10 or 20 more.
const (
	shapeNull    = 0
	shapePoint   = 1
	shapeLine    = 3
	shapePolygon = 5
	shapePoints  = 8
)

const shapeHeader = 100 // bytes of a .shp and of a .shx

// tidyShapes copies the n shapes of a .shp into a .shp of flat shapes without gaps. It
// checks every count against the bytes that are there, so that nothing that reads the
// copy can be asked for more. The shapes are those the index lists, in its order:
// editing leaves shapes behind that belong to no row. Without an index they are all.
//
// Heights and measures stand behind the flat part of a shape and are cut off; some
// writers leave measures out where the kind says they are, which readers stumble over.
func tidyShapes(name string, shp, shx []byte) (tidy []byte, n int, err error) {
	if len(shp) < shapeHeader || binary.BigEndian.Uint32(shp) != 9994 {
		return nil, 0, shapeFault(name, "the Shapefile is damaged", "it does not begin like one")
	}
	offsets, err := shapeOffsets(name, shp, shx)
	if err != nil {
		return nil, 0, err
	}
	spent := &budget{name: name}
	tidy = append(make([]byte, 0, len(shp)), shp[:shapeHeader]...)
	binary.LittleEndian.PutUint32(tidy[32:], binary.LittleEndian.Uint32(tidy[32:])%10)
	for i, at := range offsets {
		content, err := record(name, shp, at, i+1)
		if err != nil {
			return nil, 0, err
		}
		flat, points, err := flatten(name, content, i+1)
		if err != nil {
			return nil, 0, err
		}
		if err := spent.take(points); err != nil {
			return nil, 0, err
		}
		tidy = binary.BigEndian.AppendUint32(tidy, uint32(i+1))
		tidy = binary.BigEndian.AppendUint32(tidy, uint32(len(flat)/2))
		kind := len(tidy)
		tidy = append(tidy, flat...)
		binary.LittleEndian.PutUint32(tidy[kind:], binary.LittleEndian.Uint32(flat)%10)
	}
	binary.BigEndian.PutUint32(tidy[24:], uint32(len(tidy)/2))
	return tidy, len(offsets), nil
}

// shapeOffsets is where each shape's record begins. An index that does not fit the file
// is passed over: it can be made again from the shapes.
func shapeOffsets(name string, shp, shx []byte) ([]int, error) {
	if offsets := indexed(shp, shx); offsets != nil {
		return offsets, nil
	}
	var out []int
	for at := shapeHeader; at < len(shp); {
		if len(shp)-at < 12 {
			if allZero(shp[at:]) { // padding
				break
			}
			return nil, damagedShape(name, len(out)+1, "it breaks off")
		}
		words := int(int32(binary.BigEndian.Uint32(shp[at+4:])))
		if words < 2 || words > (len(shp)-at-8)/2 {
			return nil, damagedShape(name, len(out)+1, "it is longer than the file")
		}
		if out = append(out, at); len(out) > MaxFeatures {
			return nil, (&budget{name: name, features: MaxFeatures}).take(0)
		}
		at += 8 + 2*words
	}
	return out, nil
}

func indexed(shp, shx []byte) []int {
	n := (len(shx) - shapeHeader) / 8
	if n < 1 || n > MaxFeatures || binary.BigEndian.Uint32(shx) != 9994 {
		return nil
	}
	out := make([]int, n)
	for i := range out {
		at := 2 * int(int32(binary.BigEndian.Uint32(shx[shapeHeader+8*i:])))
		if at < shapeHeader || at > len(shp)-12 {
			return nil
		}
		out[i] = at
	}
	return out
}

func allZero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

// record is the content of the record at an offset that has twelve bytes at least.
func record(name string, shp []byte, at, number int) ([]byte, error) {
	words := int(int32(binary.BigEndian.Uint32(shp[at+4:])))
	if words < 2 || words > (len(shp)-at-8)/2 {
		return nil, damagedShape(name, number, "it is longer than the file")
	}
	return shp[at+8 : at+8+2*words], nil
}

// flatten is the flat part of a shape, with its number of points.
func flatten(name string, b []byte, number int) (flat []byte, points int, err error) {
	kind := binary.LittleEndian.Uint32(b)
	if kind > 30 {
		return nil, 0, shapeFault(name, "not shapes on a map", fmt.Sprintf("shape %d is of kind %d, a body in space", number, kind))
	}
	size := 4
	parts := 0
	switch kind % 10 {
	case shapeNull:
	case shapePoint:
		size, points = 20, 1
	case shapePoints:
		size = 40
		if len(b) >= size {
			points = counted(b[36:])
		}
	case shapeLine, shapePolygon:
		size = 44
		if len(b) >= size {
			parts, points = counted(b[36:]), counted(b[40:])
		}
	default:
		return nil, 0, damagedShape(name, number, fmt.Sprintf("there is no kind %d", kind))
	}
	if points > MaxFeaturePoints || parts > MaxFeaturePoints {
		return nil, 0, tooManyPoints(name, 0, 0)
	}
	if kind%10 != shapePoint {
		size += 4*parts + 16*points
	}
	if len(b) < size {
		return nil, 0, damagedShape(name, number, "it breaks off")
	}
	if !rising(b[:size], parts, points) {
		return nil, 0, damagedShape(name, number, "its parts are not in order")
	}
	return b[:size], points, nil
}

// counted is a count, or the greatest number for one that is none.
func counted(b []byte) int {
	if n := int32(binary.LittleEndian.Uint32(b)); n >= 0 {
		return int(n)
	}
	return math.MaxInt32
}

// rising reports whether the parts of a line or a polygon begin one after another
// within its points.
func rising(b []byte, parts, points int) bool {
	before := 0
	for i := range parts {
		at := int(int32(binary.LittleEndian.Uint32(b[44+4*i:])))
		if at < before || at > points || i == 0 && at != 0 {
			return false
		}
		before = at
	}
	return true
}
