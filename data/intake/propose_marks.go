package intake

import (
	"slices"

	"hexbeat/data"
)

// markWords are headings of columns that say yes or no, and the tag they stand for.
var markWords = []struct {
	tag   string
	words []string
}{
	{"domestic", []string{"domestic", " da ", " dv ", "domestic abuse", "domestic violence"}},
	{"knife", []string{"knife", "blade"}},
	{"firearm", []string{"firearm", " gun "}},
	{"alcohol", []string{"alcohol", "drunk", "intoxic"}},
	{"drugs", []string{"drug"}},
	{"hate", []string{"hate"}},
	{"child", []string{"child", "juvenile", "under 18"}},
	{"mental-health", []string{"mental health"}},
}

// mostMarks bounds the tags proposed for headings that nobody listed.
const mostMarks = 8

// findMarks finds columns that say yes or no. A column of noughts and ones is one only
// where its heading is known: such numbers may count something.
func (pr *proposer) findMarks() {
	marks := map[string][]string{}
	for i := range pr.seen {
		c := &pr.seen[i]
		if !pr.free(i) || !c.mostly(c.yesno) {
			continue
		}
		col := pr.sample.header[i]
		tag := ""
		for _, m := range markWords {
			if pr.heads(i, m.words...) {
				tag = m.tag
				break
			}
		}
		if tag == "" && !c.mostly(c.numbers) && len(marks) < mostMarks {
			tag = data.CategoryID(plainColumn(col))
		}
		if tag != "" && !slices.Contains(marks[tag], col) {
			marks[tag] = append(marks[tag], col)
		}
	}
	if len(marks) > 0 {
		pr.cols.p.Marks = marks
	}
}

// unread says why nothing is read from a column.
func (pr *proposer) unread(i int) string {
	if i >= len(pr.seen) {
		return ""
	}
	c := &pr.seen[i]
	switch {
	case c.filled == 0:
		return "it is empty in the first rows"
	case c.share(c.personal) >= 0.05:
		return "it holds telephone numbers or e-mail addresses"
	case c.freeText():
		return "it looks like free text, which is left out"
	case c.mostly(c.yesno) && !c.mostly(c.numbers):
		return "it says yes or no"
	case c.distinct == 1:
		return "every row has the same"
	}
	return ""
}
