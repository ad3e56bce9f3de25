package intake

import (
	"hexbeat/data"
	"hexbeat/hotspot"
)

// searches are the fields that a list can place a row by, the closest first.
var searches = [...]struct {
	field string
	kind  data.LookupKind
	fix   hotspot.Fix
	word  string
}{
	{"uprn", data.LookupUPRN, hotspot.FixExact, "UPRN"},
	{"postcode", data.LookupPostcode, hotspot.FixPostcode, "postcode"},
	{"usrn", data.LookupUSRN, hotspot.FixStreet, "USRN"},
	{"location", data.LookupPlace, hotspot.FixPlace, "place"},
}

// lookUp places a row without coordinates by the loaded lists. What cannot be placed is
// unlocated, and counted by why the closest of its keys was not found.
func (g *ground) lookUp(r *row) (pos position) {
	if g.near == nil || g.near.lists == nil {
		return pos
	}
	missed := ""
	for i, s := range searches {
		text := r.cell(g.keys[i])
		if nothing(text) {
			continue
		}
		why := ""
		key, ok := data.LookupKey(s.kind, text)
		if !ok {
			why = s.word + " not understood"
		} else {
			var found data.Found
			if pos, found = g.find(s.kind, key, s.fix); pos.located {
				return pos
			}
			why = missedBy(s.word, s.kind, found)
		}
		if missed == "" {
			missed = why
		}
	}
	if missed != "" {
		g.near.missed[missed]++
	}
	return position{}
}

func (g *ground) find(kind data.LookupKind, key any, fix hotspot.Fix) (position, data.Found) {
	en, found, err := g.near.lists.Find(kind, key)
	if err != nil {
		g.near.err = err
		return position{}, found
	}
	if found != data.FoundPlace {
		return position{}, found
	}
	point, err := g.degreesOf(en)
	if err != nil {
		return position{}, data.FoundNothing
	}
	return position{given: en, point: point, crs: nationGrid, located: true, fix: fix, flags: g.near.flags(point) &^ hotspot.FlagStation}, found
}

// missedBy is why a key was not found; nothing for a place while no list of places is
// loaded, because every location has words.
func missedBy(word string, kind data.LookupKind, found data.Found) string {
	switch {
	case found == data.FoundTwofold:
		return word + " at two places in the look-up list"
	case found == data.FoundNothing:
		return word + " not in the look-up list"
	case kind == data.LookupPlace:
		return ""
	}
	return "no " + word + " look-up list is loaded"
}
