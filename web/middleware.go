package web

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// contentPolicy lets a page load from here alone: no other origin, no inline
// script or style, no frame around it. The map's worker is a file of our own.
const contentPolicy = "default-src 'none'; script-src 'self'; worker-src 'self'; img-src 'self' data:; " +
	"style-src 'self'; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// bodyLimit is far above the longest form there is, but for the one that takes files.
const bodyLimit = "1M"

// use puts the middleware in order: the id first, so that every later refusal
// carries it.
func (s *Server) use() {
	s.echo.Pre(s.identify, s.record, s.recover, secure)
	s.echo.Use(onlyHere, s.sameOrigin(), middleware.BodyLimitWithConfig(middleware.BodyLimitConfig{Limit: bodyLimit, Skipper: takesFiles}),
		middleware.GzipWithConfig(middleware.GzipConfig{MinLength: 1024, Skipper: alreadyPacked}))
}

func takesFiles(c echo.Context) bool { return c.Path() == uploadPath }

const requestIDKey = "hexbeat.request"

// identify gives the request an id of our own; one sent from outside is not taken.
func (s *Server) identify(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		var b [8]byte
		rand.Read(b[:]) // never fails since Go 1.24
		id := hex.EncodeToString(b[:])
		c.Set(requestIDKey, id)
		c.Response().Header().Set("X-Request-Id", id)
		return next(c)
	}
}

func requestID(c echo.Context) string {
	id, _ := c.Get(requestIDKey).(string)
	return id
}

// record writes one line a request: no query, because it says what was looked for.
func (s *Server) record(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		began := s.opt.Now()
		if err := next(c); err != nil {
			s.handleError(err, c)
		}
		r := c.Request()
		s.opt.Log.LogAttrs(r.Context(), slog.LevelInfo, "request",
			slog.String("method", r.Method), slog.String("path", r.URL.Path), slog.Int("status", c.Response().Status),
			slog.Duration("took", s.opt.Now().Sub(began).Round(time.Microsecond)), slog.String("request", requestID(c)))
		return nil
	}
}

// recover turns a panic into an error: one bad request must not end the others.
func (s *Server) recover(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			if r := recover(); r != nil {
				if r == http.ErrAbortHandler {
					panic(r)
				}
				err = fmt.Errorf("web: panic: %v\n%s", r, debug.Stack())
			}
		}()
		return next(c)
	}
}

// secure sets the headers every answer carries. A handler whose answer may be kept
// overrides Cache-Control.
func secure(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "geolocation=(), camera=(), microphone=()")
		h.Set("Cache-Control", "no-store")
		return next(c)
	}
}

// onlyHere refuses a Host header that is not this machine's: a foreign name that
// was pointed at 127.0.0.1 would otherwise read the folder through the browser.
func onlyHere(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		host := c.Request().Host
		if h, _, err := net.SplitHostPort(host); err == nil {
			host = h
		}
		if !loopbackHost(strings.Trim(host, "[]")) {
			return &problem{status: http.StatusMisdirectedRequest, code: "foreign_host",
				message: "This address is answered only under this machine's own name, as 127.0.0.1 or localhost."}
		}
		return next(c)
	}
}

// sameOrigin refuses a write that another site's page sends.
func (s *Server) sameOrigin() echo.MiddlewareFunc {
	guard := http.NewCrossOriginProtection()
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if err := guard.Check(c.Request()); err != nil {
				return &problem{status: http.StatusForbidden, code: "cross_origin", cause: err,
					message: "This form was sent from another site. Nothing was changed. Open the page here and send it again."}
			}
			return next(c)
		}
	}
}

// alreadyPacked spares gzip what is compressed already.
func alreadyPacked(c echo.Context) bool {
	p := c.Request().URL.Path
	for _, ext := range []string{".pdf", ".png", ".woff2", ".gz"} {
		if strings.HasSuffix(p, ext) {
			return true
		}
	}
	return false
}
