package pspo

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// written maps the names that Hexbeat writes in JSON to those of the order file, by
// their path without numbers.
var written = map[string]string{
	"inForce": "in_force", "decisionMaker": "decision_maker",
	"activities": "activity", "prohibitions": "prohibition", "references": "reference",
	"prohibition.restrictsPassage":        "restricts_passage",
	"consultation.support.printedPercent": "printed_percent",
}

const maxDepth = 20 // of nesting; an order has four

// jsonReader reads JSON token by token, to know the line of every key.
type jsonReader struct {
	src   []byte
	dec   *json.Decoder
	lines map[string]int
	at    int // offset up to which lines were counted
	line  int
}

func treeOfJSON(b []byte) (map[string]any, map[string]int, error) {
	r := &jsonReader{src: b, dec: json.NewDecoder(bytes.NewReader(b)), lines: map[string]int{}, line: 1}
	r.dec.UseNumber()
	v, err := r.value("", "", 0)
	if err == nil {
		if _, more := r.dec.Token(); more != io.EOF {
			err = errors.New("there is something after the order's closing bracket")
		}
	}
	if err != nil {
		var syntax *json.SyntaxError
		switch {
		case errors.As(err, &syntax):
			r.at, r.line = 0, 1
			return nil, nil, fmt.Errorf("line %d: this is not JSON: %w", r.lineAt(int(syntax.Offset)), err)
		case err == io.EOF, errors.Is(err, io.ErrUnexpectedEOF):
			return nil, nil, errors.New("the file is empty or ends in the middle")
		}
		return nil, nil, fmt.Errorf("line %d: %w", r.lineAt(int(r.dec.InputOffset())), err)
	}
	tree, ok := v.(map[string]any)
	if !ok {
		return nil, nil, errors.New("an order in JSON is an object, { ... }")
	}
	return tree, r.lines, nil
}

// lineAt counts on from where it was last asked; offsets only grow.
func (r *jsonReader) lineAt(offset int) int {
	offset = min(offset, len(r.src))
	if offset > r.at {
		r.line += bytes.Count(r.src[r.at:offset], []byte("\n"))
		r.at = offset
	}
	return r.line
}

// value reads one value. path has the numbers of list items, plain has not.
func (r *jsonReader) value(path, plain string, depth int) (any, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("brackets are nested more than %d deep", maxDepth)
	}
	t, err := r.dec.Token()
	if err != nil {
		return nil, err
	}
	switch t {
	case json.Delim('{'):
		return r.object(path, plain, depth)
	case json.Delim('['):
		list := []any{}
		for r.dec.More() {
			v, err := r.value(fmt.Sprintf("%s[%d]", strings.TrimSuffix(path, "."), len(list))+".", plain, depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err = r.dec.Token()
		return list, err
	}
	return t, nil
}

func (r *jsonReader) object(path, plain string, depth int) (any, error) {
	tree := map[string]any{}
	for r.dec.More() {
		t, err := r.dec.Token()
		if err != nil {
			return nil, err
		}
		key, ok := t.(string)
		if !ok {
			return nil, fmt.Errorf("a key must be text, not %v", t)
		}
		if name, ok := written[plain+key]; ok {
			key = name
		}
		if _, twice := tree[key]; twice {
			return nil, fmt.Errorf("%s is given twice", spoken(path+key))
		}
		r.lines[path+key] = r.lineAt(int(r.dec.InputOffset()))
		if path+key == "area" {
			tree[key], err = r.area()
		} else {
			tree[key], err = r.value(path+key+".", plain+key+".", depth+1)
		}
		if err != nil {
			return nil, err
		}
	}
	_, err := r.dec.Token()
	return tree, err
}

// area keeps an object as it stands in the file.
func (r *jsonReader) area() (any, error) {
	var raw json.RawMessage
	if err := r.dec.Decode(&raw); err != nil {
		return nil, err
	}
	if bytes.HasPrefix(raw, []byte("{")) {
		return string(raw), nil
	}
	var v any
	err := json.Unmarshal(raw, &v)
	return v, err
}
