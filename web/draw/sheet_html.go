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

// sheetView is what the page is made from.
type sheetView struct {
	briefing.Sheet
	Title    string
	CSS      template.CSS
	Href     string
	Map      template.HTML
	Counts   []string
	AnyOrder bool
}

// SheetHTML writes the sheet as a page with the same content as Sheet, uncut: a table
// of stops, then the map. With a cssHref it links that stylesheet and holds no style
// of its own, so that it passes style-src 'self'; with none it carries a short one.
// Errors: as Sheet, and those of w.
func SheetHTML(w io.Writer, s briefing.Sheet, base Base, cssHref string) error {
	d, err := SheetMap(s, base)
	if err != nil {
		return err
	}
	var svg, page bytes.Buffer
	if err := d.SVG(&svg); err != nil {
		return err
	}
	v := sheetView{Sheet: s, Title: sheetTitle(s), Href: cssHref, Map: template.HTML(svg.String()), Counts: shiftCounts}
	if cssHref == "" {
		v.CSS = template.CSS(sheetCSS)
	}
	for _, st := range s.Stops {
		v.AnyOrder = v.AnyOrder || len(st.Orders) > 0
	}
	if err := sheetPage.Execute(&page, v); err != nil {
		return fmt.Errorf("draw: sheet page: %w", err)
	}
	_, err = w.Write(page.Bytes())
	return err
}

// SheetMap is the map of a sheet's walk with its scale and key, as a drawing of its own.
func SheetMap(s briefing.Sheet, base Base) (*Drawing, error) {
	const width, height = 150.0, 150.0
	d := New(Page{width, height + 11}, "Map of the walk, "+s.Team)
	d.Desc = "The stops in order: " + strings.Join(stopNames(s), "; ") + "."
	if on, err := sheetDay(s); err == nil {
		base.On = on
	}
	l := sheetLayout{mapFrame: Rect{0.5, 0.5, width - 1, height - 1}, key: Rect{0.5, height + 0.5, width - 1, 10}}
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
