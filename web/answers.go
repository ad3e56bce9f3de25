package web

import (
	"container/list"
	"context"
	"fmt"
	"sync"

	"hexbeat/hotspot"
)

// maxKept bounds the cache by the cells its answers hold: about 100 MB.
const maxKept = 600_000

// answers keeps the results of questions by snapshot and canonical question. A
// question that is being worked out is waited for, not asked again, and no more
// than a fixed number run at once.
type answers struct {
	slots chan struct{}

	mu   sync.Mutex
	kept map[string]*list.Element // of *answer
	used *list.List               // most recent first
	size int
}

type answer struct {
	key    string
	done   chan struct{}
	weight int
	value  any
	err    error
}

func newAnswers(workers int) *answers {
	return &answers{slots: make(chan struct{}, workers), kept: map[string]*list.Element{}, used: list.New()}
}

// cached gives the value kept under a key, or makes it. A failure is not kept. The
// one who waits may give up; the work goes on for the others.
func cached[T any](ctx context.Context, a *answers, key string, weigh func(T) int, make func() (T, error)) (T, error) {
	entry, first := a.claim(key)
	if first {
		go a.fill(entry, func() (any, int, error) {
			v, err := make()
			if err != nil {
				return nil, 0, err
			}
			return v, weigh(v), nil
		})
	}
	var zero T
	select {
	case <-entry.done:
	case <-ctx.Done():
		return zero, ctx.Err()
	}
	if entry.err != nil {
		return zero, entry.err
	}
	return entry.value.(T), nil
}

func (a *answers) claim(key string) (*answer, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if e, ok := a.kept[key]; ok {
		a.used.MoveToFront(e)
		return e.Value.(*answer), false
	}
	entry := &answer{key: key, done: make(chan struct{})}
	a.kept[key] = a.used.PushFront(entry)
	return entry, true
}

func (a *answers) fill(entry *answer, work func() (any, int, error)) {
	a.slots <- struct{}{}
	defer func() {
		<-a.slots
		if r := recover(); r != nil { // it runs on its own goroutine: a panic here would end the program
			entry.err = fmt.Errorf("web: panic: %v", r)
		}
		a.settle(entry)
		close(entry.done)
	}()
	entry.value, entry.weight, entry.err = work()
}

// settle drops a failure, and the answers longest unused when there are too many.
func (a *answers) settle(entry *answer) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if entry.err != nil {
		a.drop(a.kept[entry.key])
		return
	}
	a.size += entry.weight
	for e := a.used.Back(); e != nil && a.size > maxKept; {
		before := e.Prev()
		if kept := e.Value.(*answer); kept != entry && kept.weight > 0 {
			a.drop(e)
		}
		e = before
	}
}

func (a *answers) drop(e *list.Element) {
	if e == nil {
		return
	}
	kept := e.Value.(*answer)
	a.used.Remove(e)
	delete(a.kept, kept.key)
	a.size -= kept.weight
}

// detect answers a question of a snapshot, from the cache where it can.
func (s *Server) detect(ctx context.Context, snap *hotspot.Snapshot, q hotspot.Question) (*hotspot.Result, error) {
	key := "detect " + snap.Label() + "?" + canonical(q).Encode()
	weigh := func(r *hotspot.Result) int { return 100 + len(r.Cells) }
	return cached(ctx, s.answers, key, weigh, func() (*hotspot.Result, error) {
		r, err := hotspot.Detect(snap, q)
		if err == nil {
			r.Meta.Marking = s.store.Marking()
		}
		return r, err
	})
}

// turn runs work that is not kept, when one of the slots is free.
func turn[T any](ctx context.Context, a *answers, work func() (T, error)) (T, error) {
	select {
	case a.slots <- struct{}{}:
		defer func() { <-a.slots }()
		return work()
	case <-ctx.Done():
		var zero T
		return zero, ctx.Err()
	}
}
