package pspo

import (
	"errors"
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"
)

// ParseTOML reads an order file. The area stays as it is given, the name of a file or
// GeoJSON: fetching it is for the caller, and so is Validate. A key that is not known
// is refused by name, since a misspelt "until" is an order without an end. Dates may be
// quoted or not. Errors: ErrOrder, with the line.
func ParseTOML(b []byte) (Order, error) {
	var tree map[string]any
	if _, err := toml.Decode(string(b), &tree); err != nil {
		var pe toml.ParseError
		if errors.As(err, &pe) {
			return Order{}, fmt.Errorf("%w: line %d: %s", ErrOrder, pe.Position.Line, pe.Message)
		}
		return Order{}, fmt.Errorf("%w: %w", ErrOrder, err)
	}
	return orderOf(tree, linesOfTOML(string(b)))
}

// ParseJSON reads an order file in JSON. Keys are those of the TOML file or the names
// that Hexbeat itself writes: "in_force" or "inForce", "prohibition" or
// "prohibitions". The area is a file's name or a GeoJSON object, which is kept byte
// for byte. Otherwise as ParseTOML.
func ParseJSON(b []byte) (Order, error) {
	tree, lines, err := treeOfJSON(b)
	if err != nil {
		return Order{}, fmt.Errorf("%w: %w", ErrOrder, err)
	}
	return orderOf(tree, lines)
}

func orderOf(tree map[string]any, lines map[string]int) (Order, error) {
	var o Order
	r := reading{lines: lines}
	r.table(&o, "", tree)
	if len(r.faults) > 0 {
		return Order{}, fmt.Errorf("%w: %s", ErrOrder, strings.Join(r.faults, "; "))
	}
	return o, nil
}

// linesOfTOML finds the line of every key that begins one, by its path, as
// "prohibition[1].kind". Keys in inline tables are not found; their fault is then told
// without a line.
func linesOfTOML(text string) map[string]int {
	lines, table, count := map[string]int{}, "", map[string]int{}
	quote := "" // the end of a text of several lines
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if quote != "" {
			if strings.Contains(line, quote) {
				quote = ""
			}
			continue
		}
		if name, ok := strings.CutPrefix(line, "[["); ok {
			name, _, _ = strings.Cut(name, "]]")
			name = strings.TrimSpace(name)
			table = fmt.Sprintf("%s[%d].", name, count[name])
			count[name]++
			continue
		}
		if name, ok := strings.CutPrefix(line, "["); ok && !strings.Contains(line, "=") {
			name, _, _ = strings.Cut(name, "]")
			table = strings.TrimSpace(name) + "."
			lines[strings.TrimSpace(name)] = n
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		if key = strings.TrimSpace(key); !ok || key == "" || strings.ContainsAny(key, "\"'#,{}[] ") {
			continue
		}
		if at := table + key; lines[at] == 0 {
			lines[at] = n
		}
		for _, q := range []string{`"""`, "'''"} {
			if strings.Count(value, q) == 1 {
				quote = q
			}
		}
	}
	return lines
}
