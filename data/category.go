package data

import (
	"context"
	"fmt"
	"strings"

	"hexbeat/hotspot"
)

// categoryColumns are what scanCategory reads.
const categoryColumns = `id, label, police_generated, from_outside, sensitive, parent, catch_all, apart`

func scanCategory(scan func(...any) error, also ...any) (c hotspot.Category, err error) {
	err = scan(append([]any{&c.ID, &c.Label, &c.PoliceGenerated, &c.FromOutside, &c.Sensitive, &c.Parent, &c.CatchAll, &c.Apart}, also...)...)
	return c, err
}

// putMadeUp keeps a label that the scheme does not know as a category of its own.
func putMadeUp(ctx context.Context, db execer, id, label string) error {
	_, err := db.ExecContext(ctx, `INSERT INTO category (id, label, police_generated, from_outside, sensitive, mapped) VALUES (?, ?, 0, 0, 0, 0)
		ON CONFLICT (id) DO NOTHING`, id, label)
	if err != nil {
		return fmt.Errorf("data: category %s: %w", id, err)
	}
	return nil
}

// CategoryID is the id a label would have: lower case, words joined by hyphens.
// "Violence and sexual offences" and "violence-and-sexual-offences" are the same.
func CategoryID(label string) string {
	fields := strings.FieldsFunc(strings.ToLower(label), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127)
	})
	return strings.Join(fields, "-")
}
