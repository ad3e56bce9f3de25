package intake

import (
	"fmt"
	"hash/fnv"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/geo"
)

// layerWords are words in a source's own label that tell the class.
var layerWords = map[geo.Kind][]struct {
	class string
	words []string
}{
	geo.Site: {
		{"school", []string{"school", "academy", "college", "sixth form"}},
		{"knife-bin", []string{"knife bin", "knife amnesty", "surrender bin", "weapons bin", "knife-bin"}},
		{"cctv", []string{"cctv", "camera"}},
		{"licensed", []string{"licensed", "licence", "off-licence", "pub", "public house", "inn", "tavern", "bar", "nightclub", "night club"}},
		{"hub", []string{"hub"}},
	},
	geo.Event: {
		{"protest", []string{"protest", "demonstration", "march", "rally", "vigil"}},
		{"match", []string{"match", "fixture", "football", "cricket", "rugby"}},
	},
	geo.Perception: {
		{"lighting", []string{"lighting", "light", "lights", "lit", "dark", "unlit"}},
		{"sightlines", []string{"sightlines", "sight lines", "sightline", "sight line", "visibility", "blind corner", "overgrown", "hidden"}},
		{"unease", []string{"unease", "uneasy", "unsafe", "fear", "intimidating", "avoid"}},
	},
}

// layerClass is the class a label tells, by whole words; "other" where none does.
func layerClass(kind geo.Kind, label string) string {
	text := " " + strings.Join(strings.FieldsFunc(strings.ToLower(label), func(r rune) bool {
		return !unicode.IsLetter(r) && r != '-'
	}), " ") + " "
	for _, c := range layerWords[kind] {
		for _, w := range c.words {
			if strings.Contains(text, " "+w+" ") || strings.Contains(text, " "+w+"s ") {
				return c.class
			}
		}
	}
	return "other"
}

// shortLabel reports whether text is a label and not what somebody said: at most 40
// letters in at most five words, without digits, addresses or more than one sentence.
func shortLabel(s string) bool {
	return utf8.RuneCountInString(s) <= 40 && len(strings.Fields(s)) <= 5 && !strings.ContainsAny(s, "0123456789@.!?;\n")
}

// feature reads a row of a layer, or says what is wrong with it.
func (r *layerReader) feature(w *row, g orb.Geometry) (data.LayerFeature, *Fault) {
	f := data.LayerFeature{Kind: r.o.Kind, Name: w.get("name")}
	for _, part := range []func(*row, orb.Geometry, *data.LayerFeature) *Fault{r.what, r.where, r.when, r.times, r.more} {
		if fault := part(w, g, &f); fault != nil {
			return f, fault
		}
	}
	return f, r.identify(w, &f)
}

// what reads the class: as the command says, else by the words of the label.
func (r *layerReader) what(w *row, _ orb.Geometry, f *data.LayerFeature) *Fault {
	label := w.get("class")
	f.Class = r.o.Class
	if f.Class == "" {
		f.Class = layerClass(r.o.Kind, label)
	}
	switch {
	case shortLabel(label):
		if !strings.EqualFold(label, f.Class) {
			f.Label = label
		}
	case r.o.Kind == perception && f.Class == "other":
		return w.fault("class", "the theme is not a short label", fmt.Sprintf("%d words", len(strings.Fields(label))), "write lighting, sightlines, unease or another theme of a few words; what people said stays out")
	}
	if f.Name == "" && (r.o.Kind == geo.Event || r.o.Kind == geo.Site && f.Class == "other" && label == "") {
		return w.fault("name", "neither name nor kind", "", "give each a name, or say what they are with --class")
	}
	return nil
}

// times reads opening hours and terms.
func (r *layerReader) times(w *row, _ orb.Geometry, f *data.LayerFeature) *Fault {
	var err error
	if f.Hours, err = data.ParseHours(w.get("hours")); err != nil {
		return w.fault("hours", "opening hours not understood", cut(w.get("hours")), data.HoursHint)
	}
	if f.Terms, err = data.ParseTerms(w.get("terms")); err != nil {
		return w.fault("terms", "term times not understood", cut(w.get("terms")), "write spans of dates in order, as 2026-09-02/2026-10-23; 2026-11-02/2026-12-18")
	}
	return nil
}

// more reads the numbers and categories that only some kinds have.
func (r *layerReader) more(w *row, _ orb.Geometry, f *data.LayerFeature) *Fault {
	if s := w.get("size"); s != "" {
		n, err := strconv.Atoi(strings.ReplaceAll(s, ",", ""))
		if err != nil || n < 0 || n > 100_000_000 {
			return w.fault("size", "size is not a number of people", cut(s), "write a whole number, or leave it blank")
		}
		f.Size = n
	}
	if s := w.get("score"); s != "" {
		v, ok := number(s)
		if !ok || math.Abs(v) > 1e6 {
			return w.fault("score", "score is not a number", "", "write a plain number, or leave it blank")
		}
		f.Score = &v
	}
	f.Venue = w.get("venue")
	if f.Note = w.get("note"); !shortLabel(f.Note) {
		return w.fault("note", "the note is not a category", fmt.Sprintf("%d words", len(strings.Fields(f.Note))), "keep what people said out; write a category of a few words")
	}
	return nil
}

// identify gives the feature its code: the file's own, else one made of what it is
// and where, so that the same file read again replaces itself. Two perceptions alike
// are two; two sites or events alike are one too many.
func (r *layerReader) identify(w *row, f *data.LayerFeature) *Fault {
	if f.Code = w.get("code"); f.Code != "" {
		if r.seen[f.Code]++; r.seen[f.Code] > 1 {
			return w.fault("code", "the code stands twice in the file", cut(f.Code), "give each its own code, or name the field of codes with --code-field")
		}
		return nil
	}
	h := fnv.New64a()
	p := f.Point()
	fmt.Fprintf(h, "%s|%s|%s|%.7f|%.7f|%v|%v|%v|%s", f.Name, f.Class, f.Label, p[0], p[1], f.Span, f.Size, scoreText(f.Score), f.Note)
	f.Code = fmt.Sprintf("%s-%016x", f.Kind, h.Sum64())
	switch r.seen[f.Code]++; {
	case r.seen[f.Code] == 1:
		return nil
	case f.Kind == perception:
		f.Code += "-" + strconv.Itoa(r.seen[f.Code])
		return nil
	}
	return r.fault(w, "the same feature stands twice in the file", cut(f.Name), "take one of them out")
}

func scoreText(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'g', -1, 64)
}

// cut shortens what a message repeats.
func cut(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "..."
	}
	return s
}
