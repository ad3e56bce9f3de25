package web

import (
	"context"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"hexbeat/data"
	"hexbeat/data/intake"
)

// saveProfile answers POST /data/import/:id/profile: the choices are kept under a name,
// so that the next file of this kind is known. The store records it.
func (s *Server) saveProfile(c echo.Context) error {
	u, now, err := s.upload(c)
	if err != nil {
		return err
	}
	fields, err := importFields(c)
	if err != nil {
		return err
	}
	if now.Stage != stageOpen || u.Kind != incidentsKind {
		return c.Redirect(http.StatusSeeOther, importPath(u.ID))
	}
	ch, err := readImportChoices(u.Kind, fields)
	if err != nil {
		return err
	}
	p, err := s.complete(c, u, &ch)
	switch {
	case err != nil && !refusal(err):
		return err
	case err != nil: // the page says so
		return s.choosePage(c, http.StatusUnprocessableEntity, u, now, ch, nil)
	}
	if len(ch.Errors) == 0 {
		if err := s.keepProfile(c.Request().Context(), scopeOf(c), p, &ch); err != nil {
			return err
		}
	}
	if len(ch.Errors) > 0 {
		return s.choosePage(c, http.StatusUnprocessableEntity, u, now, ch, p)
	}
	ch.Profile, ch.Columns = intake.ProfileName(ch.Title), nil
	return c.Redirect(http.StatusSeeOther, importPath(u.ID)+"?"+ch.query())
}

// keepProfile saves the proposal as a profile, or says in the form why it cannot.
func (s *Server) keepProfile(ctx context.Context, sc data.Scope, p *intake.Proposal, ch *importChoices) error {
	if intake.ProfileName(ch.Title) == "" {
		ch.fault("title", "Give this kind of file a name, like Northtown ASB log")
		return nil
	}
	known, err := s.reader.profiles(ctx, sc)
	if err != nil {
		return err
	}
	profile, err := p.AsProfile(ch.Title, known, ch.incidents)
	if err == nil {
		err = s.reader.saveProfile(ctx, sc, profile)
	}
	if errors.Is(err, intake.ErrUsage) {
		ch.fault("title", upperFirst(plainWords(err.Error())))
		return nil
	}
	return err
}

// deleteProfile answers POST /data/profiles/:name/delete. The store records it.
func (s *Server) deleteProfile(c echo.Context) error {
	if s.reader == nil {
		return data.ErrNotFound
	}
	if err := s.reader.deleteProfile(c.Request().Context(), scopeOf(c), param(c, "name")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/data#profiles")
}
