package web

import (
	"github.com/labstack/echo/v4"

	"hexbeat/data"
)

// snapshotsJSON answers GET /api/v1/snapshots: the state of the store now, and the
// imports it came from, newest first.
func (s *Server) snapshotsJSON(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	snap, err := s.store.Snapshot(ctx, scope)
	if err != nil {
		return err
	}
	batches, err := s.store.Batches(ctx, scope)
	if err != nil {
		return err
	}
	meta := s.plainMeta(snap)
	return sendJSON(c, struct {
		Meta      plainMeta        `json:"meta"`
		Snapshots []snapshotInfo   `json:"snapshots"`
		Batches   []data.BatchInfo `json:"batches"`
	}{meta, []snapshotInfo{{Label: snap.Label(), Seq: snap.Seq, DataTo: meta.DataTo, Incidents: snap.Len(), Current: true}}, orEmpty(batches)})
}

type snapshotInfo struct {
	Label     string `json:"label"`
	Seq       int64  `json:"seq"`
	DataTo    string `json:"dataTo"`
	Incidents int    `json:"incidents"`
	Current   bool   `json:"current"`
}
