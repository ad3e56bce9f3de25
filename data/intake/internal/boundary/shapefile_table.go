package boundary

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

const (
	dbfHeader = 32 // bytes before the fields, and of each field
	dbfEnd    = 0x0d
	dbfKept   = ' '
	dbfGone   = '*'
)

// tidyTable copies a .dbf into one whose header and n rows are just as long as they
// say. Without a table every shape has an empty row.
func tidyTable(name string, dbf []byte, n int) ([]byte, error) {
	if len(dbf) == 0 {
		return emptyTable(n), nil
	}
	bad := func(what string) ([]byte, error) {
		return nil, shapeFault(name, "the Shapefile's table is damaged", what)
	}
	if len(dbf) < dbfHeader+1 {
		return bad("the .dbf breaks off")
	}
	rows := int(binary.LittleEndian.Uint32(dbf[4:]))
	head, width := int(binary.LittleEndian.Uint16(dbf[8:])), int(binary.LittleEndian.Uint16(dbf[10:]))
	if rows != n {
		return nil, shapeFault(name, "shapes and rows do not match", fmt.Sprintf("%d shapes and %d rows in the .dbf", n, rows))
	}
	if head > len(dbf) || width < 1 || rows > (len(dbf)-head)/width {
		return bad("the .dbf is shorter than it says")
	}
	fields, used := 0, 1
	for at := dbfHeader; at+dbfHeader <= head && dbf[at] != dbfEnd; at += dbfHeader {
		fields++
		used += int(dbf[at+16])
	}
	if used > width || width > 1<<15-1 || fields > 1000 {
		return bad("the columns of the .dbf are wider than its rows")
	}
	out := make([]byte, 0, dbfHeader*(fields+1)+1+n*used)
	out = append(out, dbf[:dbfHeader*(fields+1)]...)
	out = append(out, dbfEnd)
	binary.LittleEndian.PutUint16(out[8:], uint16(len(out)))
	binary.LittleEndian.PutUint16(out[10:], uint16(used))
	for i := range n {
		row := dbf[head+i*width:][:used]
		out = append(out, mark(row[0]))
		out = append(out, row[1:]...)
	}
	return out, nil
}

// mark is whether a row is kept. Some writers put other bytes than the two there are.
func mark(b byte) byte {
	if b == dbfGone {
		return dbfGone
	}
	return dbfKept
}

func emptyTable(n int) []byte {
	out := make([]byte, dbfHeader, dbfHeader+1+n)
	out[0] = 3
	binary.LittleEndian.PutUint32(out[4:], uint32(n))
	binary.LittleEndian.PutUint16(out[8:], dbfHeader+1)
	binary.LittleEndian.PutUint16(out[10:], 1)
	return append(append(out, dbfEnd), bytes.Repeat([]byte{dbfKept}, n)...)
}

// pages are the code pages by the number that a .cpg names, or that stands for the
// language byte of the .dbf.
var pages = map[string]encoding.Encoding{
	"437": charmap.CodePage437, "850": charmap.CodePage850, "852": charmap.CodePage852, "858": charmap.CodePage858,
	"1250": charmap.Windows1250, "1251": charmap.Windows1251, "1252": charmap.Windows1252, "1254": charmap.Windows1254,
	"88591": charmap.ISO8859_1, "885915": charmap.ISO8859_15, "28591": charmap.ISO8859_1, "65001": encoding.Nop, "utf8": encoding.Nop,
}

// languages are the language bytes of a .dbf that say more than the default.
var languages = map[byte]string{0x01: "437", 0x02: "850", 0x03: "1252", 0x57: "1252", 0x58: "1252", 0x59: "1252", 0xc8: "1250", 0xc9: "1251"}

// codePage is how the table's text is written: by the .cpg, else by the language byte
// of the .dbf. Where both are silent it is UTF-8 if all of it can be, which text of
// another encoding never is by chance, else Windows-1252. note says what was assumed.
func codePage(cpg, dbf []byte) (e encoding.Encoding, note string) {
	if given := strings.TrimSpace(strings.TrimPrefix(string(cpg), "\ufeff")); given != "" {
		if e := pageNamed(given); e != nil {
			return e, ""
		}
		return charmap.Windows1252, fmt.Sprintf("the .cpg names %.20q, which is not known; the text was read as Windows-1252", given)
	}
	if len(dbf) > 29 {
		if n, ok := languages[dbf[29]]; ok {
			return pages[n], ""
		}
		if utf8.Valid(dbf[min(len(dbf), int(binary.LittleEndian.Uint16(dbf[8:]))):]) {
			return encoding.Nop, ""
		}
	}
	return charmap.Windows1252, ""
}

// pageNamed knows "UTF-8", "1252", "ANSI 1252", "cp1252", "ISO-8859-1", "8859_1",
// "OEM 850"; nil is none of them.
func pageNamed(s string) encoding.Encoding {
	key := strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' {
			return -1
		}
		return r
	}, strings.ToLower(s))
	for _, before := range []string{"ansi", "oem", "cp", "windows", "iso", "ms"} {
		key = strings.TrimPrefix(key, before)
	}
	if e, ok := pages[key]; ok {
		return e
	}
	if e, err := htmlindex.Get(s); err == nil {
		return e
	}
	return nil
}

// value is what a cell of a table holds: a number where its column is one.
func value(kind byte, cell string, text *encoding.Decoder) any {
	cell = strings.Trim(cell, " \x00")
	switch kind {
	case 'N', 'F':
		if i, err := strconv.ParseInt(cell, 10, 64); err == nil {
			return i
		}
		if f, err := strconv.ParseFloat(cell, 64); err == nil && f-f == 0 { // neither NaN nor endless
			return f
		}
		return nil // blank, or stars for what did not fit
	case 'L':
		switch strings.ToUpper(cell) {
		case "T", "Y":
			return true
		case "F", "N":
			return false
		}
		return nil
	case 'C', 'D':
		s, err := text.String(cell)
		if err != nil || !utf8.ValidString(s) {
			s = strings.ToValidUTF8(cell, "\ufffd")
		}
		return s
	}
	return nil // a memo, a picture
}
