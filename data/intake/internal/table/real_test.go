package table_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hexbeat/data/intake/internal/table"
	"hexbeat/data/intake/internal/unpack"
)

// TestRealTables reads every incident file of the public data, whatever its columns
// mean: the rows are those that the folders' READMEs count. The small files of the
// other tests cover the same kinds everywhere.
func TestRealTables(t *testing.T) {
	root := os.Getenv("HEXBEAT_REAL_DATA")
	if root == "" {
		t.Skip("HEXBEAT_REAL_DATA is not set: it names the folder with the public data files")
	}
	for file, want := range map[string]struct {
		rows, broken, columns int
		how                   string
	}{
		"police-uk/city-of-london-street-2018-04_2020-11.csv.gz":    {22111, 0, 12, "text in UTF-8, commas"},
		"police-uk/city-of-london-street-2022-07_2023-06.csv.gz":    {9019, 0, 12, "text in UTF-8, commas"},
		"police-uk/met-burglary-2018-02_2021-01.csv.gz":             {189639, 0, 12, "text in UTF-8, commas"},
		"police-uk/met-burglary-oldformat-2011-01_2011-12.csv.gz":   {95884, 0, 12, "text in UTF-8, commas"},
		"police-uk/met-12types-dev-boroughs-2018-02_2021-01.csv.gz": {134979, 0, 5, "text in UTF-8, commas"},
		"police-uk/northumbria_asb_2022.tab.gz":                     {39706, 0, 5, "text in UTF-8, tabs"},
		"timestamped/lewisham-fixmystreet-2016-11_2023-06.csv.gz":   {11918, 0, 8, "text in UTF-8, commas"},
		"timestamped/met-stop-and-search-2021-06_2022-06.csv.gz":    {195330, 0, 7, "text in UTF-8, commas"},
		"timestamped/chicago_aggravated_assaults.csv.gz":            {148636, 0, 5, "text in UTF-8, commas"},
		"timestamped/san_francisco_robbery.csv":                     {951, 0, 5, "text in UTF-8, commas"},
		"timestamped/atlanta-cobra-ytd2017.csv.gz":                  {20783, 0, 21, "text in UTF-8, commas"},
		"timestamped/nypd-burglary-2019.csv":                        {1233, 0, 4, "text in UTF-8, commas"},
		"timestamped/nypd-burglary-2019-raw.csv":                    {1233, 0, 6, "text in UTF-8, commas"},
		"messy/camden-police-api-2019.csv":                          {4075, 0, 20, "text in UTF-8, commas"},
		"messy/DERIVED-camden-excel-unicode-utf16.txt":              {4075, 0, 9, "text in UTF-16LE, tabs"},
		"messy/DERIVED-camden-bng-only-semicolon-bom.csv":           {4075, 0, 7, "text in UTF-8, semicolons"},
		"messy/westminster-antisocial.csv":                          {1934, 108, 10, "text in UTF-8, commas"},
		"messy/berlin-collisions-2019-semicolon.csv":                {13390, 0, 24, "text in windows-1252, semicolons"},
		"messy/us-aggravated-assaults.xlsx":                         {8696 + 1577 + 2529, 0, 5, "workbook, sheet Seattle"},
	} {
		t.Run(file, func(t *testing.T) {
			items, err := unpack.Items(filepath.Join(root, "real", filepath.FromSlash(file)))
			if err != nil || len(items) != 1 {
				t.Fatal(items, err)
			}
			header, rows, formats := read(t, items[0], table.Options{})
			broken := 0
			for _, r := range rows {
				if strings.HasSuffix(r, "wrong number of columns") {
					broken++
				}
			}
			last := formats[len(formats)-1].String()
			if len(rows) != want.rows || broken != want.broken || strings.Count(header, "|")+1 != want.columns || !strings.Contains(last, want.how) {
				t.Errorf("%d rows, %d broken, columns %s, %s\nwant %+v", len(rows), broken, header, last, want)
			}
		})
	}
}
