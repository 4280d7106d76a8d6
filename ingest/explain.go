package ingest

import (
	"context"
	"errors"
	"slices"
	"strings"
)

// An Explanation says how one input, or one sheet of it, was understood.
type Explanation struct {
	Path       string          `json:"path"`
	Sheet      string          `json:"sheet"`
	Packing    []string        `json:"packing"`    // what lies around the text, outermost first: archives, gzip
	Text       string          `json:"text"`       // csv, json or workbook
	Encoding   string          `json:"encoding"`   // such as UTF-8
	Delimiter  string          `json:"delimiter"`  // of a CSV file
	Kind       string          `json:"kind"`       // "" when it is not recognised
	Generation string          `json:"generation"` // of the kind, where it has several
	IsNamed    bool            `json:"is_named"`   // the options named the kind
	Workspace  string          `json:"workspace"`  // that the options name for it
	Nearest    []NearKind      `json:"nearest"`    // kinds that an unrecognised file comes near to
	Columns    []ColumnMeaning `json:"columns"`
	Missing    []MissingColumn `json:"missing"`
	Notes      []RawRow        `json:"notes"` // findings about the input as a whole, or its header
	Rows       []RowMeaning    `json:"rows"`  // the first ones
	RowsRead   int64           `json:"rows_read"`
	Kept       int64           `json:"rows_kept"`
	Rejected   int64           `json:"rows_rejected"`
	Findings   int64           `json:"findings"`
	Problem    error           `json:"-"` // that Run would end with; nil when the input can be read
}

// A NearKind is a kind that a file nearly is.
type NearKind struct {
	Kind       string   `json:"kind"`
	Generation string   `json:"generation"`
	Missing    []string `json:"missing"` // headers or keys that it must also have
	Surplus    []string `json:"surplus"` // those that it must not have
}

// A ColumnMeaning is a column of a CSV file, or a key of the first JSON records.
type ColumnMeaning struct {
	No      int    `json:"no"`
	Header  string `json:"header"`
	Role    string `json:"role"` // one of the Column roles
	Field   string `json:"field"`
	Product string `json:"product"`     // as the header spells it
	Key     string `json:"product_key"` // as product_aliases.csv spells it
	Place   string `json:"place"`
	Note    string `json:"note"`
}

// What a column can be for, beside the roles of raw_columns.
const (
	ColumnField    = "field"    // it fills a column of the raw table, or a part of one
	ColumnAccess   = "access"   // its cells say who may use a product
	ColumnActivity = "activity" // its cells say when a product was used
	ColumnGroup    = "group"
	ColumnMark     = "mark"    // its cells say which rejected rows are mended
	ColumnKnown    = "known"   // it is known and not read
	ColumnUnknown  = "unknown" // it is not known
	ColumnNotRead  = "not read"
)

// A MissingColumn is one that the file lacks.
type MissingColumn struct {
	Header     string `json:"header"`
	Field      string `json:"field"`
	IsRequired bool   `json:"is_required"`
	Loss       string `json:"loss"` // what cannot be known without it; "" when nothing rests on it
}

// A RowMeaning is a row of the input and the rows of raw tables that came of it.
type RowMeaning struct {
	Row    int64    `json:"row"`
	IsKept bool     `json:"is_kept"`
	Raw    []RawRow `json:"raw"`
}

// A RawRow is a row of a raw table, without its place and the columns that are blank.
type RawRow struct {
	Table  string     `json:"table"`
	Values []RawValue `json:"values"`
}

// A RawValue is a cell of a raw table.
type RawValue struct {
	Column string `json:"column"`
	Value  string `json:"value"`
}

// Explain reads inputs as Run would, and writes nothing. It says how each of them was
// understood, with what became of its first rows. The error is one of the options, or
// the end of ctx; what is wrong with an input stands in its Explanation.
func Explain(ctx context.Context, o Options, inputs []Input, rows int) ([]Explanation, error) {
	if err := checkKinds(o); err != nil {
		return nil, err
	}
	o.IgnoreUnknown = false
	o.Limits = o.Limits.orDefault()
	var all []Explanation
	for _, in := range inputs {
		in.SameAs = ""
		for sheet, sheets := 0, 1; sheet < sheets; sheet++ {
			e := &explainer{ctx: ctx, o: o, in: in, rows: rows, sheet: sheet}
			if err := e.read(); err != nil {
				return nil, err
			}
			all = append(all, e.done)
			sheets = e.sheets
		}
	}
	return all, nil
}

// An explainer watches one input being read.
type explainer struct {
	ctx  context.Context
	o    Options
	in   Input
	rows int
	// sheet is the number, from 0, of the one to watch in a workbook, and sheets how
	// many there are.
	sheet, sheets int

	from  *source
	file  *fileRun
	keys  *keyWatch
	seen  int // rows so far
	taken bool
	// filled are the columns of the main table that had a value in some row.
	filled    map[string]bool
	hasGrants bool
	layout    *layout
	main      *tableDef
	header    int64 // its row, or 0
	done      Explanation
}

// read reads the input into tables that are never written.
func (e *explainer) read() error {
	l := newDryLake(e.ctx)
	l.dry = e.tookRowGroup
	r := &run{ctx: e.ctx, o: e.o, lake: l, mending: newMending(), ledger: new(Ledger)}
	r.mending.isNow = true
	e.done = Explanation{
		Path: e.in.Path, Packing: append([]string{}, e.in.Within...), Nearest: []NearKind{}, Columns: []ColumnMeaning{}, Missing: []MissingColumn{}, Notes: []RawRow{}, Rows: []RowMeaning{},
		Workspace: e.o.workspaceOf(e.in.Path, ""),
	}
	e.filled = make(map[string]bool)
	r.watch = e
	r.archives.limits = e.o.Limits
	err := r.readFile(e.in)
	if err == nil && e.file != nil {
		err = e.file.check(e.o)
	}
	r.archives.close()
	if e.ctx.Err() != nil {
		return e.ctx.Err()
	}
	e.end(err)
	return nil
}

// end takes what is known once the whole input was read, or could not be.
func (e *explainer) end(err error) {
	e.takeRows()
	for _, t := range e.file.lake.tables {
		e.noteTable(t)
	}
	e.describeKeys()
	e.findMissing()
	if e.from != nil && e.from.encoding() != "" {
		e.done.Encoding = e.from.encoding() + ", guessed"
	}
	record := e.file.record
	d := &e.done
	d.RowsRead, d.Kept, d.Rejected, d.Findings = record.RowsRead, record.RowsKept, record.RowsRejected, record.Findings
	d.Problem = err
	if unknown, ok := errors.AsType[*unknownFile](err); ok {
		d.Problem = unknown.problem
	}
}

// source is told how the input's bytes are packed and written. Like every method that readers call, it does nothing when nobody watches.
func (e *explainer) source(s *source, text string) {
	if e == nil {
		return
	}
	e.from = s
	e.done.Text, e.done.Encoding = text, "UTF-8"
	if s.isGzip {
		e.done.Packing = append(e.done.Packing, "gzip")
	}
	switch {
	case text == "workbook":
		e.done.Encoding = ""
	case s.isUTF16:
		e.done.Encoding = "UTF-16"
	case bomLength(s.text) > 0:
		e.done.Encoding += " with byte order mark"
	}
}

// wants reports whether a sheet of a workbook is the one to watch. When nobody
// watches, all are wanted.
func (e *explainer) wants(sheet int, starts []*sheetStart) bool {
	if e == nil {
		return true
	}
	e.sheets = len(starts)
	if sheet != e.sheet {
		return false
	}
	s := starts[sheet]
	e.done.Sheet, e.done.Workspace = s.sheet.name, e.o.workspaceOf(e.in.Path, s.sheet.name)
	if s.format == nil && s.err != nil {
		keys, names := keysOf(s.headers())
		e.unrecognised("csv", keys, names)
		e.columnsOfNearest(s.headers())
	}
	return true
}

// delimiter is told what separates the cells of a CSV file.
func (e *explainer) delimiter(d byte) {
	if e != nil {
		e.done.Delimiter = map[byte]string{',': "comma", ';': "semicolon", '\t': "tab", '|': "vertical bar"}[d]
	}
}

// unrecognised is told what a file shows when no format fits it.
func (e *explainer) unrecognised(encoding string, keys, names []string) {
	if e == nil {
		return
	}
	e.done.Nearest = append(e.done.Nearest, nearKinds(encoding, keys, names)...)
}

// columnsOfNearest says what the columns of an unrecognised file would be if it were
// of the kind that it comes nearest to.
func (e *explainer) columnsOfNearest(headers []header) {
	if e == nil {
		return
	}
	l := new(layout)
	if len(e.done.Nearest) > 0 {
		keys, _ := keysOf(headers)
		_, v, _ := nearest("csv", keys, e.done.Nearest[0].Kind)
		l = v.layout
	}
	classify(headers, l)
	for i, h := range headers {
		e.done.Columns = append(e.done.Columns, columnMeaning(i+1, h, headers, l))
	}
}

// keysOfUnknown lists the keys of an unrecognised JSON file.
func (e *explainer) keysOfUnknown(keys []string) {
	if e == nil {
		return
	}
	for i, key := range keys {
		e.done.Columns = append(e.done.Columns, ColumnMeaning{No: i + 1, Header: key, Role: ColumnUnknown})
	}
}

// recognised is told the format, and whether the options named it.
func (e *explainer) recognised(f *Format, v *Variant, kind string) {
	if e != nil {
		e.done.Kind, e.done.Generation, e.done.IsNamed = f.Kind, v.Name, kind != ""
	}
}

// nearKinds lists the kinds that a file comes nearest to, at most three, the nearest
// first.
func nearKinds(encoding string, keys, names []string) []NearKind {
	const most = 3
	type scored struct {
		NearKind
		share float64
	}
	var all []scored
	for i := range Formats {
		f := &Formats[i]
		if f.Encoding != encoding {
			continue
		}
		for j := range f.Variants {
			v := &f.Variants[j]
			missing := v.missing(keys)
			if share := v.share(keys, missing); share > 0 && !v.ByKind && !v.IsLastResort {
				all = append(all, scored{NearKind{f.Kind, v.Name, append([]string{}, v.spelled(missing)...), append([]string{}, v.surplusNames(keys, names)...)}, share})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int {
		switch {
		case a.share > b.share:
			return -1
		case a.share < b.share:
			return 1
		}
		return 0
	})
	var near []NearKind
	for _, s := range all[:min(most, len(all))] {
		near = append(near, s.NearKind)
	}
	return near
}

// surplusNames is surplus, as the file spells its columns.
func (v *Variant) surplusNames(keys, names []string) []string {
	var shown []string
	for _, key := range v.surplus(keys) {
		shown = append(shown, names[slices.Index(keys, key)])
	}
	return shown
}

// describeKeys lists the keys of JSON records as columns.
func (e *explainer) describeKeys() {
	if e.keys == nil || e.done.Kind == "" {
		return
	}
	for i, key := range e.keys.order {
		c := ColumnMeaning{No: i + 1, Header: key, Role: ColumnField}
		if !e.keys.isRead[key] {
			c.Role = ColumnNotRead
		}
		e.done.Columns = append(e.done.Columns, c)
	}
}

// findMissing lists the columns that the input lacks and could have.
func (e *explainer) findMissing() {
	if e.done.Kind == "" || e.main == nil {
		return
	}
	if e.layout == nil {
		e.findUnfilled()
		return
	}
	for _, fd := range e.layout.fields {
		if fd.keys == "" || slices.ContainsFunc(e.done.Columns, func(c ColumnMeaning) bool { return c.Field == fd.name }) {
			continue
		}
		e.done.Missing = append(e.done.Missing, MissingColumn{
			Header: e.layout.headerOf(fd.keys), Field: fd.name, Loss: lossOf(e.main, fd.name), IsRequired: e.isRequired(fd.keys),
		})
	}
	if e.layout.hasGroups && !e.has(ColumnGroup) {
		e.done.Missing = append(e.done.Missing, MissingColumn{
			Header: e.layout.headerOf(e.layout.groups.name), Field: "group_name", Loss: lossOf(e.main, "group_name"),
		})
	}
	if e.layout.candidates != noCandidates && !e.has(ColumnAccess, ColumnActivity) {
		e.done.Missing = append(e.done.Missing, MissingColumn{Header: "a column for each product", Field: "grants", Loss: lossOf(grantsTable, "")})
	}
}

// findUnfilled lists what no record of a JSON file says.
func (e *explainer) findUnfilled() {
	if e.file.record.RowsKept == 0 {
		return
	}
	for _, c := range e.main.columns[placeColumns:] {
		if loss := lossOf(e.main, c.name); loss != "" && !e.filled[c.name] {
			e.done.Missing = append(e.done.Missing, MissingColumn{Header: c.name, Field: c.name, Loss: loss})
		}
	}
	if e.file.lake.tables[grantsTable] != nil && !e.hasGrants {
		e.done.Missing = append(e.done.Missing, MissingColumn{Header: "products", Field: "grants", Loss: lossOf(grantsTable, "")})
	}
}

// has reports whether a column has one of the roles.
func (e *explainer) has(roles ...string) bool {
	return slices.ContainsFunc(e.done.Columns, func(c ColumnMeaning) bool { return slices.Contains(roles, c.Role) })
}

// isRequired reports whether the variant must have a column with these keys.
func (e *explainer) isRequired(keys string) bool {
	for i := range Formats {
		for _, v := range Formats[i].Variants {
			if v.layout == e.layout {
				return slices.ContainsFunc(v.Must, func(must string) bool {
					first, _, _ := strings.Cut(must, "|")
					return hasKey([]string{first}, keys)
				})
			}
		}
	}
	return false
}
