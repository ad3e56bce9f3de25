package table_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/table"
)

func encoded(t testing.TB, text string, how interface {
	Bytes([]byte) ([]byte, error)
}) []byte {
	t.Helper()
	b, err := how.Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEncodings(t *testing.T) {
	const text = "id,street\r\n1,Rue de l’Église\r\n2,Müllerstraße\r\n"
	utf16 := func(e unicode.Endianness, b unicode.BOMPolicy) []byte {
		return encoded(t, text, unicode.UTF16(e, b).NewEncoder())
	}
	for name, c := range map[string]struct {
		content []byte
		o       table.Options
		want    string
	}{
		"UTF-8":                {[]byte(text), table.Options{}, "UTF-8"},
		"UTF-8 with a mark":    {[]byte("\ufeff" + text), table.Options{}, "UTF-8"},
		"Excel Unicode text":   {utf16(unicode.LittleEndian, unicode.UseBOM), table.Options{}, "UTF-16LE"},
		"UTF-16BE":             {utf16(unicode.BigEndian, unicode.UseBOM), table.Options{}, "UTF-16BE"},
		"UTF-16LE, no mark":    {utf16(unicode.LittleEndian, unicode.IgnoreBOM), table.Options{}, "UTF-16LE"},
		"UTF-16BE, no mark":    {utf16(unicode.BigEndian, unicode.IgnoreBOM), table.Options{}, "UTF-16BE"},
		"Windows-1252":         {encoded(t, text, charmap.Windows1252.NewEncoder()), table.Options{}, "windows-1252"},
		"said to be UTF-8":     {[]byte("\ufeff" + text), table.Options{Encoding: "UTF-8"}, "UTF-8"},
		"said to be 1252":      {encoded(t, text, charmap.Windows1252.NewEncoder()), table.Options{Encoding: "cp1252"}, "windows-1252"},
		"said to be Macintosh": {encoded(t, text, charmap.Macintosh.NewEncoder()), table.Options{Encoding: "macintosh"}, "macintosh"},
		"said to be UTF-16":    {utf16(unicode.LittleEndian, unicode.IgnoreBOM), table.Options{Encoding: "utf-16"}, "UTF-16LE"},
	} {
		t.Run(name, func(t *testing.T) {
			header, rows, formats := read(t, item("a.csv", c.content), c.o)
			same(t, "header", header, "id|street")
			same(t, "rows", rows, []string{"2 1|Rue de l’Église", "3 2|Müllerstraße"})
			same(t, "encoding", formats[0].Encoding, c.want)
		})
	}
}

// The first letter beyond ASCII stands behind what is looked at for the encoding.
func TestLateLetters(t *testing.T) {
	plain := "id,street\n" + strings.Repeat("1,High Street\n", 10_000)
	for encoding, c := range map[string]struct{ tail, want string }{
		"windows-1252": {"2,Caf\xe9\n3,\x93Bar\x94\n", "10002 2|Café;10003 3|“Bar”"},
		"UTF-8":        {"2,Café\n3,\xe9\n", "10002 2|Café;10003:3 text is not UTF-8"},
	} {
		_, rows, formats := read(t, item("a.csv", []byte(plain+c.tail)), table.Options{})
		same(t, encoding, strings.Join(rows[len(rows)-2:], ";"), c.want)
		same(t, "encoding", formats[0].Encoding, encoding)
	}
}

func TestBrokenCharacters(t *testing.T) {
	half := encoded(t, "id,street\n1,A\n2,BC\n", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder())
	half[len(half)-5] = 0xd8 // half a pair in the place of the last letter
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"not in UTF-8":        {[]byte("id,street\n1,ÄÖÜ\n2,a\xffb\n"), "[2 1|ÄÖÜ 3:3 text is not UTF-8]"},
		"not in Windows-1252": {[]byte("id,street\n1,\xc4\xd6\n2,a\x81b\n"), "[2 1|ÄÖ 3:3 text is not windows-1252]"},
		"not in UTF-16":       {half, "[2 1|A 3:3 text is not UTF-16LE]"},
		"NUL":                 {[]byte("id,street\n1,a\x00b\n2,c\n"), "[2:3 the cell holds a NUL byte 3 2|c]"},
	} {
		t.Run(name, func(t *testing.T) {
			_, rows, _ := read(t, item("a.csv", c.content), table.Options{})
			same(t, "rows", rows, c.want)
		})
	}
}

func TestSeparators(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		sep  string
		want string
	}{
		"comma":                 {"a,b,c\n1,2;3;4,5\n", ",", "[2 1|2;3;4|5]"},
		"semicolon":             {"a;b;c\n1;2,5;3\n4;5,5;6\n", ";", "[2 1|2,5|3 3 4|5,5|6]"},
		"two decimal commas":    {"id;easting;northing\n1;530076,239;182797,685\n2;529502,201;184061,663\n", ";", "[2 1|530076,239|182797,685 3 2|529502,201|184061,663]"},
		"more commas than tabs": {"when\taddress\n1\t1, High Street, London, N1\n2\t2, High Street, London, N1\n", "\t", "[2 1|1, High Street, London, N1 3 2|2, High Street, London, N1]"},
		"pipe":                  {"a|b\n1|x,y\n", "|", "[2 1|x,y]"},
		"commas in quotes":      {"a;b\n\"1,2,3\";4\n\"5,6,7\";8\n", ";", "[2 1,2,3|4 3 5,6,7|8]"},
		"said by Excel":         {"sep=|\na,b|c\n1,2|3\n", "|", "[3 1,2|3]"},
		"title with commas":     {"Log, Westminster, 2019\na;b;c\n1;2;3\n4;5;6\n", ";", "[3 1|2|3 4 4|5|6]"},
		"one column":            {"a\n1\n2\n", ",", "[2 1 3 2]"},
	} {
		t.Run(name, func(t *testing.T) {
			_, rows, formats := read(t, item("a.csv", []byte(c.text)), table.Options{})
			same(t, "separator", formats[0].Separator, c.sep)
			same(t, "rows", rows, c.want)
		})
	}
	_, rows, _ := read(t, item("a.csv", []byte("a,b;c\n1,2;3\n")), table.Options{Separator: ';'})
	same(t, "separator that is said", rows, "[2 1,2|3]")
}

func TestLines(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"CRLF":               {"a,b\r\n1,2\r\n3,4\r\n", "[2 1|2 3 3|4]"},
		"old Macintosh":      {"a,b\r1,2\r3,4\r", "[2 1|2 3 3|4]"},
		"no end":             {"a,b\n1,2", "[2 1|2]"},
		"blank lines":        {"\n\na,b\n\n1,2\n,\n  \n3,4\n\n", "[5 1|2 8 3|4]"},
		"line in quotes":     {"a,b\n\"1\r\n1\",2\n3,4\n", "[2 1\n1|2 4 3|4]"},
		"total":              {"a,b,c,d\n1,2,3,4\nTotal,1,,\n\n", "[2 1|2|3|4]"},
		"total of few cells": {"a,b,c,d\n1,2,3,4\nGrand total: 1\n", "[2 1|2|3|4]"},
		"total and rows":     {"a,b,c,d\nTotal,,,\n1,2,3,4\n", "[2 Total||| 3 1|2|3|4]"},
		"empty cells more":   {"a,b\n1,2,\n3,4,,\n", "[2 1|2 3 3|4]"},
		"nameless column":    {"a,b,\n1,2\n3,4,5\n", "[2 1|2| 3 3|4|5]"},
		"too many":           {"a,b\n1,2,3\n4,5\n", "[2 wrong number of columns 3 4|5]"},
		"broken over two":    {"a,b,c\n 1,KINGS\nSCHOLARS,3\n4,5,6\n", "[2 wrong number of columns 3 wrong number of columns 4 4|5|6]"},
	} {
		t.Run(name, func(t *testing.T) {
			_, rows, _ := read(t, item("a.csv", []byte(c.text)), table.Options{})
			same(t, "rows", fmt.Sprintf("%s", rows), c.want)
		})
	}
}

func TestQuotes(t *testing.T) {
	const head = "a,b,c,d\n"
	for name, c := range map[string]struct{ text, want string }{
		"comma":                 {`1,"x, y",3,4`, `[2 1|x, y|3|4]`},
		"doubled":               {`1,"the ""Old"" Mill",3,4`, `[2 1|the "Old" Mill|3|4]`},
		"blanks round it":       {`1, "x, y" ,3,4`, `[2 1|x, y|3|4]`},
		"inside a cell":         {`1,KINGS "SCHOLARS",3,4`, `[2 1|KINGS "SCHOLARS"|3|4]`},
		"inches":                {`1,pipe of 12",3,4`, `[2 1|pipe of 12"|3|4]`},
		"word at the beginning": {`1,"Old" Mill,3,4`, `[2 1|"Old" Mill|3|4]`},
		"not doubled":           {`1,"the "Old, Mill" Inn",3,4`, `[2 1|the "Old, Mill" Inn|3|4]`},
		"no reading":            {`1,"a"b,3`, `[2:5 the line's quotes do not match]`},
		"two readings":          {`1,"a" x",3,4`, `[2:5 the line's quotes do not match]`},
		"open at the end":       {`1,"x,3,4`, `[2:3 a quote is not closed]`},
		"open, rows below":      {"1,\"x,3,4\n5,6,7,8\n9,10,11,12", `[2:3 a quote is not closed 3 5|6|7|8 4 9|10|11|12]`},
		"open, quotes below":    {"1,\"x,3,4\n5,\"6\",7,8\n9,10,11,12", `[2:3 a quote is not closed 3 5|6|7|8 4 9|10|11|12]`},
		"closed by chance":      {"1,2,3,\"x\n5,6,7,8\n9,10,11,y\"\n", `[2:7 a quote is not closed 3 5|6|7|8 4 9|10|11|y"]`},
		"a note of two lines":   {"1,\"x\nand, again, y\",3,4", "[2 1|x\nand, again, y|3|4]"},
		"note with few columns": {"1,\"x\ny\",3", "[2:3 a quote is not closed 3 wrong number of columns]"},
		"open for long":         {"1,\"x,3,4\n" + strings.Repeat("5,6,7,8\n", 300) + "1,\"y\",3,4", "[2:3 a quote is not closed" + manyRows(3, 300) + " 303 1|y|3|4]"},
	} {
		t.Run(name, func(t *testing.T) {
			_, rows, _ := read(t, item("a.csv", []byte(head+c.text)), table.Options{})
			same(t, "rows", fmt.Sprintf("%s", rows), c.want)
		})
	}
	_, rows, _ := read(t, item("a.csv", []byte(head+"1,KINGS \"SCHOLARS\",3,4\n1,\"Old\" Mill,3,4\n1,\"x, y\",3,4\n")), table.Options{Strict: true})
	same(t, "strict", rows, "[2:9 the line's quotes do not match 3:7 the line's quotes do not match 4 1|x, y|3|4]")
}

func manyRows(from, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " %d 5|6|7|8", from+i)
	}
	return b.String()
}

func TestHeaderLine(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		o      table.Options
		header string
		line   int
		notes  string
	}{
		"first":               {"id,when,what\n1,2,3\n", table.Options{}, "id|when|what", 1, "[]"},
		"under a title":       {"ASB log\nid,when,what\n1,2,3\n4,5,6\n", table.Options{}, "id|when|what", 2, "[left out: line 1, above the header]"},
		"under padded titles": {"ASB log,,\nMay 2019,,\n,,\nid,when,what\n1,2,3\n4,5,6\n", table.Options{}, "id|when|what", 4, "[left out: lines 1 to 3, above the header]"},
		"sparse rows":         {"id,when,what,x,y,z\n1,2,3,,,\n4,5,6,,,\n", table.Options{}, "id|when|what|x|y|z", 1, "[]"},
		"one odd row":         {"id,when,what\n1,2,3,4,5,6,7\n", table.Options{}, "id|when|what", 1, "[]"},
		"said":                {"id,when,what\nRef,Date,Type\n1,2,3\n", table.Options{HeaderLine: 2}, "Ref|Date|Type", 2, "[left out: line 1, above the header]"},
	} {
		t.Run(name, func(t *testing.T) {
			header, _, formats := read(t, item("a.csv", []byte(c.text)), c.o)
			same(t, "header", header, c.header)
			same(t, "line", formats[0].Header, c.line)
			same(t, "notes", formats[0].Notes, c.notes)
		})
	}
}

func TestRefusedText(t *testing.T) {
	long := append([]byte("a,b\n1,"), bytes.Repeat([]byte("x"), 3<<20)...)
	_, rows, _ := read(t, item("a.csv", append(long, "\n3,4\n"...)), table.Options{})
	same(t, "a long line", rows, "[2 the line is too long 3 3|4]")
	for name, content := range map[string]string{
		"the file is empty":         " \n \n",
		"the file is not text":      "a,b\n" + strings.Repeat("\x00", 600) + strings.Repeat("\x00\x01\x02", 300),
		"the header cannot be read": "a,\"b\n1,2\n",
		"is not what its name says": "<html>",
		"there is no header":        "2024-01-01,Smith,-0.1,51.5\n2024-01-02,Jones,-0.1,51.5\n",
	} {
		r, err := table.Open(item("a.csv", []byte(content)), table.Options{})
		if err == nil {
			r.Close()
		}
		if f, ok := err.(*fault.Fault); !ok || !strings.Contains(f.Error(), name) || f.Hint == "" || strings.Contains(f.Error(), "Smith") {
			t.Errorf("got %v, want %q and a hint", err, name)
		}
	}
}
