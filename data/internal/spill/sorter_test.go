package spill

import (
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

// Whatever is added comes back in order, in memory or over many runs on disk, twice alike.
func TestSorter(t *testing.T) {
	for _, c := range []struct {
		name     string
		n, limit int
	}{
		{"nothing", 0, 8}, {"one", 1, 8}, {"in memory", 7, 8}, {"one run and none over", 8, 8},
		{"runs and a rest", 1003, 8}, {"many runs", 20_000, 100},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			s := New(dir)
			s.limit = c.limit
			rnd := rand.New(rand.NewPCG(1, uint64(c.n)))
			var want []Entry
			for i := range c.n {
				e := Entry{Key: rnd.Int64N(50) << 58, Row: int64(i) * (1 - 2*int64(i&1)), Other: -int64(i)}
				want = append(want, e)
				if err := s.Add(e); err != nil {
					t.Fatal(err)
				}
			}
			slices.SortFunc(want, compare)
			for range 2 {
				var got []Entry
				if err := s.Each(func(e Entry) error { got = append(got, e); return nil }); err != nil {
					t.Fatal(err)
				}
				if !slices.Equal(got, want) {
					t.Fatalf("got %d entries, not the %d in order", len(got), len(want))
				}
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
}

func TestSorterStopsAtAnError(t *testing.T) {
	s := New(t.TempDir())
	s.limit = 2
	defer s.Close()
	for i := range 5 {
		if err := s.Add(Entry{Key: int64(i)}); err != nil {
			t.Fatal(err)
		}
	}
	stop, n := errors.New("stop"), 0
	if err := s.Each(func(Entry) error { n++; return stop }); !errors.Is(err, stop) || n != 1 {
		t.Errorf("got %v after %d entries", err, n)
	}
	s.file.Truncate(30) // a disk that lost the end of the file
	if err := s.Each(func(Entry) error { return nil }); err == nil {
		t.Error("a cut file was read to its end")
	}
}

func TestNoRoomOnDisk(t *testing.T) {
	s := New("/nowhere/at/all")
	s.limit = 1
	if err := s.Add(Entry{}); err == nil {
		t.Error("written into a folder that is not there")
	}
}
