package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"hexbeat/data/intake"
)

// sayProposal shows how a file would be read.
func sayProposal(w io.Writer, p *intake.Proposal) error {
	fmt.Fprintf(w, "%s\n", proposalHead(p))
	if len(p.RefusedColumns) > 0 {
		fmt.Fprintf(w, "Refused, because they look like columns about people: %s\n", strings.Join(p.RefusedColumns, ", "))
	}
	tw := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "\nCOLUMN\tREAD AS\tWHY\tFOR INSTANCE")
	for _, f := range p.Fields {
		look := ""
		if !f.Sure {
			look = "LOOK: "
		}
		fmt.Fprintf(tw, "%s\t%s\t%s%s\t%s\n", f.Column, f.Field, look, f.Reason, strings.Join(f.Samples, " | "))
	}
	for _, m := range p.Marks {
		fmt.Fprintf(tw, "%s\ttag %s\tit says yes or no\t\n", m.Column, m.Tag)
	}
	for _, field := range slices.Sorted(maps.Keys(p.Constants)) {
		fmt.Fprintf(tw, "(every row)\t%s\t%s\t\n", field, p.Constants[field])
	}
	for _, c := range p.Unmapped {
		fmt.Fprintf(tw, "%s\t-\t%s\t%s\n", c.Column, c.Reason, strings.Join(c.Samples, " | "))
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	if len(p.DroppedColumns) > 0 {
		fmt.Fprintf(w, "Known and left out: %s\n", strings.Join(p.DroppedColumns, ", "))
	}
	if err := sayProposedRows(w, p); err != nil {
		return err
	}
	if p.Profile == "generic" && len(p.Missing) == 0 {
		fmt.Fprintln(w, "\nTo read such files so from now on: hexbeat profile save NAME --from FILE")
	}
	return nil
}

func proposalHead(p *intake.Proposal) string {
	out := fmt.Sprintf("Read as %s: %s. Source %s.", p.Profile, p.Title, p.Source)
	u := p.Units
	var units []string
	if u.CRS != "" {
		units = append(units, u.CRS)
	}
	units = append(units, "dates "+u.Dates, "times of "+u.Zone)
	if u.DecimalComma {
		units = append(units, "decimal comma")
	}
	if u.Fix != "exact" {
		units = append(units, "points "+u.Fix)
	}
	return out + " " + strings.ToUpper(units[0][:1]) + units[0][1:] + strings.Join(append([]string{""}, units[1:]...), ", ") + "."
}

func sayProposedRows(w io.Writer, p *intake.Proposal) error {
	if len(p.Rows) == 0 {
		return nil
	}
	fmt.Fprintln(w, "\nThe first rows as they would be read:")
	tw := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "LINE\tWHAT\tWHEN\tAS GIVEN\tLON, LAT\tWHERE\tBESIDES")
	for _, r := range p.Rows {
		if f := r.Fault; f != nil {
			fmt.Fprintf(tw, "%d\tCANNOT BE USED: %s\n", r.Line, faultWords(*f))
			continue
		}
		fmt.Fprintf(tw, "%d\t%s\t%s\t%s\t%s\t%s\t%s\n", r.Line, whatWords(r), whenWords(r), pointWords(r.Given, r.GivenCRS), pointWords(r.Point, ""), r.Location, besides(r))
	}
	return tw.Flush()
}

func faultWords(f intake.ProposedFault) string {
	out := f.Reason
	if f.Field != "" {
		out += fmt.Sprintf(" in column %q", f.Field)
	}
	for _, more := range []string{f.Detail, f.Hint} {
		if more != "" {
			out += "; " + more
		}
	}
	return out
}

func whatWords(r intake.ProposedRow) string {
	out := r.Category
	if !strings.EqualFold(r.Raw, r.Category) {
		out += " (" + r.Raw + ")"
	}
	if !r.Known {
		out += ", a new category"
	}
	return out
}

func whenWords(r intake.ProposedRow) string {
	switch r.Precision {
	case "month":
		return r.Day[:len("2026-05")]
	case "day":
		return r.Day
	case "interval":
		return clockWords(r.From) + " to " + clockWords(r.To)
	}
	return clockWords(r.From)
}

// clockWords is an RFC 3339 time to the minute.
func clockWords(s string) string {
	if len(s) < len("2026-05-01T22:15") {
		return s
	}
	return s[:10] + " " + s[11:16]
}

func pointWords(p *[2]float64, system string) string {
	switch {
	case p == nil && system == "":
		return "not located"
	case p == nil:
		return "-"
	case system == "EPSG:27700":
		return fmt.Sprintf("E %.1f, N %.1f", p[0], p[1])
	}
	return fmt.Sprintf("%.6f, %.6f", p[0], p[1])
}

// besides is what else is known of a row: kind of place, tags, how sure its point is,
// what is odd.
func besides(r intake.ProposedRow) string {
	var out []string
	if r.Setting != "not-known" {
		out = append(out, r.Setting)
	}
	out = append(out, r.Tags...)
	if r.Located && r.Fix != "exact" {
		out = append(out, "point: "+r.Fix)
	}
	return strings.Join(append(out, r.Flags...), ", ")
}
