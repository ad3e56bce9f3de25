package hotspot

import (
	"time"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
)

// Precision says how closely an incident's time is known.
type Precision uint8

// From the closest to the loosest.
const (
	Minute   Precision = iota // an instant
	Interval                  // between two instants
	DayOnly                   // a date without a time
	Month                     // a month
)

// String is the word used in files: minute, interval, day, month.
func (p Precision) String() string {
	return [...]string{"minute", "interval", "day", "month"}[p&3]
}

// Setting is the kind of place an incident happened in.
type Setting uint8

// The settings, in the order they are listed to people.
const (
	SettingUnknown Setting = iota
	Street
	OpenSpace
	Transport
	Retail
	Licensed
	Dwelling
	OtherSetting
)

var settingIDs = [...]string{"not-known", "street", "open-space", "transport", "retail", "licensed", "dwelling", "other"}

// String is the setting's id, as "open-space".
func (s Setting) String() string {
	if int(s) < len(settingIDs) {
		return settingIDs[s]
	}
	return settingIDs[SettingUnknown]
}

// ParseSetting reads a setting's id; ok is false for any other text.
func ParseSetting(s string) (Setting, bool) {
	for i, id := range settingIDs {
		if id == s {
			return Setting(i), true
		}
	}
	return SettingUnknown, false
}

// Public reports whether a foot patrol can be at such a place. What is not known
// counts as public and is said so on the sheet.
func (s Setting) Public() bool { return s != Dwelling }

// Category is one kind of incident.
type Category struct {
	ID    string `json:"id"`    // violence-and-sexual-offences
	Label string `json:"label"` // Violence and sexual offences
	// PoliceGenerated marks what exists because police were there: searches,
	// possession. It is left out of hotspots unless named.
	PoliceGenerated bool `json:"policeGenerated,omitempty"`
	// FromOutside marks what is done to a home from the street: burglary, damage,
	// theft of and from vehicles. Its setting may be a dwelling and a patrol in the
	// street still matters, which is not so of what happens between those inside.
	FromOutside bool `json:"fromOutside,omitempty"`
	// Sensitive categories never reach a public or ward view.
	Sensitive bool `json:"sensitive,omitempty"`
	// Parent is the id of the category this is a kind of; empty at the top. Asking for
	// a category asks for all that are kinds of it.
	Parent string `json:"parent,omitempty"`
	// CatchAll marks what is chosen when nothing closer fits: its share is a figure of
	// the data's quality.
	CatchAll bool `json:"catchAll,omitempty"`
	// Apart marks a layer of its own, as hospital records: it would count twice what is
	// reported elsewhere, so it is left out unless named.
	Apart bool `json:"apart,omitempty"`
}

// CategoryGroup is a named set of categories and of sources' own labels, as the offence
// group "acquisitive". It is no category: nothing belongs to a group alone.
type CategoryGroup struct {
	ID         string   `json:"id"`
	Label      string   `json:"label"`
	Categories []string `json:"categories"` // ids; each with all that are kinds of it
	Labels     []string `json:"labels"`     // raw labels
}

// Place is a distinct point that incidents were recorded at. One point is two places
// when some incidents lie at it exactly and of others it is only the centre of a
// postcode, a street or a named place.
type Place struct {
	Point    orb.Point    // lon, lat, WGS 84 degrees
	Cell     hexgrid.Cell // at resolution 10, found directly
	Name     string       // the commonest location text, "On or near" dropped; may be empty
	Centroid bool         // the middle of something larger: never inside or outside an order
}

// Partition is one vintage of areas that tile the ground (wards of 2022) and the
// area that each place falls in.
type Partition struct {
	Kind    geo.Kind
	Vintage Day // first day it applies; 0 when it was always so
	Areas   []geo.Area
	Of      []int32 // by place: index into Areas, -1 outside them all
	Snapped int     // places within 5 m outside every area, given to the nearest
	Tied    int     // places in more than one area, given to the lowest code
}

// Overlay is a set of areas that may overlap: orders, zones, sites.
type Overlay struct {
	Kind  geo.Kind
	Areas []geo.Area
	In    [][]int32 // by place: indices into Areas, ascending; empty for a centroid
}

// Snapshot is everything the statistics read: incident columns sorted by cell,
// place and day, and what is known of each place. It is immutable; share it freely.
type Snapshot struct {
	Seq    int64     // which committed state of the store
	Digest string    // over incident versions, areas and category scheme; short hexadecimal
	DataTo time.Time // the latest moment that data reach, UTC
	DataTz *time.Location
	// KnownAt leaves out what was not known to the sources by then; zero for all that
	// the store knew.
	KnownAt time.Time
	Erased  int // incidents that stood in this state and were lawfully erased since

	Categories []Category
	Groups     []CategoryGroup
	RawLabels  []string // what sources called their categories
	Sources    []string
	TagNames   []string // at most 64
	Partitions []Partition
	Overlays   []Overlay

	Places []Place

	// One entry an incident.
	ID        []int64
	PlaceOf   []int32 // index into Places, -1 when unlocated
	Day       []Day   // the civil date it began on, or may first have begun on
	LastDay   []Day   // the last date it may have begun on: month end for month precision
	Start     []int16 // local minute of Day, 0..1439; -1 when no time is known
	SpanMin   []int32 // length of the interval it began within, minutes; 0 for an instant
	Precision []Precision
	Category  []uint16
	Raw       []uint16 // index into RawLabels
	Setting   []Setting
	Tags      []uint64 // bit i set: TagNames[i]
	Source    []uint16
	Flags     []Flags
}

// Len is the number of incidents.
func (s *Snapshot) Len() int { return len(s.ID) }

// Label is what people quote it by: sequence and digest, "12-9f3c2a1b", and after an @
// the time as known at which it is, where that leaves something out.
func (s *Snapshot) Label() string {
	label := itoa(s.Seq) + "-" + s.Digest
	switch {
	case s.Digest == "":
		return "empty"
	case !s.KnownAt.IsZero():
		label += "@" + s.KnownAt.UTC().Format(time.RFC3339)
	}
	return label
}

// PartitionAt is the vintage of a kind of area in force on a day: the latest that
// begins on or before it, else the earliest there is. Nil when none is loaded.
func (s *Snapshot) PartitionAt(kind geo.Kind, day Day) *Partition {
	var best *Partition
	for i := range s.Partitions {
		p := &s.Partitions[i]
		if p.Kind != kind {
			continue
		}
		switch {
		case best == nil,
			p.Vintage <= day && (best.Vintage > day || p.Vintage > best.Vintage),
			p.Vintage > day && best.Vintage > day && p.Vintage < best.Vintage:
			best = p
		}
	}
	return best
}

// Overlay is the overlay of a kind, or nil.
func (s *Snapshot) Overlay(kind geo.Kind) *Overlay {
	for i := range s.Overlays {
		if s.Overlays[i].Kind == kind {
			return &s.Overlays[i]
		}
	}
	return nil
}
