package hotspot

import "strings"

// Fix is how an incident's point was found.
type Fix uint8

// From the closest to the loosest. A point given as coordinates or by a UPRN is exact.
const (
	FixExact    Fix = iota
	FixSnapped      // a publisher's anonymised point, which incidents nearby were moved to
	FixPostcode     // the middle of a postcode
	FixStreet       // the middle of a street, by its USRN
	FixPlace        // the middle of a place named in a list
)

var fixWords = [...]string{"exact", "snapped", "postcode", "street", "place"}

// String is the word used in files: exact, snapped, postcode, street, place.
func (f Fix) String() string {
	if int(f) < len(fixWords) {
		return fixWords[f]
	}
	return fixWords[FixPlace]
}

// Centroid reports whether the point is only the middle of something larger. Such a
// point never decides whether an incident lies inside an order.
func (f Fix) Centroid() bool { return f >= FixPostcode }

// Flags are what is odd about an incident that is usable all the same, one bit each.
type Flags uint16

// The flags. Their bits are stored: new ones are added at the end.
const (
	FlagFarOutside    Flags = 1 << iota // far outside the areas that were loaded
	FlagStation                         // at a police station or bail address
	FlagLongSpan                        // it may have happened within an unusually long time
	FlagHourTwice                       // in the hour the clocks show twice; the first was taken
	FlagHourSkipped                     // in the hour the clocks skip
	FlagSensitive                       // of a category that public views leave out
	FlagRecordedFirst                   // recorded before it happened
	FlagTwoPlaces                       // its two positions lie apart; the first was taken
)

var flagWords = [...]string{"far outside the area", "at a police station or bail address", "unusually long time span",
	"hour that happens twice", "hour that does not exist", "sensitive", "recorded before it happened", "two positions that lie apart"}

// Words are the flags that are set, in words, in the order of their bits.
func (f Flags) Words() []string {
	var out []string
	for i, w := range flagWords {
		if f&(1<<i) != 0 {
			out = append(out, w)
		}
	}
	return out
}

// String is the words, joined by semicolons; empty when nothing is odd.
func (f Flags) String() string { return strings.Join(f.Words(), "; ") }
