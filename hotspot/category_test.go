package hotspot

import (
	"slices"
	"strings"
	"testing"
)

// tree is a snapshot whose categories have kinds, with one incident of each.
func tree() *Snapshot {
	m := newSnapshot(boroughWards())
	m.Categories = []Category{
		{ID: "asb", Label: "Anti-social behaviour"},
		{ID: "noise", Label: "Noise", Parent: "asb"},
		{ID: "loud-music", Label: "Loud music", Parent: "noise"},
		{ID: "hospital-assault", Label: "Hospital assault", Apart: true},
		{ID: "possession", Label: "Possession", Parent: "asb", PoliceGenerated: true},
		{ID: "orphan", Label: "Orphan", Parent: "nowhere"},
	}
	m.RawLabels = []string{"as it is", "Noise", "Street drinking", "Begging"}
	m.Groups = []CategoryGroup{
		{ID: "alcohol-and-noise", Label: "Alcohol and noise", Categories: []string{"noise"}, Labels: []string{"Street drinking", "Not in the data"}},
		{ID: "begging", Label: "Begging", Categories: []string{"hospital-assault"}},
		{ID: "nothing", Label: "Nothing", Categories: []string{"not-in-the-data"}},
	}
	for _, v := range []incident{
		{category: 0}, {category: 0, raw: 1}, {category: 0, raw: 2}, {category: 0, raw: 3},
		{category: 1}, {category: 2}, {category: 3}, {category: 4}, {category: 5, raw: 1},
	} {
		v.at = boroughBound.Center()
		m.add(v)
	}
	return m.Snapshot
}

func TestCategoryTree(t *testing.T) {
	s := tree()
	for _, c := range []struct {
		name, ask, labels, excluded, apart string
		incidents, outside                 int
	}{
		{"all: kinds are not listed, layers of their own are left out", "", "asb orphan", "possession", "hospital-assault", 7, 1},
		{"a parent with all its kinds", "asb", "asb", "possession", "", 6, 1},
		{"a kind with its own, and what a source files under the parent", "noise", "noise", "", "", 3, 0},
		{"the closest kind", "Loud music", "loud-music", "", "", 1, 0},
		{"police-generated when named", "possession", "possession", "", "", 1, 0},
		{"a layer of its own when named", "hospital assault", "hospital-assault", "", "", 1, 0},
		{"a group", "alcohol and noise", "alcohol-and-noise", "", "", 3, 0},
		{"a group and what a source calls so", "begging", "Begging", "", "", 2, 0},
		{"what a source calls it", "street-drinking", "Street drinking", "", "", 1, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := Question{Window: may2019}
			if c.ask != "" {
				q.Categories = []string{c.ask}
			}
			r, err := Detect(s, q)
			if err != nil {
				t.Fatal(err)
			}
			m := r.Meta
			if m.Incidents != c.incidents || m.Excluded.Count != c.outside || strings.Join(m.Categories, " ") != c.labels ||
				strings.Join(m.Excluded.Categories, " ") != c.excluded || strings.Join(m.Apart, " ") != c.apart {
				t.Errorf("got %d incidents, %d excluded, of %v without %v and %v", m.Incidents, m.Excluded.Count, m.Categories, m.Excluded.Categories, m.Apart)
			}
		})
	}
	if _, err := Detect(s, Question{Window: may2019, Categories: []string{"nothing"}}); err == nil {
		t.Error("a group of which the data have nothing was found")
	}
}

func TestFamilyOfACircle(t *testing.T) {
	k := (&Snapshot{Categories: []Category{{ID: "a", Parent: "b"}, {ID: "b", Parent: "a"}, {ID: "c"}}}).Kinds()
	if got := k.Family(0); !slices.Equal(got, []int{0, 1}) {
		t.Errorf("family %v", got)
	}
	if k.Parent(0) != 1 || k.Parent(2) != -1 {
		t.Errorf("parents %d, %d", k.Parent(0), k.Parent(2))
	}
}

// A kind weighs what its category weighs, unless it has a weight of its own.
func TestWeightsOfKinds(t *testing.T) {
	s := tree()
	for _, c := range []struct {
		weights map[string]float64
		want    float64
	}{
		{map[string]float64{"asb": 2}, 12},
		{map[string]float64{"asb": 2, "noise": 5}, 2*4 + 5*2},
		{map[string]float64{"asb": 2, "loud-music": 0}, 2 * 5},
	} {
		r, err := Detect(s, Question{Window: may2019, Categories: []string{"asb"}, Weights: c.weights})
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, cell := range r.Cells {
			sum += cell.Weight
		}
		if sum != c.want {
			t.Errorf("%v: got %v want %v", c.weights, sum, c.want)
		}
	}
}
