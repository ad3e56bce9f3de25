package intake

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"hexbeat/hotspot"
)

var profileName = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{0,62}$`)

// location is the zone of the profile's times; nil when it names none.
func (p *Profile) location() (*time.Location, error) {
	if p.Zone == "" {
		return nil, nil
	}
	return time.LoadLocation(p.Zone)
}

// MonthFirst reports whether 06/01/2019 is the first of June.
func (p *Profile) MonthFirst() bool { return p.Dates == datesMonthFirst }

// PointFix is how the profile's coordinates were found.
func (p *Profile) PointFix() hotspot.Fix {
	for f := hotspot.FixExact; f <= hotspot.FixPlace; f++ {
		if f.String() == p.Fix {
			return f
		}
	}
	return hotspot.FixExact
}

// dateParts are the words of a format, with Go's for them; the longer before the shorter.
var dateParts = []struct{ word, layout string }{
	{"YYYY", "2006"}, {"Month", "January"}, {"Mon", "Jan"}, {"Weekday", "Monday"}, {"YY", "06"}, {"MM", "01"}, {"DD", "02"},
	{"hh", "15"}, {"mm", "04"}, {"ss", "05"}, {"HH", "03"}, {"AM", "PM"}, {"D", "2"}, {"M", "1"}, {"h", "3"}, {"Z", "Z07:00"},
}

// dateLayout turns "DD/MM/YYYY hh:mm" into Go's layout. Errors: ErrUsage.
func dateLayout(format string) (string, error) {
	var b strings.Builder
	rest, year := format, false
next:
	for rest != "" {
		for _, p := range dateParts {
			if strings.HasPrefix(rest, p.word) {
				b.WriteString(p.layout)
				rest, year = rest[len(p.word):], year || p.word[0] == 'Y'
				continue next
			}
		}
		if c := rest[0]; c >= 'a' && c <= 'z' && c != 'T' || c >= 'A' && c <= 'Z' && c != 'T' || c >= '0' && c <= '9' {
			return "", fmt.Errorf("%w: date format %q; write it with YYYY, MM, DD, Mon, hh, mm and ss", ErrUsage, format)
		}
		b.WriteByte(rest[0])
		rest = rest[1:]
	}
	if !year {
		return "", fmt.Errorf("%w: date format %q names no year; write it with YYYY, MM, DD, Mon, hh, mm and ss", ErrUsage, format)
	}
	return b.String(), nil
}

// plainColumn is a column's name as it is compared: small letters, and anything that is
// neither letter nor digit as one space. "Crime_ID", "CrimeId" and "crime id" are the same.
func plainColumn(s string) string {
	s = camel.ReplaceAllString(s, "$1$3 $2$4") // DateOfCall
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127)
	}), " ")
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
