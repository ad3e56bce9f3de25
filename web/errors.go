package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"hexbeat/data"
	"hexbeat/geo/hexgrid"
	"hexbeat/hotspot"
	"hexbeat/patrol"
)

// problem is an answer that is not the one asked for: what the reader is told, and
// apart from it what the log is told.
type problem struct {
	status  int
	code    string // stable word for programs, as "unknown_parameter"
	message string // a sentence for people; empty takes the status's own
	cause   error
}

func (p *problem) Error() string {
	if p.cause != nil {
		return fmt.Sprintf("web: %s: %v", p.code, p.cause)
	}
	return "web: " + p.code + ": " + p.message
}

func (p *problem) Unwrap() error { return p.cause }

func badRequest(code, format string, args ...any) error {
	return &problem{status: http.StatusBadRequest, code: code, message: fmt.Sprintf(format, args...)}
}

// notThere answers what is missing and what may not be seen in the same words, so
// that the answer does not tell which it was.
const notThere = "There is nothing at this address, or it is not for you to see."

// sentinels maps what the floors below return to a status. Their text is shown for
// a 400, without the package's prefix: it was written for the person who asked.
var sentinels = []struct {
	err    error
	status int
	code   string
}{
	{data.ErrNotFound, http.StatusNotFound, "not_found"},
	{data.ErrForbidden, http.StatusNotFound, "not_found"},
	{hotspot.ErrDate, http.StatusBadRequest, "bad_date"},
	{hotspot.ErrQuestion, http.StatusBadRequest, "bad_question"},
	{hotspot.ErrArea, http.StatusBadRequest, "unknown_area"},
	{hotspot.ErrCategory, http.StatusBadRequest, "unknown_category"},
	{hotspot.ErrWindow, http.StatusBadRequest, "bad_window"},
	{hexgrid.ErrResolution, http.StatusBadRequest, "bad_resolution"},
	{hexgrid.ErrCell, http.StatusBadRequest, "bad_cell"},
	{patrol.ErrOperation, http.StatusBadRequest, "bad_operation"},
	{context.Canceled, http.StatusServiceUnavailable, "cancelled"},
	{context.DeadlineExceeded, http.StatusServiceUnavailable, "too_slow"},
}

// problemOf decides status and words for any error.
func problemOf(err error) *problem {
	var p *problem
	if errors.As(err, &p) {
		return p
	}
	for _, s := range sentinels {
		if errors.Is(err, s.err) {
			p := &problem{status: s.status, code: s.code, cause: err}
			if s.status == http.StatusBadRequest {
				p.message = sentence(err.Error())
			}
			return p
		}
	}
	var he *echo.HTTPError
	if errors.As(err, &he) && he.Code < 500 {
		return &problem{status: he.Code, code: strings.ReplaceAll(strings.ToLower(http.StatusText(he.Code)), " ", "_"), cause: err}
	}
	return &problem{status: http.StatusInternalServerError, code: "internal", cause: err}
}

// words are what a person reads of a status that brought no sentence of its own.
func (p *problem) words() string {
	if p.message != "" {
		return p.message
	}
	switch p.status {
	case http.StatusNotFound:
		return notThere
	case http.StatusMethodNotAllowed:
		return "This address does not take that kind of request."
	case http.StatusRequestEntityTooLarge:
		return "What was sent is too large."
	case http.StatusServiceUnavailable:
		return "This took too long or was broken off. Nothing was changed. Try again."
	}
	if p.status >= 500 {
		return "Something went wrong on our side. Nothing was changed."
	}
	return "This request could not be understood."
}

// sentence drops the prefixes of packages ("hotspot: ", "web: ") that an error
// gathers on its way up, and makes what is left a sentence.
func sentence(text string) string {
	for _, prefix := range []string{"web: ", "hotspot: ", "hexgrid: ", "patrol: ", "briefing: ", "data: ", "pspo: "} {
		text = strings.ReplaceAll(text, prefix, "")
	}
	if text == "" {
		return ""
	}
	text = strings.ToUpper(text[:1]) + text[1:]
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}

// handleError is the one place that writes an error: JSON under /api/ and for the
// health checks, else a page in the frame.
func (s *Server) handleError(err error, c echo.Context) {
	if c.Response().Committed {
		s.opt.Log.Error("answer broken off", "err", err, "request", requestID(c))
		return
	}
	p := problemOf(err)
	if p.status >= 500 {
		s.opt.Log.Error("request failed", "err", err, "path", c.Request().URL.Path, "request", requestID(c))
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	if c.Request().Method == http.MethodHead {
		err = c.NoContent(p.status)
	} else if machine(c.Request().URL.Path) {
		err = c.JSON(p.status, errorBody{errorDetail{p.code, p.words(), requestID(c)}})
	} else {
		err = s.errorPage(c, p)
	}
	if err != nil {
		s.opt.Log.Error("error page failed", "err", err, "request", requestID(c))
	}
}

type errorBody struct {
	Error errorDetail `json:"error"`
}

type errorDetail struct {
	Code      string `json:"code"`
	Message   string `json:"message"`
	RequestID string `json:"requestId"`
}

// machine reports whether a path is asked by programs.
func machine(path string) bool {
	return strings.HasPrefix(path, "/api/") || path == "/healthz" || path == "/readyz"
}
