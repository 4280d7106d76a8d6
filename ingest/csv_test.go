package ingest

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"billable"

	"github.com/google/go-cmp/cmp"
)

// scanAll prints the records of a text: row number, cells, fault.
func scanAll(r *csvReader) ([]string, error) {
	var records []string
	for r.Scan() {
		records = append(records, printRecord(&r.record))
	}
	return records, r.Err()
}

func printRecord(rec *record) string {
	return strings.TrimSpace(fmt.Sprintf("%d %q %s", rec.row, rec.cells, rec.fault))
}

// scanAhead does the same with the first record read by Scan and the rest in a
// goroutine.
func scanAhead(r *csvReader) ([]string, error) {
	if !r.Scan() {
		return nil, r.Err()
	}
	records := []string{printRecord(&r.record)}
	ahead := readCSVAhead(r)
	for chunk := ahead.next(); chunk != nil; chunk = ahead.next() {
		for i := range chunk.records {
			records = append(records, printRecord(&chunk.records[i]))
		}
		ahead.release(chunk)
	}
	return records, ahead.stop()
}

func TestCSVRecords(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"plain", "a,b\n1,2\n", []string{`1 ["a" "b"]`, `2 ["1" "2"]`}},
		{"no line end at the end", "a,b\n1,2", []string{`1 ["a" "b"]`, `2 ["1" "2"]`}},
		{"mixed line ends", "a\r\nb\nc\rd\n\re", []string{`1 ["a"]`, `2 ["b"]`, `3 ["c"]`, `4 ["d"]`, `6 ["e"]`}},
		{"CR only", "a,b\r1,2\r3,4", []string{`1 ["a" "b"]`, `2 ["1" "2"]`, `3 ["3" "4"]`}},
		{"blank lines", "\n\na\n  \n\nb\n\n", []string{`3 ["a"]`, `6 ["b"]`}},
		{"empty cells", ",\n,,\n", []string{`1 ["" ""]`, `2 ["" "" ""]`}},
		{"quotes", `"a,1","b ""x""",""` + "\n" + `c,"d"` + "\n", []string{`1 ["a,1" "b \"x\"" ""]`, `2 ["c" "d"]`}},
		{"quotes only", `""""` + "\n" + `""`, []string{`1 ["\""]`, `2 [""]`}},
		{"quoted line breaks", "a,\"x\ny\r\nz\rw\"\nb,2\n", []string{`1 ["a" "x\ny\r\nz\rw"]`, `5 ["b" "2"]`}},
		{"quote within a cell", `5" pipe,b` + "\n" + `c`, []string{`1 ["5\" pipe" "b"]`, `2 ["c"]`}},
		{"blanks around quotes", "a , \"b,c\" ,\t\"d\"\n \"e\"\t\n\ufeff\"f,g\",h", []string{`1 ["a " "b,c" "d"]`, `2 ["e"]`, `3 ["f,g" "h"]`}},
		{"text and a quote", "a, b\"c\",d", []string{`1 ["a" " b\"c\"" "d"]`}},
		{"NUL", "a\x00b\nc\n\"\x00\"", []string{`1 ["a\x00b"] the row holds NUL bytes`, `2 ["c"]`, `3 ["\x00"] the row holds NUL bytes`}},
		{"text behind a closing quote", `"a"b,c` + "\nd,e\n", []string{`1 ["a" "c"] cell 1 has text behind its closing quote`, `2 ["d" "e"]`}},
		{"two doubled cells", `"a""b","c""d"`, []string{`1 ["a\"b" "c\"d"]`}},
		{"invalid UTF-8", "a\nM\xfcller\nb\n", []string{`1 ["a"]`, `2 ["M\xfcller"] the row holds bytes that are not UTF-8`, `3 ["b"]`}},
		{"unicode", "Zoë,ﬀ,日本\n", []string{`1 ["Zoë" "ﬀ" "日本"]`}},
		{"formula", "=cmd|'/C calc'!A0,b\n", []string{`1 ["=cmd|'/C calc'!A0" "b"]`}},
		{"nothing", "", nil},
		{"only blank lines", "\n\r\n\r", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for name, src := range map[string]io.Reader{
				"whole": strings.NewReader(test.in), "byte by byte": iotest.OneByteReader(strings.NewReader(test.in)),
			} {
				r := newCSVReader("a.csv", src, ',')
				r.buf = r.buf[:4] // so that every record has to be moved and the buffer grown
				got, err := scanAll(r)
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				if diff := cmp.Diff(test.want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
			got, err := scanAhead(newCSVReader("a.csv", strings.NewReader(test.in), ','))
			if diff := cmp.Diff(test.want, got); diff != "" || err != nil {
				t.Errorf("ahead (-want +got):\n%s%v", diff, err)
			}
		})
	}
}

func TestCSVOpenQuote(t *testing.T) {
	tests := []struct {
		in  string
		row int
	}{
		{"a,b\n1,\"2\n3,4\n5,6\n", 2},
		{"a,b\n\"x\ny\",\"2\n3,4", 3},
		{"\"", 1},
		{"a\n\"b\"\"", 2},
	}
	for _, test := range tests {
		_, err := scanAll(newCSVReader("a.csv", strings.NewReader(test.in), ','))
		p := billable.ProblemIn(err)
		if p == nil || p.Kind != billable.Input || p.Pos.Row != test.row || p.Remedy == "" {
			t.Errorf("%q gives %#v, want an Input problem in row %d", test.in, p, test.row)
		}
	}
}

func TestCSVStopsAtAnEndlessRecord(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 64 MiB")
	}
	_, err := scanAll(newCSVReader("a.csv", io.MultiReader(strings.NewReader("a,b\n1,\""), io.LimitReader(zeros{}, 1<<40)), ','))
	p := billable.ProblemIn(err)
	if p == nil || p.Pos.Row != 2 || !strings.Contains(p.What, "within 67108864 bytes") {
		t.Errorf("an endless quote gives %v", err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestCSVPassesReadErrorsOn(t *testing.T) {
	want := errors.New("the disk is gone")
	got, err := scanAll(newCSVReader("a.csv", io.MultiReader(strings.NewReader("a\nb\n"), iotest.ErrReader(want)), ','))
	if !errors.Is(err, want) {
		t.Errorf("records %q, error %v", got, err)
	}
}

func TestSniffDelimiter(t *testing.T) {
	for head, want := range map[string]byte{
		"a,b,c\n1;2;3;4;5":       ',',
		"a;b;c\n1,2,3,4,5":       ';',
		"a\tb\tc\n":              '\t',
		"email":                  ',',
		"\n\r\na;b\n":            ';',
		`"a,b,c";"d,e";f` + "\n": ';',
		"":                       ',',
		"a,b;c":                  ',',
		"\ta\t,\tb\t,\tc\t":      ',',
		"a \t; b \t; c \t":       ';',
		"a\t\t\tb":               '\t',
	} {
		if got := sniffDelimiter([]byte(head)); got != want {
			t.Errorf("sniffDelimiter(%q) = %q, want %q", head, got, want)
		}
	}
}

// FuzzCSV: whatever the bytes, the reader does not fail in another way than by a
// Problem, gives rows in order, and reads the same in one piece and in many.
func FuzzCSV(f *testing.F) {
	for _, seed := range []string{
		"a,b\n1,2\n", "\"a\"\"\",b\r\nc\r", "a,\"b", "\"a\"b,c\n", "\n\n\r\n", "\xff,\"\n\"\n", "a\"b,\"c\"\r\n\"\"",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		whole, err := scanAll(newCSVReader("a.csv", strings.NewReader(in), ','))
		small := newCSVReader("a.csv", iotest.OneByteReader(strings.NewReader(in)), ',')
		small.buf = small.buf[:1]
		pieces, err2 := scanAll(small)
		if diff := cmp.Diff(whole, pieces); diff != "" || (err == nil) != (err2 == nil) {
			t.Errorf("read in pieces (-whole +pieces):\n%s%v, %v", diff, err, err2)
		}
		ahead := newCSVReader("a.csv", iotest.HalfReader(strings.NewReader(in)), ',')
		ahead.buf = ahead.buf[:1]
		early, err3 := scanAhead(ahead)
		if diff := cmp.Diff(whole, early); diff != "" || (err == nil) != (err3 == nil) {
			t.Errorf("read ahead (-whole +ahead):\n%s%v, %v", diff, err, err3)
		}
		if err != nil && billable.ProblemIn(err) == nil {
			t.Errorf("%v is not a Problem", err)
		}
	})
}
