package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hexbeat/data/intake/internal/boundary"
)

var (
	gss      = regexp.MustCompile(`^[EWSNX]\d{8}$`)
	wordy    = regexp.MustCompile(`\pL{2}`)
	nameLike = regexp.MustCompile(`(?i)^(name|.*nm|title|label)$`)
	codeLike = regexp.MustCompile(`(?i)^(code|.*cd|reference|ref|id|gss_code)$`)
)

// areaFields finds the code and the name column where the choice is clear: the
// column of GSS codes is the code; the filled text column called name or ..NM is the
// name. Otherwise it asks, with the candidates.
func areaFields(c *boundary.Collection, o AreaOptions) (code, name string, err error) {
	keys := keys(c)
	pick := func(given string, flag string, tests ...func(string) bool) (string, error) {
		if given != "" {
			if !slices.Contains(keys, given) {
				return "", fmt.Errorf("%w: %s %q: %s has no such field; its fields are %s", ErrUsage, flag, given, c.File, strings.Join(keys, ", "))
			}
			return given, nil
		}
		for _, test := range tests {
			switch found := filter(keys, test); len(found) {
			case 0:
			case 1:
				return found[0], nil
			default:
				return "", fmt.Errorf("%w: %s: which field is it? name it with %s; candidates are %s", ErrUsage, c.File, flag, strings.Join(found, ", "))
			}
		}
		return "", nil
	}
	filled := func(k string, ok func(string) bool) bool {
		for _, f := range c.Features {
			if v := text(f.Properties[k]); v == "" || !ok(v) {
				return false
			}
		}
		return true
	}
	code, err = pick(o.CodeField, "--code-field",
		func(k string) bool { return filled(k, gss.MatchString) },
		func(k string) bool { return codeLike.MatchString(k) && filled(k, func(string) bool { return true }) })
	if err != nil {
		return "", "", err
	}
	name, err = pick(o.NameField, "--name-field",
		func(k string) bool {
			return nameLike.MatchString(k) && filled(k, func(v string) bool { return !gss.MatchString(v) })
		})
	if err != nil || name != "" {
		return code, name, err
	}
	// Without a name that is clear, a column of words could be one: ask rather than
	// call the areas by their codes.
	worded := filter(keys, func(k string) bool {
		return k != code && filled(k, func(v string) bool { return wordy.MatchString(v) && !gss.MatchString(v) })
	})
	if len(worded) > 0 {
		return "", "", fmt.Errorf("%w: %s: which field is the name? name it with --name-field; candidates are %s", ErrUsage, c.File, strings.Join(worded, ", "))
	}
	return code, "", nil
}

func keys(c *boundary.Collection) []string {
	var out []string
	for _, f := range c.Features {
		for k := range f.Properties {
			if !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	slices.Sort(out)
	return out
}

func filter(list []string, keep func(string) bool) []string {
	var out []string
	for _, s := range list {
		if keep(s) {
			out = append(out, s)
		}
	}
	return out
}

// text is a property as text: numbers without a trailing ".0".
func text(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}
