//go:build !race

package intake_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"hexbeat/data/intake"
)

// Whatever stands in a file, a proposal comes in time, is JSON, shows no more than it
// may, and where it says that it is ready, an import does not ask for anything more.
func FuzzPropose(f *testing.F) {
	seedFiles(f, incidentEndings)
	for _, c := range unknown {
		f.Add(uint8(0), []byte(c.header+"\n"+strings.ReplaceAll(strings.Join(c.rows, "\n"), "%d", "1")+"\n"))
	}
	s := fuzzStore(f)
	f.Fuzz(func(t *testing.T, ending uint8, content []byte) {
		bounded(t, incidentEndings[int(ending)%len(incidentEndings)], content, func(file string) error {
			p, err := intake.Propose(t.Context(), s, owner, []string{file}, intake.Options{AsAt: taken})
			if err != nil {
				return err
			}
			if _, err := json.Marshal(p); err != nil {
				t.Errorf("it is no JSON: %v", err)
			}
			if len(p.Rows) > 10 || p.Ready != (len(p.Missing)+len(p.Fits)+len(p.RefusedColumns) == 0) {
				t.Errorf("%d rows, ready %v", len(p.Rows), p.Ready)
			}
			if !p.Ready {
				return nil
			}
			_, err = intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{AsAt: taken, DryRun: true, Profile: p.Profile, Map: p.Map, Units: p.Reading()})
			if errors.Is(err, intake.ErrIdentity) {
				t.Errorf("it said that it was ready: %v", err)
			}
			return err
		})
	})
}

// A profile that is read can be written, and is read the same.
func FuzzProfile(f *testing.F) {
	all, err := intake.Profiles(f.Context(), nil, owner)
	if err != nil {
		f.Fatal(err)
	}
	for _, p := range all {
		text, err := p.TOML()
		if err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > maxFuzzed {
			t.Skip("larger than what is tried")
		}
		p, err := intake.ParseProfile(text)
		if err != nil {
			if !errors.Is(err, intake.ErrUsage) {
				t.Errorf("an error that nobody promised: %v", err)
			}
			return
		}
		out, err := p.TOML()
		if err != nil {
			t.Fatal(err)
		}
		again, err := intake.ParseProfile([]byte(out))
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if back, err := again.TOML(); err != nil || back != out {
			t.Errorf("%v\n%s\nbecame\n%s", err, out, back)
		}
	})
}
