package patrol

import (
	"fmt"
	"strings"
)

// OperationError is one fault of an operation file or form. It unwraps to
// ErrOperation.
type OperationError struct {
	File    string // empty when the operation came from a form
	Line    int    // 1-based; 0 when not known
	Column  int
	Table   string // "operation", "hotspot", "team", "team.shift"
	Index   int    // which table of that name, from 0; below 0 all of them
	Sub     int    // which shift of the team, from 0
	Name    string // the table's id, when it has one
	Key     string
	Problem string
	Write   string // what to write instead
}

// Unwrap is ErrOperation.
func (e *OperationError) Unwrap() error { return ErrOperation }

// Error names file, line, table, key, what is wrong and what to write.
func (e *OperationError) Error() string {
	var b strings.Builder
	b.WriteString(ErrOperation.Error() + ": ")
	if e.File != "" {
		b.WriteString(e.File + ":")
		if e.Line > 0 {
			fmt.Fprintf(&b, "%d:", e.Line)
			if e.Column > 0 {
				fmt.Fprintf(&b, "%d:", e.Column)
			}
		}
		b.WriteByte(' ')
	}
	b.WriteString(e.Where())
	b.WriteString(e.Problem)
	if e.Write != "" {
		b.WriteString("; write " + e.Write)
	}
	return b.String()
}

// Where is the table and key in words, with a colon: "hotspot 2 (fish-street), lat: ".
func (e *OperationError) Where() string {
	if e.Table == "" {
		return ""
	}
	s := e.Table
	switch {
	case e.Index < 0:
	case e.Table == "hotspot", e.Table == "team":
		s = fmt.Sprintf("%s %d", e.Table, e.Index+1)
	case e.Table == "team.shift":
		s = fmt.Sprintf("team %d", e.Index+1)
	}
	if e.Name != "" {
		s += " (" + e.Name + ")"
	}
	if e.Table == "team.shift" {
		s += fmt.Sprintf(", shift %d", e.Sub+1)
	}
	if e.Key != "" {
		s += ", " + e.Key
	}
	return s + ": "
}
