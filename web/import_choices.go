package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

// importParams are the choices on how a file is read. They stand in the address of the
// page that shows them, and are sent as a form when the file is brought in.
// A map names a column as "field=column", or "=column" for one that is not read; under
// is the profile it was chosen under.
var importParams = []string{"profile", "under", "map", "category", "strip", "source", "as-at", "crs", "tz", "dates",
	"format", "encoding", "separator", "sheet", "header-line", "area-kind", "class", "code-field", "name-field", "valid-from", "layer", "geometry-field", "drop", "title", "lookup-kind", "key-field", "all"}

// importChoices are the choices, as they were made and as the readers take them.
type importChoices struct {
	Profile, Under               string
	Columns                      []columnChoice
	Category                     string   // of every row
	Strip                        []string // columns about people
	Source, AsAt, CRS, TZ, Dates string
	File                         fileChoices
	AreaKind, Class              string
	CodeField, NameField         string
	ValidFrom                    string
	Layer, GeometryField         string
	Drop                         string // columns about people, between commas
	Title                        string // of the profile to save
	Lookup, KeyField             string
	All                          bool // of a national list
	Errors                       []formError
	incidents                    intake.Options
	areas                        intake.AreaOptions
	lookup                       intake.LookupOptions
}

// fileChoices say what a file is, where looking at it went wrong.
type fileChoices struct{ Format, Encoding, Separator, Sheet, HeaderLine string }

// Any reports whether something was chosen.
func (f fileChoices) Any() bool { return f != fileChoices{} }

// readImportChoices reads them from an address or a form. Errors: a problem, for what
// no page of ours sends.
func readImportChoices(kind intakeKind, v url.Values) (importChoices, error) {
	one := func(name string) string { return strings.TrimSpace(v.Get(name)) }
	ch := importChoices{Source: one("source"), AsAt: one("as-at"), CRS: one("crs"), TZ: one("tz"), Strip: values(v, "strip"),
		Profile: one("profile"), Under: one("under"), Category: one("category"), Dates: one("dates"),
		File:     fileChoices{one("format"), one("encoding"), v.Get("separator"), one("sheet"), one("header-line")},
		AreaKind: one("area-kind"), Class: one("class"), CodeField: one("code-field"), NameField: one("name-field"), ValidFrom: one("valid-from"),
		Lookup: one("lookup-kind"), KeyField: one("key-field"), All: one("all") != "", Layer: one("layer"), GeometryField: one("geometry-field"), Drop: one("drop"), Title: one("title")}
	var err error
	if ch.Columns, err = readColumns(v["map"]); err != nil {
		return ch, err
	}
	crs, err := intake.ParseCRS(ch.CRS)
	if err != nil {
		ch.fault("crs", "Choose a coordinate system from the list")
	}
	switch kind {
	case incidentsKind:
		ch.readIncidents(crs)
	case areasKind:
		ch.readAreas(crs)
	case lookupKind:
		ch.lookup = intake.LookupOptions{Kind: data.LookupKind(ch.Lookup), CRS: crs, All: ch.All}
		if ch.KeyField != "" {
			ch.lookup.Map = map[string]string{"key": ch.KeyField}
		}
	}
	return ch, nil
}

func (ch *importChoices) fault(field, message string) {
	ch.Errors = append(ch.Errors, formError{field, message})
}

// Fault is what is wrong with a field, or empty.
func (ch importChoices) Fault(field string) string {
	if i := slices.IndexFunc(ch.Errors, func(e formError) bool { return e.Field == field }); i >= 0 {
		return ch.Errors[i].Message
	}
	return ""
}

func (ch *importChoices) readIncidents(crs string) {
	o := intake.Options{Profile: ch.Profile, Source: ch.Source, CRS: crs, DropColumns: ch.Strip, MonthFirst: ch.Dates == monthFirst}
	o.Format, o.Encoding, o.Separator, o.Sheet = ch.File.Format, ch.File.Encoding, ch.File.Separator, ch.File.Sheet
	var err error
	if text := ch.File.HeaderLine; text != "" {
		if o.HeaderLine, err = strconv.Atoi(text); err != nil || o.HeaderLine < 1 {
			ch.fault("header-line", "Enter the line that names the columns as a number from 1")
			o.HeaderLine = 0
		}
	}
	if ch.TZ != "" { // else as the profile says
		if o.Zone, err = time.LoadLocation(ch.TZ); err != nil {
			ch.fault("tz", "Choose a time zone from the list")
		}
	}
	if ch.AsAt != "" {
		if o.AsAt, err = time.Parse(time.DateOnly, ch.AsAt); err != nil {
			ch.fault("as-at", "Enter the date as year, month and day, like 2026-11-02")
		}
	}
	ch.incidents = o
}

func (ch *importChoices) readAreas(crs string) {
	ch.areas = intake.AreaOptions{Kind: geo.Kind(ch.AreaKind), CRS: crs, CodeField: ch.CodeField, NameField: ch.NameField, Layer: ch.Layer, GeometryField: ch.GeometryField, Class: ch.Class}
	for _, col := range strings.Split(ch.Drop, ",") {
		if col = strings.TrimSpace(col); col != "" {
			ch.areas.DropColumns = append(ch.areas.DropColumns, col)
		}
	}
	if ch.ValidFrom != "" {
		day, err := hotspot.ParseDay(ch.ValidFrom)
		if err != nil {
			ch.fault("valid-from", "Enter the date as year, month and day, like 2023-05-04")
			return
		}
		ch.areas.ValidFrom = day.Time()
	}
}

// complete says what is still missing before the file can be brought in.
func (ch *importChoices) complete(kind intakeKind) {
	if kind == areasKind && !slices.Contains(intake.AreaKinds, ch.areas.Kind) {
		ch.fault("area-kind", "Choose what kind of areas these are")
	}
	if kind == lookupKind && !slices.Contains(data.LookupKinds, ch.lookup.Kind) {
		ch.fault("lookup-kind", "Choose what the list is of")
	}
}

// The choices for the order of day and month.
const (
	dayFirst   = "day-first"
	monthFirst = "month-first"
)

// query is the choices as an address holds them.
func (ch importChoices) query() string {
	v := url.Values{}
	for name, text := range map[string]string{"profile": ch.Profile, "category": ch.Category, "source": ch.Source, "as-at": ch.AsAt, "crs": ch.CRS, "tz": ch.TZ, "dates": ch.Dates,
		"format": ch.File.Format, "encoding": ch.File.Encoding, "separator": ch.File.Separator, "sheet": ch.File.Sheet, "header-line": ch.File.HeaderLine,
		"area-kind": ch.AreaKind, "class": ch.Class, "code-field": ch.CodeField, "name-field": ch.NameField, "valid-from": ch.ValidFrom, "layer": ch.Layer, "lookup-kind": ch.Lookup, "key-field": ch.KeyField,
		"geometry-field": ch.GeometryField, "drop": ch.Drop} {
		if text != "" {
			v.Set(name, text)
		}
	}
	if ch.All {
		v.Set("all", "yes")
	}
	for _, c := range ch.Columns {
		v.Add("map", c.Field+"="+c.Column)
	}
	for _, col := range ch.Strip {
		v.Add("strip", col)
	}
	return v.Encode()
}
