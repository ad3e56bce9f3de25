package web

import (
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
)

// onlyKnown refuses a parameter that the route does not know, by name: a misspelt
// filter must not look like an answer to it.
func onlyKnown(q url.Values, known []string) error {
	for _, name := range sortedKeys(q) {
		if !slices.Contains(known, name) {
			return badRequest("unknown_parameter", "“%s” is not a parameter of this address. %s", name, offer(known))
		}
	}
	return nil
}

// param is a part of the path as it was before it was written into the address.
func param(c echo.Context, name string) string {
	text := c.Param(name)
	if c.Request().URL.RawPath == "" { // unescaped already
		return text
	}
	if plain, err := url.PathUnescape(text); err == nil {
		return plain
	}
	return text
}

func offer(known []string) string {
	if len(known) == 0 {
		return "It takes none."
	}
	names := slices.Sorted(slices.Values(known))
	return "It takes " + strings.Join(names, ", ") + "."
}

func sortedKeys(q url.Values) []string {
	keys := make([]string, 0, len(q))
	for k := range q {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// single is the one value of a parameter, trimmed; empty when it was not given or
// left blank in a form.
func single(q url.Values, name string) (string, error) {
	vs := values(q, name)
	switch len(vs) {
	case 0:
		return "", nil
	case 1:
		return vs[0], nil
	}
	return "", badRequest("repeated_parameter", "“%s” is given more than once.", name)
}

// values are all values of a repeatable parameter without blanks and repeats, in
// the order given.
func values(q url.Values, name string) []string {
	var out []string
	for _, v := range q[name] {
		if v = strings.TrimSpace(v); v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}
