package sample

import (
	"slices"
)

// tell counts the truth from the records themselves.
func (m *maker) tell(b *Borough) error {
	known := func(in func(Incident) bool) int {
		return count(m.rows, func(i Incident) bool { return i.Known() && in(i) })
	}
	all := func(Incident) bool { return true }
	asb := func(i Incident) bool { return i.Category == "anti-social-behaviour" }
	t := Truth{
		Seed: m.seed, Clock: Clock.Format("2006-01-02T15:04:05Z07:00"), DataTo: lastTime.time().Format("2006-01-02T15:04:05Z07:00"),
		WindowFrom: windowFrom.Date(), WindowTo: (windowTo - 1).Date(),
		Rows:           known(all) + swapped,
		Swapped:        swapped,
		Records:        known(all),
		Police:         known(func(i Incident) bool { return i.Source == "police" }),
		Council:        known(func(i Incident) bool { return i.Source == "council" }),
		Unlocated:      known(func(i Incident) bool { return i.Unlocated }),
		Duplicates:     known(func(i Incident) bool { return i.pair < 0 }),
		NewSinceFriday: known(func(i Incident) bool { return i.Recorded >= friday }),
		Late:           count(m.rows, func(i Incident) bool { return !i.Known() }),
		MissingMonths:  []string{"council " + never[0].time().Format("2006-01")},
		Parked:         known(func(i Incident) bool { return i.At == station && !i.Unlocated }),
		ParkedAMonth:   58, BurglaryBreak: shedsCount.Date(), BurglaryRise: shedRise, MovedStreets: m.plan.Moved(),
		SecondExtract: m.tellSecond(),
		Refused:       Refused{File: CallersFile, Columns: callerColumns, Rows: callers},
		HarbourLight:  m.tellHarbour(),
		Motorcycles:   map[string]int{},
	}
	t.CatchAllShare = round(float64(known(func(i Incident) bool { return i.Raw == noFineLabel }))/float64(known(asb)), 1e4)
	m.tellPark(&t)
	m.tellHeron(&t)
	for _, s := range stories {
		p, err := m.tellPlace(s)
		if err != nil {
			return err
		}
		t.Places = append(t.Places, p)
	}
	b.Truth = t
	return nil
}

// tellSecond counts what the second extract says.
func (m *maker) tellSecond() SecondExtract {
	s := SecondExtract{AsAt: second.time().Format("2006-01-02T15:04:05Z07:00"), From: lateFrom.Date(), To: lastTime.Date(),
		Rows: count(m.rows, Incident.inSecond), Late: count(m.rows, func(i Incident) bool { return i.inSecond() && !i.Known() })}
	for _, f := range Extracts()[1].Files {
		s.Files = append(s.Files, f.Name)
	}
	return s
}

// tellPark counts the motorcycle events of two quarters, once each.
func (m *maker) tellPark(t *Truth) {
	for _, q := range []struct {
		name     string
		from, to Stamp
	}{{"2025-Q3", date(2025, 7, 1), date(2025, 10, 1)}, {"2026-Q3", date(2026, 7, 1), date(2026, 10, 1)}} {
		t.Motorcycles[q.name] = count(m.rows, func(i Incident) bool {
			return i.Known() && i.Plant == "castle-ditch-park" && i.pair >= 0 && i.begins(q.from, q.to)
		})
	}
}

func (m *maker) tellHeron(t *Truth) {
	for _, i := range m.rows {
		if i.Category != "robbery" || !i.Known() || i.Unlocated || !i.begins(windowFrom, windowTo) || m.ward(i.At) != heronReach {
			continue
		}
		t.HeronReach.Ward++
		if heronArea.Contains(i.At) {
			t.HeronReach.OrderArea++
		} else {
			t.HeronReach.Remainder++
		}
	}
}

func (m *maker) tellHarbour() Operation {
	o := Operation{From: harbourFrom.Date(), To: (harbourTo - 1).Date(), Areas: "places.geojson, operation = harbour-light"}
	for _, i := range m.rows {
		switch {
		case i.Unlocated || !m.harbourCounts(i):
		case i.Known() && i.begins(harbourSpans[1].from, harbourSpans[1].to):
			o.Before++
		case i.begins(harbourFrom, harbourTo):
			o.Full++
			if i.Known() {
				o.Known++
			} else {
				o.Late++
			}
		}
	}
	return o
}

// tellPlace sums up the records of one planted place.
func (m *maker) tellPlace(s story) (Place, error) {
	ll, err := toLonLat(s.at)
	p := Place{ID: s.id, Name: s.name, Lon: round(ll[0], 1e7), Lat: round(ll[1], 1e7), When: s.when, Strength: round(s.strength, 1e4), Of: s.of, List: s.list, Fresh: s.fresh, MustBe: s.mustBe}
	first, last := windowTo, firstDay
	note := func(list *[]string, word string) {
		if word != "" && !slices.Contains(*list, word) {
			*list = append(*list, word)
			slices.Sort(*list)
		}
	}
	for _, i := range m.rows {
		if i.Plant != s.id || !i.Known() {
			continue
		}
		p.Records++
		if i.begins(windowFrom, windowTo) {
			p.InWindow++
		}
		first, last = min(first, i.From), max(last, i.From)
		note(&p.Categories, i.Category)
		note(&p.Settings, i.Setting)
		for _, t := range i.Tags {
			note(&p.Tags, t)
		}
	}
	p.From, p.To = first.Date(), last.Date()
	return p, err
}
