package draw

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"hexbeat/patrol/briefing"
)

//go:embed sheet.html.tmpl
var sheetTemplate string

//go:embed sheet.css
var sheetCSS string

var sheetPage = template.Must(template.New("sheet").Funcs(template.FuncMap{
	"join":        func(s []string) string { return strings.Join(s, "; ") },
	"returnWords": returnWords,
	"countStops":  countStops,
}).Parse(sheetTemplate))

// sheetsView is what the page is made from.
type sheetsView struct {
	Title  string
	CSS    template.CSS
	Href   string
	Sheets []sheetView
}

type sheetView struct {
	briefing.Sheet
	Map      template.HTML
	Counts   []string
	AnyOrder bool
}

// SheetHTML writes the sheet as a page with the same content as Sheet, uncut: a table
// of stops, then the map. With a cssHref it links that stylesheet and holds no style
// of its own, so that it passes style-src 'self'; with none it carries a short one.
// Errors: as Sheet, and those of w.
func SheetHTML(w io.Writer, s briefing.Sheet, base Base, cssHref string) error {
	return SheetsHTML(w, []briefing.Sheet{s}, base, cssHref)
}

// SheetsHTML writes sheets one after the other on one page. Errors: as SheetHTML, and
// ErrNoPages for no sheets.
func SheetsHTML(w io.Writer, sheets []briefing.Sheet, base Base, cssHref string) error {
	if len(sheets) == 0 {
		return ErrNoPages
	}
	v := sheetsView{Title: sheetTitle(sheets[0]), Href: cssHref}
	if len(sheets) > 1 {
		v.Title = "Patrol sheets, " + sheets[0].Operation
	}
	if cssHref == "" {
		v.CSS = template.CSS(sheetCSS)
	}
	for i, s := range sheets {
		one, err := viewOf(s, base)
		if err != nil {
			return fmt.Errorf("sheet %d: %w", i+1, err)
		}
		v.Sheets = append(v.Sheets, one)
	}
	var page bytes.Buffer
	if err := sheetPage.Execute(&page, v); err != nil {
		return fmt.Errorf("draw: sheet page: %w", err)
	}
	_, err := w.Write(page.Bytes())
	return err
}

func viewOf(s briefing.Sheet, base Base) (sheetView, error) {
	var svg strings.Builder
	d, err := SheetMap(s, base)
	if err == nil {
		err = d.SVG(&svg)
	}
	v := sheetView{Sheet: s, Map: template.HTML(svg.String()), Counts: shiftCounts}
	for _, st := range s.Stops {
		v.AnyOrder = v.AnyOrder || len(st.Orders) > 0
	}
	return v, err
}

// SheetMap is the map of a sheet's walk with its scale and key, as a drawing of its own.
func SheetMap(s briefing.Sheet, base Base) (*Drawing, error) {
	const width, height = 150.0, 150.0
	d := New(Page{width, height + 12}, "Map of the walk, "+s.Team)
	d.Desc = "The stops in order: " + strings.Join(stopNames(s), "; ") + "."
	if on, err := sheetDay(s); err == nil {
		base.On = on
	}
	l := sheetLayout{mapFrame: Rect{0.5, 0.5, width - 1, height - 1}, key: Rect{0.5, height + 0.5, width - 1, 11.3}}
	d.Rect(Rect{0, 0, d.Page.W, d.Page.H}, Stroke{}, Solid(White))
	if err := d.sheetMap(s, base, l); err != nil {
		return nil, err
	}
	return d, d.err
}

func stopNames(s briefing.Sheet) []string {
	out := make([]string, len(s.Stops))
	for i, st := range s.Stops {
		out[i] = fmt.Sprintf("%d %s", st.Number, st.Name)
	}
	return out
}
