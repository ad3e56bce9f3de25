package data

import (
	"strconv"
	"strings"
	"unicode"
)

// LookupKind is what a list of places is keyed by.
type LookupKind string

// The kinds of list. A station list has no key that matters: records that lie at one of
// its points are parked there, and may have happened anywhere.
const (
	LookupPostcode LookupKind = "postcode"
	LookupUPRN     LookupKind = "uprn"    // unique property reference number: one address
	LookupUSRN     LookupKind = "usrn"    // unique street reference number: one street
	LookupPlace    LookupKind = "place"   // a name, as systems write it into the location
	LookupStation  LookupKind = "station" // police stations and bail addresses
)

// LookupKinds are all of them.
var LookupKinds = []LookupKind{LookupPostcode, LookupUPRN, LookupUSRN, LookupPlace, LookupStation}

// LookupKey is a key as it is kept and compared: an int64 for UPRN and USRN, a string
// for the others. ok is false for a text that cannot be a key of this kind.
func LookupKey(kind LookupKind, text string) (key any, ok bool) {
	switch kind {
	case LookupPostcode:
		key, ok = postcode(text)
	case LookupUPRN:
		return numberKey(text, 12)
	case LookupUSRN:
		return numberKey(text, 8)
	default:
		name := nameKey(text)
		key, ok = name, name != ""
	}
	return key, ok
}

// postcode is a whole postcode in capitals without its space: EC1A1BB. The part after
// the space is a figure and two letters.
func postcode(s string) (string, bool) {
	var b [8]byte
	n := 0
	for i := range len(s) {
		c := s[i]
		switch {
		case c == ' ' || c == '\t':
			continue
		case c >= 'a' && c <= 'z':
			c -= 'a' - 'A'
		case (c < 'A' || c > 'Z') && (c < '0' || c > '9'):
			return "", false
		}
		if n == 7 {
			return "", false
		}
		b[n] = c
		n++
	}
	letter := func(i int) bool { return b[i] >= 'A' }
	if n < 5 || !letter(0) || letter(n-3) || !letter(n-2) || !letter(n-1) || n == 7 && !letter(1) && !letter(2) {
		return "", false
	}
	return string(b[:n]), true
}

// numberKey is a whole number of at most so many figures, noughts before it and a
// spreadsheet's ".0" behind it left out.
func numberKey(s string, figures int) (any, bool) {
	s = strings.TrimSpace(s)
	if whole, after, ok := strings.Cut(s, "."); ok && strings.Trim(after, "0") == "" {
		s = whole
	}
	s = strings.TrimLeft(s, "0")
	if s == "" || len(s) > figures || s[0] == '-' || s[0] == '+' {
		return nil, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil
}

// longestName bounds a name, in bytes.
const longestName = 200

// nearWords stand before a name where a publisher moved the point.
var nearWords = []string{"on or near ", "on near ", "near to ", "near "}

// nameKey is a name as names are compared: in small letters, without "on or near", an
// apostrophe left out and any other sign a space.
func nameKey(s string) string {
	if len(s) > longestName {
		return ""
	}
	var b strings.Builder
	gap := false
	for _, c := range s {
		switch {
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(c))
		case c != '\'' && c != '’' && c != '.':
			gap = true
		}
	}
	name := b.String()
	for _, w := range nearWords {
		if rest, ok := strings.CutPrefix(name, w); ok {
			return rest
		}
	}
	return name
}
