package data

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// childJob names what this test binary is to do as a process of its own, and with
// what, as "import snapped 100000".
const childJob = "HEXBEAT_TEST_CHILD"

// childJobs are what it can do.
var childJobs = map[string]func(what string) error{}

// TestMain lets this test binary be the program whose memory is measured, or that is killed.
func TestMain(m *testing.M) {
	job, what, _ := strings.Cut(os.Getenv(childJob), " ")
	if job == "" {
		os.Exit(m.Run())
	}
	if err := childJobs[job](what); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}
