package web

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"hexbeat/data"
)

// ErrNoRule is returned by New for a route that nobody gave a rule.
var ErrNoRule = errors.New("web: route without a rule")

// rule decides on whose behalf a request is answered, or refuses it.
type rule func(c echo.Context) (data.Scope, error)

// route is one row of the table: what is asked, who may ask it, what is recorded,
// which query parameters it knows and who answers.
type route struct {
	method string
	path   string
	rule   rule
	// audit is recorded before a GET is answered, so that nothing leaves unrecorded.
	// A POST records it itself, with the id of what it wrote.
	audit  data.Action
	query  []string
	handle func(*Server, echo.Context) error
}

// public is the rule of what holds no data: assets and health.
func public(echo.Context) (data.Scope, error) { return data.Scope{}, nil }

// owner is the rule of the desktop: the request comes from this machine.
func owner(c echo.Context) (data.Scope, error) {
	if ip := net.ParseIP(c.RealIP()); ip == nil || !ip.IsLoopback() {
		return data.Scope{}, data.ErrForbidden
	}
	return data.Owner("desktop"), nil
}

// mount registers every row, HEAD beside each GET. Errors: ErrNoRule.
func (s *Server) mount(rows []route) error {
	for _, r := range rows {
		if r.rule == nil {
			return fmt.Errorf("%w: %s %s", ErrNoRule, r.method, r.path)
		}
		s.echo.Add(r.method, r.path, s.guard(r))
		if r.method == http.MethodGet {
			s.echo.Add(http.MethodHead, r.path, s.guard(r))
		}
	}
	return nil
}

// guard applies a row: rule, then parameters, then the record, then the handler.
func (s *Server) guard(r route) echo.HandlerFunc {
	return func(c echo.Context) error {
		scope, err := r.rule(c)
		if err != nil {
			return err
		}
		c.Set(scopeKey, scope)
		q, err := url.ParseQuery(c.Request().URL.RawQuery)
		if err != nil { // Go drops such a part, and with it a filter, without a word
			return badRequest("bad_query", "The address cannot be read after its question mark. Write %% as %%25 and ; as %%3B.")
		}
		if err := onlyKnown(q, r.query); err != nil {
			return err
		}
		if r.audit != "" && r.method == http.MethodGet {
			if err := s.store.Audit(c.Request().Context(), scope, r.audit, whatWasAsked(c)); err != nil {
				return fmt.Errorf("web: audit: %w", err)
			}
		}
		return r.handle(s, c)
	}
}

const scopeKey = "hexbeat.scope"

// scopeOf is the scope the row's rule gave. Without one it is empty, and the store
// refuses it.
func scopeOf(c echo.Context) data.Scope {
	scope, _ := c.Get(scopeKey).(data.Scope)
	return scope
}

// whatWasAsked names a disclosure in the audit record: path and parameters.
func whatWasAsked(c echo.Context) string {
	u := c.Request().URL
	return strings.TrimSuffix(u.Path+"?"+u.Query().Encode(), "?")
}

// asked is shorthand for the parameters of a question and a few of the row's own.
func asked(more ...string) []string { return append(more, questionParams...) }
