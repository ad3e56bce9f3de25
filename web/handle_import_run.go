package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"hexbeat/data"
	"hexbeat/data/intake"
)

// runningView is an import under way.
type runningView struct {
	ID, Heading, Rows string
	Counted           bool // it is known how far it is
}

// startImport answers POST /data/import/:id/start: it begins to bring the files in,
// behind the request, and shows how far that is. The import records itself with its
// commit.
func (s *Server) startImport(c echo.Context) error {
	u, now, err := s.upload(c)
	if err != nil {
		return err
	}
	fields, err := importFields(c)
	if err != nil {
		return err
	}
	if now.Stage != stageOpen { // sent twice
		return c.Redirect(http.StatusSeeOther, importPath(u.ID))
	}
	ch, err := readImportChoices(u.Kind, fields)
	if err != nil {
		return err
	}
	open := standing{Stage: stageOpen}
	p, err := s.complete(c, u, &ch)
	switch {
	case err != nil && !refusal(err):
		return err
	case err != nil: // the page says so
		return s.choosePage(c, http.StatusUnprocessableEntity, u, open, ch, nil)
	case s.store.Sample():
		open.Err = data.ErrSample
		return s.choosePage(c, http.StatusConflict, u, open, ch, p)
	case len(ch.Errors) > 0:
		return s.choosePage(c, http.StatusUnprocessableEntity, u, open, ch, p)
	}
	switch err := s.uploads.start(u.ID, ch.query(), s.work(u, scopeOf(c), ch)); {
	case errors.Is(err, errOneOnly):
		ch.fault("start", s.oneOnly())
		return s.choosePage(c, http.StatusConflict, u, open, ch, p)
	case err != nil:
		return err
	}
	return c.Redirect(http.StatusSeeOther, importPath(u.ID))
}

// complete says what is missing before an import can begin, and of reports how they
// would be read. Errors are the reader's.
func (s *Server) complete(c echo.Context, u *upload, ch *importChoices) (*intake.Proposal, error) {
	if u.Kind != incidentsKind {
		ch.complete(u.Kind)
		return nil, nil
	}
	known, err := s.reader.profiles(c.Request().Context(), scopeOf(c))
	if err != nil {
		return nil, err
	}
	ch.knownProfile(known)
	p, err := s.propose(c.Request().Context(), scopeOf(c), u, ch)
	if p != nil {
		ch.lacking(p)
	}
	return p, err
}

// importFields are the fields of a form about an import.
func importFields(c echo.Context) (url.Values, error) {
	fields, err := c.FormParams()
	if err != nil {
		return nil, badRequest("bad_form", "The form could not be read. Go back and send it again.")
	}
	return fields, onlyKnown(fields, importParams)
}

// oneOnly says what is being brought in.
func (s *Server) oneOnly() string {
	if u := s.uploads.busy(); u != nil {
		return fmt.Sprintf("%s is being brought in: %s so far. Wait until it is finished, or stop it. Your choices are kept on this page", fileWords(u), plural(int(u.rows.Load()), "row", "rows"))
	}
	return "Another file was being brought in. Try again"
}

// runningPage shows how far an import is. Without a script the reader asks again.
func (s *Server) runningPage(c echo.Context, u *upload, now standing) error {
	snap, err := s.store.Snapshot(c.Request().Context(), scopeOf(c))
	if err != nil {
		return err
	}
	page := runningView{ID: u.ID, Heading: "Bringing in " + fileWords(u), Rows: plural(now.Rows, "row", "rows"), Counted: u.Kind == incidentsKind || u.Kind == lookupKind}
	return s.page(c, http.StatusOK, "import_run", "Data", page.Heading, snap, page)
}

// importStatus is how far an import has come, for the page's script.
type importStatus struct {
	State stage `json:"state"` // open, running or done
	Rows  int   `json:"rows"`
}

// importStatus answers GET /api/v1/imports/:id.
func (s *Server) importStatus(c echo.Context) error {
	_, now, err := s.upload(c)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, importStatus{now.Stage, now.Rows})
}

// stopImport answers POST /data/import/:id/stop, once nothing of the import is left.
func (s *Server) stopImport(c echo.Context) error {
	u, _, err := s.upload(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	if err := s.uploads.stop(ctx, u.ID); err != nil {
		return err
	}
	if _, now, err := s.upload(c); err == nil && now.Stopped { // it may have been finished just before
		if err := s.store.Audit(ctx, scopeOf(c), data.Alter, "upload "+u.ID+": import stopped"); err != nil {
			return err
		}
	}
	return c.Redirect(http.StatusSeeOther, importPath(u.ID))
}

// discardImport answers POST /data/import/:id/discard: the files are removed.
func (s *Server) discardImport(c echo.Context) error {
	u, _, err := s.upload(c)
	if err != nil {
		return err
	}
	switch err := s.uploads.discard(u.ID); {
	case errors.Is(err, errOneOnly):
		return c.Redirect(http.StatusSeeOther, importPath(u.ID)) // stop it first
	case err != nil:
		return err
	}
	if err := s.store.Audit(c.Request().Context(), scopeOf(c), data.Erase, "upload "+u.ID+" discarded"); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/data#bring")
}
