// Package spill sorts more entries than memory should hold: runs of them are sorted
// in memory, written to one nameless temporary file and merged as they are read.
// Memory is bounded by the length of a run, 24 bytes an entry, and by 32 KB a run
// while merging. Fewer entries than one run never touch the disk.
//
// Errors are those of the file system, as a full disk.
package spill
