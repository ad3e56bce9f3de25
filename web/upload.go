package web

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"hexbeat/data"
)

// What stands in the way of an upload or of its import.
var (
	errNoFolder = errors.New("web: nothing can be brought in here")
	errOneOnly  = errors.New("web: another file is being brought in")
	errTooMany  = errors.New("web: too many files are waiting")
)

const (
	// keepFor is how long a file waits for somebody to come back to it. It may hold
	// anything: it does not lie about for longer than a shift.
	keepFor = 12 * time.Hour
	// mostWaiting bounds what waits at once, and with it the disk it takes.
	mostWaiting = 20
)

// stage is how far an upload has come.
type stage string

// The stages. A stopped or failed import is open again: its files are still there.
const (
	stageOpen    stage = "open"
	stageRunning stage = "running"
	stageDone    stage = "done"
)

// upload is what was sent in one form, and what became of it.
type upload struct {
	ID    string
	Kind  intakeKind
	Files []spooled
	Came  time.Time

	rows atomic.Int64 // read so far

	// Guarded by the mutex of uploads.
	stage   stage
	touched time.Time
	asked   string             // the choices it was begun with, as a query
	cancel  context.CancelFunc // of the running import
	ended   chan struct{}      // closed when it has ended
	err     error              // of the last try
	stopped bool               // the last try was stopped by its owner
	result  *outcome           // of the last try
}

// names are the files' names.
func (u *upload) names() []string {
	out := make([]string, len(u.Files))
	for i, f := range u.Files {
		out[i] = f.Name
	}
	return out
}

// paths are where the files lie.
func (u *upload) paths() []string {
	out := make([]string, len(u.Files))
	for i, f := range u.Files {
		out[i] = f.Path
	}
	return out
}

// standing is an upload at one moment.
type standing struct {
	Stage   stage
	Rows    int
	Asked   string
	Err     error
	Stopped bool
	Result  *outcome
}

// uploads are all that wait or run. One import runs at a time: the store has one
// writer.
type uploads struct {
	incoming
	now func() time.Time

	mu      sync.Mutex
	byID    map[string]*upload
	running *upload

	life context.Context // of imports, which outlive the request that began them
	end  context.CancelFunc
	work sync.WaitGroup
}

func newUploads(in incoming, now func() time.Time) *uploads {
	u := &uploads{incoming: in, now: now, byID: map[string]*upload{}}
	u.life, u.end = context.WithCancel(context.Background())
	return u
}

// close stops what runs, waits until nothing of it is left, and clears the files away.
func (us *uploads) close() error {
	us.end()
	us.work.Wait()
	return us.sweep()
}

// room reports whether another upload may come. Errors: errTooMany.
func (us *uploads) room() error {
	us.mu.Lock()
	defer us.mu.Unlock()
	us.expire()
	if len(us.waiting()) >= mostWaiting {
		return errTooMany
	}
	return nil
}

// expire clears away what nobody came back to.
func (us *uploads) expire() {
	for id, u := range us.byID {
		if u.stage != stageRunning && us.now().Sub(u.touched) > keepFor {
			us.remove(id) // what cannot be removed now is swept at the next start
			delete(us.byID, id)
		}
	}
}

func (us *uploads) add(u *upload) {
	us.mu.Lock()
	defer us.mu.Unlock()
	u.stage, u.Came, u.touched = stageOpen, us.now(), us.now()
	us.byID[u.ID] = u
}

// get finds an upload. Errors: data.ErrNotFound.
func (us *uploads) get(id string) (*upload, standing, error) {
	us.mu.Lock()
	defer us.mu.Unlock()
	us.expire()
	u, ok := us.byID[id]
	if !ok {
		return nil, standing{}, data.ErrNotFound
	}
	u.touched = us.now()
	return u, standing{u.stage, int(u.rows.Load()), u.asked, u.err, u.stopped, u.result}, nil
}

// waiting lists what is not finished, in the order it came. Hold the mutex.
func (us *uploads) waiting() []*upload {
	var out []*upload
	for _, u := range us.byID {
		if u.stage != stageDone {
			out = append(out, u)
		}
	}
	slices.SortFunc(out, func(a, b *upload) int { return a.Came.Compare(b.Came) })
	return out
}

// unfinished lists what waits or runs, in the order it came.
func (us *uploads) unfinished() []*upload {
	us.mu.Lock()
	defer us.mu.Unlock()
	us.expire()
	return us.waiting()
}

// busy is the upload that is being brought in, or nil.
func (us *uploads) busy() *upload {
	us.mu.Lock()
	defer us.mu.Unlock()
	return us.running
}

// discard drops an upload with its files. Errors: data.ErrNotFound, errOneOnly while
// it is being brought in.
func (us *uploads) discard(id string) error {
	us.mu.Lock()
	defer us.mu.Unlock()
	u, ok := us.byID[id]
	switch {
	case !ok:
		return data.ErrNotFound
	case u.stage == stageRunning:
		return errOneOnly
	}
	delete(us.byID, id)
	return us.remove(id)
}

// bring is one import; it calls back with the rows read so far.
type bring func(ctx context.Context, rows func(int)) (*outcome, error)

// start begins an import behind the request. Errors: data.ErrNotFound, errOneOnly.
func (us *uploads) start(id, asked string, do bring) error {
	us.mu.Lock()
	defer us.mu.Unlock()
	u, ok := us.byID[id]
	switch {
	case !ok || u.stage == stageDone:
		return data.ErrNotFound
	case us.running != nil:
		return errOneOnly
	}
	ctx, cancel := context.WithCancel(us.life)
	u.stage, u.asked, u.cancel, u.ended, u.err, u.stopped = stageRunning, asked, cancel, make(chan struct{}), nil, false
	u.rows.Store(0)
	us.running = u
	us.work.Go(func() {
		defer cancel()
		got, err := do(ctx, func(rows int) { u.rows.Store(int64(rows)) })
		us.finish(u, got, err, ctx.Err() != nil)
	})
	return nil
}

func (us *uploads) finish(u *upload, got *outcome, err error, stopped bool) {
	us.mu.Lock()
	defer us.mu.Unlock()
	defer close(u.ended)
	us.running, u.cancel, u.touched = nil, nil, us.now()
	u.err, u.result = err, got
	if err != nil {
		u.stage, u.stopped = stageOpen, stopped
		return
	}
	u.stage = stageDone
	us.remove(u.ID) // what cannot be removed now is swept at the next start
}

// stop ends an import and returns once nothing of it is left. Stopping one that has
// ended already is no fault. Errors: data.ErrNotFound, and of a context that ends first.
func (us *uploads) stop(ctx context.Context, id string) error {
	us.mu.Lock()
	u, ok := us.byID[id]
	var ended chan struct{}
	if ok && u.cancel != nil {
		u.cancel()
		ended = u.ended
	}
	us.mu.Unlock()
	switch {
	case !ok:
		return data.ErrNotFound
	case ended == nil:
		return nil
	}
	select {
	case <-ended:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
