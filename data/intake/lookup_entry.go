package intake

import (
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/data/intake/internal/crs"
	"hexbeat/data/intake/internal/table"
	"hexbeat/geo/osgrid"
)

// lookupColumns is where a list has its key and its place; -1 for what it has not.
type lookupColumns struct {
	file                                      string
	header                                    []string
	key, easting, northing, lon, lat, quality int
}

// keyNames are the headings of keys: ONS Postcode Directory and National Statistics
// Postcode Lookup, Code-Point Open, OS Open UPRN, and what people write.
var keyNames = map[data.LookupKind][]string{
	data.LookupPostcode: {"pcds", "postcode", "post code", "pcd", "pcd7", "pcd8", "pcd2", "pc", "pcode"},
	data.LookupUPRN:     {"uprn"},
	data.LookupUSRN:     {"usrn", "street usrn", "nsg usrn"},
	data.LookupPlace:    {"place", "place name", "name", "name1", "location", "location name", "title", "site", "venue"},
	data.LookupStation:  {"station", "name", "place", "site", "title", "id", "code"},
}

// placeNames are the headings of coordinates in such lists.
var placeNames = map[string][]string{
	"easting":  {"oseast1m", "east1m", "easting", "eastings", "x coordinate", "ea", "gridgb1e", "x", "geometry x"},
	"northing": {"osnrth1m", "north1m", "northing", "northings", "y coordinate", "no", "gridgb1n", "y", "geometry y"},
	"lon":      {"long", "longitude", "lon", "lng"},
	"lat":      {"lat", "latitude"},
	"quality":  {"osgrdind", "gridind", "positional quality indicator", "pq"},
}

// lookupColumnsOf finds the columns of a list. Code-Point Open comes without headings:
// then the header is its first row, and headless is true. Errors: ErrUsage.
func lookupColumnsOf(file string, header []string, o LookupOptions) (c lookupColumns, headless bool, err error) {
	c = lookupColumns{file: file, header: header, key: -1, easting: -1, northing: -1, lon: -1, lat: -1, quality: -1}
	plain := make([]string, len(header))
	for i, h := range header {
		plain[i] = plainColumn(h)
	}
	for _, f := range []struct {
		field string
		at    *int
		names []string
	}{{"key", &c.key, keyNames[o.Kind]}, {"easting", &c.easting, placeNames["easting"]}, {"northing", &c.northing, placeNames["northing"]},
		{"lon", &c.lon, placeNames["lon"]}, {"lat", &c.lat, placeNames["lat"]}, {"quality", &c.quality, placeNames["quality"]}} {
		if said := o.Map[f.field]; said != "" {
			if *f.at = indexFold(header, said); *f.at < 0 {
				return c, false, fmt.Errorf("%w: --map %s=%s: %s has no column %q; its columns are %s", ErrUsage, f.field, said, file, said, strings.Join(header, ", "))
			}
			continue
		}
		for _, n := range f.names {
			if *f.at = slices.Index(plain, n); *f.at >= 0 {
				break
			}
		}
	}
	if c.northing < 0 {
		c.easting = -1
	}
	if c.lat < 0 {
		c.lon = -1
	}
	keyed := c.key >= 0 || o.Kind == data.LookupStation
	switch {
	case keyed && (c.easting >= 0 || c.lon >= 0):
		return c, false, nil
	case o.Kind == data.LookupPostcode && len(o.Map) == 0 && codePoint(header):
		c.key, c.quality, c.easting, c.northing = 0, 1, 2, 3
		return c, true, nil
	}
	need := "the " + string(o.Kind) + " with --map key=COLUMN"
	if keyed {
		need = "the place with --map easting=COLUMN --map northing=COLUMN, or lon and lat"
	}
	return c, false, fmt.Errorf("%w: %s: which column is which? Name %s; its columns are %s", ErrUsage, file, need, strings.Join(header, ", "))
}

// codePoint tells a row of Code-Point Open: postcode, quality, easting, northing.
func codePoint(cells []string) bool {
	if len(cells) < 4 {
		return false
	}
	_, ok := data.LookupKey(data.LookupPostcode, cells[0])
	for _, c := range cells[1:4] {
		_, err := coordinate(strings.TrimSpace(c), true)
		ok = ok && err == nil
	}
	return ok
}

// heading tells a second line of headings, as Code-Point Open's own has.
func (l *lister) heading(r table.Row) bool {
	k := l.cols.key
	return k >= 0 && k < len(r.Cells) && l.o.Kind == data.LookupPostcode && slices.Contains(keyNames[l.o.Kind], plainColumn(r.Cells[k]))
}

// placing is whether an entry has a place.
type placing int

const (
	placed placing = iota
	unplaced
)

// sector is the quality from which on a list knows of a postcode only the sector it is
// in, some kilometres wide, or less: ONSPD's 6 and above, but for 8, the last place
// known of a postcode that has ended. Code-Point Open counts in tens, to 60 for a
// sector's middle and 90 for none.
func sector(quality int) bool {
	if quality >= 10 {
		quality /= 10
	}
	return quality == 6 || quality == 7 || quality == 9
}

// entry reads one row of a list.
func (l *lister) entry(r table.Row) (e data.LookupEntry, _ placing, _ *Fault) {
	c := &l.cols
	cell := func(i int) string {
		if i < 0 || i >= len(r.Cells) {
			return ""
		}
		return strings.TrimSpace(r.Cells[i])
	}
	bad := func(at int, reason, hint string) (data.LookupEntry, placing, *Fault) {
		return e, placed, &Fault{Field: c.header[at], Reason: reason, Detail: cell(at), Hint: hint}
	}
	key, ok := data.LookupKey(l.o.Kind, cell(c.key))
	switch {
	case l.o.Kind == data.LookupStation:
		key = int64(l.rep.Rows)
	case !ok:
		return bad(c.key, "not a "+keyWord[l.o.Kind], "write it whole")
	}
	e.Key = key
	if q, err := coordinate(cell(c.quality), false); err == nil && q > 0 && q < 1000 {
		if e.Quality = int(q); l.o.Kind == data.LookupPostcode && sector(e.Quality) {
			return e, unplaced, nil
		}
	}
	irish := l.o.Kind == data.LookupPostcode && strings.HasPrefix(fmt.Sprint(key), "BT") // Northern Ireland has a grid of its own
	if x, y := cell(c.easting), cell(c.northing); c.easting >= 0 && !irish && !(nothing(x) && nothing(y)) {
		return l.onGrid(e, x, y)
	}
	if x, y := cell(c.lon), cell(c.lat); c.lon >= 0 && !(nothing(x) && nothing(y)) {
		return l.onGlobe(e, x, y)
	}
	return e, unplaced, nil
}

var keyWord = map[data.LookupKind]string{data.LookupPostcode: "postcode", data.LookupUPRN: "UPRN", data.LookupUSRN: "USRN", data.LookupPlace: "name of a place"}

func (l *lister) onGrid(e data.LookupEntry, xs, ys string) (data.LookupEntry, placing, *Fault) {
	system := l.o.CRS
	if system == "" {
		system = nationGrid
	}
	p, f := l.numbers(l.cols.easting, l.cols.northing, xs, ys, true)
	if f != nil {
		return e, placed, f
	}
	if p == (orb.Point{}) {
		return e, unplaced, nil
	}
	if l.points < aheadRows {
		l.points++
		if system == nationGrid && !peopled(p) && peopled(orb.Point{p[1], p[0]}) {
			l.swapped++
		}
	}
	if system != nationGrid {
		q, err := crs.ToDegrees(p, system)
		if err != nil {
			return e, placed, l.off(l.cols.easting, xs+", "+ys)
		}
		if p, err = osgrid.FromLonLat(q); err != nil {
			return e, placed, l.off(l.cols.easting, xs+", "+ys)
		}
	}
	if e.EN = p; !osgrid.Contains(p) {
		return e, placed, l.off(l.cols.easting, xs+", "+ys)
	}
	return e, placed, nil
}

// nowhereLat is what ONSPD writes as the latitude of a postcode without a place.
const nowhereLat = 99

func (l *lister) onGlobe(e data.LookupEntry, xs, ys string) (data.LookupEntry, placing, *Fault) {
	p, f := l.numbers(l.cols.lon, l.cols.lat, xs, ys, false)
	if f != nil {
		return e, placed, f
	}
	if p == (orb.Point{}) || p[1] > nowhereLat && p[1] < nowhereLat+1 {
		return e, unplaced, nil
	}
	var err error
	if e.EN, err = osgrid.FromLonLat(p); err != nil {
		return e, placed, l.off(l.cols.lon, xs+", "+ys)
	}
	return e, placed, nil
}

func (l *lister) numbers(x, y int, xs, ys string, metres bool) (orb.Point, *Fault) {
	var p orb.Point
	for i, at := range []int{x, y} {
		text := [...]string{xs, ys}[i]
		v, err := coordinate(text, metres)
		if err != nil {
			return p, &Fault{Field: l.cols.header[at], Reason: err.reason, Detail: text, Hint: err.hint}
		}
		p[i] = v
	}
	return p, nil
}

func (l *lister) off(at int, detail string) *Fault {
	return &Fault{Field: l.cols.header[at], Reason: "point outside the National Grid", Detail: detail, Hint: "check the order of the columns, and --crs"}
}

// ParseLookupMap reads "field=column" pairs of a list. Errors: ErrUsage.
func ParseLookupMap(pairs []string) (map[string]string, error) {
	out := map[string]string{}
	for _, p := range pairs {
		field, col, ok := strings.Cut(p, "=")
		if _, known := placeNames[field]; !ok || col == "" || !known && field != "key" {
			return nil, fmt.Errorf("%w: --map %q; write --map key=COLUMN, or easting, northing, lon, lat, quality", ErrUsage, p)
		}
		out[field] = col
	}
	return out, nil
}
