// Package intake reads the files that forces and councils have into the store. It
// refuses identities, converts coordinates and dates, and turns every row it cannot
// use into a Fault that names file, line and column and says what to do; a batch is
// committed whole or not at all.
//
// Points become WGS 84 degrees, longitude first; the point as given is kept beside
// them. Times without an offset are read in the source's zone, Europe/London unless
// said otherwise, and kept in UTC.
package intake
