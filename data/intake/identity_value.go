package intake

import (
	"strings"
	"unicode/utf8"
)

// likeness is what a value looks like of what tells who somebody is, one bit each.
type likeness uint8

const (
	likeMail     likeness = 1 << iota // an e-mail address
	likePhone                         // a telephone number of the United Kingdom
	likeInsured                       // a National Insurance number
	likeHealth                        // an NHS number, by its check digit
	likeTitled                        // Mr J Smith
	likeNamed                         // John Smith; Smith, John
	likeForename                      // John
)

// likenessOf looks at a whole value. It never looks inside a sentence: see personal.
func likenessOf(s string) (l likeness) {
	s = strings.TrimSpace(s)
	if len(s) < 3 || len(s) > 80 {
		return 0
	}
	if isMail(s) {
		return likeMail
	}
	switch figures, others := figuresIn(s); {
	case figures >= 9 && others == 0:
		if isPhone(s) {
			l |= likePhone
		}
		if isHealth(s) {
			l |= likeHealth
		}
	case figures == 6 && others == 3 && isInsured(s):
		l |= likeInsured
	case figures <= 5:
		if isTitled(s) {
			l |= likeTitled
		} else if isNamed(s) {
			l |= likeNamed
		} else if forename(s) {
			l |= likeForename
		}
	}
	return l
}

// figuresIn counts the figures, and what is neither a figure nor a sign that numbers
// are grouped with.
func figuresIn(s string) (figures, others int) {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			figures++
		case strings.IndexByte(" -().+/\t", c) < 0:
			others++
		}
	}
	return figures, others
}

// isMail tells a whole e-mail address: signs without a space, one @, a dot behind it.
func isMail(s string) bool {
	user, host, ok := strings.Cut(s, "@")
	if !ok || user == "" || strings.ContainsAny(s, " \t,;") || strings.ContainsRune(host, '@') {
		return false
	}
	dot := strings.LastIndexByte(host, '.')
	return dot > 0 && dot < len(host)-2
}

// digitsOf are the figures alone, +44 and 0044 turned into 0.
func digitsOf(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			b.WriteByte(s[i])
		}
	}
	d := b.String()
	if strings.HasPrefix(strings.TrimLeft(s, " ("), "+44") {
		return "0" + strings.TrimPrefix(d[2:], "0")
	}
	if rest, ok := strings.CutPrefix(d, "0044"); ok {
		return "0" + strings.TrimPrefix(rest, "0")
	}
	return d
}

// isPhone tells a number by the plan that Ofcom keeps: ten or eleven figures after the
// nought, beginning 01, 02, 03, 05 (not with a nought behind), 07 (not 070, 076), 08, 09.
func isPhone(s string) bool {
	d := digitsOf(s)
	if len(d) != 10 && len(d) != 11 || d[0] != '0' {
		return false
	}
	switch d[1] {
	case '1':
		return d[2] != '0' && len(d) >= 10
	case '2':
		return len(d) == 11 && strings.IndexByte("03489", d[2]) >= 0
	case '3', '5', '8', '9':
		return len(d) >= 10 && !(d[1] == '5' && d[2] == '0')
	case '7':
		return len(d) == 11 && strings.IndexByte("12345789", d[2]) >= 0
	}
	return false
}

// isHealth tells an NHS number: ten figures of which the last checks the others.
func isHealth(s string) bool {
	d := digitsOf(s)
	if len(d) != 10 || d != onlyDigits(s) {
		return false
	}
	sum := 0
	for i := range 9 {
		sum += int(d[i]-'0') * (10 - i)
	}
	check := (11 - sum%11) % 11
	return check != 10 && check == int(d[9]-'0') && strings.Trim(d, d[:1]) != ""
}

func onlyDigits(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return c
		}
		return -1
	}, s)
}

// isInsured tells a National Insurance number: two letters, six figures, A to D.
func isInsured(s string) bool {
	var b [9]byte
	n := 0
	for i := range len(s) {
		c := s[i] &^ 0x20
		switch {
		case s[i] == ' ' || s[i] == '-':
			continue
		case s[i] >= '0' && s[i] <= '9':
			c = s[i]
		case c < 'A' || c > 'Z':
			return false
		}
		if n == len(b) {
			return false
		}
		b[n] = c
		n++
	}
	if n != 9 || strings.IndexByte("DFIQUV", b[0]) >= 0 || strings.IndexByte("DFIOQUV", b[1]) >= 0 || b[8] < 'A' || b[8] > 'D' || b[0] < 'A' || b[1] < 'A' {
		return false
	}
	for _, c := range b[2:8] {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// titles stand before the name of a person. Those that also begin the names of places,
// as Sir John Soane's Museum, count only where nothing but a name follows.
var titles = map[string]bool{"mr": true, "mrs": true, "ms": true, "miss": true, "mx": true, "master": true,
	"dr": true, "prof": true, "professor": true, "rev": true, "revd": true, "sir": true, "dame": true, "cllr": true, "councillor": true,
	"pc": true, "dc": true, "ds": true, "ps": true, "pcso": true, "sgt": true, "sergeant": true, "insp": true, "inspector": true, "constable": true}

// isTitled tells a title with one to three words of a name behind it, and nothing of a place.
func isTitled(s string) bool {
	first, rest, ok := strings.Cut(s, " ")
	if !ok || len(first) > 11 || !titles[strings.ToLower(strings.TrimSuffix(first, "."))] {
		return false
	}
	words := strings.Fields(rest)
	if len(words) == 0 || len(words) > 4 {
		return false
	}
	letters := 0
	for i, w := range words {
		if i == 0 && strings.Trim(w, "0123456789") == "" { // a collar number: PC 1234 Smith
			continue
		}
		if !nameWord(w) || placeWord(w) {
			return false
		}
		letters++
	}
	return letters > 0
}

// isNamed tells two or three words that are a forename and a surname, or a surname, a
// comma and a forename.
func isNamed(s string) bool {
	if last, first, ok := strings.Cut(s, ","); ok {
		first = strings.TrimSpace(first)
		given, _, _ := strings.Cut(first, " ")
		return nameWord(last) && !placeWord(last) && forename(given) && len(strings.Fields(first)) <= 2
	}
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 3 || !forename(words[0]) {
		return false
	}
	for _, w := range words[1:] {
		if !nameWord(w) || placeWord(w) {
			return false
		}
	}
	return true
}

// nameWord tells a word that can be part of a name: letters with a capital first, an
// apostrophe or hyphen in it, or an initial.
func nameWord(w string) bool {
	w = strings.TrimSuffix(w, ".")
	c, _ := utf8.DecodeRuneInString(w)
	if w == "" || strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") || c >= 'a' && c <= 'z' {
		return false
	}
	for _, c := range w {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '\'' || c == '’' || c == '-' || c == '.' || c > 127) {
			return false
		}
	}
	return true
}
