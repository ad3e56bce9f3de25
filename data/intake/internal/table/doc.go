// Package table reads a file of incidents as a header and rows of cells, each with
// its place in the file: the line, and the first byte of the cell in its line, both
// counted from 1. It knows nothing of what the columns mean.
//
// Errors: *fault.Fault for a file that cannot be read, which ends the reading; a row
// that cannot be read is a Fault of its own and the reading goes on.
package table
