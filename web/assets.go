package web

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"hexbeat/data"
)

// dist is what the front end's build left, or only its placeholder.
//
//go:embed all:dist
var dist embed.FS

//go:embed templates/favicon.svg
var favicon []byte

// assetRoot is the address that the build (vite's base) counts on.
const assetRoot = "/assets/"

// entry is the front end's one script, as the manifest names it.
const entry = "src/main.ts"

// assets are the addresses of the built front end. Without a build both are empty
// and the pages work unstyled.
type assets struct {
	Script string
	Styles []string
	files  fs.FS
}

// Built reports whether there is a front end to load.
func (a assets) Built() bool { return a.Script != "" }

type manifestEntry struct {
	File    string   `json:"file"`
	CSS     []string `json:"css"`
	Imports []string `json:"imports"`
}

func readAssets() (assets, error) {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		return assets{}, fmt.Errorf("web: assets: %w", err)
	}
	return parseManifest(files)
}

// parseManifest finds the entry's script and every stylesheet that it or what it
// imports at once brings along.
func parseManifest(files fs.FS) (assets, error) {
	a := assets{files: files}
	text, err := fs.ReadFile(files, ".vite/manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return a, nil
	} else if err != nil {
		return a, fmt.Errorf("web: assets: %w", err)
	}
	var manifest map[string]manifestEntry
	if err := json.Unmarshal(text, &manifest); err != nil {
		return a, fmt.Errorf("web: assets: manifest: %w", err)
	}
	main, ok := manifest[entry]
	if !ok {
		return a, fmt.Errorf("web: assets: the manifest does not name %s", entry)
	}
	a.Script = assetRoot + main.File
	a.Styles = styles(manifest, entry, map[string]bool{})
	return a, nil
}

func styles(manifest map[string]manifestEntry, key string, seen map[string]bool) []string {
	if seen[key] {
		return nil
	}
	seen[key] = true
	var out []string
	for _, imported := range manifest[key].Imports {
		out = append(out, styles(manifest, imported, seen)...)
	}
	for _, css := range manifest[key].CSS {
		if css = assetRoot + css; !slices.Contains(out, css) {
			out = append(out, css)
		}
	}
	return out
}

// contentTypes are fixed here: the system's own table differs between machines,
// and with nosniff a wrong one keeps a script from running.
var contentTypes = map[string]string{
	".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2", ".json": "application/json", ".txt": "text/plain; charset=utf-8",
}

// asset answers GET /assets/*. Names carry a hash of their content, so they may be
// kept for good.
func (s *Server) asset(c echo.Context) error {
	name := strings.TrimPrefix(path.Clean("/"+c.Param("*")), "/")
	ctype, ok := contentTypes[path.Ext(name)]
	if !ok || strings.HasPrefix(name, ".") {
		return data.ErrNotFound
	}
	content, err := fs.ReadFile(s.assets.files, name)
	if err != nil {
		return fmt.Errorf("%w: %w", data.ErrNotFound, err)
	}
	c.Response().Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	return c.Blob(http.StatusOK, ctype, content)
}

// icon answers GET /favicon.svg, and /favicon.ico with the same drawing.
func (s *Server) icon(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "public, max-age=86400")
	return c.Blob(http.StatusOK, contentTypes[".svg"], favicon)
}
