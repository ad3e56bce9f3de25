//go:build unix

package intake_test

import (
	"bufio"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"hexbeat/data"
	"hexbeat/data/intake"
)

func cpuTime() time.Duration {
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// benchCSV writes a file as data.police.uk has them, of so many rows: a Crime ID but
// for one row in five, 36 months, 5,000 points.
func benchCSV(b *testing.B, rows int) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "2018-01-wendmouth-street.csv")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context")
	kinds := []string{"Burglary", "Robbery", "Shoplifting", "Vehicle crime", "Violence and sexual offences", "Public order", "Drugs", "Other theft"}
	for i := range rows {
		z := uint64(i)*0x9e3779b97f4a7c15 + 1
		z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
		z ^= z >> 27
		id, kind := fmt.Sprintf("%016x%016x%016x%016x", z, z*3, z*5, i), kinds[z%8]
		if z%5 == 0 {
			id, kind = "", "Anti-social behaviour"
		}
		k := int(z >> 16 % 5000)
		fmt.Fprintf(w, "%s,%d-%02d,Wendmouth Police,Wendmouth Police,%.6f,%.6f,On or near Street %d,E01000916,Wendmouth 027B,%s,Under investigation,\n",
			id, 2018+z>>8%3, 1+z>>12%12, 1.9+float64(k%70)*0.001, 52.8+float64(k/70)*0.0007, k, kind)
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	return path
}

// BenchmarkImportCSV measures reading a CSV file into an empty store against a bare
// multi-row insert of the rows it came to, into the same table without its secondary
// indexes, with the same driver and in the same run; CPU time.
func BenchmarkImportCSV(b *testing.B) {
	rows := 50_000
	if text := os.Getenv("HEXBEAT_BENCH_ROWS"); text != "" {
		var err error
		if rows, err = strconv.Atoi(text); err != nil || rows < 1 {
			b.Fatalf("HEXBEAT_BENCH_ROWS=%s is not a number of rows", text)
		}
	}
	path := benchCSV(b, rows)
	b.Run(strconv.Itoa(rows), func(b *testing.B) {
		var full, bare time.Duration
		for b.Loop() {
			dir := filepath.Join(b.TempDir(), strconv.FormatInt(time.Now().UnixNano(), 36))
			began := cpuTime()
			readWhole(b, dir, path, rows)
			full += cpuTime() - began
			bare += bareInsert(b, filepath.Join(dir, "hexbeat.db"))
			os.RemoveAll(dir)
		}
		per := func(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e3 / float64(b.N*rows) }
		b.ReportMetric(per(bare), "bare-us/row")
		b.ReportMetric(per(full), "csv-us/row")
		b.ReportMetric(float64(full)/float64(bare), "ratio")
		b.ReportMetric(0, "ns/op")
	})
}

func readWhole(b *testing.B, dir, path string, rows int) {
	b.Helper()
	if err := data.Init(b.Context(), dir, nil); err != nil {
		b.Fatal(err)
	}
	s, err := data.Open(b.Context(), dir)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	rep, err := intake.Incidents(b.Context(), s, data.Owner("benchmark"), []string{path}, intake.Options{})
	if err != nil || rep.Accepted != rows {
		b.Fatalf("%+v, %v", rep, err)
	}
}

// bareInsert puts the incidents of a store once more into an empty table of the same
// kind, fifty with one statement, 50,000 in a transaction.
func bareInsert(b *testing.B, path string) (took time.Duration) {
	b.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&_txlock=immediate")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	var ddl string
	if err := db.QueryRow(`SELECT sql FROM sqlite_schema WHERE name = 'incident'`).Scan(&ddl); err != nil {
		b.Fatal(err)
	}
	if _, err := db.Exec(strings.Replace(ddl, "incident", "bare", 1)); err != nil {
		b.Fatal(err)
	}
	for last := int64(0); ; {
		rows, width := someRows(b, db, &last)
		if len(rows) == 0 {
			return took
		}
		began := cpuTime()
		insertBare(b, db, rows, width)
		took += cpuTime() - began
	}
}

// someRows are the values of the next 50,000 rows.
func someRows(b *testing.B, db *sql.DB, last *int64) (values []any, width int) {
	b.Helper()
	rows, err := db.Query(`SELECT * FROM incident WHERE version_id > ? ORDER BY version_id LIMIT 50000`, *last)
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		b.Fatal(err)
	}
	width = len(columns)
	into := make([]any, width)
	for rows.Next() {
		at := len(values)
		values = append(values, make([]any, width)...)
		for i := range into {
			into[i] = &values[at+i]
		}
		if err := rows.Scan(into...); err != nil {
			b.Fatal(err)
		}
		*last = values[at].(int64)
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
	return values, width
}

func insertBare(b *testing.B, db *sql.DB, values []any, width int) {
	b.Helper()
	tx, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	row := "(?" + strings.Repeat(",?", width-1) + ")"
	for len(values) > 0 {
		n := min(50, len(values)/width)
		stmt, err := tx.Prepare(`INSERT INTO bare VALUES ` + row + strings.Repeat(","+row, n-1))
		if err != nil {
			b.Fatal(err)
		}
		for ; len(values) >= n*width; values = values[n*width:] {
			if _, err := stmt.Exec(values[:n*width]...); err != nil {
				b.Fatal(err)
			}
		}
		stmt.Close()
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
}
