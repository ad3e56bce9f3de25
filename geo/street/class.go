package street

import (
	"strings"
	"unicode"

	"github.com/paulmach/osm"
)

// streetClass maps the values of the key highway. What is not here is left out:
// motorways, and ways that are proposed, under construction, or not for people.
var streetClass = map[string]Class{
	"trunk": Main, "trunk_link": Main, "primary": Main, "primary_link": Main, "secondary": Main, "secondary_link": Main,
	"tertiary": Local, "tertiary_link": Local, "unclassified": Local, "residential": Local, "living_street": Local, "road": Local,
	"service": ServiceWay,
	"footway": Path, "path": Path, "steps": Path, "pedestrian": Path, "cycleway": Path, "bridleway": Path, "track": Path,
}

// areaClass maps the other keys, tried in this order.
var areaClass = []struct {
	key    string
	class  Class
	values []string
}{
	{"railway", Rail, []string{"rail", "light_rail", "subway", "narrow_gauge", "monorail", "funicular", "preserved"}},
	{"waterway", Water, []string{"river", "canal", "stream", "tidal_channel", "riverbank", "dock"}},
	{"natural", Water, []string{"water", "coastline"}},
	{"landuse", Water, []string{"reservoir", "basin"}},
	{"leisure", Park, []string{"park", "garden", "common", "nature_reserve", "recreation_ground"}},
	{"landuse", Park, []string{"recreation_ground", "village_green", "cemetery"}},
}

// classify gives a way's class, empty for one that is left out, and whether a person
// on foot may use it. Railways and water under ground are left out: nobody sees them.
func classify(tags osm.Tags) (c Class, foot bool) {
	if c = streetClass[tags.Find("highway")]; c != "" {
		return c, mayWalk(tags)
	}
	for _, a := range areaClass {
		if v := tags.Find(a.key); v != "" && contains(a.values, v) {
			if t := tags.Find("tunnel"); (a.class == Rail || a.class == Water) && t != "" && t != "no" {
				return "", false
			}
			return a.class, false
		}
	}
	return "", false
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

// mayWalk follows the tagging rules for access on foot in the United Kingdom: what is
// said of people on foot decides, then what is said of everybody; else every street
// but a motor road is open to them.
//
// Source: OpenStreetMap wiki, OSM tags for routing/Access restrictions.
func mayWalk(tags osm.Tags) bool {
	switch tags.Find("foot") {
	case "yes", "designated", "permissive", "destination", "customers":
		return true
	case "no", "private", "use_sidepath":
		return false
	}
	switch tags.Find("access") {
	case "no", "private", "agricultural", "forestry":
		return false
	}
	return tags.Find("motorroad") != "yes"
}

// nameOf is the way's name; a main road without one goes by its number, as "A406".
func nameOf(tags osm.Tags, c Class) string {
	name := tags.Find("name")
	if name == "" && c == Main {
		name = tags.Find("ref")
	}
	return tidy(name)
}

// tidy makes one line of at most maxName characters.
func tidy(s string) string {
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
	if r := []rune(s); len(r) > maxName {
		s = string(r[:maxName])
	}
	return s
}

func isBridge(tags osm.Tags) bool {
	b := tags.Find("bridge")
	return b != "" && b != "no"
}
