package pspo

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

const quayTOML = `# Lantern Quay
id = "lantern-quay"
title = "Lantern Quay"
authority = "Wendmouth Borough Council"
type = "ordinary"
status = "made"
made = 2025-02-17 # not quoted: TOML knows dates
in_force = "2025-03-01"
until = "2028-02-29"
decision_maker = "Cabinet member for communities"
area = "lantern-quay.geojson"

[[activity]]
id = "drinking"
text = """
Drinking in the street
title = 5 is not a key here
"""

[[prohibition]]
id = "p1"
text = "No person shall refuse to stop drinking alcohol."
short = "Stop drinking when asked."
activities = ["drinking"]
kind = "prohibit"
exceptions = ["premises with a licence"]

[[prohibition]]
id = "p2"
text = "A person shall surrender a container when asked."
kind = "require"
restricts_passage = false

[consultation]
from = "2024-10-01"
to = "2024-11-12"
consultees = ["Chief constable"]
premises = 140
responses = 61
[[consultation.support]]
item = "p1"
count = 50
printed_percent = 82

[[reference]]
kind = "equality"
title = "Equality impact assessment"
where = "Cabinet papers, 17 February 2025"
`

var quay = Order{
	ID: "lantern-quay", Title: "Lantern Quay", Authority: "Wendmouth Borough Council", Type: "ordinary", Status: Made,
	Made: "2025-02-17", InForce: "2025-03-01", Until: "2028-02-29", DecisionMaker: "Cabinet member for communities",
	Area:       "lantern-quay.geojson",
	Activities: []Activity{{"drinking", "Drinking in the street\ntitle = 5 is not a key here\n"}},
	Prohibitions: []Prohibition{
		{ID: "p1", Text: "No person shall refuse to stop drinking alcohol.", Short: "Stop drinking when asked.", Activities: []string{"drinking"}, Kind: "prohibit", Exceptions: []string{"premises with a licence"}},
		{ID: "p2", Text: "A person shall surrender a container when asked.", Kind: "require"},
	},
	Consultation: &Consultation{From: "2024-10-01", To: "2024-11-12", Consultees: []string{"Chief constable"}, Premises: 140, Responses: 61, Support: []Support{{"p1", 50, 82}}},
	References:   []Reference{{"equality", "Equality impact assessment", "Cabinet papers, 17 February 2025"}},
}

func TestParseTOML(t *testing.T) {
	got, err := ParseTOML([]byte(quayTOML))
	if err != nil || !reflect.DeepEqual(got, quay) {
		t.Errorf("got %+v, %v", got, err)
	}
	if err := got.Validate(); err != nil {
		t.Error(err)
	}
	windows, err := ParseTOML([]byte("\ufeff" + strings.ReplaceAll(quayTOML, "\n", "\r\n")))
	if err != nil || windows.Consultation == nil || windows.Consultation.Responses != 61 {
		t.Errorf("with a byte order mark and Windows line ends: got %+v, %v", windows, err)
	}
}

// What Hexbeat writes of an order it reads again, the area apart, which it writes
// elsewhere.
func TestParseJSONReadsWhatIsWritten(t *testing.T) {
	b, err := json.MarshalIndent(quay, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got, err := ParseJSON(b)
	got.Area = quay.Area
	for i := range got.Prohibitions {
		if len(got.Prohibitions[i].Activities) == 0 {
			got.Prohibitions[i].Activities = nil
		}
	}
	if err != nil || !reflect.DeepEqual(got, quay) {
		t.Errorf("got %+v, %v\nfrom %s", got, err, b)
	}
}

func TestParseJSONNamesAndArea(t *testing.T) {
	const area = `{"type" : "Polygon",  "coordinates":[[[-0.10,51.50],[-0.09,51.50],[-0.09,51.510],[-0.10,51.50]]] , "unknown": null}`
	got, err := ParseJSON([]byte(`{"id":"a","title":"A","status":"made","in_force":"2025-03-01","until":null,
		"area": ` + area + `,
		"prohibition":[{"id":"p1","activities":["x"],"restricts_passage":true}],
		"consultation":{"premises":3,"support":[{"item":"p1","count":1,"printedPercent":33.3}]}}`))
	want := Order{ID: "a", Title: "A", Status: Made, InForce: "2025-03-01", Area: area,
		Prohibitions: []Prohibition{{ID: "p1", Activities: []string{"x"}, RestrictsPassage: true}},
		Consultation: &Consultation{Premises: 3, Support: []Support{{"p1", 1, 33.3}}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err = ParseJSON([]byte(`{"area": "quay.geojson"}`)); err != nil || got.Area != "quay.geojson" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestParseTOMLRefuses(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"not TOML", "id = \"a\"\ntitle = \n", "line 2: "},
		{"a key twice", "id = \"a\"\nid = \"b\"\n", "line 2: "},
		{"a misspelt key", "id = \"a\"\nuntill = \"2028-02-29\"\n", "line 2: untill is not a known key; known are id, title, "},
		{"a misspelt key in a table", "id = \"a\"\n[[prohibition]]\nid = \"p1\"\n[[prohibition]]\nkindd = \"x\"\n", "line 5: kindd of prohibition 2 is not a known key; known are id, text, short"},
		{"two misspelt keys", "zed = 1\n[consultation]\nzed = 1\n", "line 1: zed is not a known key; known are id, title, authority, type, status, made, in_force, until, decision_maker, delegation, area, activity, prohibition, consultation, reference; line 3: zed of consultation is not"},
		{"an unknown table", "\n[signs]\nn = 4\n", "line 2: signs is not a known key"},
		{"in an inline table", "consultation = { premisses = 4 }\n", "premisses of consultation is not a known key"},
		{"a number for a text", "id = 5\n", "line 1: id must be text"},
		{"a moment for a date", "made = 2025-02-17T10:00:00Z\n", "line 1: made must be text"},
		{"a text for a number", "[consultation]\npremises = \"many\"\n", "line 2: premises of consultation must be a whole number"},
		{"half a premises", "[consultation]\npremises = 1.5\n", "line 2: premises of consultation must be a whole number"},
		{"not a number", "[[consultation.support]]\nprinted_percent = nan\n", "line 2: printed_percent of consultation.support 1 must be a number"},
		{"a text for yes or no", "[[prohibition]]\nrestricts_passage = \"no\"\n", "line 2: restricts_passage of prohibition 1 must be true or false"},
		{"a text for a list", "[[prohibition]]\nactivities = \"drinking\"\n", "line 2: activities of prohibition 1 must be a list"},
		{"a list of numbers", "[[prohibition]]\nactivities = [1]\n", "activities 1 of prohibition 1 must be text"},
		{"a table for a list", "[prohibition]\nid = \"p1\"\n", "line 1: prohibition must be a list"},
		{"a list for a table", "[[consultation]]\nfrom = \"2024-10-01\"\n", "consultation must be a table"},
		{"the hidden fields", "geometry = []\n", "geometry is not a known key"},
		{"the hidden fields by tag", "\"-\" = []\n", "- is not a known key"},
	} {
		got, err := ParseTOML([]byte(tt.in))
		if !errors.Is(err, ErrOrder) || !strings.Contains(err.Error(), tt.want) || !reflect.DeepEqual(got, Order{}) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestParseJSONRefuses(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"empty", "", "empty or ends in the middle"},
		{"cut short", "{\"id\": \"a\",\n", "ends in the middle"},
		{"not JSON", "{\"id\": \"a\",\n\n id}", "line 3: this is not JSON"},
		{"a list", "[1]", "an order in JSON is an object"},
		{"two orders", "{}\n{}", "after the order's closing bracket"},
		{"a misspelt key", "{\"id\": \"a\",\n\"untill\": 5}", "line 2: untill is not a known key"},
		{"a misspelt key in a list", "{\"prohibitions\": [{},\n{\"kindd\": \"x\"}]}", "line 2: kindd of prohibition 2 is not a known key"},
		{"the same key twice", "{\"id\": \"a\",\n\"id\": \"b\"}", "line 2: id is given twice"},
		{"the same key in two names", "{\"inForce\": \"a\",\n\n\"in_force\": \"b\"}", "line 3: in_force is given twice"},
		{"a number for a text", "{\"title\": 5}", "line 1: title must be text"},
		{"a number for an area", "{\"area\": 5}", "line 1: area must be text"},
		{"a huge number", "{\"consultation\": {\"premises\": 1e999}}", "premises of consultation must be a whole number"},
		{"a deep nest", strings.Repeat("[", 50), "nested more than"},
	} {
		got, err := ParseJSON([]byte(tt.in))
		if !errors.Is(err, ErrOrder) || !strings.Contains(err.Error(), tt.want) || !reflect.DeepEqual(got, Order{}) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(quayTOML))
	f.Add([]byte("[[a]]\n[b\nc = \"\"\"\n"))
	f.Add([]byte(`{"id":"a","area":{"type":"Polygon"},"prohibitions":[{"kind":"x"}]}`))
	f.Add([]byte(`{"a.b[1].c":[[[]]]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		for name, parse := range map[string]func([]byte) (Order, error){"TOML": ParseTOML, "JSON": ParseJSON} {
			o, err := parse(b)
			if err != nil {
				if !errors.Is(err, ErrOrder) {
					t.Fatalf("%s: %v", name, err)
				}
				continue
			}
			if err := o.Validate(); err != nil && !errors.Is(err, ErrOrder) {
				t.Fatalf("%s: %v", name, err)
			}
		}
	})
}
