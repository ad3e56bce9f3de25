package hexbeat_test

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The product says where reports concentrated and how steady that is; it never claims to see what comes. The word is put
// together here so that this file may be searched like every other.
const claim = "pre" + "dict"

// unfinished are marks of work left open; what is open belongs into an issue.
var unfinished = []string{"TO" + "DO", "FIX" + "ME", "XX" + "X"}

// citedTitles are works of others whose titles hold the word. They are taken out of a text before it is searched.
var citedTitles = []string{}

// spoken are the kinds of file with words for people in them.
var spoken = []string{".go", ".md", ".html", ".ts", ".css", ".scss", ".json", ".toml", ".sql", ".txt"}

// pattern is how a test that searches pages for the word has to write it: the bare stem, quoted or in a regular expression.
var pattern = regexp.MustCompile(claim + "[/|\"`]")

// test tells whether a file holds tests.
func test(name string) bool {
	return slices.ContainsFunc([]string{"_test.go", ".spec.ts", ".test.ts"}, func(end string) bool { return strings.HasSuffix(name, end) })
}

// saysTheWord returns the lines of a text that hold a word the product does not use.
func saysTheWord(text string) []string {
	for _, title := range citedTitles {
		text = strings.ReplaceAll(text, title, "")
	}
	var lines []string
	for line := range strings.Lines(text) {
		if strings.Contains(strings.ToLower(line), claim) {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

func TestWords(t *testing.T) {
	files(t, func(name string) {
		if !slices.Contains(spoken, path.Ext(name)) || path.Base(name) == "package-lock.json" {
			return
		}
		text := read(t, name)
		if test(name) {
			text = pattern.ReplaceAllString(text, "")
		}
		for _, line := range saysTheWord(text) {
			t.Errorf("%s uses a word the product does not use (say where reports concentrated, and how steady that is): %s", name, line)
		}
		for _, mark := range unfinished {
			if strings.Contains(text, mark) {
				t.Errorf("%s is marked %s: finish it, or take the mark out and open an issue", name, mark)
			}
		}
	})
}

func TestWordsCanFail(t *testing.T) {
	tests := []struct {
		name, text string
		want       int
	}{
		{"plain", "where reports concentrated", 0},
		{"PAI stays as an abbreviation", "PAI 4.2", 0},
		{"the verb", "we " + claim + " crime", 1},
		{"the noun, capitals", "A\n" + strings.ToUpper(claim) + "ION\nB", 1},
		{"two lines", claim + "s\n" + claim + "ed\n", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := saysTheWord(tt.text); len(got) != tt.want {
				t.Errorf("got %q, want %d lines", got, tt.want)
			}
		})
	}
}
