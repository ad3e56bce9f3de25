package intake

import (
	"regexp"
	"strings"
)

// What makes a column free text: long values of many words, most of them said once, with
// the small words of sentences among them, which addresses have not.
const (
	textWords    = 6    // on average
	textNamed    = 4    // where the heading says that it is text
	textLocation = 12   // where it is read as the location
	textSmall    = 0.15 // of the words
	textDistinct = 0.5
	textFew      = 3 // values, below which nothing is told
)

// smallWords are those that sentences are held together by.
var smallWords = wordSet(`the a an and or but of to in on at by with for from is was were are be been has had have that this there they he she his her their it its as not no who which when
	said states stated reports reported reporting into out off up down then after before during about between caller informant male female i we my our`)

// textHeading matches columns that are called after what people wrote.
var textHeading = regexp.MustCompile(`^(.* )?(notes?|narrative|comments?|description|details?|summary|remarks|free ?text|text|modus operandi|mo|circumstances|log|synopsis|story|what happened|message|body|content)$`)

// freeText lists the columns that look like free text. location is the column that is
// read as one, or -1.
func freeText(header []string, rows [][]string, location int, skip func(column int) bool) []int {
	var out []int
	for i, h := range header {
		if skip(i) {
			continue
		}
		need := textWords
		switch {
		case i == location:
			need = textLocation
		case textHeading.MatchString(words(h)):
			need = textNamed
		}
		if isText(i, rows, need) {
			out = append(out, i)
		}
	}
	return out
}

func isText(column int, rows [][]string, need int) bool {
	values, all, small := 0, 0, 0
	seen := map[string]bool{}
	for _, r := range rows {
		if column >= len(r) {
			continue
		}
		s := strings.TrimSpace(r[column])
		if s == "" {
			continue
		}
		values++
		if seen[s] {
			continue
		}
		seen[s] = true
		for w := range strings.FieldsSeq(s) {
			all++
			if smallWords[strings.ToLower(strings.Trim(w, ".,;:!?()'\""))] {
				small++
			}
		}
	}
	return values >= textFew && float64(len(seen)) >= textDistinct*float64(values) &&
		all >= need*len(seen) && float64(small) >= textSmall*float64(all)
}

// What in a text tells who somebody is. A phone number has ten or eleven figures, as
// people group them; a name is told by the title before it.
var (
	mailIn    = regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}`)
	phoneIn   = regexp.MustCompile(`(?:\+44|\b0044|\b0)[\s(.-]*(?:\d[\s().-]*){9,11}\b`)
	insuredIn = regexp.MustCompile(`(?i)\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]\b`)
	bornIn    = regexp.MustCompile(`(?i)\b(?:d\.?o\.?b\.?|born)\b|\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b`)
	titleIn   = regexp.MustCompile(`\b(?:Mr|Mrs|Ms|Miss|Mx|MR|MRS|MISS|mr|mrs|miss)\.?\s+(\pL[\pL'’.-]*)(?:\s+(\pL[\pL'’.-]*))?(?:\s+(\pL[\pL'’.-]*))?`)
)

// personal reports whether a text holds an e-mail address, a telephone or National
// Insurance number, a date of birth or a titled name. Names of places pass: what follows
// the title must not be called after a kind of place.
func personal(s string) bool {
	_, figures, _ := hints(s)
	return namesSomebody(s) || figures >= 4 && bornIn.MatchString(s)
}

// namesSomebody is personal for a text in which dates are no wonder.
func namesSomebody(s string) bool {
	mail, figures, title := hints(s)
	if mail && mailIn.MatchString(s) || title && titled(s) {
		return true
	}
	return figures >= 10 && phonedIn(s) || figures >= 6 && insuredIn.MatchString(s)
}

// hints looks through a text once for what could be one of them, so that the rest need
// not be looked for in every row.
func hints(s string) (mail bool, figures int, title bool) {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			figures++
		case c == '@':
			mail = true
		case c|0x20 == 'm' && i+1 < len(s) && (i == 0 || !letter(s[i-1])):
			next := s[i+1] | 0x20
			title = title || next == 'r' || next == 's' || next == 'x' || next == 'i'
		}
	}
	return mail, figures, title
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func phonedIn(s string) bool {
	for _, at := range phoneIn.FindAllStringIndex(s, -1) {
		if isPhone(s[at[0]:at[1]]) {
			return true
		}
	}
	return false
}

func titled(s string) bool {
	for _, m := range titleIn.FindAllStringSubmatch(s, -1) {
		named := true
		for _, w := range m[1:] {
			named = named && !placeWord(w) && !strings.HasSuffix(w, "'s") && !strings.HasSuffix(w, "’s")
		}
		if named {
			return true
		}
	}
	return false
}
