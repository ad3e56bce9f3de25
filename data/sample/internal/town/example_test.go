package town_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/paulmach/orb"

	"hexbeat/data/sample/internal/town"
)

func ExampleWendmouth() {
	p := town.Wendmouth(rand.New(rand.NewPCG(1, 2)))
	b := p.Blocks[p.BlockAt(orb.Point{2100, 1700})]
	fmt.Println(b.Name, "lies in", town.Wards[b.Ward])
	// Output: Castle Ditch Park lies in Castle Ditch
}
