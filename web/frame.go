package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"hexbeat/hotspot"
)

//go:embed templates/*.html
var templateFiles embed.FS

// frame is what every page carries around its own content.
type frame struct {
	Title    string
	Nav      []navItem
	Marking  string
	Sample   bool
	Clock    string // "Monday 2 November 2026"
	DataTo   string
	Snapshot string
	Assets   assets
	Page     any
}

type navItem struct {
	Name, Href string
	Current    bool
}

// sections is the navigation, left to right; it stays as it is from the first
// version on, so that people learn it once.
var sections = []navItem{
	{Name: "Today", Href: "/"}, {Name: "Map", Href: "/map"}, {Name: "Analysis", Href: "/analysis"},
	{Name: "Operations", Href: "/operations"}, {Name: "Orders", Href: "/orders"}, {Name: "Data", Href: "/data"},
	{Name: "Releases", Href: "/releases"}, {Name: "Help", Href: "/help"},
}

// parsePages reads each page's template together with the frame and the parts.
func parsePages() (map[string]*template.Template, error) {
	names, err := fs.Glob(templateFiles, "templates/page_*.html")
	if err != nil {
		return nil, fmt.Errorf("web: templates: %w", err)
	}
	pages := map[string]*template.Template{}
	for _, name := range names {
		t, err := template.New("frame").Funcs(words).ParseFS(templateFiles, "templates/frame.html", "templates/part_*.html", name)
		if err != nil {
			return nil, fmt.Errorf("web: templates: %w", err)
		}
		pages[strings.TrimSuffix(strings.TrimPrefix(path.Base(name), "page_"), ".html")] = t
	}
	return pages, nil
}

// page renders one page in the frame. The section is the navigation's name for
// where the reader is; the snapshot, which may be nil, goes to the footer.
func (s *Server) page(c echo.Context, status int, name, section, title string, snap *hotspot.Snapshot, content any) error {
	f := frame{Title: title, Marking: s.store.Marking(), Sample: s.store.Sample(),
		Clock: longDate(s.clock(snap)), DataTo: "not known", Snapshot: "none", Assets: s.assets, Page: content}
	for _, item := range sections {
		item.Current = item.Name == section
		f.Nav = append(f.Nav, item)
	}
	if snap != nil {
		f.Snapshot = snap.Label()
		f.DataTo = dataTo(snap)
	}
	var b bytes.Buffer // whole before the first byte leaves, so that a failure is still an error page
	if err := s.pages[name].ExecuteTemplate(&b, "frame", f); err != nil {
		return fmt.Errorf("web: page %s: %w", name, err)
	}
	return c.HTMLBlob(status, b.Bytes())
}

// errorPage shows a problem in the frame, in plain words.
func (s *Server) errorPage(c echo.Context, p *problem) error {
	title := map[int]string{
		http.StatusNotFound:            "Page not found",
		http.StatusBadRequest:          "We could not answer that",
		http.StatusMethodNotAllowed:    "We could not answer that",
		http.StatusForbidden:           "Not sent from here",
		http.StatusServiceUnavailable:  "Broken off",
		http.StatusInternalServerError: "Sorry, there is a problem",
	}[p.status]
	if title == "" {
		title = "We could not answer that"
	}
	return s.page(c, p.status, "error", "", title, nil, struct {
		Title, Words, RequestID string
		Ours, Asked             bool
	}{title, p.words(), requestID(c), p.status >= 500, p.status == http.StatusBadRequest})
}

// clock is the moment pages speak of, in the snapshot's zone.
func (s *Server) clock(snap *hotspot.Snapshot) time.Time {
	return s.store.Clock().In(zoneOf(snap))
}

// zoneOf is where the data's civil dates hold; London when nothing is loaded.
func zoneOf(snap *hotspot.Snapshot) *time.Location {
	if snap != nil && snap.DataTz != nil {
		return snap.DataTz
	}
	if zone, err := time.LoadLocation("Europe/London"); err == nil {
		return zone
	}
	return time.UTC
}
