package web

import (
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strconv"

	"github.com/labstack/echo/v4"

	"hexbeat/data"
	"hexbeat/data/intake"
)

// batchPath is where what came of an import stands.
func batchPath(batch int64) string { return "/data/batches/" + strconv.FormatInt(batch, 10) }

// batchPage answers GET /data/batches/:id: what came of an import.
func (s *Server) batchPage(c echo.Context) error {
	info, kept, err := s.batch(c)
	if err != nil {
		return err
	}
	snap, err := s.store.Snapshot(c.Request().Context(), scopeOf(c))
	if err != nil {
		return err
	}
	page := reportView{Heading: "Brought in: " + orElse(info.File, "batch "+strconv.FormatInt(info.ID, 10))}
	page.When = info.Committed.In(zoneOf(snap)).Format("2 January 2006, 15:04")
	switch {
	case kept.Incidents != nil:
		page.incidents(kept.Incidents, kept.Faults)
	case kept.Areas != nil:
		page.areas(kept.Areas, kept.Faults)
	default:
		page.counts(info)
	}
	if kept.RejectsFile(s.opt.Folder) != "" {
		page.RejectsHref = batchPath(info.ID) + "/rejects.csv"
	}
	return s.page(c, http.StatusOK, "batch", "Data", page.Heading, snap, page)
}

// batch finds the batch of the path. Errors: data.ErrNotFound.
func (s *Server) batch(c echo.Context) (data.BatchInfo, intake.Kept, error) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil || s.opt.Folder == nil {
		return data.BatchInfo{}, intake.Kept{}, data.ErrNotFound
	}
	return intake.ReportOf(c.Request().Context(), s.opt.Folder, scopeOf(c), id)
}

// rejects answers GET /data/batches/:id/rejects.csv: the rows of that import that
// could not be used, and no other file.
func (s *Server) rejects(c echo.Context) error {
	_, kept, err := s.batch(c)
	if err != nil {
		return err
	}
	path := kept.RejectsFile(s.opt.Folder)
	if path == "" {
		return data.ErrNotFound
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return data.ErrNotFound
	} else if err != nil {
		return err
	}
	defer f.Close()
	c.Response().Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": safeName(filepath.Base(path))}))
	return c.Stream(http.StatusOK, "text/csv; charset=utf-8", f)
}
