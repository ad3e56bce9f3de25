package data

import (
	"errors"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/hotspot"
)

// folder makes a store in a temporary folder, seen from the inside.
func folder(t *testing.T) (*Store, string) {
	t.Helper()
	dir := t.TempDir()
	if err := Init(t.Context(), dir, nil); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, dir
}

var tester = Owner("test")

// The fourteen of data.police.uk and searches stand as they did: id, label, flags.
func TestSchemeKeepsTheFifteen(t *testing.T) {
	s, _ := folder(t)
	snap, err := s.Snapshot(t.Context(), tester)
	if err != nil {
		t.Fatal(err)
	}
	want := []hotspot.Category{
		{ID: "anti-social-behaviour", Label: "Anti-social behaviour"},
		{ID: "bicycle-theft", Label: "Bicycle theft", FromOutside: true},
		{ID: "burglary", Label: "Burglary", FromOutside: true},
		{ID: "criminal-damage-and-arson", Label: "Criminal damage and arson", FromOutside: true},
		{ID: "drugs", Label: "Drugs", PoliceGenerated: true},
		{ID: "other-crime", Label: "Other crime"},
		{ID: "other-theft", Label: "Other theft"},
		{ID: "possession-of-weapons", Label: "Possession of weapons", PoliceGenerated: true},
		{ID: "public-order", Label: "Public order"},
		{ID: "robbery", Label: "Robbery"},
		{ID: "shoplifting", Label: "Shoplifting"},
		{ID: "theft-from-the-person", Label: "Theft from the person"},
		{ID: "vehicle-crime", Label: "Vehicle crime", FromOutside: true},
		{ID: "violence-and-sexual-offences", Label: "Violence and sexual offences"},
		{ID: "stop-and-search", Label: "Stop and search", PoliceGenerated: true},
	}
	if !slices.Equal(snap.Categories, want) {
		t.Errorf("an empty folder offers %+v", snap.Categories)
	}
}

func TestShippedSchemeIsSound(t *testing.T) {
	r, err := shippedScheme()
	if err != nil {
		t.Fatal(err)
	}
	aliases, err := r.aliases()
	if err != nil {
		t.Fatal(err)
	}
	s, _ := folder(t)
	scheme, err := s.Scheme(t.Context(), tester)
	if err != nil {
		t.Fatal(err)
	}
	if len(scheme.Categories) != len(r.Category) || len(scheme.Aliases) != len(aliases) || len(scheme.Groups) != len(r.Group) {
		t.Errorf("%d of %d categories, %d of %d aliases, %d of %d groups came into the folder: two bear one name",
			len(scheme.Categories), len(r.Category), len(scheme.Aliases), len(aliases), len(scheme.Groups), len(r.Group))
	}
	for _, c := range scheme.Categories {
		if _, ok := scheme.Category(c.Parent); c.Parent != "" && !ok {
			t.Errorf("%s is a kind of %s, which there is not", c.ID, c.Parent)
		}
		if m, ok := scheme.Resolve(c.Label); !ok || m.Category.ID != c.ID {
			t.Errorf("the label %q means %s, not %s", c.Label, m.Category.ID, c.ID)
		}
	}
	for _, a := range scheme.Aliases {
		if own, ok := scheme.Category(CategoryID(a.Label)); ok && own.ID != a.Category {
			t.Errorf("alias %q of %s is a category of its own", a.Label, a.Category)
		}
		if m, ok := scheme.Resolve(a.Label); !ok || m.Category.ID != a.Category {
			t.Errorf("alias %q means %s, want %s", a.Label, m.Category.ID, a.Category)
		}
		for _, tag := range a.Tags {
			if CategoryID(tag) != tag {
				t.Errorf("alias %q: %q is no tag", a.Label, tag)
			}
		}
	}
	for _, g := range scheme.Groups {
		if _, ok := scheme.Category(g.ID); ok {
			t.Errorf("group %s bears a category's name", g.ID)
		}
		for _, id := range g.Categories {
			if _, ok := scheme.Category(id); !ok {
				t.Errorf("group %s holds %s, which there is not", g.ID, id)
			}
		}
	}
}

func TestResolve(t *testing.T) {
	s, _ := folder(t)
	scheme, err := s.Scheme(t.Context(), tester)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ label, id, tag, setting string }{
		{"Violence and sexual offences", "violence-and-sexual-offences", "", "not-known"},
		{"ROBBERY", "robbery", "", "not-known"},
		{"Violent crime", "violence-and-sexual-offences", "", "not-known"}, // data.police.uk until April 2013
		{"Public disorder and weapons", "public-order", "", "not-known"},   // the same
		{"Public Disorder and Weapons", "public-order", "", "not-known"},   // as the 2011 files write it
		{"Rowdy / Inconsiderate Behaviour", "inconsiderate-behaviour", "", "not-known"},
		{"Begging / Vagrancy", "begging", "", "not-known"},
		{"Burglary - Residential", "burglary", "", "dwelling"},
		{"Domestic violence", "domestic-abuse", "domestic", "not-known"},
		{"domestic-abuse", "domestic-abuse", "domestic", "not-known"},
		{"Possession of an article with a blade or point", "possession-of-weapons", "knife", "not-known"},
		{"Sunbathing", "", "", "not-known"},
		{"", "", "", "not-known"},
	} {
		m, ok := scheme.Resolve(c.label)
		if ok != (c.id != "") || m.Category.ID != c.id || m.Setting.String() != c.setting || (c.tag != "") != slices.Contains(m.Tags, c.tag) {
			t.Errorf("%q means %+v, %v; want %+v", c.label, m, ok, c)
		}
	}
	if !scheme.Under("begging", "anti-social-behaviour") || scheme.Under("anti-social-behaviour", "begging") || scheme.Under("nowhere", "burglary") {
		t.Error("who is a kind of whom")
	}
	for id, sensitive := range map[string]bool{"sexual-offences": true, "domestic-abuse": true, "hate-crime": true, "modern-slavery": true, "missing-person": true, "mental-health": true,
		"counter-terrorism": true, "child-abuse": true, "honour-based-abuse": true, "hospital-assault": true, "burglary": false, "begging": false} {
		if c, ok := scheme.Category(id); !ok || c.Sensitive != sensitive {
			t.Errorf("%s: sensitive %v, want %v", id, c.Sensitive, sensitive)
		}
	}
	if !scheme.SensitiveTag("domestic") || scheme.SensitiveTag("knife") {
		t.Error("tags that make a row sensitive")
	}
}

// A folder of an earlier version is given the scheme when it is opened; what a user
// changed in it stays.
func TestOlderFolderGetsTheScheme(t *testing.T) {
	s, dir := folder(t)
	label := "Break-ins"
	if _, err := s.SetCategory(t.Context(), tester, CategoryEdit{ID: "burglary", Label: &label}); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{`DELETE FROM category_alias`, `DELETE FROM category WHERE parent != ''`, `DELETE FROM folder WHERE key = 'scheme'`} {
		if _, err := s.write.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	s, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	scheme, err := s.Scheme(t.Context(), tester)
	if err != nil {
		t.Fatal(err)
	}
	if m, ok := scheme.Resolve("Dwelling burglary"); ok {
		t.Errorf("nobody listed that: %+v", m)
	}
	if m, ok := scheme.Resolve("Domestic burglary"); !ok || m.Category.Label != "Break-ins" {
		t.Errorf("got %+v, %v", m, ok)
	}
	if m, ok := scheme.Resolve("Noise nuisance"); !ok || m.Category.Parent != "anti-social-behaviour" {
		t.Errorf("got %+v, %v", m, ok)
	}
}

// What a user changes in the scheme is used by the next question, and recorded.
func TestSetCategory(t *testing.T) {
	s, _ := folder(t)
	ctx := t.Context()
	im, err := s.BeginImport(ctx, tester, Batch{Kind: "incidents", Source: "council", File: "f.csv"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []string{"Swan feeding", "Begging", "Robbery"} {
		in := Incident{Category: c, Located: true, Point: orb.Point{-0.1, 51.5}, Given: orb.Point{-0.1, 51.5}, GivenCRS: "EPSG:4326", Day: 20000, LastDay: 20000}
		if err := im.Add(ctx, in); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := im.Commit(ctx, 0, "x"); err != nil {
		t.Fatal(err)
	}
	count := func(name string) int {
		t.Helper()
		snap, err := s.Snapshot(ctx, tester)
		if err != nil {
			t.Fatal(err)
		}
		m, err := hotspot.Matching(snap, hotspot.Question{Window: hotspot.Window{From: 19000, To: 21000}, Categories: []string{name}})
		if errors.Is(err, hotspot.ErrCategory) {
			return -1
		} else if err != nil {
			t.Fatal(err)
		}
		return len(m.Located)
	}
	before, _ := s.Snapshot(ctx, tester)
	if n, kind, group := count("anti-social-behaviour"), count("swan-feeding"), count("Acquisitive crime"); n != 1 || kind != 1 || group != 1 {
		t.Errorf("before: %d of anti-social behaviour, %d of the label, %d of the group", n, kind, group)
	}
	parent, yes := "anti-social-behaviour", true
	c, err := s.SetCategory(ctx, tester, CategoryEdit{ID: "swan-feeding", Parent: &parent, CatchAll: &yes, AddGroups: []string{"Birds", "acquisitive"}})
	if err != nil || c.Label != "Swan feeding" || !c.CatchAll {
		t.Fatalf("%+v, %v", c, err)
	}
	if n, birds, group := count("anti-social-behaviour"), count("birds"), count("acquisitive"); n != 2 || birds != 1 || group != 2 {
		t.Errorf("after: %d of anti-social behaviour, %d birds, %d of the group", n, birds, group)
	}
	if after, _ := s.Snapshot(ctx, tester); after.Label() == before.Label() {
		t.Error("the snapshot does not show that the scheme changed")
	}
	var n int
	if err := s.read.QueryRowContext(ctx, `SELECT count(*) FROM audit WHERE action = 'alteration' AND what = 'category swan-feeding'`).Scan(&n); err != nil || n != 1 {
		t.Errorf("recorded %d times, %v", n, err)
	}
}

func TestSetCategoryRefuses(t *testing.T) {
	s, _ := folder(t)
	p := func(s string) *string { return &s }
	for _, e := range []CategoryEdit{
		{ID: ""}, {ID: "Street Drinking"}, {ID: "a--b"},
		{ID: "burglary", Parent: p("nowhere")},
		{ID: "burglary", Parent: p("burglary")},
		{ID: "anti-social-behaviour", Parent: p("begging")}, // a circle
		{ID: "burglary", Label: p("!")},
		{ID: "burglary", AddGroups: []string{"?"}},
	} {
		if _, err := s.SetCategory(t.Context(), tester, e); !errors.Is(err, ErrCategory) {
			t.Errorf("%+v: %v", e, err)
		}
	}
	for _, a := range []Alias{{Label: "?"}, {Label: "Bikes", Category: "nowhere"}, {Label: "Begging", Category: "burglary"}} {
		if err := s.SetAlias(t.Context(), tester, a); !errors.Is(err, ErrCategory) {
			t.Errorf("%+v: %v", a, err)
		}
	}
	if err := s.SetAlias(t.Context(), tester, Alias{Label: "Never heard of"}); !errors.Is(err, ErrNotFound) {
		t.Errorf("an alias there is not: %v", err)
	}
	if _, err := s.SetCategory(t.Context(), Scope{}, CategoryEdit{ID: "x"}); !errors.Is(err, ErrForbidden) {
		t.Errorf("nobody's scope: %v", err)
	}
}

func TestSetAlias(t *testing.T) {
	s, _ := folder(t)
	ctx := t.Context()
	if err := s.SetAlias(ctx, tester, Alias{Label: "Tram surfing", Category: "trespass", Tags: []string{"tram"}, Setting: hotspot.Transport}); err != nil {
		t.Fatal(err)
	}
	scheme, err := s.Scheme(ctx, tester)
	if err != nil {
		t.Fatal(err)
	}
	if m, ok := scheme.Resolve("TRAM-SURFING"); !ok || m.Category.ID != "trespass" || m.Setting != hotspot.Transport || !slices.Equal(m.Tags, []string{"tram"}) {
		t.Errorf("got %+v, %v", m, ok)
	}
	if err := s.SetAlias(ctx, tester, Alias{Label: "tram surfing"}); err != nil {
		t.Fatal(err)
	}
	if scheme, err = s.Scheme(ctx, tester); err != nil {
		t.Fatal(err)
	}
	if m, ok := scheme.Resolve("Tram surfing"); ok {
		t.Errorf("it still means %+v", m)
	}
}

func TestSavedProfiles(t *testing.T) {
	s, _ := folder(t)
	ctx := t.Context()
	for _, body := range []string{"name = 'a'", "name = 'a' # again"} {
		if err := s.SaveProfile(ctx, tester, "a", body); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.SavedProfiles(ctx, tester)
	if err != nil || len(all) != 1 || all[0].Body != "name = 'a' # again" || all[0].Saved.IsZero() {
		t.Errorf("%+v, %v", all, err)
	}
	if err := s.DeleteProfile(ctx, tester, "a"); err != nil {
		t.Fatal(err)
	}
	if err := s.DeleteProfile(ctx, tester, "a"); !errors.Is(err, ErrNotFound) {
		t.Errorf("twice: %v", err)
	}
	if _, err := s.SavedProfiles(ctx, Scope{}); !errors.Is(err, ErrForbidden) {
		t.Errorf("nobody's scope: %v", err)
	}
}
