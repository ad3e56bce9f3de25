package web

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/geo"
)

// offer fills the selects of the page.
func (page *importPage) offer(u *upload, ch importChoices, p *intake.Proposal) {
	page.Choices, page.Source = ch, ch.Source
	page.CRS, page.Zones, page.Dates = crsChoices(u.Kind, ch.CRS, p), zoneChoices(ch.TZ, p), datesOf(ch.Dates, p)
	page.Encodings, page.Separators = pickOne(encodings, ch.File.Encoding), pickOne(separators, ch.File.Separator)
	page.Kinds, page.Classes, page.Lookups = areaKindChoices(ch.AreaKind), classChoices(ch.Class), lookupChoices(ch.Lookup)
	if p != nil && page.Source == "" {
		page.Source = p.Source
	}
}

// pickOne is a select of values and their words; one that is not listed is added.
func pickOne(of [][2]string, chosen string) []choice {
	var out []choice
	known := false
	for _, c := range of {
		known = known || c[0] == chosen
		out = append(out, choice{c[0], c[1], c[0] == chosen})
	}
	if !known {
		out = append(out, choice{chosen, chosen, true})
	}
	return out
}

var encodings = [][2]string{{"", "Found out"}, {"utf-8", "UTF-8"}, {"windows-1252", "Windows-1252 (Western European)"}, {"iso-8859-15", "ISO 8859-15"},
	{"utf-16le", "UTF-16 (Excel’s Unicode text)"}, {"utf-16be", "UTF-16, big-endian"}}

var separators = [][2]string{{"", "Found out"}, {"comma", "Commas"}, {"semicolon", "Semicolons"}, {"tab", "Tabs"}, {"pipe", "Upright lines"}}

// slashed is a date whose day and month only its order tells apart.
var slashed = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b`)

// dateOrder is how dates without a name of the month are read; it is asked only where
// the file has such dates.
type dateOrder struct {
	Example string
	Either  bool // none of the values shown tells the order
	Choices []choice
}

func datesOf(chosen string, p *intake.Proposal) *dateOrder {
	if p == nil {
		return nil
	}
	d := dateOrder{Either: true}
	for _, f := range p.Fields {
		if f.Field != "occurred" && f.Field != "occurred_from" {
			continue
		}
		for _, sample := range f.Samples {
			m := slashed.FindStringSubmatch(sample)
			if m == nil {
				continue
			}
			a, _ := strconv.Atoi(m[1]) // digits only
			b, _ := strconv.Atoi(m[2])
			d.Either = d.Either && a <= 12 && b <= 12
			if d.Example == "" {
				d.Example = m[0]
			}
		}
	}
	if d.Example == "" {
		return nil
	}
	byDay, byMonth := "Day first", "Month first"
	if t, err := time.Parse("2/1/2006", slashes.Replace(d.Example)); err == nil {
		byDay = shortDate(t) + " (day first)"
	}
	if t, err := time.Parse("1/2/2006", slashes.Replace(d.Example)); err == nil {
		byMonth = shortDate(t) + " (month first)"
	}
	of := [][2]string{{dayFirst, byDay}, {monthFirst, byMonth}}
	if p.Units.Dates == monthFirst {
		slices.Reverse(of)
	}
	if chosen == "" {
		chosen = p.Units.Dates
	}
	if p.Reading() == nil && p.Units.Dates == monthFirst {
		of = of[:1] // a profile says so
	}
	d.Choices = pickOne(of, chosen)
	return &d
}

var slashes = strings.NewReplacer(".", "/", "-", "/")

// crsChoices are the coordinate systems there are to choose from.
func crsChoices(kind intakeKind, chosen string, p *intake.Proposal) []choice {
	first := "As the file says"
	if kind == incidentsKind {
		first = "As the columns say"
	}
	if p != nil && chosen == "" && p.Units.CRS != "" {
		first = crsWords(p.Units.CRS) + " (found)"
	}
	return pickOne(append([][2]string{{"", first}}, crsNames...), chosen)
}

var crsNames = [][2]string{{"EPSG:4326", "Longitude and latitude"}, {"EPSG:27700", "British National Grid"}, {"EPSG:3857", "Web Mercator"}}

func crsWords(crs string) string {
	if i := slices.IndexFunc(crsNames, func(c [2]string) bool { return c[0] == crs }); i >= 0 {
		return crsNames[i][1]
	}
	return crs
}

// zoneNames are the time zones a British file is likely to be in, and those of the
// open data people practise with.
var zoneNames = [][2]string{{data.Zone, "UK time, with summer time"}, {"UTC", "Universal time (UTC) all year"}, {"Europe/Berlin", "Central European time"},
	{"America/New_York", "US Eastern time"}, {"America/Chicago", "US Central time"}, {"America/Denver", "US Mountain time"}, {"America/Los_Angeles", "US Pacific time"}}

func zoneChoices(chosen string, p *intake.Proposal) []choice {
	zone := data.Zone
	if p != nil && chosen == "" {
		zone = p.Units.Zone
	} else if chosen != "" { // what is usual is not known now
		return pickOne(append([][2]string{{"", "As is usual for the file"}}, zoneNames...), chosen)
	}
	of := [][2]string{{"", zoneWords(zone)}}
	for _, z := range zoneNames {
		if z[0] != zone {
			of = append(of, z)
		}
	}
	return pickOne(of, chosen)
}

func zoneWords(zone string) string {
	if i := slices.IndexFunc(zoneNames, func(z [2]string) bool { return z[0] == zone }); i >= 0 {
		return zoneNames[i][1]
	}
	return zone
}

// areaKinds says what each kind of area is, in the order of intake.AreaKinds.
var areaKinds = map[geo.Kind]string{geo.Ward: "Wards", geo.Borough: "Boroughs or districts", geo.LSOA: "LSOAs (census areas)", geo.Neighbourhood: "Police neighbourhoods",
	geo.PSPO: "Public Spaces Protection Orders", geo.Exclusion: "Places nobody is sent to", geo.SafeZone: "Safe zones", geo.Site: "Sites of ours, as hubs and stations",
	geo.Place: "Named places, as parks and estates", geo.Event: "Event grounds", geo.Perception: "Where people feel uneasy"}

func areaKindChoices(chosen string) []choice {
	out := []choice{{"", "Choose", chosen == ""}}
	for _, k := range intake.AreaKinds {
		out = append(out, choice{string(k), orElse(areaKinds[k], string(k)), string(k) == chosen})
	}
	return out
}

// classChoices are what each site, event or perception point of a file may be.
func classChoices(chosen string) []choice {
	of := [][2]string{{"", "As the file says"}}
	for _, kind := range data.LayerKinds {
		for _, class := range data.LayerClasses[kind] {
			if !slices.ContainsFunc(of, func(c [2]string) bool { return c[0] == class }) {
				of = append(of, [2]string{class, upperFirst(strings.ReplaceAll(class, "-", " "))})
			}
		}
	}
	return pickOne(of, chosen)
}

// kindChoices are the kinds of report there are, as every row of a file may be one.
func kindChoices(scheme *data.Scheme, chosen string) []choice {
	of := [][2]string{{"", "Choose"}}
	for _, c := range scheme.Categories {
		of = append(of, [2]string{c.ID, c.Label})
	}
	return pickOne(of, chosen)
}

// lookupNames says what each list of places is.
var lookupNames = map[data.LookupKind]string{data.LookupPostcode: "Postcodes", data.LookupUPRN: "Property numbers (UPRN)", data.LookupUSRN: "Street numbers (USRN)",
	data.LookupPlace: "Named places", data.LookupStation: "Police stations and bail addresses: reports at one of them are flagged"}

func lookupChoices(chosen string) []choice {
	of := [][2]string{{"", "Choose"}}
	for _, k := range data.LookupKinds {
		of = append(of, [2]string{string(k), orElse(lookupNames[k], string(k))})
	}
	return pickOne(of, chosen)
}
