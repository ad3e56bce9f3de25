package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/hotspot"
)

type dataPage struct {
	Lead       string
	Missing    string
	MonthNames []string
	Sources    []sourceGrid
	Batches    []batchRow
	Bring      bringPart
	Profiles   []intake.KnownProfile // that come with the program
	Saved      []intake.KnownProfile // in this folder
	Lookups    []lookupRow
}

// lookupRow is a list of places that is loaded.
type lookupRow struct {
	data.LookupInfo
	Name, When string
}

// bringPart is where a file is brought in.
type bringPart struct {
	Open       bool   // files are taken
	Refusal    string // why nothing can be kept, where that is so
	Form       bringForm
	Kinds      []kindChoice
	Formats    string
	Limit      int64
	LimitWords string
	Waiting    []waitingRow
}

// waitingRow is an upload that nobody has finished with.
type waitingRow struct{ ID, Name, Words string }

// sourceGrid is one source's months, a line a year.
type sourceGrid struct {
	Name  string
	Total int
	Years []yearRow
}

type yearRow struct {
	Year   string
	Months [12]monthCell
}

type monthCell struct{ State, Words string }

type batchRow struct {
	data.BatchInfo
	When string
}

var monthNames = []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// dataPage answers GET /data.
func (s *Server) dataPage(c echo.Context) error {
	return s.showData(c, http.StatusOK, bringForm{Kind: incidentsKind})
}

// showData shows what has come in, and the form to bring in more as it was filled in.
func (s *Server) showData(c echo.Context, status int, form bringForm) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	snap, err := s.store.Snapshot(ctx, scope)
	if err != nil {
		return err
	}
	months, err := s.store.Coverage(ctx, scope)
	if err != nil {
		return err
	}
	batches, err := s.store.Batches(ctx, scope)
	if err != nil {
		return err
	}
	page := dataPage{Lead: dataLead(months), Missing: missingWords(months), MonthNames: monthNames, Sources: sourceGrids(months)}
	for _, b := range batches {
		page.Batches = append(page.Batches, batchRow{b, b.Committed.In(zoneOf(snap)).Format("2 Jan 2006, 15:04")})
	}
	slices.SortStableFunc(page.Batches, func(a, b batchRow) int { return int(b.ID - a.ID) })
	page.Bring = s.bringPart(form)
	if err := errors.Join(s.knownKinds(ctx, scope, &page), s.loadedLists(ctx, scope, snap, &page)); err != nil {
		return err
	}
	title := "Data"
	if len(form.Errors) > 0 {
		title = "Error: Data"
	}
	return s.page(c, status, "data", "Data", title, snap, page)
}

// knownKinds lists the kinds of file that are known.
func (s *Server) knownKinds(ctx context.Context, sc data.Scope, page *dataPage) error {
	if s.reader == nil {
		return nil
	}
	known, err := s.reader.profiles(ctx, sc)
	for _, k := range known {
		if k.Saved {
			page.Saved = append(page.Saved, k)
		} else {
			page.Profiles = append(page.Profiles, k)
		}
	}
	return err
}

// loadedLists lists the lists of places.
func (s *Server) loadedLists(ctx context.Context, sc data.Scope, snap *hotspot.Snapshot, page *dataPage) error {
	if s.opt.Folder == nil {
		return nil
	}
	lists, err := s.opt.Folder.Lookups(ctx, sc)
	for _, l := range lists {
		name, _, _ := strings.Cut(orElse(lookupNames[l.Kind], string(l.Kind)), ":")
		page.Lookups = append(page.Lookups, lookupRow{l, name, l.Loaded.In(zoneOf(snap)).Format("2 Jan 2006, 15:04")})
	}
	return err
}

// removeList answers POST /data/lookups/:kind/delete. The store records it.
func (s *Server) removeList(c echo.Context) error {
	kind := data.LookupKind(c.Param("kind"))
	if s.opt.Folder == nil || !slices.Contains(data.LookupKinds, kind) {
		return data.ErrNotFound
	}
	if s.store.Sample() {
		return &problem{status: http.StatusConflict, code: "sample", message: "This folder holds the invented borough, and stays as it is."}
	}
	if err := s.opt.Folder.RemoveLookup(c.Request().Context(), scopeOf(c), kind); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/data")
}

// formats are the kinds of file that are read.
const formats = "Reports as .csv, .tsv, .txt, .xlsx or .geojson; areas as .geojson, .gpkg, .kml, .kmz or zipped shapefile; streets as .osm or .osm.pbf. Also in .zip or .gz."

func (s *Server) bringPart(form bringForm) bringPart {
	b := bringPart{Open: s.uploads != nil, Form: form, Kinds: intakeKinds, Formats: formats, Limit: s.opt.MaxUpload, LimitWords: bytesWords(s.opt.MaxUpload)}
	if s.store.Sample() {
		b.Refusal = sampleRefusal + "."
		if b.Open {
			b.Refusal += " You can send a file all the same and see how it would be read. To bring your own files in, make a folder of your own with hexbeat --dir FOLDER init."
		}
	}
	if !b.Open {
		return b
	}
	busy := s.uploads.busy()
	for _, u := range s.uploads.unfinished() {
		words := "waits to be looked at"
		if u == busy {
			words = "is being brought in"
		}
		b.Waiting = append(b.Waiting, waitingRow{u.ID, fileWords(u), words})
	}
	return b
}

func dataLead(months []data.SourceMonth) string {
	if len(months) == 0 {
		return "No reports have been imported yet."
	}
	first, last, total := months[0].Month, months[0].Month, 0
	sources := map[string]bool{}
	for _, m := range months {
		first, last, total = min(first, m.Month), max(last, m.Month), total+m.Count
		sources[m.Source] = true
	}
	return fmt.Sprintf("%s from %s, %s to %s.", plural(total, "report", "reports"),
		plural(len(sources), "source", "sources"), monthWords(first), monthWords(last))
}

// missingWords names the source-months that were never supplied, at most six.
func missingWords(months []data.SourceMonth) string {
	var named []string
	for _, m := range months {
		if m.State == "missing" {
			named = append(named, m.Source+" "+monthWords(m.Month))
		}
	}
	const most = 6
	switch n := len(named); {
	case n == 0:
		return ""
	case n > most:
		return fmt.Sprintf("Never supplied: %s and %d more.", strings.Join(named[:most], ", "), n-most)
	}
	return "Never supplied: " + strings.Join(named, ", ") + "."
}

func sourceGrids(months []data.SourceMonth) []sourceGrid {
	var grids []sourceGrid
	at := map[string]int{}
	for _, m := range months {
		t, err := time.Parse("2006-01", m.Month)
		if err != nil {
			continue // the store writes months in one form only
		}
		i, ok := at[m.Source]
		if !ok {
			i = len(grids)
			at[m.Source] = i
			grids = append(grids, sourceGrid{Name: m.Source})
		}
		grids[i].put(t, m)
	}
	for _, g := range grids {
		slices.SortFunc(g.Years, func(a, b yearRow) int { return strings.Compare(b.Year, a.Year) })
	}
	return grids
}

func (g *sourceGrid) put(t time.Time, m data.SourceMonth) {
	year := t.Format("2006")
	i := slices.IndexFunc(g.Years, func(y yearRow) bool { return y.Year == year })
	if i < 0 {
		i = len(g.Years)
		g.Years = append(g.Years, yearRow{Year: year})
	}
	words := number(m.Count)
	switch m.State {
	case "missing":
		words = "missing"
	case "provisional":
		words += " provisional"
	}
	g.Total += m.Count
	g.Years[i].Months[t.Month()-1] = monthCell{m.State, words}
}

// monthWords reads YYYY-MM and writes "April 2021".
func monthWords(month string) string {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return month
	}
	return t.Format("January 2006")
}
