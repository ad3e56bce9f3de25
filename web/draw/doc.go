// Package draw holds one drawing model and its two writers, SVG and PDF. A drawing
// is a page in millimetres with the origin at its top left, x right and y down;
// what lies on a map is projected to the page by a Frame, true to a scale. It is
// the only importer of fpdf.
//
// Both writers draw the same list of marks. Text is measured and wrapped with the
// metrics of the Go fonts, which the PDF embeds and the SVG asks for by name; a
// browser without them is told the measured width of every line, so that nothing
// overlaps with another font either. Hatching and dots are real lines and dots cut
// to their shape, so that they print in black and white wherever they are printed.
//
// Places are orb.Point{lon, lat} in WGS 84 degrees; points on the page are
// orb.Point{x, y} in millimetres. A number that is not finite never reaches a file:
// the drawing remembers ErrNotFinite and both writers return it.
//
// On top of the model stand Sheet (what a patrol carries), Map (a borough's cells,
// hotspots, wards, orders and streets), Bars and Heat (the charts of an analysis).
package draw
