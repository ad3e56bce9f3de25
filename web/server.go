package web

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"github.com/labstack/echo/v4"

	"hexbeat/data"
)

// ErrAddr is returned for an address that is not on this machine alone.
var ErrAddr = errors.New("web: only a loopback address can be served, as 127.0.0.1:8080; there are no accounts yet")

// Options say what a server serves.
type Options struct {
	Store Store
	// Folder is where files are brought in: the folder that Store reads. Whoever serves
	// it holds its writer's lock. Without it nothing can be brought in.
	Folder *data.Store
	// MaxUpload is how many bytes one form may bring. Default 2 GiB.
	MaxUpload int64
	// Now is the wall clock, for waiting times and the log. Pages take their date
	// from Store.Clock. Default time.Now.
	Now func() time.Time
	// Log receives one line a request and the cause of each failure. Default
	// discards them.
	Log *slog.Logger
	// Addr is where Run listens. Default 127.0.0.1:8080.
	Addr string
	// Workers is how many statistics may run at once. Default 2.
	Workers int
}

// Server answers requests. It is an http.Handler; Run and Serve put it on a socket.
type Server struct {
	opt     Options
	store   Store
	echo    *echo.Echo
	pages   map[string]*template.Template
	assets  assets
	answers *answers
	facts   factsCache
	started time.Time
	uploads *uploads // nil where nothing can be brought in
	reader  reader
}

// New builds a server. Errors: ErrAddr for an address beyond this machine,
// ErrNoRule for a route without a rule, and faults of the embedded templates.
func New(opt Options) (*Server, error) {
	opt = opt.withDefaults()
	if opt.Store == nil {
		return nil, errors.New("web: a store is needed")
	}
	if !loopbackAddr(opt.Addr) {
		return nil, fmt.Errorf("%w, got %q", ErrAddr, opt.Addr)
	}
	pages, err := parsePages()
	if err != nil {
		return nil, err
	}
	built, err := readAssets()
	if err != nil {
		return nil, err
	}
	s := &Server{opt: opt, store: opt.Store, echo: echo.New(), pages: pages, assets: built,
		answers: newAnswers(opt.Workers), started: opt.Now()}
	if opt.Folder != nil {
		s.reader, s.uploads = folderReader{opt.Folder}, newUploads(incoming{filepath.Join(opt.Folder.Dir(), incomingName)}, opt.Now)
		if err := s.uploads.sweep(); err != nil { // what an earlier run was given and did not finish
			return nil, err
		}
	}
	s.echo.HideBanner, s.echo.HidePort = true, true
	s.echo.IPExtractor = echo.ExtractIPDirect()
	s.echo.HTTPErrorHandler = s.handleError
	s.use()
	if err := s.mount(routes()); err != nil {
		return nil, err
	}
	return s, nil
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Addr == "" {
		o.Addr = "127.0.0.1:8080"
	}
	if o.Workers <= 0 {
		o.Workers = 2
	}
	if o.MaxUpload <= 0 {
		o.MaxUpload = maxUpload
	}
	return o
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.echo.ServeHTTP(w, r) }

// Close stops an import under way, of which nothing is kept, and removes the files
// that were laid aside. Call it before the folder is closed.
func (s *Server) Close() error {
	if s.uploads == nil {
		return nil
	}
	return s.uploads.close()
}

// Run listens on Options.Addr and serves until the context ends.
func (s *Server) Run(ctx context.Context) error {
	ln, err := new(net.ListenConfig).Listen(ctx, "tcp", s.opt.Addr)
	if err != nil {
		return fmt.Errorf("web: listen: %w", err)
	}
	return s.Serve(ctx, ln)
}

// Serve serves on a listener until the context ends, then lets running requests
// finish for up to ten seconds, and closes the server. It closes the listener and
// returns nil after an orderly end.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	return errors.Join(s.serve(ctx, ln), s.Close())
}

func (s *Server) serve(ctx context.Context, ln net.Listener) error {
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      2 * time.Minute, // a plan of many shifts is made within one request
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(s.opt.Log.Handler(), slog.LevelWarn),
	}
	go s.warm(ctx)
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		stopped <- srv.Shutdown(grace)
	})
	err := srv.Serve(ln)
	if !stop() && errors.Is(err, http.ErrServerClosed) {
		err = <-stopped
	}
	if err != nil {
		return fmt.Errorf("web: serve: %w", err)
	}
	return nil
}

// warm works Today out before anybody asks, so that the first page is as quick as
// the second. A failure is told to who asks.
func (s *Server) warm(ctx context.Context) {
	snap, err := s.store.Snapshot(ctx, data.Owner("desktop"))
	if err == nil {
		_, err = s.board(ctx, snap)
	}
	if err != nil {
		s.opt.Log.Debug("Today could not be worked out ahead", "err", err)
	}
}

// loopbackAddr reports whether a listening address can be reached from this
// machine only.
func loopbackAddr(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	return loopbackHost(host)
}

func loopbackHost(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
