// Package table reads a file of incidents as a header and rows of cells, each with
// its place in the file: the line, and the first byte of the cell in its line (in
// UTF-8, whatever the file is in), both counted from 1; in a workbook the cell's name.
// It knows nothing of what the columns mean.
//
// Three kinds are read, each as a stream: text in any encoding with any separator,
// .xlsx workbooks sheet by sheet, and GeoJSON points with a column for each property
// and two for the coordinates. What is found out about a file (encoding, separator,
// header line, sheet) is told in its Format and can be said in Options instead.
//
// A row that cannot be read is a Fault of its own and the reading goes on with the next
// line: no broken row takes another with it, and the rows told are the lines of data,
// without blank ones and a closing total. Memory is bounded by a megabyte or so for a
// record of text and 16 MB for a feature; a workbook lies packed in memory, and its
// large sheets in temporary files while they are read.
//
// Errors: *fault.Fault for a file that cannot be read, which ends the reading, and
// fault.ErrUsage for Options that do not fit the file.
package table
