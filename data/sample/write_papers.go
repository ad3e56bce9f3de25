package sample

import (
	"bytes"
	"embed"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"text/template"

	"github.com/paulmach/orb"
)

// papers are the files that people wrote: the orders and the example operation.
//
//go:embed papers
var papers embed.FS

func paper(name string) func() ([]byte, error) {
	return func() ([]byte, error) { return papers.ReadFile("papers/" + name) }
}

// operationFile fills the positions into the example operation.
func operationFile() ([]byte, error) {
	src, err := papers.ReadFile("papers/operation.toml")
	if err != nil {
		return nil, err
	}
	at := map[string]orb.Point{"swan-bridge": swanBridge, "fish-street": fishStreet, "curlew-avenue": curlewAvenue}
	for _, s := range sites {
		at[s.id] = s.at
	}
	axis := func(k int) func(string) (string, error) {
		return func(name string) (string, error) {
			p, ok := at[name]
			if !ok {
				return "", fmt.Errorf("sample: operation.toml names %q, which is nowhere", name)
			}
			ll, err := toLonLat(p)
			return degrees(ll[k], 6), err
		}
	}
	t, err := template.New("operation").Funcs(template.FuncMap{"lon": axis(0), "lat": axis(1)}).Parse(string(src))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = t.Execute(&out, nil)
	return out.Bytes(), err
}

func clockFile() ([]byte, error) {
	return indented(map[string]string{
		"now":    Clock.Format("2006-01-02T15:04:05Z07:00"),
		"zone":   "Europe/London",
		"dataTo": lastTime.time().Format("2006-01-02T15:04:05Z07:00"),
		"banner": "Wendmouth is invented. Its clock stands at " + Clock.Format("Monday 2 January 2006") + ".",
	})
}

func indented(v any) ([]byte, error) {
	b, err := json.MarshalIndent(v, "", "  ")
	return append(b, '\n'), err
}

// eventsFile is the home matches, which explain Gasworks Lane's Saturdays.
func eventsFile() ([]byte, error) {
	rows := [][]string{{"date", "from", "to", "event", "location", "lon", "lat", "size"}}
	ll, err := toLonLat(gasworksLane)
	if err != nil {
		return nil, err
	}
	for k, d := range HomeSaturdays() {
		rows = append(rows, []string{d.Date(), "15:00", "17:00", "Home match", "Wendmouth Park", degrees(ll[0], 6), degrees(ll[1], 6), strconv.Itoa(6200 + 150*(k%9))})
	}
	return csvOf(rows)
}

// Penalty is one row of the enforcement record: counts, and nobody's name.
type Penalty struct {
	Date        string
	Order       string // id, or empty
	Operation   string
	Prohibition string
	Stage       string
	Count       int
	Location    string
	at          orb.Point
}

// Penalties are the enforcement record's rows: three after Heron Parade's order
// lapsed, 26 and 23 on two nights of the Marine Way operation, and the everyday.
func Penalties() []Penalty {
	out := []Penalty{
		{Date: "2026-06-28", Operation: "marine-way", Prohibition: "vehicle nuisance", Stage: "penalty", Count: 26, Location: "Marine Way", at: marineWay},
		{Date: "2026-07-26", Operation: "marine-way", Prohibition: "vehicle nuisance", Stage: "penalty", Count: 23, Location: "Marine Way", at: marineWay},
	}
	heron := orb.Point{6430, 3072}
	for _, d := range []string{"2026-07-03", "2026-08-22", "2026-10-10"} {
		out = append(out, Penalty{Date: d, Order: "heron-parade", Prohibition: "disperse", Stage: "penalty", Count: 1, Location: "Heron Parade", at: heron})
	}
	for k, d := range []string{"2026-07-11", "2026-07-25", "2026-08-08", "2026-08-29", "2026-09-12", "2026-09-26", "2026-10-17", "2026-10-31"} {
		out = append(out, Penalty{Date: d, Order: "lantern-quay", Prohibition: cycleText(k, "alcohol", "urination"), Stage: cycleText(k, "warning", "penalty", "penalty"), Count: cycle(k, 4, 2, 3), Location: "Fish Street", at: fishStreet})
	}
	for k, d := range []string{"2026-05-16", "2026-06-13", "2026-07-18", "2026-08-15", "2026-09-05"} {
		out = append(out, Penalty{Date: d, Order: "castle-ditch-park", Prohibition: "motorcycles", Stage: cycleText(k, "penalty", "warning"), Count: cycle(k, 1, 3), Location: "Castle Ditch Park", at: castlePark})
	}
	return out
}

func penaltiesFile() ([]byte, error) {
	rows := [][]string{{"date", "order", "operation", "prohibition", "stage", "count", "location", "lon", "lat"}}
	for _, p := range Penalties() {
		ll, err := toLonLat(p.at)
		if err != nil {
			return nil, err
		}
		rows = append(rows, []string{p.Date, p.Order, p.Operation, p.Prohibition, p.Stage, strconv.Itoa(p.Count), p.Location, degrees(ll[0], 6), degrees(ll[1], 6)})
	}
	return csvOf(rows)
}

func csvOf(rows [][]string) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	err := w.WriteAll(rows)
	return out.Bytes(), err
}
