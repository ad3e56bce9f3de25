package street

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/osm"
	"google.golang.org/protobuf/encoding/protowire"
)

// pbfOf writes XML as PBF: dense nodes, ways and relations in two blocks. Packed, the
// blocks are under zlib and lists of numbers are packed; otherwise neither, and the
// nodes are plain.
func pbfOf(t testing.TB, text string, packed bool) []byte {
	t.Helper()
	var o osm.OSM
	if err := xml.Unmarshal([]byte(text), &o); err != nil {
		t.Fatal(err)
	}
	w := &pbfWriter{packed: packed}
	header := protowire.AppendTag(nil, 4, protowire.BytesType)
	header = protowire.AppendString(header, "OsmSchema-V0.6")
	out := w.blob("OSMHeader", header)
	out = append(out, w.blob("OSMData", w.block(w.ways(o.Ways), w.relations(o.Relations)))...)
	return append(out, w.blob("OSMData", w.block(w.nodes(o.Nodes)))...)
}

type pbfWriter struct {
	packed  bool
	strings []string
}

func message(b []byte, num protowire.Number, m []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(b, num, protowire.BytesType), m)
}

func number(b []byte, num protowire.Number, v uint64) []byte {
	return protowire.AppendVarint(protowire.AppendTag(b, num, protowire.VarintType), v)
}

func (w *pbfWriter) list(b []byte, num protowire.Number, v []uint64) []byte {
	if !w.packed {
		for _, x := range v {
			b = number(b, num, x)
		}
		return b
	}
	var data []byte
	for _, x := range v {
		data = protowire.AppendVarint(data, x)
	}
	return message(b, num, data)
}

func (w *pbfWriter) blob(kind string, data []byte) []byte {
	var blob []byte
	if w.packed {
		var z bytes.Buffer
		zw := zlib.NewWriter(&z)
		_, _ = zw.Write(data) // into memory
		_ = zw.Close()
		blob = message(number(nil, 2, uint64(len(data))), 3, z.Bytes())
	} else {
		blob = message(nil, 1, data)
	}
	head := number(message(nil, 1, []byte(kind)), 3, uint64(len(blob)))
	out := binary.BigEndian.AppendUint32(nil, uint32(len(head)))
	return append(append(out, head...), blob...)
}

// block puts groups and the strings used so far into a block, and an offset and a
// granularity that are not the usual ones.
func (w *pbfWriter) block(groups ...[]byte) []byte {
	var table, b []byte
	for _, s := range w.strings {
		table = message(table, 1, []byte(s))
	}
	for _, g := range groups {
		b = message(b, 2, g)
	}
	b = message(b, 1, table)
	b = number(b, 17, granularity)
	b = number(b, 19, lat0)
	w.strings = nil
	return b
}

const granularity, lat0 = 50, 1_000_000_000 // nanodegrees

func (w *pbfWriter) text(s string) uint64 {
	w.strings = append(w.strings, s)
	return uint64(len(w.strings) - 1)
}

func zigzag(v int64) uint64 { return protowire.EncodeZigZag(v) }

func (w *pbfWriter) nodes(nodes osm.Nodes) []byte {
	var ids, lats, lons []uint64
	var id, lat, lon int64
	var plain []byte
	for _, n := range nodes {
		if n.Lat == 0 && n.Lon == 0 {
			continue // deleted
		}
		y, x := int64(math.Round((n.Lat*1e9-lat0)/granularity)), int64(math.Round(n.Lon*1e9/granularity))
		plain = message(plain, 1, number(number(number(nil, 1, zigzag(int64(n.ID))), 8, zigzag(y)), 9, zigzag(x)))
		ids, lats, lons = append(ids, zigzag(int64(n.ID)-id)), append(lats, zigzag(y-lat)), append(lons, zigzag(x-lon))
		id, lat, lon = int64(n.ID), y, x
	}
	if !w.packed {
		return plain
	}
	return message(nil, 2, w.list(w.list(w.list(nil, 1, ids), 8, lats), 9, lons))
}

func (w *pbfWriter) head(id int64, version int, tags osm.Tags) []byte {
	var keys, values []uint64
	for _, t := range tags {
		keys, values = append(keys, w.text(t.Key)), append(values, w.text(t.Value))
	}
	b := w.list(w.list(number(nil, 1, uint64(id)), 2, keys), 3, values)
	return message(b, 4, number(nil, 1, uint64(version)))
}

func (w *pbfWriter) ways(ways osm.Ways) (group []byte) {
	for _, way := range ways {
		var refs []uint64
		prev := int64(0)
		for _, n := range way.Nodes {
			refs = append(refs, zigzag(int64(n.ID)-prev))
			prev = int64(n.ID)
		}
		group = message(group, 3, w.list(w.head(int64(way.ID), way.Version, way.Tags), 8, refs))
	}
	return group
}

func (w *pbfWriter) relations(relations osm.Relations) (group []byte) {
	for _, r := range relations {
		var roles, refs, kinds []uint64
		prev := int64(0)
		for _, m := range r.Members {
			kind := uint64(0)
			if m.Type == osm.TypeWay {
				kind = 1
			}
			roles, refs, kinds = append(roles, w.text(m.Role)), append(refs, zigzag(m.Ref-prev)), append(kinds, kind)
			prev = m.Ref
		}
		group = message(group, 4, w.list(w.list(w.list(w.head(int64(r.ID), r.Version, r.Tags), 8, roles), 9, refs), 10, kinds))
	}
	return group
}

// Damage that a decoder must look for, since nothing else does.
func TestPBFRefuses(t *testing.T) {
	w := &pbfWriter{packed: true}
	good := w.blob("OSMHeader", nil)
	data := func(group []byte, table ...string) []byte {
		w.strings = table
		return append(bytes.Clone(good), w.blob("OSMData", w.block(group))...)
	}
	way := func(b []byte) []byte { return message(nil, 3, b) }
	feature := func(s string) []byte { return message(nil, 4, []byte(s)) }
	zlibless := number(message(nil, 1, []byte("OSMHeader")), 3, 4)
	huge := number(message(nil, 1, []byte("OSMHeader")), 3, math.MaxInt32)
	for _, tt := range []struct {
		name string
		b    []byte
		want string
	}{
		{"text that is not there", data(way(w.list(w.list(nil, 2, []uint64{7}), 3, []uint64{0})), "highway"), "names text that is not there"},
		{"keys without values", data(way(w.list(nil, 2, []uint64{0})), "highway"), "1 keys with 0 values"},
		{"ids without places", data(message(nil, 2, w.list(nil, 1, []uint64{2, 2}))), "2 nodes with 0 latitudes"},
		{"a role that is not there", data(message(nil, 4, w.list(w.list(w.list(nil, 8, []uint64{9}), 9, []uint64{2}), 10, []uint64{1}))), "text 9 of 0"},
		{"members without roles", data(message(nil, 4, w.list(nil, 9, []uint64{2}))), "has 0 roles, 1 members"},
		{"a place off the globe", data(message(nil, 1, number(number(nil, 1, 2), 8, zigzag(math.MaxInt64)))), "not on the globe"},
		{"a group that ends early", data([]byte{0x1a, 0x7f}), "not whole PBF data"},
		{"a second header", append(bytes.Clone(good), good...), "out of place"},
		{"no header", w.blob("OSMData", nil), "out of place"},
		{"history", w.blob("OSMHeader", feature("HistoricalInformation")), "plain extract without history"},
		{"a block of 2 GB", append(binary.BigEndian.AppendUint32(nil, uint32(len(huge))), huge...), "a block of"},
		{"another packing", append(binary.BigEndian.AppendUint32(nil, uint32(len(zlibless))), append(zlibless, message(nil, 7, []byte{1, 2})...)...), "other than zlib"},
		{"a bomb", bombBlob(), "unpacks to"},
	} {
		c := &collector{}
		err := readInto(c, bytes.NewReader(tt.b))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
	if _, err := readN(strings.NewReader("abc"), 5, 10); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
}

// bombBlob says that it unpacks to 10 bytes and unpacks to a million.
func bombBlob() []byte {
	var z bytes.Buffer
	zw := zlib.NewWriter(&z)
	_, _ = zw.Write(make([]byte, 1_000_000))
	_ = zw.Close()
	blob := message(number(nil, 2, 10), 3, z.Bytes())
	head := number(message(nil, 1, []byte("OSMHeader")), 3, uint64(len(blob)))
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(len(head))), head...), blob...)
}
