package patrol

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
)

// shape checks that each value of a TOML file is of the kind its key takes, in the
// file's own words; the reader would name Go's types, and the wrong line where a
// table comes more than once.
func shape(file map[string]any) *OperationError {
	if v, ok := file["operation"]; ok {
		table, ok := v.(map[string]any)
		if !ok {
			return &OperationError{Table: "operation", Problem: "is not a table", Write: "[operation] on a line of its own"}
		}
		if e := shapeOf(table, reflect.TypeFor[Header](), OperationError{Table: "operation"}); e != nil {
			return e
		}
	}
	if e := shapeEach(file, "hotspot", reflect.TypeFor[Target]()); e != nil {
		return e
	}
	return shapeEach(file, "team", reflect.TypeFor[Team]())
}

func shapeEach(file map[string]any, name string, t reflect.Type) *OperationError {
	v, ok := file[name]
	if !ok {
		return nil
	}
	list, ok := tables(v)
	if !ok {
		return &OperationError{Table: name, Index: -1, Problem: "is not a list of tables", Write: "[[" + name + "]] on a line of its own, once for each"}
	}
	for i, table := range list {
		id, _ := table["id"].(string)
		if e := shapeOf(table, t, OperationError{Table: name, Index: i, Name: id}); e != nil {
			return e
		}
	}
	return nil
}

func tables(v any) ([]map[string]any, bool) {
	switch v := v.(type) {
	case []map[string]any:
		return v, true
	case []any:
		var out []map[string]any
		for _, x := range v {
			m, ok := x.(map[string]any)
			if !ok {
				return nil, false
			}
			out = append(out, m)
		}
		return out, true
	}
	return nil, false
}

// shapeOf checks one table against the type it becomes. Keys it does not know are
// left to the reader.
func shapeOf(table map[string]any, t reflect.Type, at OperationError) *OperationError {
	for _, key := range slices.Sorted(maps.Keys(table)) {
		for f := range t.Fields() {
			if f.Tag.Get("toml") != key {
				continue
			}
			if f.Type == reflect.TypeFor[[]Shift]() {
				if e := shapeShifts(table[key], at); e != nil {
					return e
				}
			} else if write, ok := kindOf(table[key], f.Type); !ok {
				at.Key, at.Problem, at.Write = key, fmt.Sprintf("%v is not %s", table[key], write), write
				return &at
			}
		}
	}
	return nil
}

func shapeShifts(v any, at OperationError) *OperationError {
	list, ok := tables(v)
	if !ok {
		at.Key, at.Problem, at.Write = "shift", "shift is not a list of tables", "[[team.shift]] on a line of its own, once for each"
		return &at
	}
	at.Table = "team.shift"
	for j, s := range list {
		at.Sub = j
		if e := shapeOf(s, reflect.TypeFor[Shift](), at); e != nil {
			return e
		}
	}
	return nil
}

// kindOf reports whether a TOML value can become a field of a type, and what would.
func kindOf(v any, t reflect.Type) (write string, ok bool) {
	switch t.Kind() {
	case reflect.String:
		_, ok = v.(string)
		return "text in quotes", ok
	case reflect.Int, reflect.Int64:
		_, ok = v.(int64)
		return "a whole number", ok
	case reflect.Float64:
		_, whole := v.(int64)
		_, ok = v.(float64)
		return "a number", ok || whole
	case reflect.Bool:
		_, ok = v.(bool)
		return "true or false", ok
	case reflect.Array: // base, which takes two forms
		var b fileBase
		return "[longitude, latitude] or a site id in quotes", b.read(v) == nil
	}
	list, ok := v.([]any)
	for _, x := range list {
		_, text := x.(string)
		ok = ok && text
	}
	return `a list of texts, as ["Thu", "Fri"]`, ok
}
