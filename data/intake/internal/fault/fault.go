// Package fault says what is wrong with an input, where, and what to do about it. A
// line counts from 1 and so does a column, in bytes.
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// Sentinels for what stops a whole import. Row faults do not stop it.
var (
	ErrUsage    = errors.New("intake: the import was asked for wrongly") // exit status 2
	ErrFile     = errors.New("intake: the file cannot be used")
	ErrIdentity = errors.New("intake: the file holds columns about people")
	ErrNothing  = errors.New("intake: no row could be used, so nothing was imported")
)

// Fault is one thing wrong with an input, at its place.
type Fault struct {
	File   string
	Line   int    // 1 for the header; 0 when the fault is the file's as a whole
	Column int    // 1 for the first byte of the line; 0 when the fault is the line's as a whole
	Cell   string // in a workbook: C12, whose row and column Line and Column are
	Field  string
	Reason string // short and countable: "latitude out of range"
	Detail string // what stands there
	Hint   string // what to do
}

// Error is "file.csv:12:40: latitude out of range: 1000; write degrees ...", in a
// workbook "file.xlsx, sheet May:C12: latitude ...".
func (f *Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.File)
	if f.Cell != "" {
		b.WriteString(":" + f.Cell)
	} else if f.Line > 0 {
		fmt.Fprintf(&b, ":%d", f.Line)
		if f.Column > 0 {
			fmt.Fprintf(&b, ":%d", f.Column)
		}
	}
	b.WriteString(": " + f.Reason)
	if f.Field != "" {
		fmt.Fprintf(&b, " in column %q", f.Field)
	}
	if f.Detail != "" {
		b.WriteString(": " + f.Detail)
	}
	if f.Hint != "" {
		b.WriteString("; " + f.Hint)
	}
	return b.String()
}

// Unwrap lets a fault of the whole file be told from other failures.
func (f *Fault) Unwrap() error { return ErrFile }

// OfFile is a fault of the whole file.
func OfFile(name, reason, detail, hint string) *Fault {
	return &Fault{File: name, Reason: reason, Detail: detail, Hint: hint}
}
