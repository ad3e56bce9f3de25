package intake

import (
	"math"
	"strconv"
	"strings"
)

// numberError says why a text is no coordinate.
type numberError struct{ reason, hint string }

var (
	errNumber    = &numberError{"coordinate is not a number", "write a plain number, or leave both coordinates blank"}
	errThousands = &numberError{"coordinate is not a number", "write it without signs between the thousands, as 530123.45"}
	errLettered  = &numberError{"coordinate is written with a letter or a degree sign", "write decimal degrees, those west of Greenwich with a minus sign, as -0.1276"}
)

// number reads a finite number.
func number(s string) (float64, bool) {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return f, err == nil && !math.IsNaN(f) && !math.IsInf(f, 0)
}

// coordinate reads a number as coordinates are written, also with a decimal comma
// where it can be nothing else: 530123,45 and 51,5074 are plain; of metres 530,123 is
// not, since the comma may part the thousands.
func coordinate(s string, metres bool) (float64, *numberError) {
	comma := -1
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9', c == '.', c == '-', c == '+':
		case c == ',' && comma < 0:
			comma = i
		case (c == 'e' || c == 'E') && i > 0 && i < len(s)-1:
		default:
			return 0, wrongNumber(s)
		}
	}
	if comma >= 0 {
		whole := strings.TrimLeft(s[:comma], "+-")
		if strings.IndexByte(s, '.') >= 0 || metres && len(s)-comma == 4 && len(whole) <= 3 {
			return 0, errThousands
		}
		s = s[:comma] + "." + s[comma+1:]
	}
	f, ok := number(s)
	if !ok {
		return 0, wrongNumber(s)
	}
	return f, nil
}

// wrongNumber tells degrees written for people from other text.
func wrongNumber(s string) *numberError {
	figures, bare := strings.ContainsAny(s, "0123456789"), strings.Trim(s, "0123456789.,-+ \u00a0\u202f")
	switch {
	case figures && strings.ContainsAny(s, "°'\"′″º"):
		return errLettered
	case figures && len(bare) == 1 && strings.ContainsAny(bare, "NSEWnsew") && (strings.HasPrefix(s, bare) || strings.HasSuffix(s, bare)):
		return errLettered
	case figures && bare == "" && (strings.Count(s, ",") > 1 || strings.ContainsAny(s, " \u00a0\u202f")):
		return errThousands
	}
	return errNumber
}
