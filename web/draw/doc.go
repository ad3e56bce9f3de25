// Package draw holds one drawing model and its two writers, SVG and PDF. A drawing
// is a page in millimetres with the origin at its top left, x right and y down;
// what lies on a map is projected to the page by a Frame, true to a scale. It is
// the only importer of fpdf.
package draw
