package web

import (
	"net/http"
	"runtime/debug"

	"github.com/labstack/echo/v4"

	"hexbeat/hotspot"
)

// releases answers GET /releases.
func (s *Server) releases(c echo.Context) error {
	snap, err := s.store.Snapshot(c.Request().Context(), scopeOf(c))
	if err != nil {
		return err
	}
	return s.page(c, http.StatusOK, "releases", "Releases", "Releases", snap, nil)
}

// help answers GET /help.
func (s *Server) help(c echo.Context) error {
	snap, err := s.store.Snapshot(c.Request().Context(), scopeOf(c))
	if err != nil {
		return err
	}
	return s.page(c, http.StatusOK, "help", "Help", "Help", snap, struct{ Version, Method string }{version(), hotspot.MethodVersion})
}

// healthz answers GET /healthz: the program runs.
func (s *Server) healthz(c echo.Context) error {
	return c.JSON(http.StatusOK, map[string]string{"status": "ok"})
}

// readyz answers GET /readyz: the store can answer.
func (s *Server) readyz(c echo.Context) error {
	if err := s.store.Ready(); err != nil {
		return &problem{status: http.StatusServiceUnavailable, code: "not_ready", message: "The data folder cannot be read yet.", cause: err}
	}
	return c.JSON(http.StatusOK, map[string]string{"status": "ready"})
}

// version is the module's version, or the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "of unknown version"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 8 {
			return s.Value[:8]
		}
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	return "development build"
}
