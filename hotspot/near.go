package hotspot

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// plain is text as it is compared: lower case, every run of anything but letters
// and digits one space. "Violence and Sexual Offences" and
// "violence-and-sexual-offences" are the same; apostrophes vanish.
func plain(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(s) {
		switch {
		case r == '\'' || r == '’':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
		default:
			gap = true
		}
	}
	return b.String()
}

// nearest are the k names spelt most like the text, the likeliest first: by edit
// distance, a name that begins with the text or holds it counting as nearer.
func nearest(text string, names []string, k int) []string {
	type scored struct {
		name string
		d    int
	}
	want := plain(text)
	seen := map[string]bool{}
	var all []scored
	for _, n := range names {
		if p := plain(n); p != "" && !seen[p] {
			seen[p] = true
			d := 4 * editDistance(want, p)
			if want != "" && strings.Contains(p, want) {
				d = min(d, 2+len(p)-len(want))
			}
			all = append(all, scored{n, d})
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int {
		return cmp.Or(cmp.Compare(a.d, b.d), cmp.Compare(a.name, b.name))
	})
	out := make([]string, 0, k)
	for _, s := range all[:min(k, len(all))] {
		out = append(out, s.name)
	}
	return out
}

// editDistance is the number of single letters to insert, delete or change
// (Levenshtein). Very long text is cut: nobody means to type it.
func editDistance(a, b string) int {
	x, y := []rune(a), []rune(b)
	x, y = x[:min(len(x), 80)], y[:min(len(y), 80)]
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			next := min(row[j+1]+1, row[j]+1, diagonal+cost)
			diagonal, row[j+1] = row[j+1], next
		}
	}
	return row[len(y)]
}

func quoteList(names []string) string {
	q := make([]string, len(names))
	for i, n := range names {
		q[i] = "\"" + n + "\""
	}
	return strings.Join(q, ", ")
}
