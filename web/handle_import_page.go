package web

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"hexbeat/data"
	"hexbeat/data/intake"
)

// importPage is an upload that waits for choices.
type importPage struct {
	ID, Kind, Heading string
	Files             []fileRow
	Sample            string // why nothing can be brought in, where that is so
	Choices           importChoices
	Problem           *problemPanel
	CRS, Zones        []choice
	Dates             *dateOrder
	Source            string
	Encodings         []choice
	Separators        []choice
	Kinds, Classes    []choice
	Lookups           []choice
	Proposal          *proposalView // of reports; nil where the file cannot be read
	Unread            string        // why it cannot
}

type fileRow struct{ Name, Size string }

// problemPanel says what happened, what was kept and what to do.
type problemPanel struct {
	Title  string
	Faults []readerFault
	Kept   string
}

// importPage answers GET /data/import/:id: how the files would be read, how far an
// import has come, or what came of it.
func (s *Server) importPage(c echo.Context) error {
	u, now, err := s.upload(c)
	if err != nil {
		return err
	}
	switch now.Stage {
	case stageRunning:
		return s.runningPage(c, u, now)
	case stageDone:
		return s.outcomePage(c, u, now.Result)
	}
	asked := c.QueryParams()
	if len(asked) == 0 && now.Asked != "" { // back from an import that came to nothing
		if asked, err = url.ParseQuery(now.Asked); err != nil {
			return err
		}
	}
	ch, err := readImportChoices(u.Kind, asked)
	if err != nil {
		return err
	}
	return s.choosePage(c, http.StatusOK, u, now, ch, nil)
}

// outcomePage goes to what came of an import, or shows it where no batch holds it.
func (s *Server) outcomePage(c echo.Context, u *upload, got *outcome) error {
	if b := got.batch(); b != 0 {
		return c.Redirect(http.StatusSeeOther, batchPath(b))
	}
	snap, err := s.store.Snapshot(c.Request().Context(), scopeOf(c))
	if err != nil {
		return err
	}
	page := reportView{Heading: "Brought in: " + fileWords(u)}
	switch {
	case got.Incidents != nil:
		page.Heading = "Already in: " + fileWords(u)
		page.incidents(got.Incidents, nil)
	case got.Lookup != nil:
		page.lookup(got.Lookup)
	case got.Streets != nil:
		page.streets(got.Streets)
	}
	return s.page(c, http.StatusOK, "batch", "Data", page.Heading, snap, page)
}

// upload finds the upload of the path. Errors: data.ErrNotFound.
func (s *Server) upload(c echo.Context) (*upload, standing, error) {
	if s.uploads == nil {
		return nil, standing{}, data.ErrNotFound
	}
	return s.uploads.get(c.Param("id"))
}

// choosePage shows an upload with the choices made so far and what they lead to. The
// proposal is worked out where it is not given.
func (s *Server) choosePage(c echo.Context, status int, u *upload, now standing, ch importChoices, p *intake.Proposal) error {
	ctx, sc := c.Request().Context(), scopeOf(c)
	snap, err := s.store.Snapshot(ctx, sc)
	if err != nil {
		return err
	}
	page := importPage{ID: u.ID, Kind: string(u.Kind), Heading: "Bring in " + fileWords(u)}
	for _, f := range u.Files {
		page.Files = append(page.Files, fileRow{f.Name, bytesWords(f.Bytes)})
	}
	if s.store.Sample() {
		page.Sample = sampleRefusal + "."
	}
	page.Problem = lastTry(u, now)
	if u.Kind == incidentsKind {
		if p, err = s.proposeOn(c, &page, u, &ch, p); err != nil {
			return err
		}
	}
	page.offer(u, ch, p)
	title := page.Heading
	if len(ch.Errors) > 0 {
		title = "Error: " + title
	}
	return s.page(c, status, "import", "Data", title, snap, page)
}

// proposeOn puts the proposal on the page, or why there is none, and returns it.
func (s *Server) proposeOn(c echo.Context, page *importPage, u *upload, ch *importChoices, p *intake.Proposal) (*intake.Proposal, error) {
	ctx, sc := c.Request().Context(), scopeOf(c)
	known, err := s.reader.profiles(ctx, sc)
	if err != nil {
		return nil, err
	}
	ch.knownProfile(known)
	if p == nil {
		p, err = s.propose(ctx, sc, u, ch)
	}
	switch {
	case err != nil && !refusal(err):
		return nil, err
	case err != nil:
		page.Unread = u.explain(err).Say()
		return nil, nil
	}
	scheme, err := s.opt.Folder.Scheme(ctx, sc)
	if err != nil {
		return nil, err
	}
	page.Proposal = viewOf(p, *ch, known, scheme)
	return p, nil
}

// lastTry is what came of an import that ended without bringing anything in.
func lastTry(u *upload, now standing) *problemPanel {
	switch {
	case now.Stopped:
		return &problemPanel{Title: "Stopped", Kept: "Nothing was kept. The file is still here: change the choices and bring it in again, or discard it."}
	case now.Err == nil:
		return nil
	}
	p := &problemPanel{Title: "Nothing was brought in", Faults: []readerFault{u.explain(now.Err)},
		Kept: "Nothing was kept. The file is still here: change the choices below and bring it in again, or discard it."}
	if faults := now.Result.faults(); errors.Is(now.Err, intake.ErrNothing) && len(faults) > 0 {
		p.Title, p.Faults = "No row could be used, so nothing was brought in", nil
		for _, f := range faults[:min(len(faults), firstFaults)] {
			p.Faults = append(p.Faults, told(f, len(u.Files) > 1))
		}
	}
	return p
}

func fileWords(u *upload) string {
	if len(u.Files) == 1 {
		return u.Files[0].Name
	}
	return plural(len(u.Files), "file", "files")
}
