package briefing

import (
	"slices"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/geo/pspo"
	"hexbeat/patrol"
)

// orderRunes is the longest wording of one order on a sheet.
const orderRunes = 120

// clock prints the times of one walk.
type clock struct {
	zone       *time.Location
	date       time.Time // midnight UTC of the date the walk begins on
	start, end time.Time
	changes    bool // the clocks change during the walk
}

func (b *builder) clock(w *patrol.Walk) (clock, error) {
	c := clock{zone: b.zone}
	var err error
	if c.date, err = time.Parse(time.DateOnly, w.Date); err != nil {
		return c, err
	}
	if c.start, err = c.parse(w.Start); err != nil {
		return c, err
	}
	if c.end, err = c.parse(w.End); err != nil {
		return c, err
	}
	_, before := c.start.Zone()
	_, after := c.end.Zone()
	c.changes = before != after
	return c, nil
}

func (c clock) parse(s string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, s)
	return t.In(c.zone), err
}

// words are a time as it is printed: "18:25", after midnight "Sat 00:40", and on a
// night when an hour comes twice or never "Sun 01:20 BST".
func (c clock) words(t time.Time) string {
	s := t.Format("15:04")
	if t.Format(time.DateOnly) != c.date.Format(time.DateOnly) {
		s = t.Format("Mon 15:04")
	}
	if c.changes && t.Hour() <= 2 {
		s += t.Format(" MST")
	}
	return s
}

func (c clock) span(from, to string) (a, b string, err error) {
	t, err := c.parse(from)
	if err != nil {
		return "", "", err
	}
	u, err := c.parse(to)
	return c.words(t), c.words(u), err
}

// dataTo is an instant in words, "Sunday 1 November 2026, 23:40"; other text stays.
func (b *builder) dataTo(s string) string {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return s
	}
	return t.In(b.zone).Format("Monday 2 January 2006, 15:04")
}

// orders are the words of the orders in force at a point on the date of a visit: those
// that the target names and those whose area holds the point, on its line included.
func (b *builder) orders(t *patrol.Target, at orb.Point, on time.Time) []string {
	var out []string
	for _, o := range b.ctx.Orders {
		if !o.Live(on) || !slices.Contains(t.Orders, o.ID) && !geo.Contains(o.Geometry, at) {
			continue
		}
		out = append(out, wording(o))
	}
	return out
}

// wording is an order's title and its rules in short.
func wording(o pspo.Order) string {
	var rules []string
	for _, p := range o.Prohibitions {
		if s := strings.TrimRight(oneLine(first(p.Short, p.Text)), "."); s != "" {
			if p.Times != "" {
				s += " (" + oneLine(p.Times) + ")"
			}
			rules = append(rules, s)
		}
	}
	if len(rules) == 0 {
		return oneLine(o.Title)
	}
	return Shorten(oneLine(o.Title)+": "+strings.Join(rules, "; "), orderRunes)
}

// notes are the cautions that the walk's own stops call for.
func (b *builder) notes(w *patrol.Walk, c clock) []string {
	var out []string
	if len(w.Stops) == 0 {
		out = append(out, "No stop fits this shift.")
	}
	if strings.HasPrefix(b.p.Meta.Travel, "straight line") {
		out = append(out, "Walking times are "+strings.Replace(b.p.Meta.Travel, "straight line", "straight-line estimates", 1)+"; they know no river or railway.")
	}
	set := map[string]bool{}
	for _, s := range w.Stops {
		if t := b.targets[s.Hotspot]; t != nil {
			set[t.HotFrom] = true
		}
	}
	if set[HoursUntimed] {
		out = append(out, "Hours set by the inspector: this data has no times.")
	}
	if set[HoursNoPeak] {
		out = append(out, "Hours set by the inspector where reports show no clear peak.")
	}
	if b.ctx.IncludesHomes || b.p.Meta.IncludesHomes {
		out = append(out, "Includes offences inside homes: the source cannot say.")
	}
	if c.changes {
		_, before := c.start.Zone()
		out = append(out, "The clocks go "+map[bool]string{true: "back from 02:00 to 01:00", false: "forward from 01:00 to 02:00"}[before > 0]+" during this shift.")
	}
	return out
}
