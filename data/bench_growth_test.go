//go:build unix

package data

import (
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func init() { childJobs["import"] = importChild }

// importChild imports rows into an empty store: "snapped 100000".
func importChild(job string) (err error) {
	kind, count, _ := strings.Cut(job, " ")
	rows, err := strconv.Atoi(count)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "hexbeat-bench-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	if err := Init(ctx, dir, nil); err != nil {
		return err
	}
	s, err := Open(ctx, dir)
	if err != nil {
		return err
	}
	defer s.Close()
	im, err := s.BeginImport(ctx, Owner("benchmark"), Batch{Kind: "incidents", Source: "police", File: "f"})
	if err != nil {
		return err
	}
	row := map[string]func() madeRow{"snapped": snappedRows, "exact": exactRows}[kind]()
	var in Incident
	for i := range rows {
		row(i, &in)
		if err := im.Add(ctx, in); err != nil {
			return err
		}
	}
	_, err = im.Commit(ctx, 0, "")
	return err
}

// used is what a process of its own needs for an import into an empty store.
type used struct {
	cpu, wall time.Duration
	peakMB    float64
}

func importApart(b *testing.B, kind string, rows int) used {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=import %s %d", childJob, kind, rows), "TMPDIR="+b.TempDir())
	cmd.Stderr = os.Stderr
	began := time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatal(err)
	}
	r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		b.Fatal("this system does not say what a process used")
	}
	return used{cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), time.Since(began), float64(r.Maxrss) / 1024} // KB on Linux
}

// BenchmarkImportGrowth measures how time and memory of an import into an empty store
// grow with its rows, each size in a process of its own.
//
//	exponent  of CPU time in rows, from a fiftieth of the rows to all of them
//	time5     CPU time of all rows by that of a fifth of them
//	wall5     the same of time on the clock
//	memory5   peak memory of all rows by that of a fifth of them
func BenchmarkImportGrowth(b *testing.B) {
	rows := benchRows(b)
	for _, kind := range []string{"snapped", "exact"} {
		b.Run(kind+"/"+strconv.Itoa(rows), func(b *testing.B) {
			for b.Loop() {
				tiny, fifth, all := importApart(b, kind, rows/50), importApart(b, kind, rows/5), importApart(b, kind, rows)
				b.ReportMetric(math.Log(float64(all.cpu)/float64(tiny.cpu))/math.Log(50), "exponent")
				b.ReportMetric(float64(all.cpu)/float64(fifth.cpu), "time5")
				b.ReportMetric(float64(all.wall)/float64(fifth.wall), "wall5")
				b.ReportMetric(all.peakMB/fifth.peakMB, "memory5")
				b.ReportMetric(fifth.peakMB, "fifth-MB")
				b.ReportMetric(all.peakMB, "all-MB")
				b.ReportMetric(float64(all.cpu.Microseconds())/float64(rows), "us/row")
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}
