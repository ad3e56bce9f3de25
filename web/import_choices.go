package web

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

// importParams are the choices on how a file is read. They stand in the address of the
// page that shows them, and are sent as a form when the file is brought in.
var importParams = []string{"source", "as-at", "crs", "tz", "strip", "area-kind", "code-field", "name-field", "valid-from"}

// importChoices are the choices, as they were made and as the readers take them.
type importChoices struct {
	Source, AsAt, CRS, TZ           string
	Strip                           []string // columns about people
	AreaKind, CodeField, NameField  string
	ValidFrom                       string
	Errors                          []formError
	incidents                       intake.Options
	areas                           intake.AreaOptions
}

func readImportChoices(kind intakeKind, v url.Values) importChoices {
	one := func(name string) string { return strings.TrimSpace(v.Get(name)) }
	ch := importChoices{Source: one("source"), AsAt: one("as-at"), CRS: one("crs"), TZ: orElse(one("tz"), data.Zone), Strip: values(v, "strip"),
		AreaKind: one("area-kind"), CodeField: one("code-field"), NameField: one("name-field"), ValidFrom: one("valid-from")}
	crs, err := intake.ParseCRS(ch.CRS)
	if err != nil {
		ch.fault("crs", "Choose a coordinate system from the list")
	}
	switch kind {
	case incidentsKind:
		ch.readIncidents(crs)
	case areasKind:
		ch.readAreas(crs)
	}
	return ch
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
	o := intake.Options{Source: ch.Source, CRS: crs, DropColumns: ch.Strip}
	var err error
	if o.Zone, err = time.LoadLocation(ch.TZ); err != nil {
		ch.fault("tz", "Choose a time zone from the list")
	}
	if ch.AsAt != "" {
		if o.AsAt, err = time.ParseInLocation(time.DateOnly, ch.AsAt, o.Zone); err != nil {
			ch.fault("as-at", "Enter the date as year, month and day, like 2026-11-02")
		}
	}
	ch.incidents = o
}

func (ch *importChoices) readAreas(crs string) {
	ch.areas = intake.AreaOptions{Kind: geo.Kind(ch.AreaKind), CRS: crs, CodeField: ch.CodeField, NameField: ch.NameField}
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
}

// query is the choices as an address holds them.
func (ch importChoices) query() string {
	v := url.Values{}
	for name, text := range map[string]string{"source": ch.Source, "as-at": ch.AsAt, "crs": ch.CRS, "tz": ch.TZ, "area-kind": ch.AreaKind,
		"code-field": ch.CodeField, "name-field": ch.NameField, "valid-from": ch.ValidFrom} {
		if text != "" && !(name == "tz" && text == data.Zone) {
			v.Set(name, text)
		}
	}
	for _, col := range ch.Strip {
		v.Add("strip", col)
	}
	return v.Encode()
}
