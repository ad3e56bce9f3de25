package data

import (
	"bytes"
	"encoding/binary"
	"hash/fnv"
	"math"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/hotspot"
)

// Incident is one usable row of a source, as a reader hands it to the store.
type Incident struct {
	Reference  string // the source's own; empty when it gives none
	Category   string // label or id; what the scheme does not know becomes a category of its own
	Raw        string // what the source called it; Category when empty
	Tags       []string
	Setting    hotspot.Setting
	Provenance string // "public", "police-generated" or empty

	Precision hotspot.Precision
	From, To  time.Time   // UTC; equal for an instant; midnight to midnight-1s for a day or month
	Day       hotspot.Day // civil date of From, Europe/London; a date without a time is as it was written
	LastDay   hotspot.Day
	StartMin  int       // local minute of Day; -1 when no time is known
	Recorded  time.Time // zero when not known

	Located bool
	Point   orb.Point // WGS 84, longitude first
	Given   orb.Point // as it was given, in GivenCRS
	// GivenCRS is "EPSG:4326", "EPSG:27700", ...
	GivenCRS string
	Location string
	Fix      hotspot.Fix   // how Point was found
	Flags    hotspot.Flags // what is odd about the row

	// Reporter is a caller's reference. It tells callers apart while a batch is read;
	// it is never stored.
	Reporter string
}

// digest is of all that came from the source, so that an unchanged row is known
// again; how we found its point and what we find odd about it did not. FNV-1a is enough: it is compared only between versions of one reference.
func (in *Incident) digest() int64 {
	h := fnv.New64a()
	var buf bytes.Buffer
	for _, s := range []string{in.Reference, in.Category, in.Raw, strings.Join(in.Tags, ";"), in.Provenance, in.Location, in.GivenCRS} {
		buf.WriteString(s)
		buf.WriteByte(0)
	}
	for _, v := range []int64{int64(in.Setting), int64(in.Precision), in.From.Unix(), in.To.Unix(), int64(in.StartMin), in.Recorded.Unix()} {
		binary.Write(&buf, binary.LittleEndian, v)
	}
	for _, f := range []float64{in.Given[0], in.Given[1]} {
		binary.Write(&buf, binary.LittleEndian, math.Float64bits(f))
	}
	h.Write(buf.Bytes())
	return int64(h.Sum64())
}
