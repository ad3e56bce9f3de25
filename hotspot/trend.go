package hotspot

// MonthState says how much of a month the data hold.
type MonthState string

// The states of a month. A caller who knows more, as which records are still on
// their way, may set another.
const (
	Complete    MonthState = "complete"
	Provisional MonthState = "provisional" // the data do not reach its end
	Missing     MonthState = "missing"     // a source supplied nothing: not zero
	Part        MonthState = "part"        // the window holds only some of its days
)

// TrendMonth is one month of a trend.
type TrendMonth struct {
	Month string     `json:"month"` // YYYY-MM
	Count int        `json:"count"`
	State MonthState `json:"state"`
}

// TrendResult is a question's incidents month by month.
type TrendResult struct {
	Meta   Meta         `json:"meta"`
	Months []TrendMonth `json:"months"`
}

// Trend counts a question's incidents by the calendar month they began in, over
// the exact study area, every month of the window in order. A question without
// areas counts the unlocated too. A month is Missing when one of the sources that
// supplied incidents to the window supplied none at all for it, in any category,
// although it usually does (see coverage.reaches).
//
// Errors: as Detect.
func Trend(s *Snapshot, q Question) (*TrendResult, error) {
	a, err := analyse(s, q)
	if err != nil {
		return nil, err
	}
	rows, cov := a.exactly(), coverageOf(s)
	sources := sourcesOf(s, append(a.sel.rows[:len(a.sel.rows):len(a.sel.rows)], a.sel.unlocated...))
	first, dataTo := monthNumber(a.q.Window.From), s.DataToDay()
	t := &TrendResult{Meta: a.meta()}
	for m := a.q.Window.From.MonthStart(); m <= a.q.Window.To; m = m.MonthEnd() + 1 {
		state := Complete
		switch {
		case !cov.allReach(sources, Window{m, m}):
			state = Missing
		case dataTo < m.MonthEnd():
			state = Provisional
		case m < a.q.Window.From || m.MonthEnd() > a.q.Window.To:
			state = Part
		}
		t.Months = append(t.Months, TrendMonth{Month: m.Time().Format("2006-01"), State: state})
	}
	for _, i := range rows {
		t.Months[monthNumber(s.Day[i])-first].Count++
	}
	return t, nil
}
