package street

// Limits of a file. The ground of the largest British force, with every building in
// it, is within a third of them; a file made to fill memory is not.
const (
	maxBytes    = 8 << 30     // after unpacking
	maxElement  = 8 << 20     // bytes of one XML element
	maxNodes    = 40_000_000  // 16 bytes each
	maxRefs     = 100_000_000 // nodes of ways, 8 bytes each
	maxWays     = 20_000_000
	maxMembers  = 5_000_000 // ways of water and parks in relations
	maxName     = 200       // characters; OpenStreetMap allows 255
	maxBlob     = 32 << 20  // of a PBF block, unpacked; the format's own limit
	maxBlobHead = 64 << 10  // likewise
)
