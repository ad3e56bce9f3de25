//go:build !race

package hotspot

// The figures of the claim.
const (
	flatMaps, flatAlarms = 200, 18
	powerMaps            = 200
)
