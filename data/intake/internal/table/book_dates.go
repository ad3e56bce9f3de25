package table

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// dateKind is what of a moment a cell's number format shows.
type dateKind byte

const (
	noDate   dateKind = 0
	dateTime dateKind = 'w'
	dateOnly dateKind = 'd'
	monthly  dateKind = 'm'
	timeOnly dateKind = 't'
)

// dateMark stands between the number of a cell that is a date and its kind, once the
// styles are marked. It is an invisible separator that no text holds at such a place.
const dateMark = "\u2063"

// markDates changes the number formats of a workbook, in memory, so that a cell that
// is a date comes as its number, marked, and every other cell as it is: the library
// tells a row's cells, but not their formats.
func markDates(f *excelize.File) error {
	if f.Styles == nil || f.Styles.CellXfs == nil {
		return nil
	}
	own := map[int]string{}
	if f.Styles.NumFmts != nil {
		for _, n := range f.Styles.NumFmts.NumFmt {
			if n != nil {
				own[n.NumFmtID] = n.FormatCode
			}
		}
	}
	styles := len(f.Styles.CellXfs.Xf)
	plain := math.MaxInt32 // no format has this number, so the value stays as it is
	ids := map[dateKind]*int{noDate: &plain}
	for _, k := range []dateKind{dateTime, dateOnly, monthly, timeOnly} {
		code := `0.0000000000"` + dateMark + string(k) + `"`
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		if err != nil {
			return err
		}
		ids[k] = f.Styles.CellXfs.Xf[style].NumFmtID
	}
	for i := range styles {
		xf := &f.Styles.CellXfs.Xf[i]
		kind := noDate
		if xf.NumFmtID != nil {
			kind = kindOfFormat(*xf.NumFmtID, own[*xf.NumFmtID])
		}
		xf.NumFmtID = ids[kind]
	}
	return nil
}

// notLetters are the parts of a format code that are no letters of a date: text in
// quotes, signs behind a backslash, an underline or a star, colours and currencies.
var notLetters = regexp.MustCompile(`"[^"]*"|\\.|[_*].|\[[^\]]*\]`)

// elapsed is a span of time and no moment: [h]:mm.
var elapsed = regexp.MustCompile(`(?i)\[(h+|m+|s+)\]`)

// kindOfFormat tells what a number format shows: one of the built-in ones, which ECMA-376
// part 1, 18.8.30 lists with those of East Asian editions, or code.
func kindOfFormat(id int, code string) dateKind {
	switch {
	case code != "":
	case id == 14, id == 15, id == 16, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 58:
		return dateOnly
	case id == 17:
		return monthly
	case id == 18, id == 19, id == 20, id == 21, id >= 32 && id <= 35, id == 45, id == 47:
		return timeOnly
	case id == 22:
		return dateTime
	}
	code, _, _ = strings.Cut(code, ";")
	if elapsed.MatchString(code) {
		return noDate
	}
	code = strings.ToLower(notLetters.ReplaceAllString(code, ""))
	day, clock := strings.ContainsAny(code, "yd"), strings.ContainsAny(code, "hs")
	switch {
	case code == "general" || strings.ContainsAny(code, "#0?@"):
		// Seconds may be shown with decimals; other digits make it a number.
		if !clock || strings.ContainsAny(code, "#?@") {
			return noDate
		}
		return map[bool]dateKind{true: dateTime, false: timeOnly}[day]
	case day && clock:
		return dateTime
	case clock:
		return timeOnly
	case strings.Contains(code, "m") && !strings.Contains(code, "d"):
		return monthly
	case day:
		return dateOnly
	}
	return noDate
}

// exponent is how a number is written that has more digits than a cell shows.
var exponent = regexp.MustCompile(`^-?\d(\.\d+)?E[+-]\d{1,3}$`)

// cellText is a cell's value as text: dates as ISO 8601, as closely as the cell shows
// them or holds more, and numbers without an exponent.
func cellText(v string, date1904 bool) string {
	number, kind, marked := strings.Cut(v, dateMark)
	if !marked || len(kind) != 1 {
		if strings.IndexByte(v, 'E') > 0 && exponent.MatchString(v) {
			if f, err := strconv.ParseFloat(v, 64); err == nil {
				return strconv.FormatFloat(f, 'f', -1, 64)
			}
		}
		return v
	}
	serial, err := strconv.ParseFloat(number, 64)
	if err != nil || !(serial >= 0 && serial < 2958466) { // to the end of 9999
		return number
	}
	t, err := excelize.ExcelDateToTime(serial, date1904)
	if err != nil {
		return number
	}
	t = t.Round(time.Second)
	midnight := t.Truncate(24 * time.Hour).Equal(t)
	switch k := dateKind(kind[0]); {
	case k == timeOnly && serial < 1:
		return t.Format(time.TimeOnly)
	case k == monthly && midnight && t.Day() == 1:
		return t.Format("2006-01")
	case k != dateTime && midnight:
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02T15:04:05")
}
