package ingest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
)

const benchRows = 3_000_000

// BenchmarkIngest reads an Export-users file of 3,000,000 rows into the lake:
// hashing it, all raw tables, fsync and ledger included. Then, off the clock, it
// reads the written rows back and counts them. Beside the time it reports the CPU
// seconds of a run, the memory the process held at most, and what was written.
func BenchmarkIngest(b *testing.B) {
	dir, lake := b.TempDir(), b.TempDir()
	if err := writeExportUsers(filepath.Join(dir, "export-users.csv"), benchRows); err != nil {
		b.Fatal(err)
	}
	runtime.GC()
	cpu := time.Duration(0)
	var ledger *Ledger
	for i := 0; b.Loop(); i++ {
		o := Options{Dir: dir, Lake: lake, Org: "acme", AsOf: "2026-11-20", RunID: fmt.Sprintf("bench-%d", i)}
		before := cpuTime()
		inputs, err := Scan(b.Context(), o)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(inputs[0].Bytes)
		if ledger, err = Run(b.Context(), o, inputs); err != nil {
			b.Fatal(err)
		}
		cpu += cpuTime() - before
	}
	b.ReportMetric(cpu.Seconds()/float64(b.N), "cpu-s/op")
	b.ReportMetric(float64(peakMemory())/(1<<20), "peak-MiB")
	written := int64(0)
	for _, table := range []string{"accounts", "grants"} {
		f := ledger.Raw[table][0]
		if rows := countRows(b, filepath.Join(lake, f.Path)); rows != f.Rows {
			b.Errorf("%s has %d rows, the ledger says %d", table, rows, f.Rows)
		}
		written += f.Bytes
	}
	if rows := ledger.Raw["accounts"][0].Rows; rows != benchRows {
		b.Errorf("%d accounts, want %d", rows, benchRows)
	}
	b.ReportMetric(float64(written)/(1<<20), "written-MiB")
	b.ReportMetric(float64(ledger.Raw["grants"][0].Rows), "grants")
}

// cpuTime is what the process has used, in user and system mode.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peakMemory is the largest resident set of the process so far, in bytes.
func peakMemory() int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return u.Maxrss << 10
}

// countRows reads every page of the _row column.
func countRows(b *testing.B, name string) int64 {
	b.Helper()
	f, err := os.Open(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	file, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		b.Fatal(err)
	}
	rows := int64(0)
	values := make([]parquet.Value, 4096)
	for _, group := range file.RowGroups() {
		pages := group.ColumnChunks()[colRow].Pages()
		for {
			page, err := pages.ReadPage()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				b.Fatal(err)
			}
			for reader := page.Values(); ; {
				n, err := reader.ReadValues(values)
				rows += int64(n)
				if err != nil {
					break
				}
			}
			parquet.Release(page)
		}
		if err := pages.Close(); err != nil {
			b.Fatal(err)
		}
	}
	return rows
}

// writeExportUsers writes an invented organisation of n users, the same each time.
func writeExportUsers(name string, n int) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	r := rand.New(rand.NewPCG(1, 2))
	night := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	day := func(ago int) string { return night.AddDate(0, 0, -r.IntN(ago)).Format("2 Jan 2006") }
	pick := func(percent int, word, other string) string {
		if r.IntN(100) < percent {
			return word
		}
		return other
	}
	given := []string{"Ada", "Bo", "Cleo", "Dov", "Esi", "Finn", "Gus", "Hana", "Ivo", "Zoë"}
	family := []string{"Quill", "Ferris", "Marsh", "Hale", "Nord", "Roe", "Wren", "Voss", "Lund", "Sørensen"}
	fmt.Fprintln(w, "User id,User name,email,User status,Added to org,Org role,Jira - acme,Confluence - acme,Last seen in Jira - acme,Last seen in Confluence - acme")
	for i := range n {
		fmt.Fprintf(w, "712020:%08x-%04x-4000-8%03x-%012x,%s %s,user.%d@acme.example,%s,%s,%s,%s,%s,%s,%s\n",
			r.Uint32(), r.IntN(1<<16), r.IntN(1<<12), r.Uint64()>>16, given[r.IntN(len(given))], family[r.IntN(len(family))], i,
			pick(95, "Active", "Suspended"), day(2500), pick(1, "Organization admin", ""), pick(70, "User", ""), pick(60, "User", ""),
			pick(80, day(900), "Never accessed"), pick(80, day(900), "Never accessed"))
	}
	return w.Flush()
}
