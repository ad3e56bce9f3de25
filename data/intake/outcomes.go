package intake

import (
	"context"

	"hexbeat/data"
	"hexbeat/hotspot"
)

// unmatched is the reason of an outcome whose incident is not in the folder.
const unmatched = "no incident with this reference"

// outcome joins what a row says became of an incident to that incident. A row whose
// incident is not there is never made one.
func (r *reader) outcome(ctx context.Context, im *data.Import, row *row) (*Fault, error) {
	ref, text := row.get("reference"), row.get("outcome")
	switch {
	case ref == "":
		return row.fault("reference", "no reference", "", "an outcome is joined by its incident's reference"), nil
	case text == "":
		return row.fault("outcome", "no outcome", "", "say what became of it"), nil
	}
	var day, last hotspot.Day
	if row.has("occurred") && row.get("occurred") != "" {
		c := row.times()
		m, fault := c.moment(row, &c.occurred)
		if fault != nil {
			return fault, nil
		}
		day, last = m.day, m.lastDay
	}
	found, err := im.AddOutcome(ctx, r.outcomeSource(row), ref, data.IncidentOutcome{Day: day, Text: text})
	if err != nil {
		return nil, err
	}
	if !found {
		return row.fault("reference", unmatched, ref, "bring in the incidents of source "+r.o.Source+" first, then this file again"), nil
	}
	r.span(day, last)
	return nil, nil
}

// outcomeSource is the source whose incident it is: the force's own, as its statements
// are kept.
func (r *reader) outcomeSource(row *row) string {
	if force := row.get("force"); force != "" {
		return r.o.Source + ", " + force
	}
	return r.o.Source
}
