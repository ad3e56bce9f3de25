//go:build race

package hotspot

// The same claims on fewer maps. Of 12 flat maps, 3 may show a hotspot: were the
// true rate the 9 % that the claim allows, more would be seen once in 50 runs, and
// the maps are seeded, so that it is the same ones every time.
const (
	flatMaps, flatAlarms = 12, 3
	powerMaps            = 10
)
