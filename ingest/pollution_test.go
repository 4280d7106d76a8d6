package ingest

import (
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"billable"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

// The pollution corpus, in the spirit of Pollock (Vitagliano et al., "Pollock: A
// Data Loading Benchmark", PVLDB 16, 2023): clean exports, each damaged in one way
// at a time, as people, spreadsheets and scripts damage them. A label says which
// rows must come through, whatever else happens.
//
// A row of the clean export has come through when a kept row says the same in every
// column that counts. A kept row that says anything else is wrong; wrong and without
// a finding is silently wrong, and of those there may be none.
//
// The score of a pollution is the share of its rows that came through; a file that
// is refused has 0. All scores stand in testdata/pollution.golden.

// A pollution is one way of damaging a file.
type pollution struct {
	family, name string
	damage       func(d *dirt) // makes d.content, and says what may be lost
	only         string        // the one export that it is for, or "" for all
}

// A dirt is an export being damaged.
type dirt struct {
	*export
	pollution
	file    string
	content string
	// lost are rows, from 0, that cannot be told right any more: they are rejected, or
	// kept with a finding, or wrong where nobody could know.
	lost []int
	// gone are rows that are not in the file any more.
	gone []int
	// isRefused: the whole file is refused.
	isRefused bool
	isChanged bool // the rows say something else than the clean export
}

// says changes what a row says, so that this is what must come through.
func (d *dirt) says(row, column int, text string) {
	if !d.isChanged {
		changed := *d.export
		changed.rows = slices.Clone(changed.rows)
		d.export, d.isChanged = &changed, true
	}
	d.rows[row] = slices.Clone(d.rows[row])
	d.rows[row][column] = text
}

// all writes the export in a style.
func (d *dirt) style(c csvStyle) { d.content = c.text(d.table()...) }

// table is the header and the rows.
func (e *export) table() [][]string { return append([][]string{e.header}, e.rows...) }

// edit changes the text of the clean file.
func (d *dirt) edit(change func(string) string) { d.content = change(csvText(d.table()...)) }

// lines changes the lines of the clean file; the first is the header. No clean cell
// has a line break.
func (d *dirt) lines(change func(i int, line string) string) {
	var b strings.Builder
	for i, line := range strings.Split(strings.TrimSuffix(csvText(d.table()...), "\n"), "\n") {
		b.WriteString(change(i, line))
	}
	d.content = b.String()
}

// cells changes single cells; row -1 is the header.
func (d *dirt) cells(change func(row int, header, cell string) string) {
	table := d.table()
	for i, row := range table {
		changed := slices.Clone(row)
		for j := range row {
			changed[j] = change(i-1, d.header[j], row[j])
		}
		table[i] = changed
	}
	d.content = csvText(table...)
}

// scored is what became of a polluted file.
type scored struct {
	family, pollution, export string
	rows, survived            int
	rejected                  int64
	wrong, silent             int
	findings                  []string
	refused                   string
}

func (s *scored) score() float64 {
	if s.rows == 0 {
		return 1
	}
	return float64(s.survived) / float64(s.rows)
}

func (s *scored) String() string {
	outcome := fmt.Sprintf("%d of %d", s.survived, s.rows)
	if s.rejected > 0 {
		outcome += fmt.Sprintf(", %d rejected", s.rejected)
	}
	if s.wrong > 0 {
		outcome += fmt.Sprintf(", %d altered and noted", s.wrong-s.silent)
	}
	if s.silent > 0 {
		outcome += fmt.Sprintf(", %d SILENTLY WRONG", s.silent)
	}
	if len(s.findings) > 0 {
		outcome += "; " + strings.Join(s.findings, ", ")
	}
	if s.refused != "" {
		outcome = "refused: " + s.refused
	}
	return fmt.Sprintf("%.2f  %-16s  %-58s  %s", s.score(), s.export, s.family+": "+s.pollution, outcome)
}

func TestPollution(t *testing.T) {
	var all []*scored
	perFamily := make(map[string][]*scored)
	for _, e := range exports {
		for _, s := range e.pollute(t) {
			all = append(all, s)
			perFamily[s.family] = append(perFamily[s.family], s)
		}
	}
	got := scoreTable(all, perFamily)
	t.Logf("\n%s", got)
	if len(all) < 150 {
		t.Errorf("only %d files were polluted", len(all))
	}
	golden := "testdata/pollution.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", golden, diff)
	}
}

// pollute damages an export in every way. Files that should be read are of one night,
// those that should be refused each of its own.
func (e *export) pollute(t *testing.T) []*scored {
	t.Helper()
	files := map[string]string{"clean.csv": csvText(e.table()...)}
	var all []*dirt
	for _, p := range pollutions() {
		if p.only != "" && p.only != e.name {
			continue
		}
		d := &dirt{export: e, pollution: p, file: fmt.Sprintf("%03d.csv", len(all))}
		p.damage(d)
		if all = append(all, d); d.isRefused {
			continue
		}
		if files[d.file] = d.content; d.isChanged {
			files["clean "+d.file] = csvText(d.table()...)
		}
	}
	read := e.readAll(t, files)
	var scores []*scored
	for _, d := range all {
		switch {
		case d.isRefused:
			scores = append(scores, d.refuse(t))
		case d.isChanged:
			scores = append(scores, d.score(t, read[d.file], read["clean "+d.file].clean(t, d.export)))
		default:
			scores = append(scores, d.score(t, read[d.file], read["clean.csv"].clean(t, d.export)))
		}
	}
	return scores
}

// A reading is what became of one file.
type reading struct {
	kept     map[int]string // what kept rows say in the columns that count, by row
	noted    map[int]bool   // rows with a finding; 0 stands for the whole file
	kinds    []string       // of findings
	rejected int64
}

// readAll reads files in one night.
func (e *export) readAll(t *testing.T, files map[string]string) map[string]*reading {
	t.Helper()
	n := newNight(t, files)
	ledger, err := n.run()
	if err != nil {
		t.Fatalf("%s: %v\n%.600s", e.name, err, files[billable.ProblemIn(err).Pos.File])
	}
	read := make(map[string]*reading)
	for _, f := range ledger.Files {
		if read[f.Path] = read[f.SameAs]; f.SameAs == "" {
			read[f.Path] = &reading{kept: make(map[int]string), noted: make(map[int]bool), rejected: f.RowsRejected}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(e.counts)) {
		var said []string
		for place, row := range n.texts(ledger, name) {
			said = said[:0]
			for _, column := range e.counts[name] {
				said = append(said, column+"="+row[column])
			}
			read[place.File].kept[place.Row] += "\n" + name + " " + strings.Join(said, " ")
		}
	}
	for place, row := range n.texts(ledger, findingsTable.name) {
		r, kind := read[place.File], row["kind"]
		if kind == identicalFile {
			continue
		}
		if place.Row > 0 || kind == guessedEncoding {
			r.noted[place.Row] = true
		}
		if !slices.Contains(r.kinds, kind) {
			r.kinds = append(r.kinds, kind)
		}
	}
	for _, r := range read {
		slices.Sort(r.kinds)
		for row, said := range r.kept { // other tables follow the order of columns
			lines := strings.Split(said, "\n")
			slices.Sort(lines)
			r.kept[row] = strings.Join(lines, "\n")
		}
	}
	return read
}

// texts gives the rows of a table by column, with their places.
func (n *night) texts(ledger *Ledger, table string) iter.Seq2[billable.Pos, map[string]string] {
	return func(yield func(billable.Pos, map[string]string) bool) {
		for _, f := range ledger.Raw[table] {
			for _, row := range readTexts(n.t, filepath.Join(n.o.Lake, f.Path)) {
				at, _ := strconv.Atoi(row["_row"])
				if !yield(billable.Pos{File: row["_file"], Row: at}, row) {
					return
				}
			}
		}
	}
}

// clean gives what the rows of a clean export say.
func (r *reading) clean(t *testing.T, e *export) (rows []string) {
	t.Helper()
	if len(r.kept) != len(e.rows) || len(r.noted) > 0 {
		t.Fatalf("the clean %s gives %d rows of %d, with findings in %v", e.name, len(r.kept), len(e.rows), r.noted)
	}
	for _, row := range slices.Sorted(maps.Keys(r.kept)) {
		rows = append(rows, r.kept[row])
	}
	return rows
}

func scoreTable(all []*scored, perFamily map[string][]*scored) string {
	var b strings.Builder
	mean := func(of []*scored) float64 {
		sum := 0.0
		for _, s := range of {
			sum += s.score()
		}
		return sum / float64(len(of))
	}
	for _, s := range all {
		fmt.Fprintln(&b, s)
	}
	b.WriteString("\n")
	for _, family := range slices.Sorted(maps.Keys(perFamily)) {
		fmt.Fprintf(&b, "%.3f  %s, %d files\n", mean(perFamily[family]), family, len(perFamily[family]))
	}
	silent, read := 0, 0
	for _, s := range all {
		silent += s.silent
		if s.survived == s.rows {
			read++
		}
	}
	fmt.Fprintf(&b, "%.3f  all, %d files; %d read whole, %d rows silently wrong\n", mean(all), len(all), read, silent)
	return b.String()
}

// refuse wants the damaged file refused.
func (d *dirt) refuse(t *testing.T) *scored {
	t.Helper()
	s := &scored{family: d.family, pollution: d.pollution.name, export: d.export.name, rows: len(d.rows) - len(d.gone)}
	_, err := newNight(t, map[string]string{"a.csv": d.content}).run()
	p := billable.ProblemIn(err)
	if p == nil || p.Kind != billable.Input || p.Remedy == "" {
		t.Errorf("%s, %s: it should be refused, not %v\n%.1500s", d.export.name, d.pollution.name, err, d.content)
		return s
	}
	s.refused = p.What[:min(len(p.What), 70)]
	return s
}

// score holds what became of the damaged file to its label.
func (d *dirt) score(t *testing.T, r *reading, clean []string) *scored {
	t.Helper()
	s := &scored{
		family: d.family, pollution: d.pollution.name, export: d.export.name,
		rows: len(clean) - len(d.gone), rejected: r.rejected, findings: r.kinds,
	}
	fails := func(format string, args ...any) {
		t.Helper()
		t.Errorf("%s, %s: %s\n%.1500s", d.export.name, d.pollution.name, fmt.Sprintf(format, args...), d.content)
	}
	came := make(map[string]bool)
	for _, place := range slices.Sorted(maps.Keys(r.kept)) {
		row := r.kept[place]
		if came[row] = true; slices.Contains(clean, row) {
			continue
		}
		if s.wrong++; !r.noted[place] && !r.noted[0] {
			s.silent++
			fails("row %d is silently wrong: %s", place, row)
		}
	}
	for i, row := range clean {
		switch {
		case slices.Contains(d.gone, i):
		case came[row]:
			s.survived++
		case !slices.Contains(d.lost, i):
			fails("row %d must come through: %s", i, row)
		}
	}
	return s
}

// readTexts reads a table as text by column.
func readTexts(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, _ := f.Stat()
	file, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	columns := file.Schema().Columns()
	var rows []map[string]string
	for _, row := range readRows(t, file) {
		texts := make(map[string]string)
		for _, v := range row {
			texts[columns[v.Column()][0]] = printValue(columns[v.Column()][0], v)
		}
		rows = append(rows, texts)
	}
	return rows
}
