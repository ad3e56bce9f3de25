package web

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"hexbeat/data"
	"hexbeat/data/intake"
)

const townCSV = `Ref,Date,Type,Lon,Lat,Notes of the day
1,2026-03-01 22:10,Anti-social behaviour,-0.08,51.51,dry
2,2026-03-02 23:40,Anti-social behaviour,-0.081,51.511,wet
3,someday,Burglary,-0.082,51.512,wet
4,2026-03-04 09:05,Burglary,0,0,dry
`

// bench is a server on a folder of its own.
type bench struct {
	*Server
	t     *testing.T
	store *data.Store
}

func newBench(t *testing.T, change ...func(*Options)) *bench {
	t.Helper()
	store := newFolder(t)
	o := Options{Store: store, Folder: store, Log: slog.New(slog.NewTextHandler(t.Output(), nil))}
	for _, f := range change {
		f(&o)
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { // before the folder is closed
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return &bench{s, t, store}
}

// sent is a file in a form.
type sent struct{ name, text string }

// send fills the form in as a browser does.
func (b *bench) send(kind string, files ...sent) *httptest.ResponseRecorder {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	if kind != "" {
		w.WriteField("kind", kind)
	}
	for _, f := range files {
		part, err := w.CreateFormFile("file", f.name)
		if err != nil {
			b.t.Fatal(err)
		}
		part.Write([]byte(f.text))
	}
	if err := w.Close(); err != nil {
		b.t.Fatal(err)
	}
	return ask(b, http.MethodPost, uploadPath, body.String(), func(r *http.Request) { r.Header.Set("Content-Type", w.FormDataContentType()) })
}

// sendTo sends a file and returns the page that shows it.
func (b *bench) sendTo(kind string, files ...sent) string {
	b.t.Helper()
	w := b.send(kind, files...)
	if w.Code != http.StatusSeeOther {
		b.t.Fatalf("sending %v: status %d: %.600s", files, w.Code, w.Body)
	}
	return w.Header().Get("Location")
}

// page reads a page, which must be sound.
func (b *bench) page(path string) string {
	b.t.Helper()
	w := get(b, path)
	if w.Code != http.StatusOK {
		b.t.Fatalf("%s: status %d: %.600s", path, w.Code, w.Body)
	}
	if err := checkMarkup(w.Body.String()); err != nil {
		b.t.Errorf("%s: %v", path, err)
	}
	return w.Body.String()
}

func (b *bench) post(path string, fields url.Values) *httptest.ResponseRecorder {
	return ask(b, http.MethodPost, path, fields.Encode())
}

// start brings an upload in and waits for its end.
func (b *bench) start(path string, fields url.Values) string {
	b.t.Helper()
	if w := b.post(path+"/start", fields); w.Code != http.StatusSeeOther {
		b.t.Fatalf("start: status %d: %.3000s", w.Code, w.Body)
	}
	b.wait(path)
	if w := get(b, path); w.Code == http.StatusSeeOther { // to what came of it
		path = w.Header().Get("Location")
	}
	return b.page(path)
}

func (b *bench) wait(path string) {
	b.t.Helper()
	u, _, err := b.uploads.get(strings.TrimPrefix(path, uploadPath+"/"))
	if err != nil {
		b.t.Fatal(err)
	}
	<-u.ended
}

// lying are the files in the folder for what comes in.
func (b *bench) lying() []string {
	var out []string
	filepath.WalkDir(b.uploads.dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, path)
		}
		return nil
	})
	return out
}

func (b *bench) rows() int {
	b.t.Helper()
	snap, err := b.store.Snapshot(b.t.Context(), data.Owner("desktop"))
	if err != nil {
		b.t.Fatal(err)
	}
	return snap.Len()
}

// wants fails for each part a page lacks.
func wants(t *testing.T, what, page string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(page, part) {
			t.Errorf("%s lacks %q: %.3000s", what, part, strings.Join(strings.Fields(tags.ReplaceAllString(mainOf(page), " ")), " "))
		}
	}
}

func mainOf(page string) string {
	_, page, _ = strings.Cut(page, `id="main">`)
	page, _, _ = strings.Cut(page, "</main>")
	return page
}

func TestAFileComesIn(t *testing.T) {
	b := newBench(t)
	path := b.sendTo("incidents", sent{"town.csv", townCSV})
	wants(t, "the proposal", b.page(path), "Bring in town.csv", `value="lon=Lon" selected`, `value="=Notes of the day" selected`, "1 column of which nothing is read",
		"Anti-social behaviour", "Sun 1 Mar 2026, 22:10", "51.5100 N, 0.0800 W", "Rejected", "No place: counted, never on a map", "commas between cells")
	for _, f := range b.lying() {
		for p, mode := range map[string]os.FileMode{f: 0o600, filepath.Dir(f): os.ModeDir | 0o700} {
			if info, err := os.Stat(p); err != nil || info.Mode() != mode {
				t.Errorf("%s: %v %v, want %v", p, info.Mode(), err, mode)
			}
		}
	}
	if b.rows() != 0 {
		t.Error("a proposal brought something in")
	}
	wants(t, "what came of it", b.start(path, url.Values{}), "Brought in: town.csv", "4 rows read: 3 came in", "Could not be used", "25 % of the rows could not be used", "Line 4", "someday", `href="/map?from=`)
	if b.rows() != 3 {
		t.Errorf("%d reports are in, want 3", b.rows())
	}
	if left := b.lying(); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	wants(t, "the Data page", b.page("/data"), "town.csv", "Mar")
	if w := b.post(path+"/start", nil); w.Code != http.StatusSeeOther || b.rows() != 3 {
		t.Errorf("sent twice: status %d, %d reports", w.Code, b.rows())
	}
	again := b.sendTo("incidents", sent{"town.csv", townCSV})
	wants(t, "the same bytes again", b.start(again, url.Values{}), "Already in: town.csv", "Nothing was brought in a second time")
}

func TestRejectedRowsAreFetched(t *testing.T) {
	b := newBench(t)
	path := b.sendTo("incidents", sent{"tówn log.csv", townCSV})
	page := b.start(path, nil)
	wants(t, "what came of it", page, `href="/data/batches/1/rejects.csv"`, "Could not be used", "25 % of the rows could not be used", "Line 4", "Date not understood")
	w := get(b, "/data/batches/1/rejects.csv")
	if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/csv") || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment; filename") {
		t.Errorf("status %d, %v", w.Code, w.Header())
	}
	wants(t, "the rejected rows", w.Body.String(), "file,line,column", "tówn log.csv,4,3,Date", "someday")
	if strings.Contains(w.Body.String(), b.store.Dir()) {
		t.Errorf("they name the folder: %s", w.Body)
	}
	var record string
	if err := filepath.WalkDir(b.store.Dir(), func(path string, d os.DirEntry, err error) error {
		if err == nil && strings.HasPrefix(d.Name(), "hexbeat.db") {
			text, _ := os.ReadFile(path)
			record += string(text)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{"/data/batches/1/rejects.csv", "to be read as incidents"} {
		if !strings.Contains(record, what) {
			t.Errorf("nothing recorded of %q", what)
		}
	}
	wants(t, "the Data page", b.page("/data"), `href="/data/batches/1"`)
	clean := b.sendTo("incidents", sent{"clean.csv", "Ref,Date,Type\n9,2026-03-05,Burglary\n"})
	if page := b.start(clean, nil); strings.Contains(page, "rejects.csv") {
		t.Error("an import without rejected rows offers them")
	}
	for _, path := range []string{"/data/batches/2/rejects.csv", "/data/batches/9", "/data/batches/9/rejects.csv", "/data/batches/x", "/data/batches/..%2f1", "/data/batches/1/hexbeat.db"} {
		if w := get(b, path); w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d, want 404", path, w.Code)
		}
	}
	if err := os.RemoveAll(filepath.Join(b.store.Dir(), "rejects")); err != nil {
		t.Fatal(err)
	}
	if w := get(b, "/data/batches/1/rejects.csv"); w.Code != http.StatusNotFound {
		t.Errorf("a file that is gone: status %d, want 404", w.Code)
	}
	if err := os.RemoveAll(filepath.Join(b.store.Dir(), "reports")); err != nil {
		t.Fatal(err)
	}
	wants(t, "without its report", b.page("/data/batches/1"), "4 rows read: 3 came in", "Of this import only the counts were kept")
}

func TestAKindOfFileIsSaved(t *testing.T) {
	b := newBench(t)
	log := "Nr,Wann,Was,Ort\nr1,06/01/2026,Noise,Quay\n"
	choices := url.Values{"map": {"reference=Nr", "occurred=Wann", "category=Was", "location=Ort"}, "dates": {monthFirst}, "source": {"log"}}
	path := b.sendTo("incidents", sent{"log.csv", log})
	wants(t, "with choices", b.page(path+"?"+choices.Encode()), "Mon 1 Jun 2026", "06/01/2026 is", "1 June 2026 (month first)", "6 January 2026 (day first)", "could be either")
	for title, want := range map[string]string{"": "Give this kind of file a name", "!": "Give this kind of file a name", "police.uk": "comes with the program"} {
		choices.Set("title", title)
		w := b.post(path+"/profile", choices)
		wants(t, "title "+title, w.Body.String(), "There is a problem", want, `href="#title"`)
		if err := checkMarkup(w.Body.String()); w.Code != http.StatusUnprocessableEntity || err != nil {
			t.Errorf("title %q: status %d, %v", title, w.Code, err)
		}
	}
	choices.Set("title", "Town log")
	w := b.post(path+"/profile", choices)
	if w.Code != http.StatusSeeOther {
		t.Fatalf("status %d: %s", w.Code, mainOf(w.Body.String()))
	}
	wants(t, "once saved", b.page(w.Header().Get("Location")), `value="town-log" selected`, "Mon 1 Jun 2026")
	next := b.sendTo("incidents", sent{"next.csv", strings.ReplaceAll(log, "06/01", "07/13")})
	wants(t, "the next file", b.page(next), "This is a file of a kind we know: Town log", "Mon 13 Jul 2026")
	wants(t, "the Data page", b.page("/data"), "Town log", `action="/data/profiles/town-log/delete"`)
	for _, name := range []string{"police.uk", "nobody", "..%2fx"} {
		if w := b.post("/data/profiles/"+name+"/delete", nil); w.Code != http.StatusNotFound {
			t.Errorf("deleting %s: status %d, want 404", name, w.Code)
		}
	}
	if w := b.post("/data/profiles/town-log/delete", nil); w.Code != http.StatusSeeOther {
		t.Errorf("deleting: status %d", w.Code)
	}
	if page := b.page("/data"); strings.Contains(page, "Town log") {
		t.Error("it is still there")
	}
}

func TestTheFileItself(t *testing.T) {
	b := newBench(t)
	path := b.sendTo("incidents", sent{"odd.csv", "Log of the town\nDate;Type;Place\n2026-03-01;Noise;Stra\xdfe\n"})
	wants(t, "read as it is said to be", b.page(path+"?separator=semicolon&encoding=windows-1252&header-line=2&map=occurred%3DDate&map=category%3DType&map=location%3DPlace"),
		"Sun 1 Mar 2026", "Straße", `value="semicolon" selected`, "the columns are named on line 2")
	wants(t, "a line that is none", b.page(path+"?header-line=x"), "Enter the line that names the columns as a number from 1")
	wants(t, "an encoding there is not", b.page(path+"?encoding=klingon"), "It cannot be read like this", "klingon", "Read it again from the start")
}

func TestColumnsAreAdjusted(t *testing.T) {
	b := newBench(t)
	path := b.sendTo("incidents", sent{"log.csv", "A,B,C\nBlorp,2026-03-01,x\nZib,2026-03-02,y\n"})
	wants(t, "an unknown file", b.page(path), "Something is still missing", "Its values are dates", "It needs a column that says what happened")
	w := b.post(path+"/start", nil)
	wants(t, "start without what is needed", w.Body.String(), "There is a problem", "Choose a column that says what happened", `href="#columns"`, "Error: Bring in log.csv")
	if w.Code != http.StatusUnprocessableEntity || checkMarkup(w.Body.String()) != nil {
		t.Errorf("status %d, %v", w.Code, checkMarkup(w.Body.String()))
	}
	choices := url.Values{"map": {"category=A", "occurred=B", "location=C"}, "source": {"log"}}
	wants(t, "with choices", b.page(path+"?"+choices.Encode()), `value="occurred=B" selected`, "Sun 1 Mar 2026", "You said so")
	wants(t, "two for one", b.page(path+"?"+url.Values{"map": {"category=A", "category=B"}}.Encode()), "There is a problem", "are both chosen as “what happened”")
	wants(t, "one kind for all", b.page(path+"?"+url.Values{"map": {"occurred=B"}, "category": {"burglary"}}.Encode()), `value="burglary" selected`, "Burglary</td>")
	wants(t, "what came of it", b.start(path, choices), "2 rows read: 2 came in")
}

// A browser sends every field of a form: the addresses it is sent to know them all.
func TestEveryFieldOfTheFormIsKnown(t *testing.T) {
	b := newBench(t)
	names := regexp.MustCompile(` name="([^"]*)"`)
	for kind, text := range map[string]string{"incidents": strings.ReplaceAll(townCSV, "Type", "Caller"), "areas": `{"type":"FeatureCollection","features":[]}`, "streets": "x", "lookup": "Postcode,Eastings,Northings\nZE1 0AA,447000,1141000\n"} {
		path := b.sendTo(kind, sent{"file.csv", text})
		fields := url.Values{}
		_, form, _ := strings.Cut(b.page(path), `<form id="choices"`)
		form, _, _ = strings.Cut(form, "</form>")
		for _, m := range names.FindAllStringSubmatch(form, -1) {
			fields.Set(m[1], "")
		}
		fields.Del("map")
		if kind == "incidents" && len(fields) < 12 {
			t.Errorf("found only %v", fields)
		}
		b.page(path + "?" + fields.Encode())
		for _, to := range []string{"/start", "/profile"} {
			if w := b.post(path+to, fields); w.Code == http.StatusBadRequest {
				t.Errorf("%s%s: %s", kind, to, mainOf(w.Body.String()))
			}
		}
	}
}

func TestChoicesThatNoPageOffers(t *testing.T) {
	b := newBench(t)
	path := b.sendTo("incidents", sent{"town.csv", townCSV})
	secret := filepath.Join(t.TempDir(), "profile.toml")
	if err := os.WriteFile(secret, []byte("name = 'mine'\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"profile=" + url.QueryEscape(secret): "Choose a kind of file from the list",
		"crs=EPSG:9":                         "Choose a coordinate system from the list",
		"tz=Mars/Olympus":                    "Choose a time zone from the list",
		"as-at=yesterday":                    "Enter the date as year, month and day",
	} {
		wants(t, query, b.page(path+"?"+query), "There is a problem", want)
	}
	for _, query := range []string{"map=x", "map=nothing%3DA", "colour=red"} {
		if w := get(b, path+"?"+query); w.Code != http.StatusBadRequest {
			t.Errorf("?%s: status %d, want 400", query, w.Code)
		}
	}
	if w := b.post(path+"/start", url.Values{"colour": {"red"}}); w.Code != http.StatusBadRequest {
		t.Errorf("unknown field: status %d, want 400", w.Code)
	}
}

func TestNobodysNameComesIn(t *testing.T) {
	b := newBench(t)
	path := b.sendTo("incidents", sent{"people.csv", strings.ReplaceAll(townCSV, "Notes of the day", "Victim name") + "5,2026-03-05,Burglary,-0.08,51.51,Ebenezer Quillfeather\n"})
	page := b.page(path)
	wants(t, "the proposal", page, "It holds columns about people", "Strip “Victim name” and go on")
	start := b.post(path+"/start", nil)
	wants(t, "start without stripping", start.Body.String(), "There is a problem", "Columns about people cannot come in", `href="#strip"`)
	stripped := b.page(path + "?strip=Victim+name")
	wants(t, "stripped", stripped, `value="Victim name" checked`, "If the others are right, bring it in")
	done := b.start(path, url.Values{"strip": {"Victim name"}})
	wants(t, "what came of it", done, "Stripped and not kept: Victim name")
	for what, text := range map[string]string{"proposal": page, "refusal": start.Body.String(), "proposal without it": stripped, "result": done} {
		if strings.Contains(text, "Quillfeather") {
			t.Errorf("a name stands in the %s", what)
		}
	}
	err := filepath.WalkDir(b.store.Dir(), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if bytes.Contains(text, []byte("Quillfeather")) {
			t.Errorf("a name stands in %s", d.Name())
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestWhatIsNoReportIsRefused(t *testing.T) {
	b := newBench(t)
	for _, f := range []sent{{"report.pdf", "%PDF-1.7\n%âãÏÓ\n1 0 obj\n"}, {"blank.csv", " \n"}, {"header.csv", "Ref,Date,Type\n"}} {
		path := b.sendTo("incidents", f)
		page := b.page(path)
		if !strings.Contains(page, "It cannot be read like this") && !strings.Contains(page, "There is no row below its first line") {
			t.Errorf("%s: %s", f.name, mainOf(page))
		}
		if strings.Contains(page, b.store.Dir()) || strings.Contains(tags.ReplaceAllString(page, ""), "--") {
			t.Errorf("%s: the page names the folder or a switch: %s", f.name, mainOf(page))
		}
		if w := b.post(path+"/discard", nil); w.Code != http.StatusSeeOther {
			t.Errorf("discard: status %d", w.Code)
		}
		if w := get(b, path); w.Code != http.StatusNotFound {
			t.Errorf("after discarding: status %d, want 404", w.Code)
		}
	}
	if left := b.lying(); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestNoRowCanBeUsed(t *testing.T) {
	b := newBench(t)
	path := b.sendTo("incidents", sent{"odd.csv", "Date,Type\nsomeday,Noise\nnever,Noise\n"})
	page := b.start(path, nil)
	wants(t, "the page", page, "No row could be used, so nothing was brought in", "Nothing was kept", "Line 2", "someday", "Bring it in")
	if b.rows() != 0 || len(b.lying()) != 1 {
		t.Errorf("%d reports, %v", b.rows(), b.lying())
	}
	if kept, _ := filepath.Glob(filepath.Join(b.store.Dir(), "rejects", "*")); len(kept) != 0 {
		t.Errorf("a file of rejects was kept: %v", kept)
	}
}

func TestFormFaults(t *testing.T) {
	b := newBench(t, func(o *Options) { o.MaxUpload = 500 })
	big := strings.Repeat("x", 501)
	for _, tc := range []struct {
		name, kind string
		files      []sent
		status     int
		want       string
	}{
		{"nothing chosen", "incidents", nil, 422, "Choose a file"},
		{"no kind", "", []sent{{"a.csv", "x"}}, 422, "Say what is in the file"},
		{"a kind there is not", "people", []sent{{"a.csv", "x"}}, 422, "Say what is in the file"},
		{"empty", "incidents", []sent{{"a.csv", ""}}, 422, "“a.csv” is empty"},
		{"two area files", "areas", []sent{{"a.json", "{}"}, {"b.json", "{}"}}, 422, "one file at a time"},
		{"too large", "incidents", []sent{{"a.csv", big}}, 413, "larger than 500 bytes"},
		{"too large together", "incidents", []sent{{"a.csv", big[:300]}, {"b.csv", big[:300]}}, 413, "larger than 500 bytes"},
	} {
		w := b.send(tc.kind, tc.files...)
		if w.Code != tc.status {
			t.Errorf("%s: status %d, want %d", tc.name, w.Code, tc.status)
		}
		wants(t, tc.name, w.Body.String(), "There is a problem", tc.want, "Error: Data")
		if err := checkMarkup(w.Body.String()); err != nil {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
	if left := b.lying(); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	if path := b.sendTo("incidents", sent{"just.csv", big[:500]}); path == "" {
		t.Error("what is just small enough was refused")
	}
}

func TestBrokenForms(t *testing.T) {
	b := newBench(t)
	for name, change := range map[string]func(*http.Request){
		"no multipart": func(r *http.Request) {},
		"cut short": func(r *http.Request) {
			r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
			r.Body = http.NoBody
		},
	} {
		if w := ask(b, http.MethodPost, uploadPath, "kind=incidents", change); w.Code < 400 || w.Code >= 500 {
			t.Errorf("%s: status %d", name, w.Code)
		}
	}
	body := "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nRef,Da"
	w := ask(b, http.MethodPost, uploadPath, body, func(r *http.Request) { r.Header.Set("Content-Type", "multipart/form-data; boundary=b") })
	if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "did not arrive whole") {
		t.Errorf("broken off: status %d: %s", w.Code, mainOf(w.Body.String()))
	}
	body = "--b\r\nContent-Disposition: form-data; name=\"colour\"\r\n\r\nred\r\n--b--\r\n"
	w = ask(b, http.MethodPost, uploadPath, body, func(r *http.Request) { r.Header.Set("Content-Type", "multipart/form-data; boundary=b") })
	if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "colour") {
		t.Errorf("unknown field: status %d", w.Code)
	}
	if left := b.lying(); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestNamesStayInTheirFolder(t *testing.T) {
	for name, want := range map[string]string{
		"../../etc/passwd": "passwd", `C:\fakepath\May.csv`: "May.csv", `..\..\x.csv`: "x.csv", ".hidden": "hidden", "..": "file", "": "file", "/": "file",
		"a\x00b\nc.csv": "a_b_c.csv", `q"uote;.csv`: "q_uote_.csv", "Übersicht März (2).xlsx": "Übersicht März (2).xlsx", "bad\xff.csv": "bad_.csv", "*-?.csv": "_-_.csv",
		strings.Repeat("é", 200) + ".csv": strings.Repeat("é", 58) + ".csv",
	} {
		if got := safeName(name); got != want {
			t.Errorf("safeName(%q) = %q, want %q", name, got, want)
		}
	}
	b := newBench(t)
	for _, name := range []string{"../../../evil.csv", `..\..\evil.csv`, "evil.csv/..", "evil.csv"} {
		b.sendTo("incidents", sent{name, townCSV}, sent{name, townCSV + "\n"})
	}
	for _, f := range b.lying() {
		if rel, err := filepath.Rel(b.uploads.dir, f); err != nil || !filepath.IsLocal(rel) {
			t.Errorf("%s lies outside", f)
		}
	}
	if n := len(b.lying()); n != 8 {
		t.Errorf("%d files lie there, want 8", n)
	}
	for _, id := range []string{"..", "%2e%2e", "..%2f..", "nobody"} {
		for _, path := range []string{"", "/start", "/stop", "/discard"} {
			method := http.MethodPost
			if path == "" {
				method = http.MethodGet
			}
			if w := ask(b, method, importPath(id)+path, ""); w.Code != http.StatusNotFound && w.Code != http.StatusMethodNotAllowed {
				t.Errorf("%s %s%s: status %d", method, id, path, w.Code)
			}
		}
	}
	if _, err := os.Stat(filepath.Join(b.store.Dir(), "hexbeat.db")); err != nil {
		t.Error(err)
	}
}

func TestAnotherSiteSendsNothing(t *testing.T) {
	b := newBench(t)
	path := b.sendTo("incidents", sent{"town.csv", townCSV})
	for _, p := range []string{uploadPath, path + "/start", path + "/stop", path + "/discard", path + "/profile", "/data/profiles/police.uk/delete"} {
		w := ask(b, http.MethodPost, p, "", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") })
		if w.Code != http.StatusForbidden {
			t.Errorf("%s: status %d, want 403", p, w.Code)
		}
	}
	if b.rows() != 0 || len(b.lying()) != 1 {
		t.Errorf("%d reports, %v", b.rows(), b.lying())
	}
}

func TestAnEarlierRunIsSweptAway(t *testing.T) {
	store := newFolder(t)
	old := filepath.Join(store.Dir(), incomingName, "abc", "0", "names.csv")
	if err := os.MkdirAll(filepath.Dir(old), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(old, []byte("Name\nA\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := New(Options{Store: store, Folder: store})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); !os.IsNotExist(err) {
		t.Errorf("what an earlier run left is still there: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestNobodyComesBack(t *testing.T) {
	now := time.Date(2026, 11, 2, 7, 0, 0, 0, time.UTC)
	b := newBench(t, func(o *Options) { o.Now = func() time.Time { return now } })
	path := b.sendTo("incidents", sent{"town.csv", townCSV})
	now = now.Add(keepFor)
	b.page(path)
	now = now.Add(keepFor)
	b.page(path) // looked at in between
	now = now.Add(keepFor + time.Second)
	if w := get(b, path); w.Code != http.StatusNotFound || len(b.lying()) != 0 {
		t.Errorf("status %d, %v", w.Code, b.lying())
	}
}

func TestOnlySoManyWait(t *testing.T) {
	b := newBench(t)
	for range mostWaiting {
		b.sendTo("incidents", sent{"town.csv", townCSV})
	}
	w := b.send("incidents", sent{"town.csv", townCSV})
	wants(t, "one more", w.Body.String(), "Too many files are waiting")
	if w.Code != http.StatusConflict || len(b.lying()) != mostWaiting {
		t.Errorf("status %d, %d files", w.Code, len(b.lying()))
	}
}

// held is a reader that waits, in the middle of an import, for a word to go on.
type held struct {
	reader
	inside chan struct{} // closed when the import is under way
	goOn   chan struct{}
}

func hold(b *bench) *held {
	h := &held{b.reader, make(chan struct{}), make(chan struct{})}
	b.reader = h
	return h
}

func (h *held) incidents(ctx context.Context, sc data.Scope, files []string, o intake.Options) (*intake.Report, error) {
	step, first := o.Progress, true
	o.Progress = func(rows int) {
		step(rows)
		if first {
			first = false
			close(h.inside)
			select {
			case <-h.goOn:
			case <-ctx.Done():
			}
		}
	}
	return h.reader.incidents(ctx, sc, files, o)
}

// manyRows are enough for the reader to say how far it is.
func manyRows() string {
	var b strings.Builder
	b.WriteString("Ref,Date,Type,Lon,Lat\n")
	for i := range 3000 {
		fmt.Fprintf(&b, "%d,2026-03-%02d,Noise,-0.08,51.5\n", i, i%28+1)
	}
	return b.String()
}

func TestStop(t *testing.T) {
	b := newBench(t)
	h := hold(b)
	path, second := b.sendTo("incidents", sent{"many.csv", manyRows()}), b.sendTo("incidents", sent{"second.csv", townCSV})
	choices := url.Values{"source": {"log"}}
	if w := b.post(path+"/start", choices); w.Code != http.StatusSeeOther {
		t.Fatalf("start: status %d", w.Code)
	}
	<-h.inside
	wants(t, "the page", b.page(path), "Bringing in many.csv", "1,000 rows</span> so far", "<progress", "Stop")
	wants(t, "the status", get(b, "/api/v1/imports/"+strings.TrimPrefix(path, uploadPath+"/")).Body.String(), `"state":"running"`, `"rows":1000`)
	wants(t, "the Data page", b.page("/data"), "is being brought in")

	w := b.post(second+"/start", nil)
	wants(t, "a second", w.Body.String(), "many.csv is being brought in: 1,000 rows so far", `href="#start"`)
	if w.Code != http.StatusConflict {
		t.Errorf("a second: status %d, want 409", w.Code)
	}
	if w := b.post(path+"/discard", nil); w.Code != http.StatusSeeOther || len(b.lying()) != 2 {
		t.Errorf("discarded while it runs: status %d, %v", w.Code, b.lying())
	}
	if w := b.post(path+"/stop", nil); w.Code != http.StatusSeeOther {
		t.Errorf("stop: status %d", w.Code)
	}
	stopped := b.page(path)
	wants(t, "after stopping", stopped, "Stopped", "Nothing was kept", `value="log"`, "Bring it in")
	batches, err := b.store.Batches(t.Context(), data.Owner("desktop"))
	if err != nil || len(batches) != 0 || b.rows() != 0 {
		t.Errorf("%d batches, %d reports, %v: want none", len(batches), b.rows(), err)
	}
	b.reader = h.reader
	wants(t, "brought in after all", b.start(path, choices), "3,000 rows read: 3,000 came in")
	if w := b.post(path+"/stop", nil); w.Code != http.StatusSeeOther || b.rows() != 3000 {
		t.Errorf("stopped after the end: status %d, %d reports", w.Code, b.rows())
	}
}

func TestTheServersEndStopsAnImport(t *testing.T) {
	b := newBench(t)
	h := hold(b)
	path := b.sendTo("incidents", sent{"many.csv", manyRows()})
	b.post(path+"/start", nil)
	<-h.inside
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if b.rows() != 0 || len(b.lying()) != 0 {
		t.Errorf("%d reports, %v: want nothing", b.rows(), b.lying())
	}
}

func TestAreasAndStreetsComeIn(t *testing.T) {
	b := newBench(t)
	wards := `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"E05000001","name":"West"},"geometry":{"type":"Polygon","coordinates":[[[0,51],[0.1,51],[0.1,51.1],[0,51.1],[0,51]]]}}]}`
	path := b.sendTo("areas", sent{"wards.geojson", wards})
	wants(t, "the form", b.page(path), "What kind of areas are they?", "Wards")
	w := b.post(path+"/start", nil)
	wants(t, "no kind", w.Body.String(), "Choose what kind of areas these are", `href="#area-kind"`)
	wants(t, "a bad date", b.post(path+"/start", url.Values{"area-kind": {"ward"}, "valid-from": {"x"}}).Body.String(), "Enter the date as year, month and day")
	wants(t, "a wrong column", b.start(path, url.Values{"area-kind": {"ward"}, "name-field": {"colour"}}), "Nothing was brought in", "colour", `value="colour"`)
	wants(t, "what came of it", b.start(path, url.Values{"area-kind": {"ward"}}), "1 area read: 1 came in")

	streets := `<osm version="0.6"><node id="1" lat="51" lon="0"/><node id="2" lat="51.001" lon="0"/><way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>`
	path = b.sendTo("streets", sent{"town.osm", streets})
	wants(t, "the page", b.page(path), "takes the place of the one that is here now")
	wants(t, "what came of it", b.start(path, nil), "Brought in: town.osm")
	path = b.sendTo("streets", sent{"town.csv", townCSV})
	page := b.start(path, nil)
	wants(t, "no street map", page, "Nothing was brought in", "It should be OpenStreetMap data")
	if strings.Contains(page, b.store.Dir()) {
		t.Error("the page names the folder")
	}
}

func TestAListOfPlacesComesIn(t *testing.T) {
	b := newBench(t)
	list := "Postcode,Positional_quality_indicator,Eastings,Northings\nZE1 0AA,10,447000,1141000\nZE1 0AB,10,447100,1141100\n"
	path := b.sendTo("lookup", sent{"codepo.csv", list})
	wants(t, "the form", b.page(path), "What is the list of?", "Postcodes")
	wants(t, "no kind", b.post(path+"/start", nil).Body.String(), "Choose what the list is of", `href="#lookup-kind"`)
	wants(t, "a wrong column", b.start(path, url.Values{"lookup-kind": {"postcode"}, "key-field": {"colour"}}), "Nothing was brought in", "colour", `value="colour"`)
	wants(t, "what came of it", b.start(path, url.Values{"lookup-kind": {"postcode"}}), "2 rows read: 2 can be looked up now", "took the place of the one before")
	wants(t, "the Data page", b.page("/data"), "codepo.csv", `action="/data/lookups/postcode/delete"`)
	reports := b.sendTo("incidents", sent{"town.csv", "Ref,Date,Type,Postcode\n1,2026-03-01,Burglary,ZE1 0AA\n"})
	wants(t, "a report placed by it", b.page(reports), "the middle of its postcode")
	if w := b.post("/data/lookups/people/delete", nil); w.Code != http.StatusNotFound {
		t.Errorf("a list there is not: status %d, want 404", w.Code)
	}
	if w := b.post("/data/lookups/postcode/delete", nil); w.Code != http.StatusSeeOther {
		t.Errorf("removing: status %d", w.Code)
	}
	if page := b.page("/data"); strings.Contains(page, "codepo.csv") {
		t.Error("it is still there")
	}
}

// What people wrote is left out, marks become factors, and what is odd is counted.
func TestWhatARowSaysBesides(t *testing.T) {
	b := newBench(t)
	var log strings.Builder
	log.WriteString("Ref,Date,Type,Lon,Lat,Alcohol,Comments\n")
	for i := range 30 {
		fmt.Fprintf(&log, "%d,2026-03-%02d 22:10,Purple noise,-0.08,51.51,%s,the caller says that number %d has been shouting at them from the window again all night long\n", i, i%28+1, []string{"Yes", "No"}[i%2], i)
	}
	path := b.sendTo("incidents", sent{"log.csv", log.String()})
	page := b.page(path)
	wants(t, "the proposal", page, "Columns that say yes or no are read as factors: Alcohol", "Free text is left out", "Comments", "A new kind, kept as it is")
	done := b.start(path, nil)
	wants(t, "what came of it", done, "30 rows read: 30 came in", "Free text is not kept: Comments", "Kinds that were not known", "Purple noise")
	if strings.Contains(page+done, "shouting") {
		t.Error("free text stands on a page")
	}
}

func TestTheInventedBoroughTakesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "sample")
	if err := data.Init(t.Context(), dir, map[string]string{"sample": "1"}); err != nil {
		t.Fatal(err)
	}
	store, err := data.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	s, err := New(Options{Store: store, Folder: store})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	b := &bench{s, t, store}
	wants(t, "the Data page", b.page("/data"), sampleRefusal, `type="file"`)
	path := b.sendTo("incidents", sent{"town.csv", townCSV})
	page := b.page(path)
	wants(t, "the proposal", page, sampleRefusal, "Sun 1 Mar 2026, 22:10")
	if strings.Contains(page, "Bring it in") {
		t.Error("the page offers to bring it in")
	}
	w := b.post(path+"/start", nil)
	wants(t, "start", w.Body.String(), sampleRefusal)
	if w.Code != http.StatusConflict || b.rows() != 0 {
		t.Errorf("status %d, %d reports", w.Code, b.rows())
	}
}

func TestNothingComesInWithoutAFolder(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	if page := get(s, "/data").Body.String(); strings.Contains(page, `type="file"`) {
		t.Error("a form is offered")
	}
	if w := ask(s, http.MethodPost, uploadPath, ""); w.Code != http.StatusConflict {
		t.Errorf("status %d, want 409", w.Code)
	}
	if w := get(s, importPath("x")); w.Code != http.StatusNotFound {
		t.Errorf("status %d, want 404", w.Code)
	}
}

// Every field a reader knows can be chosen on the page, and no other.
func TestAllFieldsAreOffered(t *testing.T) {
	var offered []string
	for _, g := range fieldGroups {
		for _, f := range g.Fields {
			offered = append(offered, f[0])
		}
	}
	for _, f := range intake.Fields() {
		if !slices.Contains(offered, f) {
			t.Errorf("field %s is not offered", f)
		}
	}
	for _, f := range offered {
		if !slices.Contains(intake.Fields(), f) {
			t.Errorf("%s is offered and no field", f)
		}
	}
	for _, k := range intake.AreaKinds {
		if areaKinds[k] == "" {
			t.Errorf("kind of areas %s has no words", k)
		}
	}
}

func TestDifferences(t *testing.T) {
	p := &intake.Proposal{Columns: []string{"X", "Y", "Date", "Kind"}, Fields: []intake.ProposedField{{Field: "lon", Column: "X"}, {Field: "lat", Column: "Y"}, {Field: "occurred", Column: "Date"}}}
	for _, tc := range []struct {
		name   string
		chosen []columnChoice
		want   string
	}{
		{"nothing", nil, "map[]"},
		{"the proposal itself", []columnChoice{{"lon", "X"}, {"lat", "Y"}, {"occurred", "Date"}, {"", "Kind"}}, "map[]"},
		{"one more", []columnChoice{{"category", "Kind"}}, "map[category:Kind]"},
		{"one less", []columnChoice{{"", "Date"}}, "map[occurred:]"},
		{"swapped", []columnChoice{{"lat", "X"}, {"lon", "Y"}}, "map[lat:X lon:Y]"},
		{"moved", []columnChoice{{"", "Date"}, {"occurred", "Kind"}}, "map[occurred:Kind]"},
		{"changed", []columnChoice{{"recorded", "Date"}}, "map[occurred: recorded:Date]"},
		{"twice", []columnChoice{{"lon", "Y"}}, "“X” and “Y” are both chosen as “longitude”. Choose one of them"},
	} {
		byHand, _, clash := differences(p, tc.chosen)
		if got := clash; got == "" {
			if got = fmt.Sprint(byHand); got != tc.want {
				t.Errorf("%s: %s, want %s", tc.name, got, tc.want)
			}
		} else if got != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, got, tc.want)
		}
	}
}
