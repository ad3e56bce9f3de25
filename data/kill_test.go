//go:build unix && !race

package data

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"
)

const (
	killedRows = 20_000
	kills      = 20 // HEXBEAT_KILLS asks for more
)

func init() { childJobs["until-killed"] = importUntilKilled }

// importUntilKilled imports batches of 20,000 rows into a folder and says of each when
// it is acknowledged. Every other one is a full statement.
func importUntilKilled(dir string) error {
	ctx := context.Background()
	s, err := Open(ctx, dir)
	if err != nil {
		return err
	}
	lock, err := s.Lock(ctx, "a program about to be killed")
	if err != nil {
		return err
	}
	defer lock.Release()
	row := exactRows()
	for whole := false; ; whole = !whole {
		fmt.Println("begin")
		im, err := s.BeginImport(ctx, tester, Batch{Kind: "incidents", Source: "police", File: "f", Statement: whole})
		if err != nil {
			return err
		}
		var in Incident
		for i := range killedRows {
			row(i, &in)
			in.StartMin = int(im.id) // another version of every row with each batch
			if err := im.Add(ctx, in); err != nil {
				return err
			}
		}
		b, err := im.Commit(ctx, 0, "")
		if err != nil {
			return err
		}
		fmt.Println(b.ID)
	}
}

// A program that is killed at any moment of an import loses no batch it acknowledged
// and leaves no half of another: every standing row is of the last batch.
func TestKilledAtAnyMoment(t *testing.T) {
	times := kills
	if text := os.Getenv("HEXBEAT_KILLS"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		times = n
	}
	var s *Store
	var dir string
	rnd := rand.New(rand.NewPCG(1, 2))
	for i := range times {
		if i%kills == 0 { // a new store, before this one takes long to check
			s, dir = folder(t)
		}
		acknowledged := killOne(t, dir, rnd)
		if err := checkKilled(t, s, acknowledged); err != nil {
			t.Fatalf("kill %d: %v", i+1, err)
		}
	}
}

// killOne lets a program import and kills it; it returns the last batch it acknowledged.
func killOne(t *testing.T, dir string, rnd *rand.Rand) (acknowledged int64) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), childJob+"=until-killed "+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	var fuse *time.Timer
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if fuse == nil { // lit when the first import begins, so that a slow start is not what is killed
			fuse = time.AfterFunc(time.Duration(rnd.IntN(1200))*time.Millisecond, func() { cmd.Process.Kill() })
		}
		if id, err := strconv.ParseInt(lines.Text(), 10, 64); err == nil {
			acknowledged = id
		}
	}
	if cmd.Wait(); fuse == nil {
		t.Fatal("the program imported nothing")
	}
	return acknowledged
}

func checkKilled(t *testing.T, s *Store, acknowledged int64) error {
	ctx := t.Context()
	lock, err := s.Lock(ctx, "test") // sweeps
	if err != nil {
		return err
	}
	defer lock.Release()
	batches, err := s.Batches(ctx, tester)
	if err != nil {
		return err
	}
	var last int64
	want := 0
	if len(batches) > 0 {
		last, want = batches[0].ID, killedRows
	}
	if last < acknowledged {
		return fmt.Errorf("batch %d was acknowledged, and %d is the last", acknowledged, last)
	}
	var rows, stale, loose, orphans, kept int
	err = s.read.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM incident WHERE known_to IS NULL), (SELECT count(*) FROM incident WHERE known_to IS NULL AND start_min <> ?1),
		(SELECT count(*) FROM reference WHERE version_id NOT IN (SELECT version_id FROM incident)), (SELECT count(*) FROM incident WHERE known_from > ?1 OR known_to > ?1),
		(SELECT count(*) FROM reference)`, last).Scan(&rows, &stale, &loose, &orphans, &kept)
	if err != nil {
		return err
	}
	if rows != want || stale+loose+orphans != 0 || kept != killedRows*len(batches) {
		return fmt.Errorf("%d rows stand (want %d), %d of them not of batch %d; %d references of none, %d in all; %d versions of batches that are not there", rows, want, stale, last, loose, kept, orphans)
	}
	if kept, counted, err := SignedForTest(ctx, s); err != nil || kept != counted {
		return fmt.Errorf("batches sign %x, the rows come to %x (%v)", kept, counted, err)
	}
	var ok string
	if err := s.read.QueryRowContext(ctx, `PRAGMA integrity_check`).Scan(&ok); err != nil || ok != "ok" {
		return fmt.Errorf("integrity: %s (%v)", ok, err)
	}
	return nil
}
