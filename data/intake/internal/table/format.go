package table

import (
	"fmt"
	"strings"
)

// Format is what was found out about a table.
type Format struct {
	File      string   `json:"file"`
	Kind      string   `json:"kind"` // csv, xlsx, geojson
	Encoding  string   `json:"encoding,omitempty"`
	Separator string   `json:"separator,omitempty"`
	Sheet     string   `json:"sheet,omitempty"`
	CRS       string   `json:"crs,omitempty"`    // as the file names it
	Header    int      `json:"header,omitempty"` // its line; 0 where keys name the columns
	Rows      int      `json:"rows"`             // read so far, broken ones too
	Notes     []string `json:"notes,omitempty"`  // what was left out or looks odd, in words
}

// String is the format in words: "log.csv: text in UTF-8, semicolons between cells,
// header on line 3, 120 rows; left out: line 1, above the header".
func (f Format) String() string {
	var what []string
	switch f.Kind {
	case "xlsx":
		what = append(what, fmt.Sprintf("workbook, sheet %s", f.Sheet))
	case "geojson":
		what = append(what, "GeoJSON points")
	default:
		what = append(what, "text in "+f.Encoding, separatorWords(f.Separator)+" between cells")
	}
	if f.CRS != "" {
		what = append(what, "coordinates in "+f.CRS)
	}
	if f.Header > 1 {
		what = append(what, fmt.Sprintf("header on line %d", f.Header))
	}
	what = append(what, fmt.Sprintf("%d rows", f.Rows))
	return f.File + ": " + strings.Join(append([]string{strings.Join(what, ", ")}, f.Notes...), "; ")
}

func separatorWords(sep string) string {
	switch sep {
	case ",":
		return "commas"
	case ";":
		return "semicolons"
	case "\t":
		return "tabs"
	case "|":
		return "upright lines"
	}
	return fmt.Sprintf("%q", sep)
}
