package web

import (
	"io"

	"hexbeat/data/export"
	"hexbeat/hotspot"
)

// GET /api/v1/hotspots?QUESTION and /api/v1/hotspots.csv: the places of the three
// lists. GET /api/v1/cells?QUESTION: the cells with reports or hot, as the map
// shades them; /api/v1/cells.csv: every cell of the study area.
var (
	hotspotsGeoJSON = answerFile(geoJSON, "", export.HotspotsGeoJSON)
	hotspotsCSV     = answerFile(csvText, "places.csv", export.HotspotsCSV)
	cellsGeoJSON    = answerFile(geoJSON, "", func(w io.Writer, r *hotspot.Result) error { return export.CellsGeoJSON(w, r, export.BusyCells) })
	cellsCSV        = answerFile(csvText, "hexagons.csv", func(w io.Writer, r *hotspot.Result) error { return export.CellsCSV(w, r, export.AllCells) })
)
