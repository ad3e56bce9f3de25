package draw

import (
	"sort"
	"strings"
)

const ellipsis = "…"

// Wrap breaks a text into lines no wider than width mm. A word that is wider than a
// line is broken between letters. Empty text has no lines.
func Wrap(s string, face Face, size, width float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(clean(s)) {
		for {
			joined := word
			if line != "" {
				joined = line + " " + word
			}
			if Measure(joined, face, size) <= width {
				line = joined
				break
			}
			if line != "" {
				lines, line = append(lines, line), ""
				continue
			}
			head, tail := breakWord(word, face, size, width)
			lines, word = append(lines, head), tail
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// breakWord cuts a word after the last letter that fits, and after one at least.
func breakWord(word string, face Face, size, width float64) (head, tail string) {
	runes := []rune(word)
	n := 1
	for n < len(runes) && Measure(string(runes[:n+1]), face, size) <= width {
		n++
	}
	return string(runes[:n]), string(runes[n:])
}

// WrapMax is Wrap with at most n lines; what does not fit is cut at a word and ends
// in an ellipsis.
func WrapMax(s string, face Face, size, width float64, n int) []string {
	lines := Wrap(s, face, size, width)
	if len(lines) <= n {
		return lines
	}
	if n <= 0 {
		return nil
	}
	last := strings.Join(lines[n-1:], " ")
	return append(lines[:n-1:n-1], Fit(last, face, size, width))
}

// Fit is the text, or as many of its whole words as leave room for an ellipsis
// within width mm. A first word too long is cut between letters.
func Fit(s string, face Face, size, width float64) string {
	s = clean(s)
	if Measure(s, face, size) <= width {
		return s
	}
	words, runes := strings.Fields(s), []rune(s)
	byWord := func(n int) string {
		return strings.TrimRight(strings.Join(words[:n], " "), " ,;:.·-–") + ellipsis
	}
	byLetter := func(n int) string { return string(runes[:n]) + ellipsis }
	if n := longest(len(words), func(n int) bool { return Measure(byWord(n), face, size) <= width }); n > 0 {
		return byWord(n)
	}
	if n := longest(len(runes), func(n int) bool { return Measure(byLetter(n), face, size) <= width }); n > 0 {
		return byLetter(n)
	}
	return ""
}

// longest is the largest number below n that fits, or 0. What fits, fits shorter too.
func longest(n int, fits func(int) bool) int {
	return sort.Search(max(n-1, 0), func(i int) bool { return !fits(i + 1) })
}
