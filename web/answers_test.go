package web

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

func one(int) int { return 1 }

func TestAnswersAreMadeOnce(t *testing.T) {
	a := newAnswers(2)
	var made atomic.Int32
	release := make(chan struct{})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			v, err := cached(t.Context(), a, "k", one, func() (int, error) { made.Add(1); <-release; return 42, nil })
			if v != 42 || err != nil {
				t.Errorf("got %d, %v", v, err)
			}
		})
	}
	close(release)
	wg.Wait()
	if n := made.Load(); n != 1 {
		t.Errorf("made %d times, want once", n)
	}
}

func TestFailuresAreNotKept(t *testing.T) {
	a := newAnswers(1)
	if _, err := cached(t.Context(), a, "k", one, func() (int, error) { return 0, errBroken }); !errors.Is(err, errBroken) {
		t.Errorf("got %v", err)
	}
	if _, err := cached(t.Context(), a, "k", one, func() (int, error) { panic("bad column") }); err == nil || !strings.Contains(err.Error(), "bad column") {
		t.Errorf("a panic became %v", err)
	}
	if v, err := cached(t.Context(), a, "k", one, func() (int, error) { return 7, nil }); v != 7 || err != nil {
		t.Errorf("after failures: got %d, %v", v, err)
	}
	if len(a.kept) != 1 || a.size != 1 {
		t.Errorf("kept %d answers of weight %d, want 1 and 1", len(a.kept), a.size)
	}
}

func TestWaitingEndsWithTheRequest(t *testing.T) {
	a := newAnswers(1)
	release := make(chan struct{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := cached(ctx, a, "slow", one, func() (int, error) { <-release; return 1, nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the request's end", err)
	}
	close(release)
	if v, err := cached(t.Context(), a, "slow", one, func() (int, error) { return 2, nil }); v != 1 || err != nil {
		t.Errorf("the work that went on gave %d, %v; want its own 1", v, err)
	}
}

func TestTheLongestUnusedGoes(t *testing.T) {
	a := newAnswers(1)
	half := func(int) int { return maxKept / 2 }
	put := func(key string) {
		if _, err := cached(t.Context(), a, key, half, func() (int, error) { return 0, nil }); err != nil {
			t.Fatal(err)
		}
	}
	put("a")
	put("b")
	put("a") // used again
	put("c")
	for key, want := range map[string]bool{"a": true, "b": false, "c": true} {
		if _, kept := a.kept[key]; kept != want {
			t.Errorf("%s kept: %v, want %v", key, kept, want)
		}
	}
	if a.size > maxKept || a.used.Len() != len(a.kept) {
		t.Errorf("size %d, list %d, map %d", a.size, a.used.Len(), len(a.kept))
	}
}

func TestTurnWaitsForASlot(t *testing.T) {
	a := newAnswers(1)
	a.slots <- struct{}{}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := turn(ctx, a, func() (int, error) { return 1, nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	<-a.slots
	if v, err := turn(t.Context(), a, func() (int, error) { return 1, nil }); v != 1 || err != nil {
		t.Errorf("got %d, %v", v, err)
	}
}
