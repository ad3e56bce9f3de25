// Package pspo keeps Public Spaces Protection Orders: the restricted area, the
// prohibitions and the dates. Orders are made under Part 4 Chapter 2 of the
// Anti-social Behaviour, Crime and Policing Act 2014.
//
// Geometry is WGS 84 degrees, longitude first, with the boundary as received kept
// beside it. Dates are civil dates in the United Kingdom, YYYY-MM-DD. Errors wrap
// ErrOrder and name the key, and the line where the order came from a file.
package pspo

import (
	"errors"
	"time"

	"github.com/paulmach/orb"
)

// ErrOrder wraps every fault of an order record; the text names the key.
var ErrOrder = errors.New("pspo: order")

// Status is a step in an order's life.
type Status string

// The steps, in order.
const (
	Proposed   Status = "proposed"
	Consulting Status = "consulting"
	Agreed     Status = "agreed"
	Made       Status = "made"
	Varied     Status = "varied"
	Extended   Status = "extended"
	Expired    Status = "expired"
	Discharged Status = "discharged"
)

var statuses = []Status{Proposed, Consulting, Agreed, Made, Varied, Extended, Expired, Discharged}

// The values of the keys type and kind; an order may leave them out.
var (
	types = []string{"ordinary", "expedited", "legacy"}
	kinds = []string{"prohibit", "require"}
)

// Order is one order as its council keeps it. Its TOML form is the order file.
type Order struct {
	ID            string        `toml:"id" json:"id"`
	Title         string        `toml:"title" json:"title"`
	Authority     string        `toml:"authority" json:"authority"`
	Type          string        `toml:"type" json:"type"` // ordinary, expedited, legacy
	Status        Status        `toml:"status" json:"status"`
	Made          string        `toml:"made" json:"made,omitempty"`
	InForce       string        `toml:"in_force" json:"inForce,omitempty"` // first day
	Until         string        `toml:"until" json:"until,omitempty"`      // last day
	DecisionMaker string        `toml:"decision_maker" json:"decisionMaker,omitempty"`
	Delegation    string        `toml:"delegation" json:"delegation,omitempty"`
	Area          string        `toml:"area" json:"-"` // file name beside the order file, or inline GeoJSON
	Activities    []Activity    `toml:"activity" json:"activities"`
	Prohibitions  []Prohibition `toml:"prohibition" json:"prohibitions"`
	Consultation  *Consultation `toml:"consultation" json:"consultation,omitempty"`
	References    []Reference   `toml:"reference" json:"references,omitempty"`

	// Geometry is the restricted area in WGS 84 degrees, longitude first.
	Geometry orb.MultiPolygon `toml:"-" json:"-"`
	// AreaSource is the boundary as it was received, unchanged.
	AreaSource []byte `toml:"-" json:"-"`
}

// Activity is what the order is about.
type Activity struct {
	ID   string `toml:"id" json:"id"`
	Text string `toml:"text" json:"text"`
}

// Prohibition is one thing that must not, or must, be done.
type Prohibition struct {
	ID               string   `toml:"id" json:"id"`
	Text             string   `toml:"text" json:"text"`
	Short            string   `toml:"short" json:"short,omitempty"` // for a patrol sheet
	Activities       []string `toml:"activities" json:"activities"`
	Kind             string   `toml:"kind" json:"kind"` // prohibit, require
	RestrictsPassage bool     `toml:"restricts_passage" json:"restrictsPassage,omitempty"`
	Exceptions       []string `toml:"exceptions" json:"exceptions,omitempty"`
	Times            string   `toml:"times" json:"times,omitempty"`
	Penalty          string   `toml:"penalty" json:"penalty,omitempty"`
}

// Consultation holds counts; every percentage is worked out from them.
type Consultation struct {
	From       string    `toml:"from" json:"from,omitempty"`
	To         string    `toml:"to" json:"to,omitempty"`
	Consultees []string  `toml:"consultees" json:"consultees,omitempty"`
	Premises   int       `toml:"premises" json:"premises,omitempty"`
	Responses  int       `toml:"responses" json:"responses,omitempty"`
	Support    []Support `toml:"support" json:"support,omitempty"`
}

// Support is how many respondents supported an item.
type Support struct {
	Item           string  `toml:"item" json:"item"`
	Count          int     `toml:"count" json:"count"`
	PrintedPercent float64 `toml:"printed_percent" json:"printedPercent,omitempty"`
}

// Reference is a document the order rests on.
type Reference struct {
	Kind  string `toml:"kind" json:"kind"` // equality, rights, decision, evidence, ...
	Title string `toml:"title" json:"title"`
	Where string `toml:"where" json:"where"`
}

// Live reports whether the order binds people on a civil date: it has been made,
// has not been discharged, and the date lies within its period, both days counted. The
// date is that of on in its own zone.
func (o Order) Live(on time.Time) bool {
	if o.Status != Made && o.Status != Varied && o.Status != Extended {
		return false
	}
	d := on.Format(time.DateOnly)
	return o.InForce != "" && o.InForce <= d && (o.Until == "" || d <= o.Until)
}

// Lapsed reports whether the order's period ended before a civil date.
func (o Order) Lapsed(on time.Time) bool {
	return o.Status == Expired || o.Until != "" && o.Until < on.Format(time.DateOnly)
}
