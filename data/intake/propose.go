package intake

import (
	"context"

	"hexbeat/data"
	"hexbeat/data/intake/internal/table"
)

// Format is what was found out about a table: its kind, encoding and separator.
type Format = table.Format

// Proposal is how files would be read, for a person to look at before anything is
// imported. It holds nothing of a column that is refused but its name.
type Proposal struct {
	Profile string   `json:"profile"` // the profile recognised or asked for; "generic" where there is none
	Title   string   `json:"title"`
	Fits    []string `json:"fits"` // profiles that fit equally well: one has to be chosen
	Source  string   `json:"source"`
	Files   []Format `json:"files"` // each table and the format it was found to have

	Columns   []string          `json:"columns"`   // the header, in the file's order
	Fields    []ProposedField   `json:"fields"`    // in the order of a row: what, when, where, the rest
	Constants map[string]string `json:"constants"` // field -> what every row has
	Units     ProposedUnits     `json:"units"`

	RefusedColumns []string         `json:"refusedColumns"` // about people: refused until they are taken out or dropped
	DroppedColumns []string         `json:"droppedColumns"` // known or asked to be left out
	DroppedText    []string         `json:"droppedText"`    // free text, which is not kept
	Unmapped       []ProposedColumn `json:"unmapped"`       // nothing is read from them
	Marks          []ProposedMark   `json:"marks"`          // columns that say yes or no to a tag
	Missing        []MissingField   `json:"missing"`        // must be settled before an import

	Map   map[string]string `json:"map"`   // field -> column or "=value": what Options.Map would say
	Ready bool              `json:"ready"` // an import with this profile and map can go ahead
	Rows  []ProposedRow     `json:"rows"`  // the first ten, as they would be read

	units *Profile
}

// Reading is what the proposal found of a file that no profile knows, beside its map:
// units, formats and marks, for Options.Units. It is nil where a profile reads the file.
func (p *Proposal) Reading() *Profile {
	if p.Profile != genericName {
		return nil
	}
	return p.units
}

// ProposedMark is a column that says yes or no, and the tag that a yes gives.
type ProposedMark struct {
	Tag    string `json:"tag"`
	Column string `json:"column"`
}

// ProposedField is a column that a field would be read from.
type ProposedField struct {
	Field   string   `json:"field"`
	Column  string   `json:"column"`
	By      string   `json:"by"`     // profile, name, content or you
	Reason  string   `json:"reason"` // one sentence
	Sure    bool     `json:"sure"`   // false: look at it
	Samples []string `json:"samples"`
}

// ProposedColumn is a column that nothing would be read from.
type ProposedColumn struct {
	Column  string   `json:"column"`
	Reason  string   `json:"reason"` // "looks like free text"; may be empty
	Samples []string `json:"samples"`
}

// MissingField is what an import still needs.
type MissingField struct {
	Field string `json:"field"`
	Need  string `json:"need"` // "a column that says what happened"
	Hint  string `json:"hint"` // "--map category=COLUMN"
}

// ProposedUnits are the units and formats that values would be read in.
type ProposedUnits struct {
	CRS          string `json:"crs"`          // EPSG:27700; empty where there are no coordinates
	Zone         string `json:"zone"`         // of times without an offset
	Dates        string `json:"dates"`        // day-first or month-first
	DecimalComma bool   `json:"decimalComma"` // 530076,239
	Fix          string `json:"fix"`          // exact, snapped, postcode, street, place
}

// ProposedRow is one row as it would be read, or the fault that keeps it out.
type ProposedRow struct {
	File      string         `json:"file"`
	Line      int            `json:"line"`
	Category  string         `json:"category"` // id
	Known     bool           `json:"known"`    // the scheme has it; else it would be a category of its own
	Raw       string         `json:"raw"`      // what the file calls it
	Tags      []string       `json:"tags"`
	Setting   string         `json:"setting"`
	From      string         `json:"from"` // RFC 3339, Europe/London
	To        string         `json:"to"`
	Day       string         `json:"day"` // YYYY-MM-DD
	Precision string         `json:"precision"`
	Located   bool           `json:"located"`
	Given     *[2]float64    `json:"given"` // x, y in GivenCRS
	GivenCRS  string         `json:"givenCrs"`
	Point     *[2]float64    `json:"point"` // lon, lat
	Fix       string         `json:"fix"`
	Location  string         `json:"location"`
	Flags     []string       `json:"flags"`
	Fault     *ProposedFault `json:"fault"` // null when the row can be read
}

// ProposedFault is a Fault as JSON.
type ProposedFault struct {
	Line   int    `json:"line"`
	Column int    `json:"column"` // first byte of the cell in its line, from 1
	Field  string `json:"field"`  // the column's name
	Reason string `json:"reason"`
	Detail string `json:"detail"`
	Hint   string `json:"hint"`
}

// Propose says how files would be read, known or unknown, without importing anything:
// the first table's columns decide, as in an import. What an import would refuse it
// says instead: identity columns in RefusedColumns, what is lacking in Missing.
// Errors: *Fault for a file that cannot be read, ErrUsage, data.ErrForbidden.
func Propose(ctx context.Context, s *data.Store, sc data.Scope, files []string, o Options) (*Proposal, error) {
	if err := o.prepare(ctx, s, sc); err != nil {
		return nil, err
	}
	defer o.near.close()
	in, err := inputs(ctx, s.Dir(), files, o.Reading)
	if err != nil {
		return nil, err
	}
	pr, err := newProposer(s, in, &o)
	if err != nil {
		return nil, err
	}
	return pr.propose(ctx)
}
