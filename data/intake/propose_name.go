package intake

import "slices"

// synonyms are the headings that columns of British exports bear, as plainColumn writes
// them, the likeliest first. A heading stands for one field only.
var synonyms = []struct {
	field string
	names []string
}{
	{"reference", []string{"crime id", "crime number", "crime no", "crime ref", "crime ref no", "crime reference", "crime reference number", "crn", "urn", "incident number", "incident no",
		"incident id", "incident ref", "incident reference", "incident reference number", "occurrence number", "occurrence no", "investigation number", "investigation reference", "cad", "cad number", "cad no", "cad ref",
		"storm number", "storm ref", "storm log", "log number", "log no", "log ref", "case ref", "case reference", "case number", "case no", "case id", "reference number", "reference no", "ref no", "ref number",
		"ref", "service request id", "request id", "enquiry number", "enquiry ref", "job number", "job no", "report id", "report number", "offence id", "offence no", "offence number", "event number", "event id", "unique reference", "record id", "record number", "uid", "id", "objectid"}},
	{"occurred_from", []string{"committed from", "committed on from", "committed from date", "committed on from date", "committed start", "committed start date", "first committed date", "date first committed", "offence from", "offence from date",
		"offence start", "offence start date", "offence date from", "occurrence from", "occurrence start", "occurrence start date", "occurred start", "occurred from date", "incident start", "incident start date", "incident from",
		"earliest date", "earliest datetime", "date from", "from date", "datetime from", "from datetime", "start date", "start datetime", "start date time", "from", "start", "occur date", "cmplnt fr dt"}},
	{"occurred_from_time", []string{"committed from time", "committed on from time", "committed start time", "offence from time", "offence start time", "occurrence start time", "incident start time", "time from", "from time", "start time", "earliest time", "occur time", "cmplnt fr tm"}},
	{"occurred_to", []string{"committed to", "committed on to", "committed to date", "committed end", "committed end date", "last committed date", "date last committed", "offence to", "offence to date", "offence end", "offence end date", "offence date to",
		"occurrence to", "occurrence end", "occurrence end date", "occurred end", "occurred to date", "incident end", "incident end date", "incident to", "latest date", "latest datetime", "date to", "to date", "datetime to", "to datetime",
		"end date", "end datetime", "end date time", "to", "end", "poss date", "cmplnt to dt"}},
	{"occurred_to_time", []string{"committed to time", "committed end time", "offence to time", "offence end time", "occurrence end time", "incident end time", "time to", "to time", "end time", "latest time", "poss time", "cmplnt to tm"}},
	{"occurred", []string{"incident date and time", "incident date time", "incident datetime", "date and time of incident", "date time of incident", "offence date and time", "offence datetime", "occurrence datetime", "occurrence date time", "occurred at", "occurred on",
		"date occurred", "occurred date", "date of occurrence", "occurrence date", "incident date", "date of incident", "offence date", "date of offence", "crime date", "date of crime", "event date", "eventdate", "date of event", "date committed",
		"date time", "datetime", "date and time", "date", "month", "year month", "date of call", "call date", "time of call", "epoch", "timestamp"}},
	{"occurred_time", []string{"incident time", "time of incident", "offence time", "time of offence", "crime time", "event time", "time of event", "time occurred", "occurred time", "occurrence time", "call time", "hour", "time"}},
	{"recorded", []string{"recorded", "recorded date", "date recorded", "recorded on", "recorded datetime", "date and time recorded", "crime recorded date", "reported date", "date reported", "reported on", "reported datetime", "date and time reported",
		"created", "created date", "created on", "created at", "date created", "date logged", "logged date", "date logged on system", "date received", "received", "received date", "received on", "date raised", "date entered", "entered date", "requested datetime", "rpt date", "date opened", "opened"}},
	{"recorded_time", []string{"recorded time", "time recorded", "reported time", "time reported", "created time", "time received", "time logged"}},
	{"category", []string{"crime type", "crime category", "crime classification", "offence type", "offence category", "offence group", "offence", "offence name", "offence description", "offence title", "offense type", "ho offence group", "home office offence group", "major category",
		"incident type", "incident category", "incident classification", "type of incident", "asb type", "asb category", "type of asb", "complaint type", "complaint category", "type of complaint", "nature of complaint", "case type", "case category", "request type", "issue type", "issue",
		"service code", "service name", "event type", "event category", "call type", "problem type", "category", "classification", "crime description", "main category", "primary type", "stop code", "type", "nature", "uc2 literal"}},
	{"subcategory", []string{"sub category", "subcategory", "category 2", "sub type", "subtype", "incident sub type", "event sub type", "event subtype", "call sub type", "incident subtype", "incident sub category", "asb sub type", "asb sub category", "offence sub group", "offence subgroup", "offence sub type", "ho offence subgroup", "minor category", "sub classification", "secondary type"}},
	{"tags", []string{"flags", "markers", "keywords", "qualifiers", "qualifier", "feature codes", "aggravating factors", "factors"}},
	{"setting", []string{"location type", "type of location", "loc type", "loc cat", "location category", "premises type", "premise type", "type of premises", "place type", "type of place", "venue type", "property type", "scene type", "setting"}},
	{"lon", []string{"lon", "long", "lng", "longitude", "longitude wgs84", "wgs84 longitude", "lon wgs84", "geo long", "geolong", "xgcswgs84", "x wgs84", "location longitude"}},
	{"lat", []string{"lat", "latitude", "latitude wgs84", "wgs84 latitude", "lat wgs84", "geo lat", "geolat", "ygcswgs84", "y wgs84", "location latitude"}},
	{"easting", []string{"easting", "eastings", "east", "grid easting", "location easting", "incident easting", "bng easting", "osgb easting", "os easting", "easting m", "bng x", "osgb x", "os x", "osx", "grid x", "gridx", "e"}},
	{"northing", []string{"northing", "northings", "north", "grid northing", "location northing", "incident northing", "bng northing", "osgb northing", "os northing", "northing m", "bng y", "osgb y", "os y", "osy", "grid y", "gridy", "n"}},
	{"gridref", []string{"grid ref", "grid reference", "gridref", "os grid ref", "os grid reference", "osgr", "ngr", "national grid reference", "os ref", "map ref", "map reference"}},
	{"postcode", []string{"postcode", "post code", "pcode", "incident postcode", "location postcode", "offence postcode", "full postcode", "postcode of incident"}},
	{"uprn", []string{"uprn", "location uprn", "incident uprn", "property uprn"}},
	{"usrn", []string{"usrn", "street usrn", "nsg usrn", "nsg ref", "location usrn"}},
	{"location", []string{"location", "location name", "location description", "location of incident", "incident location", "offence location", "location text", "place text", "street name", "street", "road name", "road", "address", "incident address", "location address", "offence address", "site", "site name",
		"place", "place name", "venue", "venue name", "premises", "premises name", "where", "where did it happen", "landmark"}},
	{"provenance", []string{"source of report", "report source", "how reported", "reported via", "method of report", "reporting method", "contact method", "contact type", "channel", "origin", "call source", "call origin", "interface used"}},
}

// synonym is the field a heading commonly stands for, and its rank among that field's
// names; ok is false for a heading nobody listed.
func synonym(col string) (field string, rank int, ok bool) {
	n := plainColumn(col)
	for _, s := range synonyms {
		if i := slices.Index(s.names, n); i >= 0 {
			return s.field, i, true
		}
	}
	return "", 0, false
}

// byName maps columns by their headings: the field's own name before its synonyms, of
// several synonyms the likelier.
func (pr *proposer) byName() {
	best := map[string]int{}
	for i, col := range pr.sample.header {
		field, rank, ok := fieldNamed(col), -1, true
		reason := "its heading says so"
		if field == "" {
			field, rank, ok = synonym(col)
			reason = "a common heading for " + fieldWords[field]
		}
		if was, taken := best[field]; !ok || taken && was <= rank || len(identities([]string{col}, nil)) > 0 {
			continue
		}
		best[field], pr.cols.at[field] = rank, i
		pr.by[field] = ProposedField{Field: field, Column: col, By: "name", Sure: true, Reason: reason}
	}
}

// fieldWords are the fields in words.
var fieldWords = map[string]string{
	"reference": "a reference", "occurred": "when it happened", "occurred_month": "the month, where when it happened is a year", "occurred_time": "the time of day", "occurred_from": "the first time it may have happened", "occurred_from_time": "the time of day of the first",
	"occurred_to": "the last time it may have happened", "occurred_to_time": "the time of day of the last", "recorded": "when it was recorded", "recorded_time": "the time of day it was recorded",
	"category": "what happened", "subcategory": "what happened, more closely", "raw_category": "what the source calls it", "tags": "factors", "setting": "the kind of place",
	"lon": "longitude", "lat": "latitude", "easting": "easting", "northing": "northing", "gridref": "a grid reference", "postcode": "a postcode", "uprn": "a UPRN", "usrn": "a USRN",
	"location": "the place in words", "provenance": "where the report came from", "force": "the force", "outcome": "the outcome", "reporter": "a caller's reference",
}
