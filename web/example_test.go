package web_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"

	"hexbeat/data"
	"hexbeat/web"
)

// A server answers requests from this machine on an empty folder.
func Example() {
	dir, err := os.MkdirTemp("", "hexbeat")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	ctx, folder := context.Background(), filepath.Join(dir, "folder")
	if err := data.Init(ctx, folder, nil); err != nil {
		panic(err)
	}
	store, err := data.Open(ctx, folder)
	if err != nil {
		panic(err)
	}
	defer store.Close()
	s, err := web.New(web.Options{Store: store})
	if err != nil {
		panic(err)
	}
	ask := httptest.NewRequest("GET", "/api/v1/hotspots?colour=red", nil)
	ask.Host, ask.RemoteAddr = "127.0.0.1:8080", "127.0.0.1:50000"
	answer := httptest.NewRecorder()
	s.ServeHTTP(answer, ask)
	fmt.Println(answer.Code, answer.Header().Get("Content-Type"))
	// Output: 400 application/json
}
