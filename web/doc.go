// Package web is the server: one route table with a rule per row, pages rendered
// on the server in one frame, and the same answers as GeoJSON, JSON and CSV under
// /api/v1/.
//
// Every answer is made from one hotspot.Result; the page's table and the API are
// written from the same value. Points leave as [lon, lat] in WGS 84 degrees, areas
// in square metres, instants in RFC 3339, days as YYYY-MM-DD in Europe/London.
//
// Only a loopback address is served: there are no accounts yet, so the person at
// the machine is the owner of the folder. Errors: a handler returns one, and
// errors.go alone decides its status and what the reader is told; the answer to a
// failure of ours carries a request id and no cause.
package web
