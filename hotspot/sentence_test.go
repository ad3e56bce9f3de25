package hotspot

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// What the sentence promises is held to the test itself: with one fewer taken away
// the place is still a hotspot, with that many it is none.
func TestSentenceSaysWhatWouldRemoveIt(t *testing.T) {
	for _, background := range []int{0, 200, 900, 3000} {
		m, cell := planted(background, 23, uint64(background))
		a, err := analyse(m.Snapshot, Question{Window: may2019})
		if err != nil {
			t.Fatal(err)
		}
		a.test()
		groups := a.hotspots()
		if len(groups) != 1 {
			t.Fatalf("background %d: %d hotspots", background, len(groups))
		}
		k := a.removal(groups[0])
		for _, taken := range []int{k - 1, k} {
			without, in := newSnapshot(boroughWards()), map[int32]bool{}
			for _, c := range groups[0] {
				in[c] = true
			}
			r := newRerun(a, groups[0])
			r.take(taken)
			for c, n := range r.count {
				for range n {
					without.add(incident{at: boroughGrid().centre[c]})
				}
			}
			res, err := Detect(without.Snapshot, Question{Window: may2019})
			if err != nil {
				t.Fatal(err)
			}
			stays := slices.ContainsFunc(res.Hotspots, func(h Group) bool { return slices.Contains(h.Cells, a.g.cells[cell]) })
			if stays != (taken < k) {
				t.Errorf("background %d: %d of %d taken away: still a hotspot %v", background, taken, total(a.count, groups[0]), stays)
			}
		}
		d := newDescriber(a, a.meta()).list(HotspotList, groups)
		want := fmt.Sprintf("It stays on this list unless %d or more of them are taken away.", k)
		if k == 1 {
			want = "It would leave this list if one of them were taken away."
		}
		if !strings.HasSuffix(d[0].Reason, want) || !strings.HasPrefix(d[0].Reason, fmt.Sprintf("%d reports from 1 May to 31 July 2019; the borough average for an area this size is ", d[0].Count)) {
			t.Errorf("got %q, want it to end %q", d[0].Reason, want)
		}
	}
}

func TestSentenceWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{about(0), "under 0.1"}, {about(2.13), "2.1"}, {about(2.04), "2"}, {about(9.96), "10"}, {about(1234.4), "1,234"}, {about(math.NaN()), "not known"},
		{thousands(999), "999"}, {thousands(1000), "1,000"}, {thousands(-1234567), "-1,234,567"},
		{span(may2019), "from 1 May to 31 July 2019"},
		{span(Window{Date(2018, 12, 1), Date(2019, 2, 28)}), "from 1 December 2018 to 28 February 2019"},
		{span(Window{Date(2019, 5, 1), Date(2019, 5, 31)}), "from 1 to 31 May 2019"},
		{span(Window{Date(2019, 5, 1), Date(2019, 5, 1)}), "on 1 May 2019"},
		{places(0.01), "fewer than one place in twenty maps"}, {places(0.4), "0.4 of a place"}, {places(1), "about 1 place"}, {places(2.41), "about 2.4 places"},
		{reports(1), "1 report"}, {reports(1500), "1,500 reports"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	m, _ := planted(900, 23, 1)
	r, err := Detect(m.Snapshot, Question{Window: may2019, In: []string{"ward:W01", "ward:W02", "ward:W04", "ward:W05"}})
	if err != nil || len(r.Hotspots) == 0 || !strings.Contains(r.Hotspots[0].Reason, "the study area's average for an area this size") {
		t.Errorf("four of six wards: got %v %+v", err, r)
	}
}
