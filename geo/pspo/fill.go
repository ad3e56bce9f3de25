package pspo

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// reading fills a record from a tree of tables, lists, texts and numbers, by the toml
// names of its fields, and gathers every fault with its path and line.
type reading struct {
	lines  map[string]int
	faults []string
}

// fault tells of the key at a path, as "line 12: kind of prohibition 2 must be text".
func (r *reading) fault(path, what string) {
	s := spoken(path) + " " + what
	if n := r.lines[path]; n > 0 {
		s = fmt.Sprintf("line %d: %s", n, s)
	}
	r.faults = append(r.faults, s)
}

// spoken is a path for people: "prohibition[1].kind" is "kind of prohibition 2".
func spoken(path string) string {
	path = shorten(path)
	i := strings.LastIndex(path, ".")
	owner, key := path[:max(i, 0)], path[i+1:]
	count := func(s string) string {
		name, rest, ok := strings.Cut(s, "[")
		n, err := strconv.Atoi(strings.TrimSuffix(rest, "]"))
		if !ok || err != nil {
			return s
		}
		return fmt.Sprintf("%s %d", name, n+1)
	}
	if owner == "" {
		return count(key)
	}
	return count(key) + " of " + count(owner)
}

func shorten(s string) string {
	if r := []rune(strings.ToValidUTF8(s, "?")); len(r) > 80 {
		return string(r[:80])
	}
	return s
}

// table fills the struct that to points to.
func (r *reading) table(to any, path string, tree map[string]any) {
	v := reflect.ValueOf(to).Elem()
	fields, known := map[string]reflect.Value{}, []string{}
	for i := range v.NumField() {
		if name := v.Type().Field(i).Tag.Get("toml"); name != "-" {
			fields[name], known = v.Field(i), append(known, name)
		}
	}
	names := make([]string, 0, len(tree))
	for name := range tree {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if la, lb := r.lines[path+a], r.lines[path+b]; la != lb {
			return la - lb
		}
		return strings.Compare(a, b)
	})
	for _, name := range names {
		if f, ok := fields[name]; ok {
			r.value(f, path+name, tree[name])
		} else {
			r.fault(path+name, "is not a known key; known are "+strings.Join(known, ", "))
		}
	}
}

func (r *reading) value(v reflect.Value, path string, given any) {
	if given == nil { // JSON's null: not given
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.value(v.Elem(), path, given)
	case reflect.Struct:
		tree, ok := given.(map[string]any)
		if !ok {
			r.fault(path, "must be a table")
			return
		}
		r.table(v.Addr().Interface(), path+".", tree)
	case reflect.Slice:
		r.list(v, path, given)
	case reflect.String:
		s, ok := textOf(given)
		if !ok {
			r.fault(path, "must be text")
		}
		v.SetString(s)
	case reflect.Bool:
		b, ok := given.(bool)
		if !ok {
			r.fault(path, "must be true or false")
		}
		v.SetBool(b)
	case reflect.Int:
		f, ok := numberOf(given)
		if !ok || f != math.Trunc(f) || math.Abs(f) > 1e9 {
			r.fault(path, "must be a whole number")
			return
		}
		v.SetInt(int64(f))
	case reflect.Float64:
		f, ok := numberOf(given)
		if !ok {
			r.fault(path, "must be a number")
			return
		}
		v.SetFloat(f)
	}
}

func (r *reading) list(v reflect.Value, path string, given any) {
	items := reflect.ValueOf(given)
	if items.Kind() != reflect.Slice {
		r.fault(path, "must be a list")
		return
	}
	out := reflect.MakeSlice(v.Type(), items.Len(), items.Len())
	for i := range items.Len() {
		r.value(out.Index(i), fmt.Sprintf("%s[%d]", path, i), items.Index(i).Interface())
	}
	v.Set(out)
}

// textOf takes a text, or a date that TOML read as one.
func textOf(given any) (string, bool) {
	switch g := given.(type) {
	case string:
		return g, true
	case time.Time:
		if h, m, s := g.Clock(); h+m+s == 0 && g.Location().String() == "date-local" {
			return g.Format(time.DateOnly), true
		}
	}
	return "", false
}

// numberOf takes a finite number.
func numberOf(given any) (float64, bool) {
	f := math.NaN()
	switch g := given.(type) {
	case int64:
		f = float64(g)
	case float64:
		f = g
	case json.Number:
		if n, err := g.Float64(); err == nil {
			f = n
		}
	}
	return f, !math.IsNaN(f) && !math.IsInf(f, 0)
}
