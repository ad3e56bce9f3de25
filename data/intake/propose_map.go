package intake

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"hexbeat/data"
)

// proposer works out one proposal.
type proposer struct {
	o       *Options
	store   *data.Store
	local   *time.Location
	sample  *sample
	refused []string
	cols    columns
	by      map[string]ProposedField // by field
	seen    []columnFacts            // by column; empty where a profile names them
	doubted map[string]int           // columns let go, by the field their name gave them
	hidden  []int                    // columns whose cells nobody looks at
	out     Proposal
}

func newProposer(s *data.Store, in []input, o *Options) (*proposer, error) {
	pr := &proposer{o: o, store: s, by: map[string]ProposedField{}, doubted: map[string]int{}}
	var err error
	if pr.local, err = time.LoadLocation(data.Zone); err != nil {
		return nil, fmt.Errorf("intake: %w", err)
	}
	reading, err := o.options()
	if err != nil {
		return nil, err
	}
	tables, err := items(in)
	if err != nil {
		return nil, err
	}
	for i, it := range tables {
		sm, err := takeSample(it, reading, pr.forbidden)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			pr.sample = sm
		}
		pr.out.Files = append(pr.out.Files, sm.format)
	}
	pr.out.Source = o.Source
	return pr, nil
}

// forbidden are the columns whose cells nobody looks at: identities and what is dropped.
func (pr *proposer) forbidden(header []string) []int {
	var out []int
	for i, h := range header {
		if len(identities([]string{h}, nil)) > 0 || indexFold(pr.o.DropColumns, h) >= 0 {
			out = append(out, i)
		}
	}
	if pr.sample != nil {
		out = append(out, pr.sample.people.told...)
		out = append(out, pr.sample.people.texts...)
	}
	return out
}

func (pr *proposer) propose(ctx context.Context) (*Proposal, error) {
	h := pr.sample.header
	pr.refused = identities(h, pr.o.DropColumns)
	for _, i := range pr.sample.people.told {
		pr.refused = append(pr.refused, h[i])
	}
	pr.out.DroppedText = []string{}
	for _, i := range pr.sample.people.texts {
		pr.out.DroppedText = append(pr.out.DroppedText, h[i])
	}
	if err := pr.columns(); err != nil {
		return nil, err
	}
	pr.fill()
	pr.rows()
	return &pr.out, ctx.Err()
}

// columns maps the fields: by the profile, else by name and content; then by what the
// user said.
func (pr *proposer) columns() error {
	h, o := pr.sample.header, pr.o
	pr.cols = columns{profile: genericName, p: &Profile{}, at: map[string]int{}, header: h}
	p, err := chosen(o.Profile, o.known)
	if err != nil {
		return err
	}
	if o.Profile == "" {
		switch fit := recognised(o.known, h); {
		case len(fit) == 1:
			p = fit[0]
		case len(fit) > 1:
			for _, f := range fit {
				pr.out.Fits = append(pr.out.Fits, f.Name)
			}
		}
	}
	switch {
	case p != nil:
		pr.cols.profile, pr.cols.p, pr.cols.at = p.Name, p, p.find(h)
		for field, i := range pr.cols.at {
			pr.by[field] = ProposedField{Field: field, Column: h[i], By: "profile", Sure: true, Reason: "profile " + p.Name + " names it"}
		}
	default:
		if o.Units != nil {
			*pr.cols.p = *o.Units
		}
		pr.hidden = pr.forbidden(h)
		pr.byName()
		pr.byContent()
		if o.Units == nil {
			pr.findMarks()
			pr.findUnits()
		}
	}
	for _, field := range sortedKeys(o.Map) {
		pr.by[field] = ProposedField{Field: field, Column: o.Map[field], By: "you", Sure: true, Reason: "you said so"}
	}
	if err := pr.cols.byHand(pr.sample.name, o.Map); err != nil {
		return err
	}
	for field, i := range pr.cols.at { // what must not be read is not
		if slices.Contains(pr.refused, h[i]) || indexFold(o.DropColumns, h[i]) >= 0 || slices.Contains(pr.sample.people.texts, i) {
			delete(pr.cols.at, field)
		}
	}
	pr.cols.marks = slices.DeleteFunc(pr.cols.p.marks(h), func(m mark) bool { return slices.Contains(pr.forbidden(h), m.column) })
	pr.cols.words = newVocabulary(pr.cols.p, o.scheme, newWordUse())
	return nil
}

// fill says what was found.
func (pr *proposer) fill() {
	o, c, h := &pr.out, &pr.cols, pr.sample.header
	o.Profile, o.Title, o.Columns = c.profile, c.p.Title, slices.Clone(h)
	if o.Title == "" {
		o.Title = "A file that no profile knows"
	}
	if o.Source == "" {
		o.Source = defaultSource(c.p, pr.sample.name)
	}
	o.Fits, o.Fields, o.Unmapped, o.Missing = append([]string{}, o.Fits...), []ProposedField{}, []ProposedColumn{}, []MissingField{}
	o.RefusedColumns, o.DroppedColumns = append([]string{}, pr.refused...), []string{}
	o.Map, o.Constants, o.Rows = map[string]string{}, map[string]string{}, []ProposedRow{}
	for _, field := range fields {
		i, ok := c.at[field]
		if !ok {
			continue
		}
		f := pr.by[field]
		f.Samples = pr.samples(i)
		o.Fields = append(o.Fields, f)
		o.Map[field] = h[i]
	}
	for field, v := range c.p.constants() {
		o.Constants[field], o.Map[field] = v, "="+v
	}
	taken := slices.Collect(maps.Values(c.at))
	o.Marks = []ProposedMark{}
	for _, m := range c.marks {
		o.Marks = append(o.Marks, ProposedMark{m.tag, h[m.column]})
		taken = append(taken, m.column)
	}
	for i, col := range h {
		switch {
		case slices.Contains(taken, i) || slices.Contains(pr.refused, col):
		case indexFold(pr.o.DropColumns, col) >= 0 || c.p.drops(col):
			o.DroppedColumns = append(o.DroppedColumns, col)
		default:
			o.Unmapped = append(o.Unmapped, ProposedColumn{Column: col, Reason: pr.unread(i), Samples: pr.samples(i)})
		}
	}
	o.units = c.p
	pr.units()
	pr.missing()
	o.Ready = len(o.Missing) == 0 && len(o.Fits) == 0 && len(o.RefusedColumns) == 0
}

func (pr *proposer) units() {
	u, p := &pr.out.Units, pr.cols.p
	u.Zone, u.Dates, u.DecimalComma, u.Fix = data.Zone, "day-first", p.DecimalComma, p.PointFix().String()
	if p.Zone != "" {
		u.Zone = p.Zone
	}
	if pr.o.Zone != nil {
		u.Zone = pr.o.Zone.String()
	}
	if p.MonthFirst() {
		u.Dates = datesMonthFirst
	}
	has := func(f string) bool { _, ok := pr.cols.at[f]; return ok }
	switch {
	case pr.o.CRS != "":
		u.CRS = pr.o.CRS
	case p.CRS != "":
		u.CRS = p.CRS
	case has("easting") || has("gridref"):
		u.CRS = nationGrid
	case has("lon"):
		u.CRS = wgs84
	}
}

func (pr *proposer) missing() {
	has := func(f string) bool { _, ok := pr.cols.at[f]; return ok }
	add := func(field, need, hint string) {
		pr.out.Missing = append(pr.out.Missing, MissingField{field, need, hint})
	}
	if pr.cols.p.Holds == HoldsOutcomes {
		return // its profile requires what it needs
	}
	if !has("occurred") && !has("occurred_from") {
		add("occurred", "a column that says when it happened", "--map occurred=COLUMN")
	}
	if !has("category") && !has("subcategory") && pr.cols.p.Category == "" {
		add("category", "a column that says what happened", "--map category=COLUMN, or --map category==VALUE where every row is the same")
	}
	for _, field := range fields {
		i, ok := pr.cols.at[field]
		if h := pr.sample.header; ok && (indexFold(h[i+1:], h[i]) >= 0 || indexFold(h[:i], h[i]) >= 0) {
			add(field, fmt.Sprintf("one column called %q, and it has two", h[i]), "give each column its own name")
		}
	}
	for _, pair := range [][2]string{{"lon", "lat"}, {"lat", "lon"}, {"easting", "northing"}, {"northing", "easting"}} {
		if has(pair[0]) && !has(pair[1]) {
			add(pair[1], "the other half of the coordinates", "--map "+pair[1]+"=COLUMN")
		}
	}
}

// constants are what the profile says of every row.
func (p *Profile) constants() map[string]string {
	out := map[string]string{}
	for field, v := range map[string]string{"category": p.Category, "tags": strings.Join(p.Tags, ";"), "setting": p.Setting, "provenance": p.Provenance} {
		if v != "" {
			out[field] = v
		}
	}
	return out
}

// drops reports whether a column is known and left out.
func (p *Profile) drops(col string) bool {
	return slices.ContainsFunc(p.Dropped, func(d string) bool { return plainColumn(d) == plainColumn(col) })
}

// shownSamples and shownLength bound the values shown of a column.
const (
	shownSamples = 3
	shownLength  = 60
)

// samples are a few different values of a column; none of one that is refused, since
// its cells were emptied.
func (pr *proposer) samples(i int) []string {
	out := []string{}
	if i < len(pr.seen) && pr.seen[i].freeText() {
		return out // people write of people
	}
	for _, r := range pr.sample.rows {
		if i >= len(r.cells) || len(out) == shownSamples {
			continue
		}
		v := strings.TrimSpace(r.cells[i])
		if short := []rune(v); len(short) > shownLength {
			v = string(short[:shownLength]) + "..."
		}
		if v != "" && !slices.Contains(out, v) && !personalText.MatchString(v) {
			out = append(out, v)
		}
	}
	return out
}
