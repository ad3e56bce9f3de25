package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"hexbeat/patrol"
)

// tickedOn are the values of a page's tick boxes for places.
func tickedOn(body string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`name="hotspot" value="([^"]*)"`).FindAllStringSubmatch(body, -1) {
		out = append(out, m[1])
	}
	return out
}

// fieldsOf are the fields of a page's form as a browser would send them.
func fieldsOf(body string) url.Values {
	v := url.Values{}
	body = body[strings.Index(body, `<form method="post"`):]
	unescape := strings.NewReplacer("&#43;", "+", "&amp;", "&", "&#34;", `"`)
	for _, m := range regexp.MustCompile(`<input [^>]*>`).FindAllString(body, -1) {
		name, value := attr(m, "name"), unescape.Replace(attr(m, "value"))
		if strings.Contains(m, `type="checkbox"`) && !strings.Contains(m, " checked") {
			continue
		}
		v.Add(name, value)
	}
	if m := regexp.MustCompile(`<option value="([^"]*)" selected>`).FindStringSubmatch(body); m != nil {
		v.Set("site", m[1])
	}
	return v
}

func attr(tag, name string) string {
	m := regexp.MustCompile(` ` + name + `="([^"]*)"`).FindStringSubmatch(tag)
	if m == nil {
		return ""
	}
	return m[1]
}

func TestFromTodayToTheSheet(t *testing.T) {
	for name, m := range map[string]*memory{"timed": newMemory(timedOnce()), "months": newMemory(monthOnce())} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t, m)
			picks := tickedOn(get(s, "/").Body.String())
			if len(picks) == 0 {
				t.Fatal("Today offers nothing to tick")
			}
			form := get(s, "/operations?hotspot="+url.QueryEscape(picks[0]))
			if !strings.Contains(form.Body.String(), "checked") {
				t.Fatal("the ticked place is not ticked in the form")
			}
			w := ask(s, http.MethodPost, "/operations", fieldsOf(form.Body.String()).Encode())
			if w.Code != http.StatusSeeOther {
				t.Fatalf("POST: status %d: %s", w.Code, w.Body)
			}
			checkOperation(t, s, m, w.Header().Get("Location"))
		})
	}
}

func checkOperation(t *testing.T, s *Server, m *memory, at string) {
	t.Helper()
	for _, path := range []string{at, at + "?walk=1", at + "/sheet/0"} {
		if w := get(s, path); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "Arrive") {
			t.Errorf("%s: status %d without stops", path, w.Code)
		}
	}
	if w := get(s, at+"/sheet/0.pdf"); !strings.HasPrefix(w.Body.String(), "%PDF-") || w.Header().Get("Content-Type") != "application/pdf" {
		t.Errorf("sheet: %s, %.20q", w.Header().Get("Content-Type"), w.Body)
	}
	for _, path := range []string{at + "?walk=999", at + "/sheet/999", at + "/sheet/0.doc", at + "/sheet/-1"} {
		if w := get(s, path); w.Code != 400 && w.Code != 404 {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
	id := strings.TrimPrefix(at, "/operations/")
	for _, ext := range []string{"", ".geojson"} {
		if w := get(s, "/api/v1/plans/"+id+ext); !json.Valid(w.Body.Bytes()) || !strings.Contains(w.Body.String(), `"meta"`) {
			t.Errorf("plan%s: %.100s", ext, w.Body)
		}
	}
	if w := get(s, "/api/v1/plans/"+id+".csv"); !strings.HasPrefix(w.Body.String(), "walk,team,date") {
		t.Errorf("plan.csv: %.100s", w.Body)
	}
	if v := patrol.Check(m.plans[id]); len(v) != 0 {
		t.Errorf("the checker finds %v", v)
	}
	if w := get(s, "/operations"); !strings.Contains(w.Body.String(), at) {
		t.Error("the plan is not on the list")
	}
}

func TestFormComesBackWithItsFaults(t *testing.T) {
	m := newMemory(timedOnce())
	s := newServer(t, m)
	picks := tickedOn(get(s, "/").Body.String())
	good := fieldsOf(get(s, "/operations?hotspot="+url.QueryEscape(picks[0])).Body.String())
	for _, tc := range []struct{ field, value, want string }{
		{"hotspot", "", "Tick at least one place"},
		{"hotspot", "gone", "on no list any more"},
		{"hotspot", picks[0] + "x", "on no list any more"},
		{"begins", "tomorrow", "Enter the first day as a date"},
		{"ends", "2020-01-01", "on or after the first day"},
		{"day", "Someday", "Someday"},
		{"shift-from", "25:00", "like 18:00"},
		{"break", "-1", "0 to 120"},
		{"team", "", "Give the team a name"},
		{"size", "0", "1 to 50"},
		{"site", "moon", "Choose a base"},
		{"visits", "many", "1 to 100"},
		{"ends", "2199-01-01", "too long"},
	} {
		fields := url.Values{}
		for k, v := range good {
			fields[k] = v
		}
		fields.Set(tc.field, tc.value)
		w := ask(s, http.MethodPost, "/operations", fields.Encode())
		body := w.Body.String()
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(body, "There is a problem") || !strings.Contains(body, tc.want) {
			t.Errorf("%s=%q: status %d, want the form with %q", tc.field, tc.value, w.Code, tc.want)
		}
		if !strings.Contains(body, `value="`+good.Get("name")+`"`) {
			t.Errorf("%s=%q: what was filled in is lost", tc.field, tc.value)
		}
	}
	if len(m.plans) != 0 {
		t.Errorf("a faulty form was saved: %d plans", len(m.plans))
	}
}

func TestFormRefusesWhatItDoesNotKnow(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	if w := ask(s, http.MethodPost, "/operations", "officer=Jones"); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "officer") {
		t.Errorf("status %d: %.200s", w.Code, w.Body)
	}
	if w := ask(s, http.MethodPost, "/operations", "name="+strings.Repeat("x", 2<<20)); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("two megabytes: status %d, want 413", w.Code)
	}
}
