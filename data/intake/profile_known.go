package intake

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"

	"hexbeat/data"
)

//go:embed profiles/*.toml
var shippedFiles embed.FS

// shipped are the profiles that come with the program, by name.
var shipped = sync.OnceValues(func() ([]Profile, error) {
	names, err := shippedFiles.ReadDir("profiles")
	if err != nil {
		return nil, fmt.Errorf("intake: profiles: %w", err)
	}
	var out []Profile
	for _, n := range names {
		text, err := shippedFiles.ReadFile(path.Join("profiles", n.Name()))
		if err != nil {
			return nil, fmt.Errorf("intake: profiles: %w", err)
		}
		p, err := ParseProfile(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", n.Name(), err)
		}
		out = append(out, p)
	}
	return out, nil
})

// ParseProfile reads a profile from TOML and checks it; a word it does not know is an
// error, so that a slip of the pen is not passed over. Errors: ErrUsage.
func ParseProfile(text []byte) (Profile, error) {
	var p Profile
	meta, err := toml.Decode(strings.TrimPrefix(string(text), "\ufeff"), &p)
	if err != nil {
		return p, fmt.Errorf("%w: the profile is not TOML: %v", ErrUsage, err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return p, fmt.Errorf("%w: profile %s: there is no %q in a profile", ErrUsage, p.Name, unknown[0].String())
	}
	return p, p.Check()
}

// TOML is the profile as it is saved.
func (p *Profile) TOML() (string, error) {
	var b bytes.Buffer
	if err := toml.NewEncoder(&b).Encode(p); err != nil {
		return "", fmt.Errorf("intake: profile %s: %w", p.Name, err)
	}
	return b.String(), nil
}

// KnownProfile is a profile and whose it is.
type KnownProfile struct {
	Profile
	Saved bool `json:"saved"` // by a user of this folder
}

// Profiles are those that come with the program, then those saved in the folder, each
// by name. A nil store has none.
func Profiles(ctx context.Context, s *data.Store, sc data.Scope) ([]KnownProfile, error) {
	own, err := shipped()
	if err != nil {
		return nil, err
	}
	var out []KnownProfile
	for _, p := range own {
		out = append(out, KnownProfile{p, false})
	}
	if s == nil {
		return out, nil
	}
	saved, err := s.SavedProfiles(ctx, sc)
	if err != nil {
		return nil, err
	}
	for _, sp := range saved {
		p, err := ParseProfile([]byte(sp.Body))
		if err != nil {
			return nil, fmt.Errorf("saved profile %s: %w", sp.Name, err)
		}
		out = append(out, KnownProfile{p, true})
	}
	return out, nil
}

// profileFile reads a profile from a file of its own.
func profileFile(name string) (*Profile, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("%w: profile %s cannot be read: %v", ErrUsage, filepath.Base(name), err)
	}
	p, err := ParseProfile(text)
	return &p, err
}

// chosen finds the profile a user asked for: by name, or in a TOML file. It is nil for
// "generic" and for nothing asked. Errors: ErrUsage.
func chosen(name string, known []KnownProfile) (*Profile, error) {
	if name == "" || name == genericName {
		return nil, nil
	}
	if strings.EqualFold(filepath.Ext(name), ".toml") {
		return profileFile(name)
	}
	names := []string{genericName}
	for i := range known {
		if known[i].Name == name {
			return &known[i].Profile, nil
		}
		names = append(names, known[i].Name)
	}
	slices.Sort(names)
	return nil, fmt.Errorf("%w: there is no profile %q; profiles are %s, or name a .toml file", ErrUsage, name, strings.Join(names, ", "))
}
