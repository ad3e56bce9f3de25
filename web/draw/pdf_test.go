package draw

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/patrol/briefing"
)

func pdfOf(t *testing.T, d *Drawing) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.PDF(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPDFIsTheSameEveryTime(t *testing.T) {
	again := everyDrawing(t)
	for name, d := range everyDrawing(t) {
		first := pdfOf(t, d)
		if !bytes.HasPrefix(first, []byte("%PDF-")) {
			t.Errorf("%s begins %q", name, first[:8])
		}
		if !bytes.Equal(first, pdfOf(t, d)) {
			t.Errorf("%s: two writings of one drawing differ", name)
		}
		if !bytes.Equal(first, pdfOf(t, again[name])) {
			t.Errorf("%s: drawn anew, it differs", name)
		}
	}
}

// poppler runs one of the poppler programs on a PDF, or skips the test.
func poppler(t *testing.T, pdf []byte, program string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not installed (package poppler-utils), so the PDF cannot be read back", program)
	}
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		args[i] = strings.ReplaceAll(a, "FILE", file)
	}
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	return string(out)
}

func TestPDFTextCanBeRead(t *testing.T) {
	s := townSheet(6, false)
	s.Stops[0].Name = "Pont y Gŵyl – £5 Café"
	d, err := Sheet(s, townBase())
	if err != nil {
		t.Fatal(err)
	}
	text := poppler(t, pdfOf(t, d), "pdftotext", "-layout", "FILE", "-")
	for _, want := range []string{
		"OFFICIAL", "Operation Harbour Light", "Central 1", "Friday 6 November 2026", "18:00–02:00", "Pont y Gŵyl – £5 Café",
		"Swan Bridge, south steps", "16 reports in 12 weeks", "arrived", "Data to Sunday 1 November 2026, 23:40, snapshot 12-9f3c2a1b",
		"Return to the Corn Market hub tray", "Page op-1/central-1/2026-11-06", "Duty sergeant: channel 3", "Scale 1:",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the PDF's text lacks %q", want)
		}
	}
}

// A halo is the text drawn a second time; a reader must still find it once.
func TestHaloIsNotReadTwice(t *testing.T) {
	d := New(A4Portrait, "halo")
	d.Text(Text{At: orb.Point{50, 50}, S: "Cheapside", Size: 12, Colour: Ink, Halo: 0.5})
	if text := poppler(t, pdfOf(t, d), "pdftotext", "FILE", "-"); strings.Count(text, "Cheapside") != 1 {
		t.Errorf("text is %q, want Cheapside once", text)
	}
}

func TestPDFSaysWhatItIs(t *testing.T) {
	d := New(A3Landscape, "Plan 1 – Gŵyl")
	d.Created = time.Date(2026, 11, 6, 0, 0, 0, 0, time.UTC)
	pdf := pdfOf(t, d)
	if !bytes.Contains(pdf, []byte("/Lang (en-GB)")) {
		t.Error("no language")
	}
	info := poppler(t, pdf, "pdfinfo", "FILE")
	for _, want := range []string{"Plan 1 – Gŵyl", "Nov  6 00:00:00 2026", "1190.55 x 841.89 pts (A3)"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo lacks %q:\n%s", want, info)
		}
	}
}

func TestSheetsPDF(t *testing.T) {
	var b bytes.Buffer
	if err := SheetsPDF(&b, nil, Base{}); !errors.Is(err, ErrNoPages) {
		t.Errorf("no sheets: %v, want ErrNoPages", err)
	}
	if err := SheetsPDF(&b, []briefing.Sheet{townSheet(3, false), townSheet(14, true)}, townBase()); err != nil {
		t.Fatal(err)
	}
	if info := poppler(t, b.Bytes(), "pdfinfo", "FILE"); !strings.Contains(info, "Pages:           2") {
		t.Errorf("pdfinfo says\n%s", info)
	}
}

// The page must print something: pdftoppm turns it into grey pixels, a good part of
// which are white and some of which are black.
func TestPDFRenders(t *testing.T) {
	d, err := Sheet(townSheet(6, false), townBase())
	if err != nil {
		t.Fatal(err)
	}
	grey := []byte(poppler(t, pdfOf(t, d), "pdftoppm", "-r", "40", "-gray", "FILE"))
	header, _, pixels := 0, 0, grey
	for range 3 { // "P5", size, depth
		i := bytes.IndexByte(pixels, '\n')
		pixels, header = pixels[i+1:], header+i+1
	}
	white, black := 0, 0
	for _, p := range pixels {
		if p > 250 {
			white++
		} else if p < 100 {
			black++
		}
	}
	if n := len(pixels); white < n/2 || black < n/100 {
		t.Errorf("of %d pixels %d are white and %d black", n, white, black)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestWriterErrorsAreReturned(t *testing.T) {
	d, err := Sheet(townSheet(3, false), townBase())
	if err != nil {
		t.Fatal(err)
	}
	if err := d.PDF(failing{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("PDF: %v", err)
	}
	if err := d.SVG(failing{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("SVG: %v", err)
	}
	if err := SheetHTML(failing{}, townSheet(1, false), townBase(), ""); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("HTML: %v", err)
	}
}
