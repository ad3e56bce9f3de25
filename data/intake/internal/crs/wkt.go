package crs

import (
	"errors"
	"strings"
)

// node is one element of a WKT definition: KEY["text",1.0,CHILD[...]].
type node struct {
	key   string   // in capitals
	atoms []string // quoted texts, numbers and bare words, in order
	kids  []node
}

// Bounds of a definition: the longest that software writes has some kilobytes and
// seven levels.
const (
	maxWKT   = 1 << 16
	maxLevel = 20
)

var errWKT = errors.New("it is not a coordinate system in WKT")

// parseWKT reads a definition in WKT 1 or 2, with square brackets or round ones.
func parseWKT(s string) (node, error) {
	s = strings.TrimPrefix(s, "\ufeff")
	if len(s) > maxWKT {
		return node{}, errWKT
	}
	r := wktReader{s: s}
	n, err := r.node(0)
	if err != nil || r.skip() != 0 {
		return node{}, errWKT
	}
	return n, nil
}

type wktReader struct {
	s  string
	at int
}

// skip passes white space and is the byte that follows, 0 at the end.
func (r *wktReader) skip() byte {
	for r.at < len(r.s) {
		if c := r.s[r.at]; c > ' ' {
			return c
		}
		r.at++
	}
	return 0
}

// word reads to the next bracket, comma or quote.
func (r *wktReader) word() string {
	r.skip()
	n := strings.IndexAny(r.s[r.at:], `[](),"`)
	if n < 0 {
		n = len(r.s) - r.at
	}
	w := strings.TrimSpace(r.s[r.at : r.at+n])
	r.at += n
	return w
}

// quoted reads a text in quotes, in which a quote is written twice.
func (r *wktReader) quoted() (string, error) {
	var b strings.Builder
	for r.at++; ; r.at++ { // the opening quote first
		n := strings.IndexByte(r.s[r.at:], '"')
		if n < 0 {
			return "", errWKT
		}
		b.WriteString(r.s[r.at : r.at+n])
		r.at += n + 1
		if r.at >= len(r.s) || r.s[r.at] != '"' {
			return b.String(), nil
		}
		b.WriteByte('"')
	}
}

func (r *wktReader) node(level int) (node, error) {
	n := node{key: strings.ToUpper(r.word())}
	if c := r.skip(); n.key == "" || c != '[' && c != '(' || level > maxLevel {
		return n, errWKT
	}
	for {
		r.at++ // the bracket or the comma
		if err := r.argument(&n, level); err != nil {
			return n, err
		}
		switch r.skip() {
		case ',':
		case ']', ')':
			r.at++
			return n, nil
		default:
			return n, errWKT
		}
	}
}

func (r *wktReader) argument(n *node, level int) error {
	if r.skip() == '"' {
		s, err := r.quoted()
		n.atoms = append(n.atoms, s)
		return err
	}
	start := r.at
	w := r.word()
	if c := r.skip(); c == '[' || c == '(' {
		r.at = start
		kid, err := r.node(level + 1)
		n.kids = append(n.kids, kid)
		return err
	}
	n.atoms = append(n.atoms, w)
	return nil
}

// name is the element's first text.
func (n *node) name() string {
	if len(n.atoms) == 0 {
		return ""
	}
	return n.atoms[0]
}

// child is the first element below that has one of the keys, nil when there is none.
func (n *node) child(keys ...string) *node {
	for i := range n.kids {
		for _, k := range keys {
			if n.kids[i].key == k {
				return &n.kids[i]
			}
		}
	}
	return nil
}
