// Package geo holds points, areas and metres for one study area on the ground.
//
// Points are orb.Point{lon, lat} in WGS 84 degrees, longitude first. Areas,
// distances and bandwidths are in metres on a local transverse Mercator plane
// (Plane) centred on the study area; within 25 km of its centre a length on the
// plane is right to 8 parts in a million. Membership (Locate, Contains) is exact:
// it is decided by the sign of a determinant that is evaluated in exact
// arithmetic whenever rounding could change it, so a point on the line is on the
// line and not a rounding error away from it. Prepare makes an area ready for many
// points; Validate says what is wrong with a boundary and where.
//
// The edges of an area are straight in the coordinates they are given in, as
// RFC 7946 has it. Errors wrap ErrGeometry. Nothing panics on a geometry that is
// empty, open or not finite.
//
// The package knows no crime, no database and no network.
package geo
