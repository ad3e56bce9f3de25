package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// piped runs the program with something on its standard input.
func piped(t *testing.T, stdin string, args ...string) outcome {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	var out, errs bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &errs
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return outcome{out.String(), errs.String(), cmd.ProcessState.ExitCode()}
}

// What was found out about a file is told, and can be said instead.
func TestImportFormats(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "force")
	want(t, hexbeat(t, "--dir", dir, "init"), exitDone)
	in := []string{"--dir", dir, "import", "incidents"}
	log := "ASB log\noccurred;category\n2024-01-01;Stra\xdfenl\xe4rm\n2024-01-02;L\xe4rm\n"
	want(t, piped(t, log, append(in, "-", "--source", "a")...), exitDone,
		"standard input: text in windows-1252, semicolons between cells, header on line 2, 2 rows; left out: line 1, above the header", "2 accepted")
	want(t, piped(t, log, append(in, "-", "--source", "b", "--json")...), exitDone, `"kind": "csv"`, `"encoding": "windows-1252"`, `"separator": ";"`, `"header": 2`)
	said := []string{"--source", "c", "--format", "csv", "--encoding", "utf-8", "--separator", "semicolon", "--header-line", "2"}
	want(t, piped(t, log, append(append(in, "-"), said...)...), exitFailure, "text is not UTF-8")
	want(t, piped(t, log, append(in, "-", "--separator", "spaces")...), exitUsage, `separator "spaces"`)
	want(t, piped(t, log, append(in, "-", "--format", "dbf")...), exitUsage, `there is no format "dbf"`)
	want(t, hexbeat(t, append(in, "-", "-")...), exitUsage, "standard input, which there is once")
	want(t, hexbeat(t, append(in, "-")...), exitFailure, "standard input: the file is empty")
	if left, err := filepath.Glob(filepath.Join(dir, "standard-input*")); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
