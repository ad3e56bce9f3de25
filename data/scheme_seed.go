package data

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"

	"hexbeat/hotspot"
)

//go:embed scheme.toml
var schemeFile string

// schemeVersion rises with every addition to scheme.toml: a folder that has an older one
// is given what it lacks, and nothing that is in it is changed.
const schemeVersion = "1"

// schemeRows is scheme.toml.
type schemeRows struct {
	SensitiveTags []string `toml:"sensitive_tags"`
	Category      []struct {
		ID              string   `toml:"id" json:"id"`
		Label           string   `toml:"label" json:"label"`
		Parent          string   `toml:"parent" json:"parent"`
		PoliceGenerated bool     `toml:"police_generated" json:"policeGenerated"`
		FromOutside     bool     `toml:"from_outside" json:"fromOutside"`
		Sensitive       bool     `toml:"sensitive" json:"sensitive"`
		CatchAll        bool     `toml:"catch_all" json:"catchAll"`
		Apart           bool     `toml:"apart" json:"apart"`
		Listed          bool     `toml:"listed" json:"listed"`
		Aliases         []string `toml:"aliases" json:"-"`
	} `toml:"category"`
	Alias []struct {
		Labels   []string `toml:"labels"`
		Category string   `toml:"category"`
		Tags     []string `toml:"tags"`
		Setting  string   `toml:"setting"`
	} `toml:"alias"`
	Group []struct {
		ID         string   `toml:"id"`
		Label      string   `toml:"label"`
		Categories []string `toml:"categories"`
		Labels     []string `toml:"labels"`
	} `toml:"group"`
}

// shippedScheme is scheme.toml, read once.
var shippedScheme = sync.OnceValues(func() (*schemeRows, error) {
	var r schemeRows
	meta, err := toml.Decode(schemeFile, &r)
	if err != nil {
		return nil, fmt.Errorf("data: scheme: %w", err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return nil, fmt.Errorf("data: scheme: there is no %q", unknown[0].String())
	}
	return &r, nil
})

// aliasRow and memberRow are rows as they are inserted.
type aliasRow struct {
	ID, Label, Category, Tags string
	Setting                   uint8
}

type memberRow struct {
	Group  string `json:"group"`
	Member string `json:"member"`
	Raw    bool   `json:"raw"`
}

func (r *schemeRows) aliases() ([]aliasRow, error) {
	var out []aliasRow
	for _, c := range r.Category {
		for _, l := range c.Aliases {
			out = append(out, aliasRow{CategoryID(l), l, c.ID, "", 0})
		}
	}
	for _, a := range r.Alias {
		setting, ok := hotspot.ParseSetting(a.Setting)
		if !ok && a.Setting != "" {
			return nil, fmt.Errorf("data: scheme: there is no setting %q", a.Setting)
		}
		for _, l := range a.Labels {
			out = append(out, aliasRow{CategoryID(l), l, a.Category, strings.Join(a.Tags, ";"), uint8(setting)})
		}
	}
	return out, nil
}

// seedWhole seeds in one transaction.
func seedWhole(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("data: scheme: %w", err)
	}
	if err := seedScheme(ctx, tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("data: scheme: %w", err)
	}
	return nil
}

// seedScheme gives a folder what scheme.toml has and it has not, in statements of many
// rows: a new folder is made often, in tests above all.
func seedScheme(ctx context.Context, db execer) error {
	r, err := shippedScheme()
	if err != nil {
		return err
	}
	aliases, err := r.aliases()
	if err != nil {
		return err
	}
	var members []memberRow
	for _, g := range r.Group {
		for _, c := range g.Categories {
			members = append(members, memberRow{g.ID, c, false})
		}
		for _, l := range g.Labels {
			members = append(members, memberRow{g.ID, l, true})
		}
	}
	for _, in := range []struct {
		sql  string
		rows any
	}{
		{`INSERT INTO category (id, label, parent, police_generated, from_outside, sensitive, catch_all, apart, listed, mapped)
			SELECT value->>'id', value->>'label', value->>'parent', value->>'policeGenerated', value->>'fromOutside', value->>'sensitive', value->>'catchAll', value->>'apart', value->>'listed', 1
			FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`, r.Category},
		{`INSERT INTO category_group (group_id, label) SELECT value->>'ID', value->>'Label' FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`, r.Group},
		{`INSERT INTO category_group_member (group_id, member, raw) SELECT value->>'group', value->>'member', value->>'raw' FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`, members},
		{`INSERT INTO sensitive_tag (tag) SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`, r.SensitiveTags},
		{`INSERT INTO folder (key, value) SELECT 'scheme', value FROM json_each(?) WHERE true ON CONFLICT (key) DO UPDATE SET value = excluded.value`, []string{schemeVersion}},
	} {
		text, err := json.Marshal(in.rows)
		if err != nil {
			return fmt.Errorf("data: scheme: %w", err)
		}
		if _, err := db.ExecContext(ctx, in.sql, string(text)); err != nil {
			return fmt.Errorf("data: scheme: %w", err)
		}
	}
	return putAliases(ctx, db, aliases)
}

// putAliases adds those that are not there. They are many: bound values cost half of
// what JSON does.
func putAliases(ctx context.Context, db execer, aliases []aliasRow) error {
	args := make([]any, 0, 5*len(aliases))
	for _, a := range aliases {
		args = append(args, a.ID, a.Label, a.Category, a.Tags, a.Setting)
	}
	_, err := db.ExecContext(ctx, `INSERT INTO category_alias (alias_id, label, category, tags, setting) VALUES (?,?,?,?,?)`+
		strings.Repeat(`,(?,?,?,?,?)`, len(aliases)-1)+` ON CONFLICT DO NOTHING`, args...)
	if err != nil {
		return fmt.Errorf("data: scheme: %w", err)
	}
	return nil
}
