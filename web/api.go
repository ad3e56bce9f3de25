package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"hexbeat/data/export"
	"hexbeat/hotspot"
)

const (
	geoJSON = "application/geo+json"
	csvText = "text/csv; charset=utf-8"
	jsonDoc = "application/json"
)

// askAPI reads a program's question and the snapshot it is asked of. Unlike the
// map's, it has no preset: without a category it is every category that is not
// police-generated.
func (s *Server) askAPI(c echo.Context) (*hotspot.Snapshot, hotspot.Question, error) {
	snap, err := s.store.Snapshot(c.Request().Context(), scopeOf(c))
	if err != nil {
		return nil, hotspot.Question{}, err
	}
	q, err := parseQuestion(c.QueryParams(), s.facts.of(snap))
	return snap, q, err
}

// unchanged sets the answer's tag and reports whether the asker already holds it.
// The tag names snapshot, canonical question and address; the server's start is part
// of it, because another build may write the same answer differently.
func (s *Server) unchanged(c echo.Context, snap *hotspot.Snapshot, question string) bool {
	sum := sha256.Sum256([]byte(strings.Join([]string{s.started.String(), hotspot.MethodVersion, snap.Label(),
		c.Request().URL.Path, question}, "\n")))
	tag := `W/"` + hex.EncodeToString(sum[:12]) + `"`
	c.Response().Header().Set("ETag", tag)
	c.Response().Header().Set("Cache-Control", "private, no-cache")
	for _, given := range strings.Split(c.Request().Header.Get("If-None-Match"), ",") {
		if strings.TrimSpace(given) == tag {
			return true
		}
	}
	return false
}

// answerFile detects and writes the result with an encoder.
func answerFile(ctype, file string, write func(io.Writer, *hotspot.Result) error) func(*Server, echo.Context) error {
	return func(s *Server, c echo.Context) error {
		snap, q, err := s.askAPI(c)
		if err != nil {
			return err
		}
		if s.unchanged(c, snap, canonical(q).Encode()) {
			return c.NoContent(http.StatusNotModified)
		}
		r, err := s.detect(c.Request().Context(), snap, q)
		if err != nil {
			return err
		}
		return send(c, ctype, file, func(w io.Writer) error { return write(w, r) })
	}
}

// send writes a whole answer at once, so that a failure half way is still an error
// and not a broken file. With a file name browsers save it.
func send(c echo.Context, ctype, file string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return fmt.Errorf("web: %s: %w", c.Request().URL.Path, err)
	}
	if file != "" {
		c.Response().Header().Set("Content-Disposition", `attachment; filename="`+file+`"`)
	}
	return c.Blob(http.StatusOK, ctype, b.Bytes())
}

// sendJSON writes an object with the envelope's meta beside its own members.
func sendJSON(c echo.Context, v any) error {
	return send(c, jsonDoc, "", func(w io.Writer) error { return json.NewEncoder(w).Encode(v) })
}

// sendFeatures writes features that answer no question: their meta says of which
// snapshot they are.
func (s *Server) sendFeatures(c echo.Context, meta plainMeta, features []export.Feature) error {
	return send(c, geoJSON, "", func(w io.Writer) error { return export.WriteCollection(w, meta, features) })
}

// plainMeta is the envelope's meta of what is not an analysis.
type plainMeta struct {
	Snapshot      string `json:"snapshot"`
	MethodVersion string `json:"methodVersion"`
	DataTo        string `json:"dataTo"`
	Marking       string `json:"marking"`
	Sample        bool   `json:"sample,omitempty"`      // of the invented borough
	Attribution   string `json:"attribution,omitempty"` // to stand on a map that shows this
}

func (s *Server) plainMeta(snap *hotspot.Snapshot) plainMeta {
	m := plainMeta{Snapshot: snap.Label(), MethodVersion: hotspot.MethodVersion, Marking: s.store.Marking(), Sample: s.store.Sample()}
	if !snap.DataTo.IsZero() {
		m.DataTo = rfc3339(snap.DataTo)
	}
	return m
}
