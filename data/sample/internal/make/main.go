// Command make writes data/sample/sample.zip, the embedded borough, anew. It is run
// by "go generate ./data/sample", in that folder. With a folder as its argument it
// writes the files there instead, to be looked at.
package main

import (
	"bytes"
	"fmt"
	"os"

	"hexbeat/data/sample"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	b, err := sample.Build(sample.Seed)
	if err != nil {
		return err
	}
	if len(args) > 0 {
		return sample.Write(b, sample.Dir(args[0]))
	}
	var z bytes.Buffer
	if err := sample.Zip(b, &z); err != nil {
		return err
	}
	fmt.Printf("%d records, %d bytes\n", b.Truth.Records, z.Len())
	return os.WriteFile("sample.zip", z.Bytes(), 0o644)
}
