package sample_test

import (
	"fmt"

	"hexbeat/data/sample"
)

func ExampleFiles() {
	files, err := sample.Files()
	if err != nil {
		fmt.Println(err)
		return
	}
	truth, err := sample.LoadTruth(files)
	if err != nil {
		fmt.Println(err)
		return
	}
	p, _ := truth.Place("swan-bridge")
	fmt.Printf("%s: %d in the last twelve weeks, %s\n", p.Name, p.InWindow, p.MustBe)
	// Output: Swan Bridge: 9 in the last twelve weeks, new
}
