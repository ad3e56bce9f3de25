package web

import (
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"hexbeat/data"
)

func TestRouteWithoutRuleStopsTheStart(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	err := s.mount([]route{{method: http.MethodGet, path: "/open", handle: (*Server).help}})
	if !errors.Is(err, ErrNoRule) {
		t.Errorf("mount: got %v, want ErrNoRule", err)
	}
	if w := get(s, "/open"); w.Code != http.StatusNotFound {
		t.Errorf("a refused route answers %d, want 404", w.Code)
	}
}

func TestEveryRowHasARule(t *testing.T) {
	public := map[string]bool{"/healthz": true, "/readyz": true, "/favicon.svg": true, "/sheet.css": true, "/favicon.ico": true, "/assets/*": true}
	for _, r := range routes() {
		c := echo.New().NewContext(httptest.NewRequest(r.method, "/", nil), httptest.NewRecorder())
		c.Request().RemoteAddr = "192.0.2.7:1234"
		c.Echo().IPExtractor = echo.ExtractIPDirect()
		_, err := r.rule(c)
		if public[r.path] != (err == nil) {
			t.Errorf("%s %s: from another machine the rule says %v", r.method, r.path, err)
		}
		if writes := r.method != http.MethodGet; writes && r.audit == "" {
			t.Errorf("%s %s: a writing row without an audit action", r.method, r.path)
		}
	}
}

func TestOnlyLoopbackIsServed(t *testing.T) {
	for _, tc := range []struct {
		addr string
		ok   bool
	}{{"127.0.0.1:0", true}, {"localhost:8080", true}, {"[::1]:0", true}, {":8080", false}, {"0.0.0.0:80", false}, {"192.0.2.1:80", false}, {"hexbeat", false}} {
		_, err := New(Options{Store: newMemory(timedOnce()), Addr: tc.addr})
		if (err == nil) != tc.ok || err != nil && !errors.Is(err, ErrAddr) {
			t.Errorf("New(%q): got %v", tc.addr, err)
		}
	}
}

func TestForeignHostIsRefused(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	for _, tc := range []struct {
		host string
		want int
	}{{"127.0.0.1:8080", 200}, {"localhost", 200}, {"[::1]:9", 200}, {"evil.example", 421}, {"127.0.0.1.evil.example:8080", 421}, {"", 421}} {
		w := ask(s, http.MethodGet, "/api/v1/orders", "", func(r *http.Request) { r.Host = tc.host })
		if w.Code != tc.want {
			t.Errorf("Host %q: status %d, want %d", tc.host, w.Code, tc.want)
		}
		if w.Code != 200 && strings.Contains(w.Body.String(), "Castle Ditch") {
			t.Errorf("Host %q: data left with the refusal", tc.host)
		}
	}
}

func TestAnotherMachineSeesNothing(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	from := func(r *http.Request) {
		r.RemoteAddr = "192.0.2.7:1234"
		r.Header.Set("X-Forwarded-For", "127.0.0.1")
	}
	w := ask(s, http.MethodGet, "/api/v1/incidents", "", from)
	missing := ask(s, http.MethodGet, "/api/v1/plans/none", "")
	if w.Code != http.StatusNotFound {
		t.Fatalf("status %d, want 404", w.Code)
	}
	words := func(w *httptest.ResponseRecorder) string {
		var body errorBody
		if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil {
			t.Fatal(err)
		}
		return body.Error.Code + body.Error.Message
	}
	if words(w) != words(missing) {
		t.Errorf("forbidden says %q, missing says %q: they must be alike", words(w), words(missing))
	}
}

func TestCrossOriginPostIsRefused(t *testing.T) {
	m := newMemory(timedOnce())
	s := newServer(t, m)
	for _, header := range [][2]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "http://evil.example"}} {
		w := ask(s, http.MethodPost, "/operations", "hotspot=x", func(r *http.Request) { r.Header.Set(header[0], header[1]) })
		if w.Code != http.StatusForbidden {
			t.Errorf("%s: status %d, want 403", header, w.Code)
		}
	}
	if len(m.plans) != 0 || len(m.audit) != 0 {
		t.Errorf("a refused form left plans %v, audit %v", m.plans, m.audit)
	}
}

func TestHeaders(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	for _, path := range []string{"/", "/api/v1/hotspots", "/nowhere", "/api/v1/nowhere", "/healthz", "/assets/none.js"} {
		h := get(s, path).Header()
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin"} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s = %q, want %q", path, name, got, want)
			}
		}
		for _, part := range []string{"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
			if !strings.Contains(h.Get("Content-Security-Policy"), part) {
				t.Errorf("%s: policy without %s", path, part)
			}
		}
		if strings.Contains(h.Get("Content-Security-Policy"), "unsafe") {
			t.Errorf("%s: policy allows something unsafe", path)
		}
		if cc := h.Get("Cache-Control"); cc != "no-store" && h.Get("ETag") == "" {
			t.Errorf("%s: Cache-Control %q without a tag", path, cc)
		}
		if len(h.Get("X-Request-Id")) != 16 {
			t.Errorf("%s: request id %q", path, h.Get("X-Request-Id"))
		}
	}
}

func TestUnknownParameterIsNamed(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	for _, r := range routes() {
		if r.method != http.MethodGet || strings.ContainsAny(r.path, ":*") {
			continue
		}
		w := get(s, r.path+"?colour=red")
		if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "colour") {
			t.Errorf("%s: status %d, want 400 naming it: %.200s", r.path, w.Code, w.Body)
		}
	}
}

// What Go's parser would drop without a word is refused, not ignored.
func TestBrokenQueryIsRefused(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	for _, query := range []string{"category=robbery;from=2026-05", "category=%zz", "%"} {
		if w := get(s, "/api/v1/hotspots?"+query); w.Code != 400 || !strings.Contains(w.Body.String(), "bad_query") {
			t.Errorf("?%s: status %d: %.200s", query, w.Code, w.Body)
		}
	}
}

func TestBadQuestions(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	months := newServer(t, newMemory(monthOnce()))
	for _, tc := range []struct {
		s           *Server
		query, want string
	}{
		{s, "from=yesterday&to=2026-10-01", "yesterday"},
		{s, "from=2026-10-02&to=2026-10-01", "before it begins"},
		{s, "res=20", "7 to 11"},
		{s, "ring=two", "ring"},
		{s, "alpha=NaN", "alpha"},
		{s, "alpha=0.05&alpha=0.1", "more than once"},
		{s, "min-count=-3", "min-count"},
		{s, "setting=moon", "moon"},
		{s, "category=burglry", "burglary"},
		{s, "in=ward:Nowhere", "Nowhere"},
		{months, "from=2026-08-10&to=2026-10-31", "2026-08-01"},
	} {
		for _, path := range []string{"/map?", "/analysis?", "/api/v1/hotspots?", "/api/v1/clock?"} {
			w := get(tc.s, path+tc.query)
			if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), tc.want) {
				t.Errorf("%s%s: status %d, want 400 with %q: %.300s", path, tc.query, w.Code, tc.want, w.Body)
			}
			if strings.Contains(w.Body.String(), "hotspot: ") {
				t.Errorf("%s%s: a package's prefix reached the reader", path, tc.query)
			}
		}
	}
}

func TestErrorsCarryNoCause(t *testing.T) {
	m := newMemory(timedOnce())
	m.broken = errBroken
	s := newServer(t, m)
	for _, path := range []string{"/", "/map", "/operations", "/api/v1/hotspots", "/api/v1/plans", "/readyz"} {
		w := get(s, path)
		if w.Code < 500 || strings.Contains(w.Body.String(), "disk on fire") {
			t.Errorf("%s: status %d, body %.200s", path, w.Code, w.Body)
		}
		if !strings.Contains(w.Body.String(), w.Header().Get("X-Request-Id")) {
			t.Errorf("%s: the answer does not carry its request id", path)
		}
	}
}

func TestErrorsStandInTheFrame(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	for path, status := range map[string]int{"/nowhere": 404, "/orders/none": 404, "/operations/none": 404, "/map?res=1": 400} {
		w := get(s, path)
		if w.Code != status || !strings.Contains(w.Body.String(), `aria-label="Menu"`) || !strings.Contains(w.Body.String(), "OFFICIAL") {
			t.Errorf("%s: status %d, want %d within the frame", path, w.Code, status)
		}
	}
	w := get(s, "/api/v1/nowhere")
	var body errorBody
	if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil || w.Code != 404 || body.Error.Code != "not_found" || body.Error.RequestID == "" {
		t.Errorf("API error: %d %s %v", w.Code, w.Body, err)
	}
}

func TestMethodNotAllowed(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	if w := ask(s, http.MethodPost, "/api/v1/plans", "x=1"); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST /api/v1/plans: status %d, want 405", w.Code)
	}
}

func TestPanicIsAnErrorPage(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	err := s.mount([]route{{method: http.MethodGet, path: "/panic", rule: owner, handle: func(*Server, echo.Context) error { panic("secret") }}})
	if err != nil {
		t.Fatal(err)
	}
	if w := get(s, "/panic"); w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("status %d, body %.200s", w.Code, w.Body)
	}
}

func TestUnchangedAnswersAreNotSentAgain(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	for _, path := range []string{"/api/v1/hotspots", "/api/v1/cells", "/api/v1/clock", "/api/v1/streets"} {
		tag := get(s, path).Header().Get("ETag")
		again := ask(s, http.MethodGet, path, "", func(r *http.Request) { r.Header.Set("If-None-Match", tag) })
		if tag == "" || again.Code != http.StatusNotModified || again.Body.Len() != 0 {
			t.Errorf("%s: tag %q, second answer %d", path, tag, again.Code)
		}
	}
	a, b := get(s, "/api/v1/cells").Header().Get("ETag"), get(s, "/api/v1/cells?category=burglary").Header().Get("ETag")
	if a == b {
		t.Error("two questions share a tag")
	}
}

func TestDisclosuresAreRecorded(t *testing.T) {
	m := newMemory(timedOnce())
	s := newServer(t, m)
	get(s, "/api/v1/incidents?category=robbery")
	get(s, "/api/v1/cells")
	if len(m.audit) != 1 || m.audit[0] != string(data.Disclose)+" /api/v1/incidents?category=robbery" {
		t.Errorf("audit: %q", m.audit)
	}
}

func TestServeOnASocket(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	ln, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- s.Serve(t.Context(), ln) }()
	ask, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+ln.Addr().String()+"/api/v1/cells", nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.DefaultClient.Do(ask)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != 200 || !json.Valid(body) || !r.Uncompressed {
		t.Errorf("over a socket: %v, status %d, valid %v, packed %v", err, r.StatusCode, json.Valid(body), r.Uncompressed)
	}
	if err := ln.Close(); err != nil {
		t.Error(err)
	}
	<-done
}

// TestAnotherRoleSeesNoIncidents: a row whose rule gives a role that may not read
// gets the words of what is not there, and nothing else.
func TestAnotherRoleSeesNoIncidents(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	panel := func(echo.Context) (data.Scope, error) { return data.Scope{Who: "panel", Role: "ward-panel"}, nil }
	nobody := func(echo.Context) (data.Scope, error) { return data.Scope{}, nil }
	for name, r := range map[string]rule{"panel": panel, "nobody": nobody} {
		for _, row := range routes() {
			if strings.ContainsAny(row.path, ":*") || row.method != http.MethodGet || !strings.HasPrefix(row.path, "/api/") {
				continue
			}
			path := "/as/" + name + row.path
			if err := s.mount([]route{{method: row.method, path: path, rule: r, audit: row.audit, query: row.query, handle: row.handle}}); err != nil {
				t.Fatal(err)
			}
			target := path
			if strings.HasSuffix(row.path, "/areas") {
				target += "?kind=ward"
			}
			w := get(s, target)
			if w.Code != http.StatusNotFound {
				t.Errorf("%s: status %d, want 404", target, w.Code)
			}
			for _, secret := range []string{"coordinates", "Fish Street", "Castle Ditch", "7-abcd1234"} {
				if strings.Contains(w.Body.String(), secret) {
					t.Errorf("%s: %q reached a role that may not read", target, secret)
				}
			}
		}
	}
}
