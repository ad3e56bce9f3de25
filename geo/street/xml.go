package street

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/paulmach/osm"
)

// budget hands the decoder single bytes and stops it when one element, or the whole
// file, is too long. The decoder reads no further than it must, so the count is exact.
type budget struct {
	r       *bufio.Reader
	all     int64
	element int64
}

var errElement = errors.New("one element is longer than 8 MB, which no street is")

func (b *budget) ReadByte() (byte, error) {
	if b.all++; b.all > maxBytes {
		return 0, errTooLarge
	}
	if b.element++; b.element > maxElement {
		return 0, errElement
	}
	return b.r.ReadByte()
}

// Read is asked for by io.Reader; the decoder uses ReadByte.
func (b *budget) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	c, err := b.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = c
	return 1, nil
}

// readXML reads <osm> with nodes, ways and relations in any order.
func readXML(c *collector, br *bufio.Reader) error {
	if b, err := br.Peek(3); err == nil && string(b) == "\xef\xbb\xbf" {
		if _, err := br.Discard(3); err != nil {
			return err
		}
	}
	in := &budget{r: br}
	dec := xml.NewDecoder(in)
	err := readRoot(c, dec, in)
	if err == nil {
		return nil
	}
	line, column := dec.InputPos()
	fe := &FileError{Line: line, Column: column, Reason: err.Error(), cause: err}
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &syntax) && syntax.Msg == "unexpected EOF":
		fe.Reason, fe.Hint = "the file ends in the middle", hintWhole
	case errors.As(err, &syntax):
		fe.Reason, fe.Hint = "this is not well-formed XML: "+syntax.Msg, hintWhole
	}
	return fe
}

var errNotOSM = errors.New("this is XML, but not an OpenStreetMap file: it does not begin with <osm>")

func readRoot(c *collector, dec *xml.Decoder, in *budget) error {
	inside := false
	for {
		in.element = 0
		t, err := dec.Token()
		if err == io.EOF && !inside {
			return errNotOSM
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if !inside {
				if t.Name.Local != "osm" {
					return errNotOSM
				}
				inside = true
			} else if err := readElement(c, dec, &t); err != nil {
				return err
			}
		case xml.EndElement: // of <osm>: every other is consumed with its element
			return nil
		}
	}
}

// readElement reads one child of <osm>, whole. Attributes are picked out by hand: the
// reflection of encoding/xml takes ten times as long.
func readElement(c *collector, dec *xml.Decoder, start *xml.StartElement) error {
	switch start.Name.Local {
	case "node":
		if err := c.node(start); err != nil {
			return err
		}
	case "way":
		return readWay(c, dec, start)
	case "relation":
		return readRelation(c, dec, start)
	}
	return dec.Skip()
}

func readWay(c *collector, dec *xml.Decoder, start *xml.StartElement) error {
	id, version, err := identity(start)
	if err != nil {
		return err
	}
	w := osm.Way{ID: osm.WayID(id), Version: version}
	err = eachChild(dec, func(child *xml.StartElement) error {
		switch child.Name.Local {
		case "nd":
			ref, err := wholeNumber(child, "ref")
			w.Nodes = append(w.Nodes, osm.WayNode{ID: osm.NodeID(ref)})
			return err
		case "tag":
			w.Tags = append(w.Tags, osm.Tag{Key: attribute(child, "k"), Value: attribute(child, "v")})
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.way(&w)
}

func readRelation(c *collector, dec *xml.Decoder, start *xml.StartElement) error {
	id, version, err := identity(start)
	if err != nil {
		return err
	}
	r := osm.Relation{ID: osm.RelationID(id), Version: version}
	err = eachChild(dec, func(child *xml.StartElement) error {
		switch child.Name.Local {
		case "member":
			ref, err := wholeNumber(child, "ref")
			r.Members = append(r.Members, osm.Member{Type: osm.Type(attribute(child, "type")), Ref: ref, Role: attribute(child, "role")})
			return err
		case "tag":
			r.Tags = append(r.Tags, osm.Tag{Key: attribute(child, "k"), Value: attribute(child, "v")})
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.relation(&r)
}

// eachChild calls f for every child of the element just begun, up to its end.
func eachChild(dec *xml.Decoder, f func(*xml.StartElement) error) error {
	for {
		t, err := dec.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := f(&t); err != nil {
				return err
			}
			if err := dec.Skip(); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

func attribute(e *xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func wholeNumber(e *xml.StartElement, name string) (int64, error) {
	v := attribute(e, name)
	n, err := strconv.ParseInt(v, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("a %s has the %s %.40q, which is not a whole number", e.Name.Local, name, v)
	}
	return n, nil
}

// identity is an element's id and version; files without versions are common.
func identity(e *xml.StartElement) (id int64, version int, err error) {
	if id, err = wholeNumber(e, "id"); err != nil || attribute(e, "version") == "" {
		return id, 0, err
	}
	v, err := wholeNumber(e, "version")
	return id, int(v), err
}

// node takes a node's place from its attributes; its tags are not wanted. A node
// without a place is a deleted one and is passed over.
func (c *collector) node(start *xml.StartElement) error {
	id, err := wholeNumber(start, "id")
	if err != nil {
		return err
	}
	lon, lat := attribute(start, "lon"), attribute(start, "lat")
	if lon == "" && lat == "" {
		return nil
	}
	x, errX := strconv.ParseFloat(lon, 64)
	y, errY := strconv.ParseFloat(lat, 64)
	if errX != nil || errY != nil {
		return fmt.Errorf("node %d lies at longitude %.40q, latitude %.40q, which are not numbers of degrees", id, lon, lat)
	}
	return c.place(id, x, y)
}
