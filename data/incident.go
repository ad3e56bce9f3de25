package data

import (
	"math"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/hotspot"
)

// Incident is one usable row of a source, as a reader hands it to the store.
type Incident struct {
	Source    string // whose row it is, where one file holds several; empty for the batch's
	Reference string // the source's own; empty when it gives none
	Category  string // label or id; what the scheme does not know becomes a category of its own
	Raw       string // what the source called it; Category when empty
	Tags      []string
	Setting   hotspot.Setting
	// SettingWord is what the source called the kind of place, where that is none of
	// ours; empty otherwise.
	SettingWord string
	Provenance  string // "public", "police-generated" or empty

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
// again; how we found its point and what we find odd about it did not. FNV-1a is
// enough: it is compared only between rows of one reference or of one month, and a
// migration that changed it would have to read every row.
func (in *Incident) digest() int64 {
	tags := ""
	if len(in.Tags) > 0 {
		tags = strings.Join(in.Tags, ";")
	}
	if in.SettingWord != "" {
		tags += "\x00" + in.SettingWord
	}
	h := hashText(fnvOffset, in.Reference, in.Category, in.Raw, tags, in.Provenance, in.Location, in.GivenCRS)
	for _, v := range [...]int64{int64(in.Setting), int64(in.Precision), in.From.Unix(), in.To.Unix(), int64(in.StartMin), in.Recorded.Unix()} {
		h = hashNumber(h, uint64(v))
	}
	return int64(hashNumber(hashNumber(h, math.Float64bits(in.Given[0])), math.Float64bits(in.Given[1])))
}
