package street

import (
	"strings"
	"testing"

	"github.com/paulmach/osm"
)

func tags(kv ...string) (out osm.Tags) {
	for i := 0; i+1 < len(kv); i += 2 {
		out = append(out, osm.Tag{Key: kv[i], Value: kv[i+1]})
	}
	return out
}

func TestClassify(t *testing.T) {
	for _, tt := range []struct {
		tags osm.Tags
		want Class
		foot bool
	}{
		{tags("highway", "trunk"), Main, true},
		{tags("highway", "trunk", "motorroad", "yes"), Main, false},
		{tags("highway", "trunk", "foot", "no"), Main, false},
		{tags("highway", "living_street"), Local, true},
		{tags("highway", "service", "access", "private"), ServiceWay, false},
		{tags("highway", "service", "access", "private", "foot", "yes"), ServiceWay, true},
		{tags("highway", "track", "access", "permissive"), Path, true},
		{tags("highway", "steps"), Path, true},
		{tags("highway", "cycleway", "foot", "no"), Path, false},
		{tags("highway", "motorway"), "", false},
		{tags("highway", "motorway_link", "foot", "yes"), "", false},
		{tags("highway", "proposed", "proposed", "footway"), "", false},
		{tags("highway", "construction", "construction", "residential"), "", false},
		{tags("highway", "bus_stop"), "", false},
		{tags("highway", "residential", "railway", "tram"), Local, true},
		{tags("railway", "rail"), Rail, false},
		{tags("railway", "rail", "tunnel", "no"), Rail, false},
		{tags("railway", "rail", "tunnel", "yes"), "", false},
		{tags("railway", "abandoned"), "", false},
		{tags("waterway", "canal", "foot", "yes"), Water, false},
		{tags("waterway", "stream", "tunnel", "culvert"), "", false},
		{tags("waterway", "weir"), "", false},
		{tags("natural", "water"), Water, false},
		{tags("natural", "wood"), "", false},
		{tags("landuse", "reservoir"), Water, false},
		{tags("landuse", "cemetery"), Park, false},
		{tags("leisure", "park"), Park, false},
		{tags("building", "yes"), "", false},
		{nil, "", false},
	} {
		if c, foot := classify(tt.tags); c != tt.want || foot != tt.foot {
			t.Errorf("%v: got %q %v, want %q %v", tt.tags, c, foot, tt.want, tt.foot)
		}
	}
}

func TestNames(t *testing.T) {
	for _, tt := range []struct {
		tags  osm.Tags
		class Class
		want  string
	}{
		{tags("name", "Fish Street", "ref", "A1"), Main, "Fish Street"},
		{tags("ref", "A1"), Main, "A1"},
		{tags("ref", "FP12"), Path, ""},
		{tags("name", " Rue\n\tde\u00a0la\x00 Paix "), Local, "Rue de la Paix"},
		{tags("name", "bad\xffbytes"), Local, "badbytes"},
		{tags("name", strings.Repeat("\u00e9", 500)), Local, strings.Repeat("\u00e9", maxName)},
	} {
		if got := nameOf(tt.tags, tt.class); got != tt.want {
			t.Errorf("%v: got %q, want %q", tt.tags, got, tt.want)
		}
	}
	if !isBridge(tags("bridge", "viaduct")) || isBridge(tags("bridge", "no")) || isBridge(nil) {
		t.Error("a viaduct is a bridge, and nothing else here is")
	}
}
