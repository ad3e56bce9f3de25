package sample

import (
	"github.com/paulmach/orb"
)

// Incident is one record as an agency would hold it. It names nobody.
type Incident struct {
	Source    string // police or council
	Reference string
	From      Stamp
	To        Stamp // end of the interval it began within; 0 for an instant
	DayOnly   bool  // only the date is known
	Recorded  Stamp // when its agency's system had it

	Category string
	Raw      string
	Tags     []string
	Setting  string // empty when not known
	Location string

	At        orb.Point // metres east and north of the frame's corner
	LonLat    orb.Point // WGS 84
	Unlocated bool      // recorded without a position
	// Swapped rows have the two exchanged in their file, LonLat being right; a reader
	// has to refuse them.
	Swapped bool

	// Plant is the id of the planted place it belongs to; it goes into no file.
	Plant string
	// pair numbers the duplicates: k for the police record, -k for the council's.
	pair int
}

// policeGenerated are the categories that exist because police were there.
var policeGenerated = map[string]bool{"drugs": true, "possession-of-weapons": true, "stop-and-search": true}

// Provenance is the word of the files: public or police-generated.
func (i Incident) Provenance() string {
	if policeGenerated[i.Category] {
		return "police-generated"
	}
	return "public"
}

// has reports whether the incident bears a tag.
func (i Incident) has(tag string) bool {
	for _, t := range i.Tags {
		if t == tag {
			return true
		}
	}
	return false
}

// begins reports whether it began in [from, to).
func (i Incident) begins(from, to Stamp) bool { return i.From >= from && i.From < to }

// Known reports whether the record was in its agency's extract of the morning of
// the borough's clock. The others arrive later.
func (i Incident) Known() bool { return i.Recorded <= clock }
