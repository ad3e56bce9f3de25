// Package town draws the ground of an invented borough: streets with a hierarchy,
// a river with two bridges, a railway, parks, blocks, wards and addresses.
//
// It works on a flat plane in metres, x east and y north of the borough's own
// south-west corner; the caller moves it to the National Grid. The plan is a
// planar subdivision: hand-drawn main roads first, then every block is halved
// across its longer side until it is 60 to 150 m long. Ward lines therefore run
// along street centres and neighbouring wards share their vertices exactly.
//
// The same random source gives the same town. Nothing here is a real place.
package town
