package web

import (
	"net/http"

	"hexbeat/data"
)

// routes is the whole surface. A row without a rule stops the start.
func routes() []route {
	const get, post = http.MethodGet, http.MethodPost
	var none data.Action
	return []route{
		{get, "/healthz", public, none, nil, (*Server).healthz},
		{get, "/readyz", public, none, nil, (*Server).readyz},
		{get, "/favicon.svg", public, none, nil, (*Server).icon},
		{get, "/favicon.ico", public, none, nil, (*Server).icon}, // what a page outside the frame is asked for
		{get, "/sheet.css", public, none, nil, (*Server).sheetStyle},
		{get, "/assets/*", public, none, nil, (*Server).asset},

		{get, "/", owner, none, nil, (*Server).today},
		{get, "/map", owner, none, asked(), (*Server).mapPage},
		{get, "/map.svg", owner, none, asked("layer"), (*Server).mapPicture},
		{get, "/analysis", owner, none, asked(), (*Server).analysis},
		{get, "/operations", owner, none, asked("hotspot"), (*Server).operations},
		{post, "/operations", owner, data.Combine, nil, (*Server).makePlan},
		{get, "/operations/:id", owner, none, []string{"walk"}, (*Server).operation},
		{get, "/operations/:id/sheet/:walk", owner, data.Disclose, nil, (*Server).sheet}, // and :walk.pdf
		{get, "/orders", owner, none, nil, (*Server).orders},
		{get, "/orders/:id", owner, none, nil, (*Server).order},
		{get, "/data", owner, none, nil, (*Server).dataPage},
		{post, uploadPath, owner, data.Collect, nil, (*Server).takeFiles},
		{get, "/data/import/:id", owner, none, importParams, (*Server).importPage},
		{post, "/data/import/:id/start", owner, data.Collect, nil, (*Server).startImport},
		{post, "/data/import/:id/stop", owner, data.Alter, nil, (*Server).stopImport},
		{post, "/data/import/:id/discard", owner, data.Erase, nil, (*Server).discardImport},
		{post, "/data/import/:id/profile", owner, data.Alter, nil, (*Server).saveProfile},
		{post, "/data/profiles/:name/delete", owner, data.Alter, nil, (*Server).deleteProfile},
		{post, "/data/lookups/:kind/delete", owner, data.Alter, nil, (*Server).removeList},
		{get, "/data/batches/:id", owner, none, nil, (*Server).batchPage},
		{get, "/data/batches/:id/rejects.csv", owner, data.Disclose, nil, (*Server).rejects},
		{get, "/releases", owner, none, nil, (*Server).releases},
		{get, "/help", owner, none, nil, (*Server).help},

		{get, "/api/v1/imports/:id", owner, none, nil, (*Server).importStatus},
		{get, "/api/v1/hotspots", owner, none, asked(), hotspotsGeoJSON},
		{get, "/api/v1/hotspots.csv", owner, data.Disclose, asked(), hotspotsCSV},
		{get, "/api/v1/cells", owner, none, asked(), cellsGeoJSON},
		{get, "/api/v1/cells.csv", owner, data.Disclose, asked(), cellsCSV},
		{get, "/api/v1/areas", owner, none, []string{"kind", "on"}, (*Server).areas},
		{get, "/api/v1/orders", owner, none, nil, (*Server).ordersGeoJSON},
		{get, "/api/v1/layers", owner, none, []string{"kind", "from", "to"}, (*Server).layersGeoJSON},
		{get, "/api/v1/streets", owner, none, nil, (*Server).streetsGeoJSON},
		{get, "/api/v1/incidents", owner, data.Disclose, asked(), (*Server).incidents},
		{get, "/api/v1/clock", owner, none, asked(), (*Server).clockJSON},
		{get, "/api/v1/trend", owner, none, asked(), (*Server).trendJSON},
		{get, "/api/v1/plans", owner, none, nil, (*Server).plansJSON},
		{get, "/api/v1/plans/:id", owner, none, nil, (*Server).planFile}, // and :id.geojson, :id.csv
		{get, "/api/v1/snapshots", owner, none, nil, (*Server).snapshotsJSON},
	}
}
