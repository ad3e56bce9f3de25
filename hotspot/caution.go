package hotspot

import (
	"fmt"
	"slices"
	"strings"
)

// domesticTag marks incidents between people who live together or once did.
const domesticTag = "domestic"

// notForFootPatrol is the reason a place is kept off foot patrol, or empty: more
// than half of its incidents are tagged domestic, or happened in a dwelling and
// were not done to it from outside. A patrol in the street does not reach them,
// and would mark the home. A run of burglaries stays on the list.
func (a *analysis) notForFootPatrol(rows []int32) string {
	tag := uint64(0)
	for i, t := range a.s.TagNames[:min(len(a.s.TagNames), 64)] {
		if plain(t) == domesticTag {
			tag |= 1 << i
		}
	}
	n := 0
	for _, i := range rows {
		inside := !a.s.Setting[i].Public() && !a.s.Categories[a.s.Category[i]].FromOutside
		if a.s.Tags[i]&tag != 0 || inside {
			n++
		}
	}
	if 2*n <= len(rows) {
		return ""
	}
	return fmt.Sprintf("%d of %d are domestic or inside homes", n, len(rows))
}

// The rule of the data check.
const (
	pileLeast = 10  // records on one place that is no police station
	pileShare = 0.8 // of the group's records
)

// checkData is the reason to look at the data before the place, or empty. Four in
// five of the group's records lie on one place, and
//
//   - that place is a police station: a loaded site of that name holds it, or the
//     location text says so. Records are parked there when nobody knows the place,
//     and assaults in custody are recorded there; or
//   - they are at least ten, the data hold exact points (see exactPoints) and most
//     of the records there do not say what kind of place it is. A busy shop or pub
//     is one point too, but its records say so.
//
// On snapped points, as police.uk publishes them, many records on one point are
// the rule, and only the first reason is given.
func (d *describer) checkData(rows []int32) string {
	s := d.a.s
	n := map[int32]int{}
	for _, i := range rows {
		n[s.PlaceOf[i]]++
	}
	if len(n) == 0 {
		return ""
	}
	top := mostFirst(n, func(x, y int32) int { return int(x - y) })[0]
	if float64(n[top]) < pileShare*float64(len(rows)) {
		return ""
	}
	if station := d.policeStation(top); station != "" {
		return fmt.Sprintf("%d of %d records sit on one point, %s: likely parked there", n[top], len(rows), station)
	}
	unknown := 0
	for _, i := range rows {
		if s.PlaceOf[i] == top && (s.Setting[i] == SettingUnknown || s.Setting[i] == OtherSetting) {
			unknown++
		}
	}
	if n[top] < pileLeast || !d.exact || 2*unknown <= n[top] {
		return ""
	}
	at := "one exact point"
	if name := cleanName(s.Places[top].Name); name != "" {
		at += ", " + name
	}
	return fmt.Sprintf("%d of %d records sit on %s: it may stand for places not known", n[top], len(rows), at)
}

// policeStation is the name of the police station at a place, or empty.
func (d *describer) policeStation(place int32) string {
	if d.sites != nil {
		for _, i := range d.sites.In[place] {
			if name := d.sites.Areas[i].Name; saysPoliceStation(name) {
				return name
			}
		}
	}
	name := cleanName(d.a.s.Places[place].Name)
	switch {
	case !saysPoliceStation(name):
		return ""
	case placeTypes[plain(name)]:
		return "a police station"
	}
	return name
}

func saysPoliceStation(name string) bool {
	return strings.Contains(plain(name), "police station")
}

// exactPoints reports whether the incidents lie where they happened rather than
// on snapped points: their times are closer than a month, and half of the places
// that hold any hold no more than two.
func (a *analysis) exactPoints() bool {
	at := map[int32]int{}
	for _, i := range a.sel.rows {
		if a.s.Precision[i] == Month {
			return false
		}
		at[a.s.PlaceOf[i]]++
	}
	if len(at) == 0 {
		return false
	}
	each := make([]int, 0, len(at))
	for _, n := range at {
		each = append(each, n)
	}
	slices.Sort(each)
	return each[len(each)/2] <= 2
}
