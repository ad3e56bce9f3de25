package osgrid

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode"

	"github.com/paulmach/orb"
)

// ErrGridRef is returned for text that is not a grid reference.
var ErrGridRef = errors.New("osgrid: not a grid reference")

// letters of the grid's squares, five by five from the north-west; there is no I.
const letters = "ABCDEFGHJKLMNOPQRSTUVWXYZ"

// Parse reads a grid reference: two letters and an even number of figures, at most
// ten, with or without spaces, in either case, as "TQ 3280 8130", "tq32808130",
// "TQ38" or "TQ". It names a square; en is the square's centre and precisionM the
// length of its side, so that the true place is within half of that east, west,
// north and south. Errors: ErrGridRef, ErrOutside.
func Parse(gridref string) (en orb.Point, precisionM float64, err error) {
	square, figures, ok := split(gridref)
	if !ok {
		return orb.Point{}, 0, fmt.Errorf("%w: %.40q; write two letters and an even number of figures, as TQ 328 813", ErrGridRef, gridref)
	}
	e100, n100, ok := hundreds(square)
	if !ok {
		return orb.Point{}, 0, fmt.Errorf("%w: square %q has letters that are not on the grid", ErrGridRef, square)
	}
	half := len(figures) / 2
	side := math.Pow10(5 - half)
	en = orb.Point{
		float64(e100)*100_000 + (number(figures[:half])+0.5)*side,
		float64(n100)*100_000 + (number(figures[half:])+0.5)*side,
	}
	if !Contains(en) {
		return orb.Point{}, 0, fmt.Errorf("%w: square %s", ErrOutside, square)
	}
	return en, side, nil
}

// split takes a reference apart into its two letters and its figures.
func split(gridref string) (square, figures string, ok bool) {
	groups := strings.FieldsFunc(strings.ToUpper(gridref), unicode.IsSpace)
	if len(groups) == 0 || len(groups[0]) < 2 {
		return "", "", false
	}
	square, groups[0] = groups[0][:2], groups[0][2:]
	if groups[0] == "" {
		groups = groups[1:]
	}
	if len(groups) > 2 || len(groups) == 2 && len(groups[0]) != len(groups[1]) {
		return "", "", false
	}
	figures = strings.Join(groups, "")
	if len(figures) > 10 || len(figures)%2 != 0 || strings.Trim(figures, "0123456789") != "" {
		return "", "", false
	}
	return square, figures, true
}

// hundreds is where a 100 km square lies, in squares from the grid's origin: the
// first letter counts squares of 500 km, S being the one at the origin.
func hundreds(square string) (e, n int, ok bool) {
	a, b := strings.IndexByte(letters, square[0]), strings.IndexByte(letters, square[1])
	if a < 0 || b < 0 {
		return 0, 0, false
	}
	return 5*(a%5-2) + b%5, 5*(3-a/5) + 4 - b/5, true
}

func number(figures string) float64 {
	n := 0
	for _, c := range []byte(figures) {
		n = 10*n + int(c-'0')
	}
	return float64(n)
}

// Format names the square that holds an easting and northing, with digits figures
// in all: 0, 2, 4, 6, 8 or 10 for squares of 100 km down to 1 m, as
// "TQ 328 813" for 6. Figures are cut, not rounded, as the grid's squares are.
// Errors: ErrOutside; ErrGridRef for another number of digits.
func Format(en orb.Point, digits int) (string, error) {
	if digits < 0 || digits > 10 || digits%2 != 0 {
		return "", fmt.Errorf("%w: %d figures; ask for 0, 2, 4, 6, 8 or 10", ErrGridRef, digits)
	}
	if !Contains(en) || en[0] == MaxEasting || en[1] == MaxNorthing { // squares own their south and west sides
		return "", fmt.Errorf("%w: easting %v, northing %v", ErrOutside, en[0], en[1])
	}
	e, n := int(en[0]), int(en[1])
	square := squareAt(e/100_000, n/100_000)
	if digits == 0 {
		return square, nil
	}
	half, side := digits/2, int(math.Pow10(5-digits/2))
	return fmt.Sprintf("%s %0*d %0*d", square, half, e%100_000/side, half, n%100_000/side), nil
}

func squareAt(e100, n100 int) string {
	a := 5*(3-n100/5) + 2 + e100/5
	b := 5*(4-n100%5) + e100%5
	return string([]byte{letters[a], letters[b]})
}
