package web

import (
	"net/http"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

const testManifest = `{
 "src/main.ts": {"file": "main-1.js", "css": ["main-2.css"], "imports": ["_shared-3.js"], "dynamicImports": ["src/map/start.ts"]},
 "_shared-3.js": {"file": "shared-3.js", "css": ["shared-4.css"], "imports": ["src/main.ts"]},
 "src/map/start.ts": {"file": "start-5.js", "css": ["start-6.css"]}}`

func TestManifest(t *testing.T) {
	a, err := parseManifest(fstest.MapFS{".vite/manifest.json": {Data: []byte(testManifest)}})
	if err != nil || a.Script != "/assets/main-1.js" || !reflect.DeepEqual(a.Styles, []string{"/assets/shared-4.css", "/assets/main-2.css"}) {
		t.Errorf("got %v, %v", a, err)
	}
	if a, err := parseManifest(fstest.MapFS{}); err != nil || a.Built() {
		t.Errorf("without a build: %v, %v", a, err)
	}
	for _, bad := range []string{"{", `{"src/other.ts": {"file": "x.js"}}`} {
		if _, err := parseManifest(fstest.MapFS{".vite/manifest.json": {Data: []byte(bad)}}); err == nil {
			t.Errorf("%s: no error", bad)
		}
	}
}

func TestAssets(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	s.assets.files = fstest.MapFS{"main-1.js": {Data: []byte("let a")}, ".vite/manifest.json": {Data: []byte(testManifest)}, "secret.env": {Data: []byte("x")}}
	w := get(s, "/assets/main-1.js")
	if w.Code != 200 || w.Header().Get("Content-Type") != "text/javascript; charset=utf-8" || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
		t.Errorf("script: %d %v", w.Code, w.Header())
	}
	for _, path := range []string{"/assets/none.js", "/assets/.vite/manifest.json", "/assets/../secret.env", "/assets/%2e%2e/secret.env", "/assets/secret.env", "/assets/"} {
		if w := get(s, path); w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d, want 404", path, w.Code)
		}
	}
}

// TestPagesWorkUnbuilt: without the front end every page answers and says how to
// build it.
func TestPagesWorkUnbuilt(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	s.assets = assets{files: fstest.MapFS{}}
	w := get(s, "/")
	if w.Code != 200 || !strings.Contains(w.Body.String(), "npm run build") || strings.Contains(w.Body.String(), "<script type") {
		t.Errorf("status %d: %.300s", w.Code, w.Body)
	}
}
