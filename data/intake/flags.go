package intake

import (
	"math/bits"

	"hexbeat/hotspot"
)

// oddities counts usable rows by what is odd about them.
type oddities struct {
	flags [16]int
}

func (o *oddities) count(f hotspot.Flags) {
	for ; f != 0; f &= f - 1 {
		o.flags[bits.TrailingZeros16(uint16(f))]++
	}
}

// words are the counts in words.
func (o *oddities) words() map[string]int {
	out := map[string]int{}
	for i, n := range o.flags {
		if f := hotspot.Flags(1) << i; n > 0 && f.String() != "" {
			out[f.String()] = n
		}
	}
	return out
}
