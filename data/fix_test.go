package data_test

import (
	"testing"

	"hexbeat/data"
	"hexbeat/geo/pspo"
	"hexbeat/hotspot"
)

// How a point was found and what is odd about a row come back with the record. A
// centroid is a place of its own, which lies in no order, while the exact point there does.
func TestFixAndFlagsAreKept(t *testing.T) {
	s := open(t)
	im := begin(t, s, "orders", "pspo")
	if err := im.AddOrder(t.Context(), pspo.Order{ID: "quay", Title: "Quay", Status: pspo.Made, Geometry: square(1.989, 52.849, 0.002)}); err != nil {
		t.Fatal(err)
	}
	commit(t, im, 0)
	im = begin(t, s, "incidents", "police")
	exact, centre := incident("A1", "Burglary", fishStreet), incident("A2", "Burglary", fishStreet)
	exact.Flags = hotspot.FlagStation | hotspot.FlagHourTwice
	centre.Fix, centre.Reporter = hotspot.FixPostcode, "caller 7"
	add(t, im, exact, centre)
	commit(t, im, 0)

	var got []data.Record
	if err := s.EachRecord(t.Context(), owner, "test", func(r data.Record) error { got = append(got, r); return nil }); err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Flags != exact.Flags || got[0].Fix != hotspot.FixExact || got[1].Fix != hotspot.FixPostcode {
		t.Errorf("records %+v", got)
	}
	snap := snapshot(t, s)
	if len(snap.Places) != 2 || len(snap.Flags) != 2 {
		t.Fatalf("%d places, %d flags; want 2 and 2", len(snap.Places), len(snap.Flags))
	}
	for i, p := range snap.Places {
		if inside := len(snap.Overlay("pspo").In[i]) == 1; inside == p.Centroid {
			t.Errorf("centroid %v lies inside the order: %v", p.Centroid, inside)
		}
	}
	for i, place := range snap.PlaceOf {
		if odd := snap.Flags[i] == exact.Flags; odd == snap.Places[place].Centroid {
			t.Errorf("incident %d: flags %s", snap.ID[i], snap.Flags[i])
		}
	}
}
