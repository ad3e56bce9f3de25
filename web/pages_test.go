package web

import (
	"net/http"
	"strings"
	"testing"
)

func TestPagesAnswer(t *testing.T) {
	for _, town := range []struct {
		name string
		m    *memory
	}{{"timed", newMemory(timedOnce())}, {"months", newMemory(monthOnce())}} {
		s := newServer(t, town.m)
		for _, path := range []string{"/", "/map", "/map?in=ward:W1", "/map?category=burglary&from=2026-08&to=2026-10", "/analysis", "/operations", "/orders", "/orders/quay",
			"/data", "/releases", "/help", "/map.svg", "/api/v1/hotspots", "/api/v1/hotspots.csv", "/api/v1/cells", "/api/v1/cells.csv", "/api/v1/areas?kind=ward",
			"/api/v1/areas?kind=pspo", "/api/v1/orders", "/api/v1/streets", "/api/v1/incidents", "/api/v1/clock", "/api/v1/trend", "/api/v1/plans", "/api/v1/snapshots", "/healthz", "/readyz", "/favicon.svg"} {
			w := get(s, path)
			if w.Code != http.StatusOK {
				t.Errorf("%s %s: status %d, want 200: %.300s", town.name, path, w.Code, w.Body)
			}
			if body := w.Body.String(); strings.Contains(body, "NaN") || strings.Contains(body, "Inf") && !strings.Contains(path, "svg") {
				t.Errorf("%s %s: an undefined number left the program", town.name, path)
			}
		}
	}
}
