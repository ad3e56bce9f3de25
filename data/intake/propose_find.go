package intake

import (
	"fmt"
	"slices"
	"strings"
)

// byContent mends what the names gave: a column whose values cannot be what its name
// says is let go, and a field without a column is looked for in the values.
func (pr *proposer) byContent() {
	pr.seen = pr.facts()
	for _, field := range fields {
		if i, ok := pr.cols.at[field]; ok && pr.by[field].By == "name" {
			pr.doubt(field, i)
		}
	}
	pr.findXY()
	pr.findWhen()
	pr.findWhat()
	pr.findPlace()
	pr.findReference()
	pr.restore()
}

// letGo takes a column from the field that its name gave it.
func (pr *proposer) letGo(field string) {
	pr.doubted[field] = pr.cols.at[field]
	delete(pr.cols.at, field)
}

// restore gives what every row needs back to the column whose name said so, where
// nothing better was found: the rows then say what is wrong with it.
func (pr *proposer) restore() {
	for _, f := range []struct{ field, or, why string }{
		{"occurred", "occurred_from", "its values are not understood as dates"},
		{"occurred_from", "occurred", "its values are not understood as dates"},
		{"category", "subcategory", "its values do not look like categories"},
	} {
		if i, ok := pr.doubted[f.field]; ok && !pr.has(f.field) && !pr.has(f.or) && pr.free(i) {
			pr.cols.at[f.field] = i
			pr.unsure(f.field, f.why)
		}
	}
}

// take maps a column by its contents.
func (pr *proposer) take(field string, i int, sure bool, reason string, args ...any) {
	pr.cols.at[field] = i
	pr.by[field] = ProposedField{Field: field, Column: pr.sample.header[i], By: "content", Sure: sure, Reason: fmt.Sprintf(reason, args...)}
}

// unsure leaves a column where its name put it and says why to look at it.
func (pr *proposer) unsure(field, reason string) {
	pr.note(field, reason)
	f := pr.by[field]
	f.Sure = false
	pr.by[field] = f
}

// note adds to the reason of a field.
func (pr *proposer) note(field, reason string) {
	f := pr.by[field]
	f.Reason += "; " + reason
	pr.by[field] = f
}

// hold keeps a column where its name put it when enough of its values are what they
// should be, and says so when many are not.
func (pr *proposer) hold(field string, good int, c *columnFacts, what string) bool {
	switch {
	case 5*good < c.filled:
		pr.letGo(field)
		return false
	case 10*good < 9*c.filled:
		pr.unsure(field, fmt.Sprintf("only %.0f %% of its values are %s: the lines of the file may be broken", 100*c.share(good), what))
	}
	return true
}

// doubt looks whether a column's values can be what its name says.
func (pr *proposer) doubt(field string, i int) {
	c := &pr.seen[i]
	if c.filled == 0 {
		pr.unsure(field, "it is empty in the first rows")
		return
	}
	switch field {
	case "occurred", "occurred_from", "occurred_to", "recorded":
		if c.mostly(c.clocks) {
			pr.letGo(field)
			if clock := clocks[field]; !pr.has(clock) {
				pr.take(clock, i, false, "it holds times of day without a date")
			}
		} else if pr.hold(field, c.dates+c.serials, c, "dates") && 2*c.serials >= c.filled {
			pr.unsure(field, "its dates are a spreadsheet's count of days: format the column as a date and save the file again")
		}
	case "occurred_time", "occurred_from_time", "occurred_to_time", "recorded_time":
		if 5*(c.clocks+c.hhmm) < c.filled {
			pr.unsure(field, "its values are not times of day as HH:MM")
		}
	case "lon", "lat", "easting", "northing":
		pr.hold(field, c.numbers, c, "numbers")
	case "category", "subcategory":
		if c.freeText() || c.mostly(c.dates) {
			pr.letGo(field)
		}
	case "setting":
		if c.freeText() || c.mostly(c.numbers) {
			delete(pr.cols.at, field)
		} else if 2*c.settings < c.filled {
			pr.unsure(field, "most of its words are for no kind of place that is known")
		}
	case "tags", "provenance":
		if c.freeText() || c.mostly(c.yesno) {
			delete(pr.cols.at, field)
		}
	case "location":
		if c.length > 120 || c.mostly(c.pairs) {
			delete(pr.cols.at, field)
		}
	case "reference":
		if 10*c.distinct < 9*c.filled {
			pr.unsure(field, "several rows bear the same: rows of one reference are one incident")
		}
	}
}

func (pr *proposer) has(field string) bool { _, ok := pr.cols.at[field]; return ok }

// free reports whether a column may be proposed for something.
func (pr *proposer) free(i int) bool {
	for _, at := range pr.cols.at {
		if at == i {
			return false
		}
	}
	return pr.seen[i].filled > 0 && !slices.Contains(pr.hidden, i)
}

// best is the free column of the highest score above 0, the leftmost of equal ones; -1
// where there is none.
func (pr *proposer) best(score func(i int, c *columnFacts) float64) int {
	best, most := -1, 0.0
	for i := range pr.seen {
		if !pr.free(i) {
			continue
		}
		if s := score(i, &pr.seen[i]); s > most {
			best, most = i, s
		}
	}
	return best
}

// heads reports whether a column's name holds one of some words.
func (pr *proposer) heads(i int, words ...string) bool {
	name := " " + plainColumn(pr.sample.header[i]) + " "
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(name, w) })
}

// findWhen looks for the date it happened: of free dates the one whose name says so, one
// with a time before one without. Where the only date is when it was reported, it has
// to serve.
func (pr *proposer) findWhen() {
	if !pr.has("occurred") && !pr.has("occurred_from") {
		i := pr.best(func(i int, c *columnFacts) float64 {
			if !c.mostly(c.dates) || pr.heads(i, "updat", "closed", "upload", "modified", "expir", "outcome", "complet") {
				return 0
			}
			score := 1 + c.share(c.times)
			if pr.heads(i, "occur", "incident", "offence", "event", "happen", "commit") {
				score += 3
			}
			if pr.heads(i, "date", "time", "when", "day") {
				score++
			}
			return score
		})
		if i >= 0 {
			pr.take("occurred", i, false, "its values are dates")
		} else if at, ok := pr.cols.at["recorded"]; ok {
			delete(pr.cols.at, "recorded")
			pr.take("occurred", at, false, "it is the only date: when it was reported, not when it happened")
		}
	}
	if pr.has("occurred") && !pr.has("occurred_time") && pr.seen[pr.cols.at["occurred"]].times == 0 {
		if i := pr.best(func(i int, c *columnFacts) float64 {
			if !c.mostly(c.clocks) || pr.heads(i, "arriv", "closed", "report", "receiv", "end", "to ") {
				return 0
			}
			return c.share(c.clocks)
		}); i >= 0 {
			pr.take("occurred_time", i, false, "its values are times of day, and the date has none")
		}
	}
}

// fewLabels is how many different values a column of categories may have.
const fewLabels = 60

// findWhat looks for what happened: few different words, best of all such as the scheme
// knows.
func (pr *proposer) findWhat() {
	if pr.has("category") {
		return
	}
	i := pr.best(func(i int, c *columnFacts) float64 {
		if !c.text() || c.freeText() || c.distinct > fewLabels || c.mostly(c.postcodes) || c.mostly(c.gridrefs) || c.filled > 20 && 2*c.distinct > c.filled {
			return 0
		}
		score := 2 * c.share(c.known)
		if pr.heads(i, "type", "categor", "offence", "offense", "crime", "nature", "class", "issue", "service", "descri", "reason", "subject", "kind", "problem") {
			score++
		}
		if pr.heads(i, "ward", "status", "borough", "district", "team", "beat", "area", "sector", "outcome", "weekday", "day ", "month", "sex ", "gender", "ethnic", "age ") || c.share(c.named) > 0.6 && c.share(c.known) < 0.3 {
			score -= 2
		}
		return score - 0.3
	})
	if i < 0 {
		return
	}
	c := &pr.seen[i]
	if c.share(c.known) >= 0.5 {
		pr.take("category", i, true, "it has %d different values, most of them known categories", c.distinct)
		return
	}
	pr.take("category", i, false, "it has %d different values, as a column of categories does", c.distinct)
}

// findPlace looks for a grid reference, a postcode, a place in words and a kind of place.
func (pr *proposer) findPlace() {
	for _, f := range []struct {
		field, reason string
		score         func(i int, c *columnFacts) float64
	}{
		{"gridref", "its values are National Grid references", func(_ int, c *columnFacts) float64 {
			if !c.mostly(c.gridrefs) || pr.has("easting") || pr.has("lon") {
				return 0
			}
			return c.share(c.gridrefs)
		}},
		{"postcode", "its values are postcodes", func(i int, c *columnFacts) float64 {
			if !c.mostly(c.postcodes) || pr.heads(i, "home", "victim", "person", "resid") {
				return 0
			}
			return c.share(c.postcodes)
		}},
		{"setting", "its words are for kinds of place", func(_ int, c *columnFacts) float64 {
			if !c.text() || c.distinct > fewLabels || c.share(c.named) < 0.6 || c.share(c.known) > 0.5 {
				return 0
			}
			return c.share(c.named)
		}},
		{"location", "its words read like places", func(i int, c *columnFacts) float64 {
			if !c.text() || c.freeText() || c.share(c.streets) < 0.4 || c.share(c.known) > 0.2 {
				return 0
			}
			return c.share(c.streets)
		}},
	} {
		if pr.has(f.field) {
			continue
		}
		if i := pr.best(f.score); i >= 0 {
			pr.take(f.field, i, false, "%s", f.reason)
		}
	}
}

// findReference looks for a column of which every value is another.
func (pr *proposer) findReference() {
	if pr.has("reference") || len(pr.sample.rows) < 5 {
		return
	}
	i := pr.best(func(i int, c *columnFacts) float64 {
		if c.filled < len(pr.sample.rows) || c.distinct < c.filled || c.mostly(c.dates) || c.decimals > 0 || c.longest > 64 || c.length < 2 || strings.Contains(strings.TrimSpace(pr.firstValue(i)), " ") {
			return 0
		}
		if !pr.heads(i, " id ", "ref", "number", " no ", "code", "key", "log", "cad", "urn", "prinx") {
			return 0
		}
		return 1
	})
	if i >= 0 {
		pr.take("reference", i, false, "every value is another")
	}
}

func (pr *proposer) firstValue(i int) string {
	for _, r := range pr.sample.rows {
		if i < len(r.cells) && strings.TrimSpace(r.cells[i]) != "" {
			return r.cells[i]
		}
	}
	return ""
}
