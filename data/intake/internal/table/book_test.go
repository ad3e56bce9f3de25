package table_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/table"
)

// workbook makes a workbook of sheets: rows of cells, from A1 on.
func workbook(t testing.TB, change func(*excelize.File), sheets ...sheet) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, s := range sheets {
		if i == 0 {
			f.SetSheetName("Sheet1", s.name)
		} else {
			f.NewSheet(s.name)
		}
		for j, row := range s.rows {
			if err := f.SetSheetRow(s.name, fmt.Sprintf("A%d", j+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if change != nil {
		change(f)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type sheet struct {
	name string
	rows [][]any
}

func styled(t testing.TB, f *excelize.File, sheet, cell string, id int, code string) {
	t.Helper()
	s := &excelize.Style{NumFmt: id}
	if code != "" {
		s.CustomNumFmt = &code
	}
	style, err := f.NewStyle(s)
	if err == nil {
		err = f.SetCellStyle(sheet, cell, cell, style)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Serials are of the 1900 system: 43525 is 1 March 2019 and 0.6041666667 is 14:30, as
// any spreadsheet program shows.
func TestBookValues(t *testing.T) {
	for name, c := range map[string]struct {
		value any
		id    int
		code  string
		want  string
	}{
		"date":                {43525, 14, "", "2019-03-01"},
		"date and time":       {43525.604166666664, 22, "", "2019-03-01T14:30:00"},
		"rounded":             {43525.60416, 22, "", "2019-03-01T14:29:59"},
		"midnight":            {43525, 22, "", "2019-03-01T00:00:00"},
		"time behind a date":  {43525.5, 14, "", "2019-03-01T12:00:00"},
		"time":                {0.604166666666667, 20, "", "14:30:00"},
		"month":               {43525, 17, "", "2019-03"},
		"day shown as month":  {43530, 17, "", "2019-03-06"},
		"of one's own":        {43466.00069444445, 0, "yyyy-mm-dd HH:mm:ss UTC", "2019-01-01T00:01:00"},
		"British":             {43525, 0, "[$-809]dd mmmm yyyy;@", "2019-03-01"},
		"escaped":             {43525, 0, `dd\/mm\/yyyy`, "2019-03-01"},
		"seconds' decimals":   {43525.5, 0, "yyyy-mm-dd hh:mm:ss.000", "2019-03-01T12:00:00"},
		"elapsed":             {1.5, 0, "[h]:mm", "1.5"},
		"red number":          {-12.5, 0, `0.00;[Red]-0.00`, "-12.5"},
		"pounds":              {12.5, 0, `[$£-809]#,##0.00`, "12.5"},
		"number with a word":  {12, 0, `0" days"`, "12"},
		"number":              {530076.239, 0, "", "530076.239"},
		"formatted number":    {530076.239, 1, "", "530076.239"},
		"long number":         {202400012345678, 0, "", "202400012345678"},
		"small number":        {0.00001234, 0, "", "0.00001234"},
		"scientific":          {123456789012, 11, "", "123456789012"},
		"text like a number":  {"007", 0, "", "007"},
		"text with an E":      {"12E4", 0, "", "12E4"},
		"text in a date cell": {"not known", 14, "", "not known"},
		"truth":               {true, 0, "", "TRUE"},
		"letters":             {"Müllerstraße <&>", 0, "", "Müllerstraße <&>"},
	} {
		t.Run(name, func(t *testing.T) {
			b := workbook(t, func(f *excelize.File) {
				if c.id != 0 || c.code != "" {
					styled(t, f, "S", "B2", c.id, c.code)
				}
			}, sheet{"S", [][]any{{"a", "b", "c"}, {"x", c.value, "y"}}})
			_, rows, _ := read(t, item("b.xlsx", b), table.Options{})
			same(t, "rows", rows, []string{"2 x|" + c.want + "|y"})
		})
	}
}

func TestBookOf1904(t *testing.T) {
	yes := true
	b := workbook(t, func(f *excelize.File) {
		styled(t, f, "S", "A2", 14, "")
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
			t.Fatal(err)
		}
	}, sheet{"S", [][]any{{"a", "b"}, {42063, 1}}})
	_, rows, _ := read(t, item("b.xlsx", b), table.Options{})
	same(t, "rows", rows, "[2 2019-03-01|1]")
}

func TestBookLayout(t *testing.T) {
	b := workbook(t, func(f *excelize.File) {
		f.MergeCell("S", "A1", "C1")
		f.SetCellFormula("S", "C6", "A6&B6")
	}, sheet{"S", [][]any{{"ASB log, May 2019"}, nil, {"id", "when", "what"}, {1, "2019-05-01", "a"}, nil, {2, "2019-05-02", nil},
		{3, "2019-05-03", "c", "seen"}, {"Total", 3}, nil}})
	r, err := table.Open(item("b.xlsx", b), table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	same(t, "header", r.Header(), "[id when what]")
	var rows []string
	for {
		row, f, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, told(row, f), r.Cell(2), fmt.Sprint(r.Column(2)))
	}
	same(t, "rows", rows, "[4 1|2019-05-01|a C4 3 6 2|2019-05-02| C6 3 7 3|2019-05-03|c C7 3]")
	f := r.Format()
	same(t, "format", fmt.Sprint(f.Kind, f.Sheet, f.Header, f.Rows), fmt.Sprint("xlsx", "S", 3, 3))
	for _, want := range []string{"left out: lines 1 to 2, above", "1 formulas have no value yet", "right of the last heading, first in row 7", "line 8, a total"} {
		if !strings.Contains(fmt.Sprint(f.Notes), want) {
			t.Errorf("notes %q lack %q", f.Notes, want)
		}
	}
}

func TestBookSheets(t *testing.T) {
	austin := sheet{"Austin", [][]any{{"id", "when"}, {1, "x"}, {2, "y"}}}
	worth := sheet{"Fort Worth", [][]any{{"Id ", "When"}, {3, "z"}}}
	other := sheet{"Seattle", [][]any{{"id", "where"}, {4, "z"}}}
	notes := sheet{"Notes", [][]any{{"made by the council"}}}
	hide := func(f *excelize.File) { f.SetSheetVisible("Seattle", false) }
	for name, c := range map[string]struct {
		book []byte
		o    table.Options
		want string
	}{
		"equal headers":  {workbook(t, nil, austin, notes, worth), table.Options{}, "[2 1|x 3 2|y 2 3|z] Austin:2 Fort Worth:1"},
		"hidden":         {workbook(t, hide, austin, other), table.Options{}, "[2 1|x 3 2|y] Austin:2"},
		"named":          {workbook(t, hide, austin, other), table.Options{Sheet: "seattle"}, "[2 4|z] Seattle:1"},
		"header is said": {workbook(t, nil, austin), table.Options{HeaderLine: 2}, "[3 2|y] Austin:1"},
		"a total each":   {workbook(t, nil, sheet{"A", [][]any{{"id", "n"}, {1, 2}, {"Total", nil}}}, sheet{"B", [][]any{{"id", "n"}, {3, 4}}}), table.Options{}, "[2 1|2 2 3|4] A:1 B:1"},
	} {
		t.Run(name, func(t *testing.T) {
			_, rows, formats := read(t, item("b.xlsx", c.book), c.o)
			got := fmt.Sprint(rows)
			for _, f := range formats {
				got += fmt.Sprintf(" %s:%d", f.Sheet, f.Rows)
			}
			same(t, "rows", got, c.want)
		})
	}
	for want, c := range map[string]struct {
		book []byte
		o    table.Options
	}{
		"say which with --sheet: Austin, Seattle": {workbook(t, nil, austin, other), table.Options{}},
		`no sheet "Dallas"; it has Austin`:        {workbook(t, nil, austin), table.Options{Sheet: "Dallas"}},
	} {
		if _, err := table.Open(item("b.xlsx", c.book), c.o); !errors.Is(err, fault.ErrUsage) || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	_, err := table.Open(item("b.xlsx", workbook(t, nil, sheet{"S", nil})), table.Options{})
	if !errors.Is(err, fault.ErrFile) || !strings.Contains(err.Error(), "the workbook holds no table") {
		t.Errorf("got %v", err)
	}
}

// rewritten changes one part of a workbook.
func rewritten(t testing.TB, book []byte, part string, change func([]byte) []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			content = change(content)
		}
		w, err := out.Create(f.Name)
		if err == nil {
			_, err = w.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Damage that the library takes for the end of a sheet is no end.
func TestDamagedBook(t *testing.T) {
	rows := [][]any{{"id", "when"}}
	for i := range 200 {
		rows = append(rows, []any{i, "x"})
	}
	good := workbook(t, nil, sheet{"S", rows})
	control := rewritten(t, good, "xl/worksheets/sheet1.xml", func(b []byte) []byte {
		return bytes.Replace(b, []byte(`<row r="90"`), []byte("\x0b<row r=\"90\""), 1)
	})
	r, err := table.Open(item("b.xlsx", control), table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for err == nil {
		_, _, err = r.Next()
	}
	if !errors.Is(err, fault.ErrFile) || !strings.Contains(err.Error(), "cannot be read to its end") {
		t.Errorf("got %v", err)
	}
	flipped := bytes.Clone(good)
	at := bytes.Index(flipped, []byte("xl/worksheets/sheet1.xml")) + 200
	flipped[at] ^= 0xff
	for name, b := range map[string][]byte{"flipped": flipped, "torn": good[:len(good)-100], "no workbook": zippedFiles(t, "a.txt", "x"), "not XML": rewritten(t, good, "xl/workbook.xml", func([]byte) []byte { return []byte("<") })} {
		if r, err := table.Open(item("b.xlsx", b), table.Options{}); !errors.Is(err, fault.ErrFile) {
			t.Errorf("%s: got %v, want a refusal", name, err)
		} else if err == nil {
			r.Close()
		}
	}
}

func zippedFiles(t testing.TB, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(names); i += 2 {
		w, err := z.Create(names[i])
		if err == nil {
			_, err = w.Write([]byte(names[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A workbook that says its sheet is 80 MB in 4 bytes is not unpacked.
func TestBookBomb(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, CompressedSize64: 4, UncompressedSize64: 80 << 20})
	if err == nil {
		_, err = io.WriteString(w, "xxxx")
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	_, err = table.Open(item("b.xlsx", b.Bytes()), table.Options{})
	if !errors.Is(err, fault.ErrFile) || !strings.Contains(err.Error(), "unpacks to too much") {
		t.Errorf("got %v", err)
	}
}
