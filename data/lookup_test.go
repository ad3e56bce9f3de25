package data_test

import (
	"errors"
	"math"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/data"
)

func TestLookupKey(t *testing.T) {
	for _, c := range []struct {
		kind data.LookupKind
		text string
		want any // nil for none
	}{
		{data.LookupPostcode, "EC1A 1BB", "EC1A1BB"}, {data.LookupPostcode, "ec1a1bb", "EC1A1BB"}, {data.LookupPostcode, " w1a  0ax ", "W1A0AX"}, {data.LookupPostcode, "M1 1AE", "M11AE"},
		{data.LookupPostcode, "GIR 0AA", "GIR0AA"}, {data.LookupPostcode, "B33 8TH", "B338TH"}, {data.LookupPostcode, "CR2 6XH", "CR26XH"}, {data.LookupPostcode, "DN55 1PT", "DN551PT"},
		{data.LookupPostcode, "EC1A", nil}, {data.LookupPostcode, "EC1A 1", nil}, {data.LookupPostcode, "1EC 1BB", nil}, {data.LookupPostcode, "EC1A 1B1", nil}, {data.LookupPostcode, "", nil},
		{data.LookupPostcode, "EC1A-1BB", nil}, {data.LookupPostcode, "EC1AA 1BBB", nil}, {data.LookupPostcode, "not known", nil}, {data.LookupPostcode, "\u0395C1A 1BB", nil},
		{data.LookupUPRN, "100023336956", int64(100023336956)}, {data.LookupUPRN, "000000000007", int64(7)}, {data.LookupUPRN, "7.0", int64(7)}, {data.LookupUPRN, " 7 ", int64(7)},
		{data.LookupUPRN, "0", nil}, {data.LookupUPRN, "", nil}, {data.LookupUPRN, "7.5", nil}, {data.LookupUPRN, "-7", nil}, {data.LookupUPRN, "1.0E+11", nil}, {data.LookupUPRN, "1234567890123", nil},
		{data.LookupUSRN, "8400001", int64(8400001)}, {data.LookupUSRN, "123456789", nil}, {data.LookupUSRN, "High Street", nil},
		{data.LookupPlace, "On or near St. Paul's Churchyard", "st pauls churchyard"}, {data.LookupPlace, "ST PAULS  CHURCHYARD", "st pauls churchyard"}, {data.LookupPlace, "Fish Street, Corn Market", "fish street corn market"},
		{data.LookupPlace, "near the park", "the park"}, {data.LookupPlace, "Nearfield Road", "nearfield road"}, {data.LookupPlace, "Caf\u00e9 \u00c9toile", "caf\u00e9 \u00e9toile"}, {data.LookupPlace, " - ", nil}, {data.LookupPlace, "", nil},
	} {
		got, ok := data.LookupKey(c.kind, c.text)
		if ok != (c.want != nil) || ok && got != c.want {
			t.Errorf("%s %q: got %v, %v; want %v", c.kind, c.text, got, ok, c.want)
		}
	}
}

// What a list cannot keep is refused, and a list that was never committed leaves nothing.
func TestLookupImport(t *testing.T) {
	s := open(t)
	if _, err := s.BeginLookup(t.Context(), owner, "town", "f", ""); !errors.Is(err, data.ErrLookup) {
		t.Errorf("no kind: %v", err)
	}
	if _, err := s.BeginLookup(t.Context(), data.Scope{}, data.LookupUPRN, "f", ""); !errors.Is(err, data.ErrForbidden) {
		t.Errorf("no scope: %v", err)
	}
	l, err := s.BeginLookup(t.Context(), owner, data.LookupUPRN, "f", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []data.LookupEntry{{Key: 7, EN: orb.Point{1, 1}}, {EN: orb.Point{1, 1}}, {Key: int64(7), EN: orb.Point{-1, 1}}, {Key: int64(7), EN: orb.Point{1, math.NaN()}}, {Key: int64(7), EN: orb.Point{1, math.Inf(1)}}} {
		if err := l.Add(t.Context(), e); !errors.Is(err, data.ErrLookup) {
			t.Errorf("%+v: %v", e, err)
		}
	}
	if err := l.Add(t.Context(), data.LookupEntry{Key: int64(7), EN: orb.Point{532300.126, 181300}, Quality: 1}); err != nil {
		t.Fatal(err)
	}
	if err := l.Abort(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Lookups(t.Context(), owner); err != nil || len(got) != 0 {
		t.Errorf("after an abort: %+v, %v", got, err)
	}
	f, err := s.Finder(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	if _, found, err := f.Find(data.LookupUPRN, int64(7)); err != nil || found != data.FoundNoList || f.Has(data.LookupUPRN) {
		t.Errorf("found %v, %v", found, err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}

// Points are kept to the centimetre, and the same question twice is asked once.
func TestFinder(t *testing.T) {
	s := open(t)
	l, err := s.BeginLookup(t.Context(), owner, data.LookupPostcode, "f", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []data.LookupEntry{{Key: "EC2V6AA", EN: orb.Point{532300.126, 181300.994}}, {Key: "EC2V6AA", EN: orb.Point{532310, 181300}}, {Key: "EC2V6AB", EN: orb.Point{1, 1}}, {Key: "EC2V6AB", EN: orb.Point{100, 1}}} {
		if err := l.Add(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := l.Commit(t.Context()); err != nil || n != (data.LookupCount{Kept: 1, Again: 2, Twofold: 1}) {
		t.Errorf("%+v, %v", n, err)
	}
	f, err := s.Finder(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for range 2 {
		if en, found, err := f.Find(data.LookupPostcode, "EC2V6AA"); err != nil || found != data.FoundPlace || en != (orb.Point{532300.13, 181300.99}) {
			t.Errorf("got %v, %v, %v", en, found, err)
		}
		if _, found, err := f.Find(data.LookupPostcode, "EC2V6AB"); err != nil || found != data.FoundTwofold {
			t.Errorf("a postcode at two places: %v, %v", found, err)
		}
		if _, found, err := f.Find(data.LookupPostcode, "EC2V6AC"); err != nil || found != data.FoundNothing {
			t.Errorf("an unknown one: %v, %v", found, err)
		}
	}
}
