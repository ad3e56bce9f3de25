package street

import (
	"fmt"

	"github.com/paulmach/osm"
	"google.golang.org/protobuf/encoding/protowire"
)

// block is what the elements of one PBF block share.
type block struct {
	strings     [][]byte
	granularity int64 // nanodegrees in a unit of latitude and longitude
	lat0, lon0  int64 // nanodegrees
}

func readPrimitives(c *collector, b []byte) error {
	bl := block{granularity: 100}
	var groups [][]byte // read last: they need the rest
	err := eachField(b, func(f field) error {
		switch f.num {
		case 1:
			return eachField(f.data, func(s field) error {
				if s.num == 1 {
					bl.strings = append(bl.strings, s.data)
				}
				return nil
			})
		case 2:
			groups = append(groups, f.data)
		case 17:
			bl.granularity = int64(f.value)
		case 19:
			bl.lat0 = int64(f.value)
		case 20:
			bl.lon0 = int64(f.value)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, g := range groups {
		err := eachField(g, func(f field) error {
			switch f.num {
			case 1:
				return bl.node(c, f.data)
			case 2:
				return bl.dense(c, f.data)
			case 3:
				return bl.way(c, f.data)
			case 4:
				return bl.relation(c, f.data)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (bl *block) text(i uint64) (string, error) {
	if i >= uint64(len(bl.strings)) {
		return "", fmt.Errorf("%w: text %d of %d", errPBF, i, len(bl.strings))
	}
	return string(bl.strings[i]), nil
}

func (bl *block) place(c *collector, id, lat, lon int64) error {
	degrees := func(zero, v int64) float64 { return (float64(zero) + float64(bl.granularity)*float64(v)) / 1e9 }
	return c.place(id, degrees(bl.lon0, lon), degrees(bl.lat0, lat))
}

func (bl *block) node(c *collector, b []byte) error {
	var id, lat, lon int64
	err := eachField(b, func(f field) error {
		switch f.num {
		case 1:
			id = protowire.DecodeZigZag(f.value)
		case 8:
			lat = protowire.DecodeZigZag(f.value)
		case 9:
			lon = protowire.DecodeZigZag(f.value)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return bl.place(c, id, lat, lon)
}

// dense holds ids, latitudes and longitudes as differences from one node to the next.
func (bl *block) dense(c *collector, b []byte) error {
	var ids, lats, lons []uint64
	err := eachField(b, func(f field) (err error) {
		switch f.num {
		case 1:
			ids, err = f.varints(ids)
		case 8:
			lats, err = f.varints(lats)
		case 9:
			lons, err = f.varints(lons)
		}
		return err
	})
	if err != nil {
		return err
	}
	if len(ids) != len(lats) || len(ids) != len(lons) {
		return fmt.Errorf("%w: %d nodes with %d latitudes and %d longitudes", errPBF, len(ids), len(lats), len(lons))
	}
	var id, lat, lon int64
	for i := range ids {
		id += protowire.DecodeZigZag(ids[i])
		lat += protowire.DecodeZigZag(lats[i])
		lon += protowire.DecodeZigZag(lons[i])
		if err := bl.place(c, id, lat, lon); err != nil {
			return err
		}
	}
	return nil
}

// element is what ways and relations have in common: the lists differ in meaning.
type element struct {
	id                   int64
	version              int
	tags                 osm.Tags
	list8, list9, list10 []uint64 // the fields of those numbers
}

func (bl *block) element(b []byte) (e element, err error) {
	var keys, values []uint64
	err = eachField(b, func(f field) (err error) {
		switch f.num {
		case 1:
			e.id = int64(f.value)
		case 2:
			keys, err = f.varints(keys)
		case 3:
			values, err = f.varints(values)
		case 4:
			err = eachField(f.data, func(info field) error {
				if info.num == 1 {
					e.version = int(int32(info.value))
				}
				return nil
			})
		case 8:
			e.list8, err = f.varints(e.list8)
		case 9:
			e.list9, err = f.varints(e.list9)
		case 10:
			e.list10, err = f.varints(e.list10)
		}
		return err
	})
	if err == nil {
		e.tags, err = bl.tags(keys, values)
	}
	return e, err
}

func (bl *block) tags(keys, values []uint64) (osm.Tags, error) {
	if len(keys) != len(values) {
		return nil, fmt.Errorf("%w: %d keys with %d values", errPBF, len(keys), len(values))
	}
	tags := make(osm.Tags, len(keys))
	for i := range keys {
		k, errK := bl.text(keys[i])
		v, errV := bl.text(values[i])
		if errK != nil || errV != nil {
			return nil, fmt.Errorf("%w: a tag names text that is not there", errPBF)
		}
		tags[i] = osm.Tag{Key: k, Value: v}
	}
	return tags, nil
}

func (bl *block) way(c *collector, b []byte) error {
	e, err := bl.element(b)
	if err != nil {
		return err
	}
	w := osm.Way{ID: osm.WayID(e.id), Version: e.version, Tags: e.tags}
	ref := int64(0)
	for _, d := range e.list8 {
		ref += protowire.DecodeZigZag(d)
		w.Nodes = append(w.Nodes, osm.WayNode{ID: osm.NodeID(ref)})
	}
	return c.way(&w)
}

func (bl *block) relation(c *collector, b []byte) error {
	e, err := bl.element(b)
	if err != nil {
		return err
	}
	roles, refs, kinds := e.list8, e.list9, e.list10
	if len(roles) != len(refs) || len(roles) != len(kinds) {
		return fmt.Errorf("%w: relation %d has %d roles, %d members and %d kinds", errPBF, e.id, len(roles), len(refs), len(kinds))
	}
	r := osm.Relation{ID: osm.RelationID(e.id), Version: e.version, Tags: e.tags}
	ref := int64(0)
	for i := range roles {
		ref += protowire.DecodeZigZag(refs[i])
		role, err := bl.text(roles[i])
		if err != nil {
			return err
		}
		if kinds[i] == 1 { // a way
			r.Members = append(r.Members, osm.Member{Type: osm.TypeWay, Ref: ref, Role: role})
		}
	}
	return c.relation(&r)
}
