package ingest

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"billable"

	"github.com/parquet-go/parquet-go"
)

// Targets that take a whole file through Run. What holds for any bytes:
// no panic, no hang, a failure is a Problem that leaves nothing behind, rows read
// are rows kept and rejected, every row has its place, the same bytes give the
// same tables, and up to 1 MB of them never take more than fuzzMemory.

const (
	fuzzMemory = 256 << 20
	fuzzBytes  = 1 << 20
	fuzzTime   = time.Minute // for a file of fuzzBytes, on a machine that has other work
)

// fill repeats a body: 255 stands for as often as it fits into fuzzBytes.
func fill(head, body string, times uint8) string { return fillTo(fuzzBytes, head, body, times) }

func fillTo(most int, head, body string, times uint8) string {
	n := 1 + int(times)%4
	if times == 255 && len(body) > 0 {
		n = max(1, (most-len(head))/len(body))
	}
	return head + strings.Repeat(body, n)
}

// FuzzFormatCSV reads a body under the header of each CSV variant, with more
// columns or without.
func FuzzFormatCSV(f *testing.F) {
	all := samples()
	for i, s := range all {
		f.Add(uint8(i), "", csvText(s.row("0042"), s.row("a,\"\n")), uint8(i))
	}
	f.Add(uint8(0), ",\"a\n", "x\r\"y", uint8(255))
	f.Fuzz(func(t *testing.T, which uint8, more, body string, times uint8) {
		s := all[int(which)%len(all)]
		head := strings.TrimSuffix(csvText(s.header), "\n") + more + "\n"
		holdsFor(t, s.night, fill(head, body, times))
	})
}

// FuzzFormatJSON reads a body as records of each JSON format, behind a good one,
// and as a file of its own.
func FuzzFormatJSON(f *testing.F) {
	all := jsonSamples(f)
	for i, s := range all {
		f.Add(uint8(i), ","+s.text("0042", "Zoë"), uint8(i))
		f.Add(uint8(i)|128, s.page(s.text("0042", "Zoë"), s.wrong), uint8(i))
	}
	f.Add(uint8(1), `,{"a":[{`, uint8(255))
	f.Fuzz(func(t *testing.T, which uint8, body string, times uint8) {
		s := all[int(which&127)%len(all)]
		content := fill("", body, times)
		if which < 128 {
			content = fmt.Sprintf(`{%q:[%s%s]}`, s.list, s.text("0042", "Zoë"), content)
		}
		holdsFor(t, s.night, content)
	})
}

// FuzzGzip packs a file, damages it, and wants it refused or read as if it were
// whole.
func FuzzGzip(f *testing.F) {
	s := samples()[9]
	f.Add(s.file("0042", "1e6"), uint16(0), byte(0), uint16(0), uint8(0))
	f.Add(s.file("0042", "1e6"), uint16(30), byte(1), uint16(0), uint8(1))
	f.Add(s.file("0042", "1e6"), uint16(3), byte(4), uint16(2), uint8(2))
	f.Add("x", uint16(3), byte(4), uint16(2), uint8(255))
	f.Fuzz(func(t *testing.T, body string, at uint16, flip byte, cut uint16, times uint8) {
		plain := fill("", body, times)
		whole := packed(t, plain)
		damaged := []byte(whole)[:len(whole)-int(cut)%len(whole)]
		if len(damaged) > 0 {
			damaged[int(at)%len(damaged)] ^= flip
		}
		got := holdsFor(t, s.night, string(damaged))
		if !strings.HasPrefix(string(damaged), "\x1f\x8b") || got.err != nil {
			return
		}
		if want := holdsFor(t, s.night, plain); want.err != nil || want.ledger.Files[0].RowsKept != got.ledger.Files[0].RowsKept {
			t.Errorf("a damaged file is read as %+v; whole it gives %+v, %v", got.ledger, want.ledger, want.err)
		}
	})
}

// FuzzFile reads bytes of which nothing is known.
func FuzzFile(f *testing.F) {
	s := samples()[9]
	good := s.file("0042", "1e6")
	for _, seed := range []string{
		good, packed(f, good), packed(f, packed(f, good)), "\xef\xbb\xbf" + good, "\xff\xfe" + good, "PK\x03\x04" + good,
		"sep=;\n" + good, "", "\n", "\x00", `{"data":[]}`, "[[]]", "a\tb;c,d\n",
	} {
		f.Add([]byte(seed), uint8(0))
	}
	f.Fuzz(func(t *testing.T, content []byte, times uint8) {
		holdsFor(t, newNight, fill("", string(content), times))
	})
}

// FuzzText holds what is done to single texts to what is promised of it.
func FuzzText(f *testing.F) {
	for _, seed := range []string{
		"Last active date [UTC]", "Jira - acme - labs", "\u00a0N/A\ufeff", "2026-02-30", "14 Dec 2016 15:31:57", "8/19/2026 1:25:31 PM",
		"Not active in the last 180 days", "Before 11 Feb 2017", "1774915200000", "-12.50", "İ[", "[[]", "\"a\t,\tb;", "\xff\xfe", "99999999999999999",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		b := []byte(in)
		if v := value(b); string(value(v)) != string(v) {
			t.Errorf("value(%q) = %q, which is %q again", in, v, value(v))
		}
		if key := headerKey(in); headerKey(key) != key {
			t.Errorf("headerKey(%q) = %q, which is %q again", in, key, headerKey(key))
		}
		product, place, _ := splitHeader(in)
		if !strings.Contains(in, product) || !strings.Contains(in, place) {
			t.Errorf("splitHeader(%q) = %q, %q", in, product, place)
		}
		if d := sniffDelimiter(b); d != ',' && !strings.Contains(in, string(d)) {
			t.Errorf("sniffDelimiter(%q) = %q", in, d)
		}
		if p := printable(b); len(p) > maxRejectText || strings.ToValidUTF8(p, "") != p {
			t.Errorf("printable(%q) = %q", in, p)
		}
		if day, ok := parseDay(b); ok && (day < -25_567 || day > 84_371) {
			t.Errorf("parseDay(%q) = %s", in, dayString(day))
		}
		if a := parseActivity(b, 20_777); (a.day != noDate) != (a.kind == "known" || a.kind == "before") || a.odd && a.kind != "unknown" {
			t.Errorf("parseActivity(%q) = %+v", in, a)
		}
		if n, ok := cents(b); ok && strings.Trim(in, "-.0123456789,'() \u00a0\u202f\u2212") != "" {
			t.Errorf("cents(%q) = %d", in, n)
		}
	})
}

// A result is what became of a night.
type result struct {
	ledger *Ledger
	err    error
}

// holdsFor takes a file through Run twice and holds both to what holds for any
// bytes.
func holdsFor(t *testing.T, night func(*testing.T, map[string]string) *night, content string) result {
	t.Helper()
	if len(content) > 2*fuzzBytes {
		t.Skip("only files of some size are promised something")
	}
	var got [2]result
	for i := range got {
		n := night(t, map[string]string{"a.dat": content})
		late := time.AfterFunc(fuzzTime, func() { panic(fmt.Sprintf("hangs on %.2000q", content)) })
		if peak := heapPeak(func() { got[i].ledger, got[i].err = n.run() }); peak > fuzzMemory {
			t.Errorf("%d bytes take %d MiB: %.500q", len(content), peak>>20, content)
		}
		late.Stop()
		if got[i].err == nil {
			checkLedger(t, n, got[i].ledger)
			continue
		}
		p := billable.ProblemIn(got[i].err)
		if p == nil || p.What == "" || p.Remedy == "" || p.Kind == billable.Failure {
			t.Errorf("%v is no Problem that a person can act on", got[i].err)
		}
		if left := filesIn(t, n.o.Lake); len(left) > 0 {
			t.Errorf("the lake holds %v behind %v", left, got[i].err)
		}
	}
	if !reflect.DeepEqual(got[0].ledger, got[1].ledger) || fmt.Sprint(got[0].err) != fmt.Sprint(got[1].err) {
		t.Errorf("the same bytes give %+v, %v and then %+v, %v", got[0].ledger, got[0].err, got[1].ledger, got[1].err)
	}
	return got[0]
}

// checkLedger holds a ledger to itself and to the footers of its tables.
func checkLedger(t *testing.T, n *night, ledger *Ledger) {
	t.Helper()
	var rejected, findings int64
	for _, f := range ledger.Files {
		if f.RowsRead != f.RowsKept+f.RowsRejected {
			t.Errorf("%+v does not add up", f)
		}
		rejected, findings = rejected+f.RowsRejected, findings+f.Findings
	}
	for name, want := range map[string]int64{rejectsTable.name: rejected, findingsTable.name: findings} {
		if rows := rowsOf(ledger, name); rows != want {
			t.Errorf("%s has %d rows, the ledger says %d", name, rows, want)
		}
	}
	for name, files := range ledger.Raw {
		for _, file := range files {
			if err := checkPlaces(filepath.Join(n.o.Lake, file.Path), name, file); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func rowsOf(ledger *Ledger, table string) (rows int64) {
	for _, f := range ledger.Raw[table] {
		rows += f.Rows
	}
	return rows
}

// checkPlaces wants every row of a table to name its file and, unless it is about
// a whole file or a column, its row.
func checkPlaces(name, table string, want TableFile) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	file, err := parquet.OpenFile(f, want.Bytes, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return fmt.Errorf("open table: %w", err)
	}
	if file.NumRows() != want.Rows {
		return fmt.Errorf("the file has %d rows, the ledger says %d", file.NumRows(), want.Rows)
	}
	for _, group := range file.Metadata().RowGroups {
		for _, c := range group.Columns {
			if c.MetaData.NumValues != group.NumRows {
				return fmt.Errorf("%s has %d values for %d rows", c.MetaData.PathInSchema, c.MetaData.NumValues, group.NumRows)
			}
			least := c.MetaData.Statistics.MinValue
			switch c.MetaData.PathInSchema[0] {
			case "_file":
				if len(least) == 0 {
					return errors.New("a row names no file")
				}
			case "_row":
				if table != findingsTable.name && int64(binary.LittleEndian.Uint64(least)) < 1 {
					return errors.New("a row has no number")
				}
			}
		}
	}
	return nil
}

// heapPeak runs something and gives the most that the heap held meanwhile.
func heapPeak(do func()) (peak uint64) {
	const name = "/memory/classes/heap/objects:bytes"
	done := make(chan struct{})
	go func() {
		defer close(done)
		do()
	}()
	for {
		sample := []metrics.Sample{{Name: name}}
		metrics.Read(sample)
		peak = max(peak, sample[0].Value.Uint64())
		select {
		case <-done:
			return peak
		case <-time.After(time.Millisecond):
		}
	}
}
