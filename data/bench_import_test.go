//go:build unix

package data

import (
	"context"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/paulmach/orb"

	"hexbeat/hotspot"
)

// benchRows is how many rows the import benchmarks take: HEXBEAT_BENCH_ROWS, else as
// many as a test run can afford.
func benchRows(b *testing.B) int {
	text := os.Getenv("HEXBEAT_BENCH_ROWS")
	if text == "" {
		return 100_000
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		b.Fatalf("HEXBEAT_BENCH_ROWS=%s is not a number of rows", text)
	}
	return n
}

// madeRow makes row i of a file, always the same one.
type madeRow func(i int, in *Incident)

// mix is splitmix64: row numbers in, noise out.
func mix(i int) uint64 {
	z := uint64(i)*0x9e3779b97f4a7c15 + 0x632be59bd9b4e019
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// snappedRows are like police.uk: a Crime ID of 64 digits but for one row in five, a
// month, one of 5,000 points with a name each.
func snappedRows() madeRow {
	names := make([]string, 5000)
	for i := range names {
		names[i] = fmt.Sprintf("On or near Street %d", i)
	}
	id := make([]byte, 64)
	return func(i int, in *Incident) {
		z := mix(i)
		*in = Incident{Category: benchLabels[z%14], Precision: hotspot.Month, StartMin: -1, Located: true, GivenCRS: "EPSG:4326", Fix: hotspot.FixSnapped}
		if z%5 != 0 {
			var raw [32]byte
			for k := range 4 {
				v := mix(i + k<<40)
				for j := range 8 {
					raw[8*k+j] = byte(v >> (8 * j))
				}
			}
			hex.Encode(id, raw[:])
			in.Reference = string(id)
		}
		day := monthStarts[z>>8%36]
		in.Day, in.LastDay = day, day.MonthEnd()
		in.From, in.To = day.Time(), in.LastDay.Time().Add(24*time.Hour-time.Second)
		k := int(z >> 16 % 5000)
		in.Point = orb.Point{-0.1 + float64(k%70)*0.001, 51.5 + float64(k/70)*0.0007}
		in.Given, in.Location = in.Point, names[k]
	}
}

// benchLabels are the crime types of police.uk.
var benchLabels = [14]string{"Anti-social behaviour", "Bicycle theft", "Burglary", "Criminal damage and arson", "Drugs", "Other crime", "Other theft",
	"Possession of weapons", "Public order", "Robbery", "Shoplifting", "Theft from the person", "Vehicle crime", "Violence and sexual offences"}

var monthStarts = func() (out [36]hotspot.Day) {
	for i := range out {
		out[i] = hotspot.Date(2018, time.Month(1+i), 1)
	}
	return out
}()

// exactRows are like a force's own export: a short reference, a minute, a point of
// its own, tags, a recorded time.
func exactRows() madeRow {
	return func(i int, in *Incident) {
		z := mix(i)
		at := time.Unix(1_600_000_000+int64(z>>20%100_000_000), 0).UTC()
		*in = Incident{Reference: "CR/" + strconv.Itoa(10_000_000+i), Category: benchLabels[z%14], Precision: hotspot.Minute, From: at, To: at,
			Recorded: at.Add(time.Hour), StartMin: int(z >> 8 % 1440), Located: true, GivenCRS: "EPSG:27700", Setting: hotspot.Street}
		in.Day = hotspot.Day(at.Unix() / 86400)
		in.LastDay = in.Day
		in.Given = orb.Point{530000 + float64(z>>11%9000), 180000 + float64(z>>32%9000)}
		in.Point = orb.Point{-0.1 + float64(z>>11%9000)*1e-5, 51.5 + float64(z>>32%9000)*0.7e-5}
		if z>>50%10 == 0 {
			in.Tags = []string{"knife"}
		}
	}
}

// cpuTime is what this process has used, in its own code and in the system's for it.
func cpuTime() time.Duration {
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// benchStore makes an empty store.
func benchStore(b *testing.B) *Store {
	b.Helper()
	dir, err := os.MkdirTemp(b.TempDir(), "store")
	if err != nil {
		b.Fatal(err)
	}
	if err := Init(b.Context(), dir, nil); err != nil {
		b.Fatal(err)
	}
	s, err := Open(b.Context(), dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close(); os.RemoveAll(dir) })
	return s
}

// BenchmarkImport measures an import into an empty store against a bare multi-row
// insert of the same rows into the same table without its secondary indexes, with the
// same driver and in the same run. Both are CPU time, less that of making the rows.
//
//	ratio       import, from the first row to committed and visible, by the bare insert
//	ratio+snap  the same and the first Snapshot
func BenchmarkImport(b *testing.B) {
	rows := benchRows(b)
	for _, kind := range []struct {
		name string
		make func() madeRow
	}{{"snapped", snappedRows}, {"exact", exactRows}} {
		b.Run(kind.name+"/"+strconv.Itoa(rows), func(b *testing.B) {
			var making, bare, full, first time.Duration
			for b.Loop() {
				making += benchMaking(rows, kind.make())
				bare += benchBare(b, rows, kind.make())
				i, s := benchImport(b, rows, kind.make())
				full, first = full+i, first+s
			}
			per := func(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e3 / float64(b.N*rows) }
			bare, full = bare-making, full-making
			b.ReportMetric(per(bare), "bare-us/row")
			b.ReportMetric(per(full), "import-us/row")
			b.ReportMetric(per(first), "snapshot-us/row")
			b.ReportMetric(float64(full)/float64(bare), "ratio")
			b.ReportMetric(float64(full+first)/float64(bare), "ratio+snap")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func benchMaking(rows int, row madeRow) time.Duration {
	began := cpuTime()
	var in Incident
	for i := range rows {
		row(i, &in)
	}
	return cpuTime() - began
}

// benchBare inserts the rows, fifty with one statement, 50,000 in a transaction.
func benchBare(b *testing.B, rows int, row madeRow) time.Duration {
	s := benchStore(b)
	ctx := b.Context()
	for _, q := range []string{`DROP INDEX incident_known_to`, `INSERT INTO source (name) VALUES ('police')`, `INSERT INTO tagset (tags) VALUES ('')`,
		`INSERT INTO raw (label) VALUES ('x')`, `INSERT INTO location (text) VALUES ('x')`,
		`INSERT INTO batch (kind, source, file, sha256, profile, as_at_s, started_at_s) VALUES ('incidents', 'police', 'f', '', '', 0, 0)`} {
		if _, err := s.write.ExecContext(ctx, q); err != nil {
			b.Fatal(err)
		}
	}
	began := cpuTime()
	o := &origin{id: 1}
	w := rowWriter{}
	var in Incident
	for i := 0; i < rows; {
		tx, err := s.write.BeginTx(ctx, nil)
		if err != nil {
			b.Fatal(err)
		}
		if err := w.prepare(ctx, tx, 1); err != nil {
			b.Fatal(err)
		}
		for ; w.rows < txRows && i < rows; i++ {
			row(i, &in)
			d := draft{origin: o, reference: in.Reference, category: 1, raw: 1, tagset: 1, location: 1, setting: int64(in.Setting), precision: int64(in.Precision),
				from: in.From.Unix(), to: in.To.Unix(), day: int64(in.Day), lastDay: int64(in.LastDay), start: int64(in.StartMin),
				lon: in.Point[0], lat: in.Point[1], x: in.Given[0], y: in.Given[1], crs: in.GivenCRS, located: true, digest: int64(mix(i)), fix: int64(in.Fix)}
			if !in.Recorded.IsZero() {
				d.recorded = in.Recorded.Unix()
			}
			if err := w.add(ctx, &d, int64(i+1), int64(i+1), 0); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.flush(ctx); err != nil {
			b.Fatal(err)
		}
		if err := tx.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	return cpuTime() - began
}

func benchImport(b *testing.B, rows int, row madeRow) (full, first time.Duration) {
	s := benchStore(b)
	ctx := context.WithoutCancel(b.Context())
	began := cpuTime()
	im, err := s.BeginImport(ctx, Owner("benchmark"), Batch{Kind: "incidents", Source: "police", File: filepath.Base(b.Name())})
	if err != nil {
		b.Fatal(err)
	}
	var in Incident
	for i := range rows {
		row(i, &in)
		if err := im.Add(ctx, in); err != nil {
			b.Fatal(err)
		}
	}
	info, err := im.Commit(ctx, 0, "")
	if err != nil || info.Accepted != rows {
		b.Fatalf("%+v, %v", info, err)
	}
	full = cpuTime() - began
	snap, err := s.Snapshot(ctx, Owner("benchmark"))
	if err != nil || snap.Len() != rows {
		b.Fatal(err)
	}
	return full, cpuTime() - began - full
}
