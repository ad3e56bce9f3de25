package patrol

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"
)

func tooLarge(name string) error {
	return &OperationError{File: name, Problem: "the file is too large", Write: fmt.Sprintf("at most %d MB", maxFile>>20)}
}

// tomlError keeps the reader's line and column.
func tomlError(err error, name string) error {
	var pe toml.ParseError
	if !errors.As(err, &pe) {
		return &OperationError{File: name, Problem: err.Error(), Write: "a TOML file as the guide shows"}
	}
	e := &OperationError{File: name, Line: pe.Position.Line, Column: pe.Position.Col, Key: pe.LastKey, Problem: pe.Message}
	if pe.LastKey != "" {
		e.Problem = pe.LastKey + ": " + pe.Message
	}
	if e.Problem == "" {
		e.Problem = strings.TrimPrefix(err.Error(), "toml: ")
	}
	return e
}

// jsonError turns the reader's byte offset into line and column.
func jsonError(err error, b []byte, name string) error {
	e := &OperationError{File: name}
	e.Line, e.Column, e.Problem = jsonPlace(err, b)
	return e
}

// jsonPlace is where the JSON reader stopped and why. What breaks off stops at its end.
func jsonPlace(err error, b []byte) (line, column int, why string) {
	var syntax *json.SyntaxError
	var typed *json.UnmarshalTypeError
	offset := offsetOfKey(err, b)
	switch {
	case errors.As(err, &syntax):
		offset = int(syntax.Offset)
	case errors.As(err, &typed):
		offset = int(typed.Offset)
	}
	head := b[:min(max(offset, 0), len(b))]
	line = 1 + bytes.Count(head, []byte("\n"))
	column = max(1, len(head)-bytes.LastIndexByte(head, '\n')-1)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return line, column, "the JSON breaks off"
	}
	return line, column, strings.TrimPrefix(err.Error(), "json: ")
}

// offsetOfKey finds the key of an "unknown field", which the reader gives no offset for.
func offsetOfKey(err error, b []byte) int {
	if _, key, ok := strings.Cut(err.Error(), "unknown field "); ok {
		if i := bytes.Index(b, []byte(key)); i >= 0 {
			return i + 1
		}
	}
	return len(b)
}

// unknownKey names the keys that the table does know.
func unknownKey(key toml.Key, name string, find func(*OperationError)) error {
	table := strings.Join(key[:len(key)-1], ".")
	e := &OperationError{File: name, Table: table, Index: -1, Key: key[len(key)-1]}
	find(e)
	place := "[" + table + "]"
	if table == "" {
		place = "the file"
	}
	e.Problem = fmt.Sprintf("%s does not know the key %q", place, e.Key)
	if known := knownKeys(table); known != "" {
		e.Write = "one of " + known
	}
	e.Table, e.Key = "", ""
	return e
}

func knownKeys(table string) string {
	t := map[string]any{"": fileOperation{}, "operation": Header{}, "hotspot": Target{}, "team": Team{}, "team.shift": Shift{}}[table]
	if t == nil {
		return ""
	}
	var keys []string
	for f := range reflect.TypeOf(t).Fields() {
		if k := f.Tag.Get("toml"); k != "" && k != "-" {
			keys = append(keys, k)
		}
	}
	return strings.Join(keys, ", ")
}

var (
	tomlHeader = regexp.MustCompile(`^\s*\[\[?\s*([A-Za-z_.]+)\s*\]`)
	tomlKey    = regexp.MustCompile(`^\s*([A-Za-z_]+)\s*=`)
)

// locateTOML finds the line of a fault's key by reading headers and keys only. An
// Index below 0 is any table of that name. It gives the table's own line when the
// key is not there, and 0 when the table is written in a form it does not know.
func locateTOML(b []byte, e *OperationError) (line, column int) {
	table, text := "", false
	count := map[string]int{"hotspot": -1, "team": -1, "team.shift": -1}
	for n, s := range strings.Split(string(b), "\n") {
		inside := text
		if (strings.Count(s, `"""`)+strings.Count(s, `'''`))%2 == 1 {
			text = !text
		}
		if inside {
			continue
		}
		if h := tomlHeader.FindStringSubmatch(s); h != nil {
			table = h[1]
			count[table]++
			if table == "team" {
				count["team.shift"] = -1
			}
			if here(e, table, count) {
				line, column = n+1, 1
			}
		} else if k := tomlKey.FindStringSubmatchIndex(s); k != nil && s[k[2]:k[3]] == e.Key && here(e, table, count) {
			return n + 1, k[2] + 1
		}
	}
	return line, column
}

func here(e *OperationError, table string, count map[string]int) bool {
	switch {
	case table != e.Table:
		return false
	case e.Index < 0, table == "operation", table == "":
		return true
	case table == "team.shift":
		return count["team"] == e.Index && count[table] == e.Sub
	}
	return count[table] == e.Index
}
