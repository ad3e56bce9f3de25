package draw

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"hexbeat/patrol/briefing"
)

// readHTML walks a page with the XML decoder in its HTML setting: our pages close every
// element but the void ones.
func readHTML(t *testing.T, page []byte) (elements []element, text string) {
	t.Helper()
	dec := xml.NewDecoder(bytes.NewReader(page))
	dec.Strict, dec.AutoClose, dec.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var b strings.Builder
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			return elements, b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			e := element{name: tok.Name.Local, attrs: map[string]string{}}
			for _, a := range tok.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			elements = append(elements, e)
		case xml.CharData:
			b.Write(tok)
		}
	}
}

func pageOf(t *testing.T, href string, sheets ...briefing.Sheet) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := SheetsHTML(&b, sheets, townBase(), href); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func count(els []element, name string) (n int) {
	for _, e := range els {
		if e.name == name {
			n++
		}
	}
	return n
}

func TestSheetHTMLHoldsEverythingUncut(t *testing.T) {
	s := townSheet(14, true)
	els, text := readHTML(t, pageOf(t, "", s))
	if els[0].name != "html" || els[0].attrs["lang"] != "en-GB" {
		t.Errorf("the page begins %v", els[0])
	}
	if rows := count(els, "tr"); rows != 1+14+2 {
		t.Errorf("%d table rows, want a head, 14 stops and two of counts", rows)
	}
	if n := count(els, "svg"); n < 1 {
		t.Error("no map")
	}
	text = strings.Join(strings.Fields(text), " ")
	for _, words := range append(sheetWords(s), s.PageID, s.Snapshot, s.DataTo, s.Break, "7 minutes' walk", "OFFICIAL", "Invented sample") {
		if words = strings.Join(strings.Fields(words), " "); !strings.Contains(text, words) {
			t.Errorf("the page lacks %q", words)
		}
	}
}

func TestSheetHTMLUnderAStrictPolicy(t *testing.T) {
	els, _ := readHTML(t, pageOf(t, "/assets/sheet.css", townSheet(6, false)))
	linked := false
	for _, e := range els {
		linked = linked || e.name == "link" && e.attrs["href"] == "/assets/sheet.css"
		if e.name == "style" || e.name == "script" || e.attrs["style"] != "" || e.attrs["onload"] != "" {
			t.Errorf("%s %v", e.name, e.attrs)
		}
	}
	if !linked {
		t.Error("the stylesheet is not linked")
	}
	els, _ = readHTML(t, pageOf(t, "", townSheet(6, false)))
	if count(els, "style") != 1 || count(els, "link") != 0 {
		t.Error("without a stylesheet the page must carry its own and link none")
	}
}

func TestSheetHTMLEscapes(t *testing.T) {
	s := townSheet(1, false)
	s.Stops[0].Name, s.Stops[0].Tactic, s.Team = "<script>alert(1)</script>", `"><img src=x>`, "</title><b>"
	els, text := readHTML(t, pageOf(t, "", s))
	if count(els, "script")+count(els, "img")+count(els, "b") > 0 || !strings.Contains(text, "<script>alert(1)</script>") {
		t.Error("text became markup")
	}
}

func TestSheetsHTML(t *testing.T) {
	if err := SheetsHTML(io.Discard, nil, Base{}, ""); !errors.Is(err, ErrNoPages) {
		t.Errorf("no sheets: %v, want ErrNoPages", err)
	}
	els, text := readHTML(t, pageOf(t, "", townSheet(2, false), townSheet(0, false)))
	if count(els, "article") != 2 || count(els, "h1") != 2 || !strings.Contains(text, "No stops on this shift.") {
		t.Errorf("%d articles, %d headings", count(els, "article"), count(els, "h1"))
	}
}

func TestSheetMapIsADrawingOfItsOwn(t *testing.T) {
	d, err := SheetMap(townSheet(6, false), townBase())
	if err != nil {
		t.Fatal(err)
	}
	if text := sheetTexts(d); !strings.Contains(text, "2, 5\n") || !strings.Contains(text, "Scale 1:") {
		t.Errorf("two visits to one place are not one pin, or there is no scale:\n%s", text)
	}
}
