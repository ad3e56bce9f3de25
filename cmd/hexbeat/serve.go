package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"

	"hexbeat/data"
	"hexbeat/web"
)

type serveCmd struct {
	Addr string `help:"Address on this machine; port 0 takes a free one." default:"127.0.0.1:8080"`
	Log  bool   `help:"Write a line a request to standard error."`
}

// Run serves until it is interrupted. It holds the writer's lock meanwhile.
func (v *serveCmd) Run(ctx context.Context, c *cli) error {
	return c.reading(ctx, func(s *data.Store) error {
		return locked(ctx, s, "hexbeat serve", func(s *data.Store) error { return v.serve(ctx, s) })
	})
}

func (v *serveCmd) serve(ctx context.Context, s *data.Store) error {
	level := slog.LevelWarn
	if v.Log {
		level = slog.LevelInfo
	}
	srv, err := web.New(web.Options{Store: s, Folder: s, Addr: v.Addr, Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: level}))})
	if err != nil {
		return err
	}
	ln, err := net.Listen("tcp", v.Addr)
	if err != nil {
		return fmt.Errorf("serve: %w; another program may use the port: try --addr 127.0.0.1:0", err)
	}
	if _, err := s.Snapshot(ctx, data.Owner("desktop")); err != nil {
		return errors.Join(err, ln.Close())
	}
	fmt.Printf("Hexbeat serves http://%s\n", ln.Addr())
	return srv.Serve(ctx, ln)
}
