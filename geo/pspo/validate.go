package pspo

import (
	"fmt"
	"slices"
	"time"
)

// Validate reports the first fault of the record's form: a missing id or title, a
// word that is not one of its key's, a date that is not one, an end before its
// beginning, an id used twice, a count below nought. Whether the order is lawful is
// another question. Errors: ErrOrder.
func (o Order) Validate() error {
	if o.ID == "" || o.Title == "" {
		return fmt.Errorf("%w: id and title must be given", ErrOrder)
	}
	for _, fault := range []error{
		oneOf("status", string(o.Status), statuses),
		optional("type", o.Type, types),
		o.datesFault(),
		o.prohibitionsFault(),
		o.Consultation.fault(),
	} {
		if fault != nil {
			return fmt.Errorf("%w %s: %w", ErrOrder, o.ID, fault)
		}
	}
	return nil
}

func oneOf[T ~string](key, value string, allowed []T) error {
	if !slices.Contains(allowed, T(value)) {
		return fmt.Errorf("%s %q is not one of %v", key, value, allowed)
	}
	return nil
}

func optional[T ~string](key, value string, allowed []T) error {
	if value == "" {
		return nil
	}
	return oneOf(key, value, allowed)
}

func (o Order) datesFault() error {
	if err := date("made", o.Made); err != nil {
		return err
	}
	return period("in_force", o.InForce, "until", o.Until)
}

func date(key, text string) error {
	if text == "" {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return fmt.Errorf("%s = %q is not a date; write YYYY-MM-DD", key, text)
	}
	return nil
}

func period(fromKey, from, toKey, to string) error {
	if err := date(fromKey, from); err != nil {
		return err
	}
	if err := date(toKey, to); err != nil {
		return err
	}
	if from != "" && to != "" && to < from {
		return fmt.Errorf("%s = %s is before %s = %s", toKey, to, fromKey, from)
	}
	return nil
}

func (o Order) prohibitionsFault() error {
	seen := map[string]bool{}
	for _, a := range o.Activities {
		if a.ID == "" || seen[a.ID] {
			return fmt.Errorf("activity %q: every activity needs an id of its own", a.ID)
		}
		seen[a.ID] = true
	}
	seen = map[string]bool{}
	for _, p := range o.Prohibitions {
		if p.ID == "" || seen[p.ID] {
			return fmt.Errorf("prohibition %q: every prohibition needs an id of its own", p.ID)
		}
		seen[p.ID] = true
		if err := optional("kind", p.Kind, kinds); err != nil {
			return fmt.Errorf("prohibition %s: %w", p.ID, err)
		}
	}
	return nil
}

func (c *Consultation) fault() error {
	if c == nil {
		return nil
	}
	if err := period("from", c.From, "to", c.To); err != nil {
		return fmt.Errorf("consultation: %w", err)
	}
	if c.Premises < 0 || c.Responses < 0 {
		return fmt.Errorf("consultation: premises = %d and responses = %d must not be below nought", c.Premises, c.Responses)
	}
	for _, s := range c.Support {
		if s.Count < 0 {
			return fmt.Errorf("consultation: support for %q: count = %d must not be below nought", s.Item, s.Count)
		}
	}
	return nil
}
