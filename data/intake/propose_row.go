package intake

import (
	"time"

	"hexbeat/data"
)

// shownRows is how many rows a proposal shows.
const shownRows = 10

// rows reads the first rows as an import would.
func (pr *proposer) rows() {
	if len(pr.out.Missing) > 0 {
		return // nothing could be read
	}
	for _, s := range pr.sample.rows[:min(len(pr.sample.rows), shownRows)] {
		if s.fault != nil {
			pr.out.Rows = append(pr.out.Rows, faulty(s.fault))
			continue
		}
		r := &row{file: pr.sample.name, line: s.line, cells: s.cells, cols: &pr.cols, crs: pr.o.CRS, zone: pr.o.Zone, local: pr.local, monthFirst: pr.o.MonthFirst, near: pr.o.near,
			column: func(i int) int { return s.starts[i] }}
		r.bySetting(pr.cols.p)
		in, f := r.incident()
		if f != nil {
			pr.out.Rows = append(pr.out.Rows, faulty(f))
			continue
		}
		out := asRead(in, pr.local)
		_, out.Known = pr.o.scheme.Category(out.Category)
		out.File, out.Line = r.file, r.line
		pr.out.Rows = append(pr.out.Rows, out)
	}
}

func faulty(f *Fault) ProposedRow {
	return ProposedRow{File: f.File, Line: f.Line, Tags: []string{}, Flags: []string{},
		Fault: &ProposedFault{f.Line, f.Column, f.Field, f.Reason, f.Detail, f.Hint}}
}

// asRead is an incident as a person checks it.
func asRead(in data.Incident, local *time.Location) ProposedRow {
	out := ProposedRow{Category: data.CategoryID(in.Category), Raw: in.Raw, Tags: append([]string{}, in.Tags...), Setting: in.Setting.String(),
		From: in.From.In(local).Format(time.RFC3339), To: in.To.In(local).Format(time.RFC3339), Day: in.Day.String(), Precision: in.Precision.String(),
		Located: in.Located, Fix: in.Fix.String(), Location: in.Location, Flags: append([]string{}, in.Flags.Words()...)}
	if out.Raw == "" {
		out.Raw = in.Category
	}
	if in.Located {
		out.Given, out.Point, out.GivenCRS = &[2]float64{in.Given[0], in.Given[1]}, &[2]float64{in.Point[0], in.Point[1]}, in.GivenCRS
	}
	return out
}
