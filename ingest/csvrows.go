package ingest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// A csvRows turns the records of a CSV file into rows of raw tables, as the
// layout of its format says.
type csvRows struct {
	file    *fileRun
	layout  *layout
	headers []header

	main     *table
	targets  []target
	identity []int // columns of the file
	values   [][]byte
	grants   *grantColumns // nil when there are no candidates
	groups   *groupColumns // nil when there are no group columns
	others   *otherCells   // nil when every column is known
	also     func(row int64, values [][]byte)
	secret   []int // columns of passwords, which nothing may store

	ids           []idCell
	headerTexts   map[string]bool
	longestHeader int // bytes; no word for a blank is longer

	isWatched bool // the file is a mended copy, or is searched for rows of one
}

// A target is a column of the main table and the columns of the file that it is
// filled from, best first.
type target struct {
	field
	from   []int
	header string
}

func newCSVRows(f *fileRun, l *layout, headers []header) *csvRows {
	r := &csvRows{
		file: f, layout: l, headers: headers, main: f.table(l.table), isWatched: f.isMended || f.mending.isSearch,
	}
	width := len(l.table.columns)
	for _, fd := range l.fields {
		width = max(width, fd.col+1)
		from := sources(headers, fd.keys)
		if fd.isSingle && len(from) > 1 {
			from = from[:1]
		}
		if len(from) == 0 && !l.collects() {
			continue
		}
		t := target{field: fd, from: from}
		if len(from) > 0 {
			t.header = headers[from[0]].text
		}
		r.targets = append(r.targets, t)
		for _, col := range l.identity {
			if col == fd.col {
				r.identity = append(r.identity, from...)
			}
		}
	}
	r.ids = idCells(l, r.targets, r.identity)
	r.headerTexts, r.longestHeader = make(map[string]bool), longestAbsence
	for _, h := range headers {
		r.headerTexts[h.text] = true
		r.longestHeader = max(r.longestHeader, len(h.text))
	}
	r.values = make([][]byte, width)
	for i, c := range l.table.columns {
		if c.name == "last_active_kind" {
			r.main.setBlank(i, unknownActivity.kind)
		}
	}
	if l.candidates != noCandidates {
		r.grants = newGrantColumns(f, l, headers)
	}
	if l.hasGroups {
		r.groups = newGroupColumns(f, l.groups, headers)
	}
	r.others = newOtherCells(f, l, headers)
	for i, h := range headers {
		if isSecret(h.key) {
			r.secret = append(r.secret, i)
		}
	}
	if l.also != nil {
		r.also = l.also(f)
	}
	return r
}

// add turns a record into rows, or into a reject.
func (r *csvRows) add(rec *record) {
	switch {
	case !r.isWatched:
		r.addRow(rec)
	case r.file.isMended:
		r.addMended(rec)
	default:
		before := r.file.record.RowsKept
		if r.addRow(rec); r.file.record.RowsKept > before {
			r.file.mending.see(contentOf(r.headers, rec), r.file.place(rec.row))
		}
	}
}

// addMended adds a record of a mended copy. One without a mark is one more.
func (r *csvRows) addMended(rec *record) {
	var at mark
	isMarked := false
	if len(rec.cells) > 0 {
		at, isMarked = parseMark(r.file.mends, rec.cells[0])
	}
	if !isMarked {
		if len(rec.cells) > 0 && len(value(rec.cells[0])) > 0 {
			r.file.finding(rec.row, r.headers[0].text, string(value(rec.cells[0])), unreadableMark)
		}
		r.addRow(rec)
		return
	}
	r.file.addMended(at, rec.row, contentOf(r.headers, rec), func() { r.addRow(rec) },
		func(reason, remedy string) { r.reject(rec, r.headers[0].text, reason, remedy) })
}

func (r *csvRows) addRow(rec *record) {
	if m := r.layout.mapping; m != nil {
		m.look(r, rec)
	}
	if !r.isUsable(rec) {
		return
	}
	if r.layout.collects() {
		if !r.addCollected(rec) {
			return
		}
	} else {
		for i := range r.targets {
			t := &r.targets[i]
			r.set(rec.row, t, t.value(rec))
		}
	}
	r.file.keep()
	r.main.end(rec.row)
	if r.also != nil {
		r.also(rec.row, r.values)
	}
	if r.grants != nil {
		r.grants.add(rec)
	}
	if r.others != nil {
		r.others.add(rec)
	}
	if r.groups != nil {
		r.groups.add(rec, r.identityOf(rec, accAccountID), r.identityOf(rec, accEmail))
	}
}

// value is the text of the first of the target's columns that is not blank.
func (t *target) value(rec *record) []byte {
	for _, i := range t.from {
		if v := value(rec.cells[i]); len(v) > 0 {
			return v
		}
	}
	return nil
}

// addCollected collects all values and lets the layout complete or refuse them
// before they are written. It reports whether the row is kept.
func (r *csvRows) addCollected(rec *record) bool {
	clear(r.values)
	for i := range r.targets {
		r.values[r.targets[i].col] = r.targets[i].value(rec)
	}
	if r.layout.complete != nil {
		r.layout.complete(r.values)
	}
	if r.layout.refuse != nil {
		if header, reason, remedy := r.layout.refuse(r.values); reason != "" {
			r.reject(rec, header, reason, remedy)
			return false
		}
	}
	for i := range r.targets {
		r.set(rec.row, &r.targets[i], r.values[r.targets[i].col])
	}
	return true
}

// set writes a value and what can be parsed out of it.
func (r *csvRows) set(row int64, t *target, v []byte) {
	if t.as == asInput {
		return
	}
	if t.as == asNumber {
		r.file.addNumber(r.main, row, t.col, t.typed, t.header, v, t.number)
		return
	}
	r.main.text(t.col, v)
	switch t.as {
	case asBool:
		if b, known := parseBool(v); known {
			r.main.bool(t.typed, b)
		} else if len(v) > 0 {
			r.file.finding(row, t.header, string(v), unparsableBoolean)
		}
	case asWord:
		if b, known := t.words[strings.ToLower(string(v))]; known {
			r.main.bool(t.typed, b)
		} else if len(v) > 0 {
			r.file.finding(row, t.header, string(v), unknownWord)
		}
	case asDay:
		parse := parseDay
		if t.day != nil {
			parse = t.day
		}
		if len(v) == 0 {
			break
		}
		if day, known := r.main.cols[t.col].dayOf(v, parse); known {
			r.main.day(t.typed, day)
		} else {
			r.file.finding(row, t.header, string(v), unparsableDate)
		}
	case asActivity:
		a := r.layout.blank
		if len(v) > 0 {
			a = parseActivity(v, r.file.asOf)
		}
		r.main.text(t.typed, []byte(a.kind))
		if a.day != noDate {
			r.main.day(t.typed+1, a.day)
		}
		if a.odd {
			r.file.finding(row, t.header, string(v), unparsableDate)
		}
	}
}

// isUsable rejects records that are broken, of the wrong length, or about nobody.
func (r *csvRows) isUsable(rec *record) bool {
	if rec.fault != "" {
		r.reject(rec, "", rec.fault, faultRemedy)
		return false
	}
	if len(rec.cells) != len(r.headers) && !r.hasEmptySurplus(rec) {
		r.reject(rec, "", fmt.Sprintf("the row has %d cells, the header has %d", len(rec.cells), len(r.headers)), lengthRemedy(rec))
		return false
	}
	if m := r.layout.mapping; m != nil && m.total != "" {
		return true
	}
	reason, remedy, namesOne := r.doubt(rec)
	if reason != "" {
		r.reject(rec, "", reason, remedy)
		return false
	}
	if namesOne || r.namesAny(rec) {
		return true
	}
	r.reject(rec, r.identityHeaders(), "the row names nobody: its identifying cells are blank",
		"Fill in one of the columns named, or remove the row.")
	return false
}

// namesAny reports whether one of the identifying cells is filled.
func (r *csvRows) namesAny(rec *record) bool {
	for _, i := range r.identity {
		if len(value(rec.cells[i])) > 0 {
			return true
		}
	}
	return false
}

// reject notes a record that cannot be used.
func (r *csvRows) reject(rec *record, header, reason, remedy string) {
	line := r.withoutSecrets(rec)
	shown := line
	if shown == nil {
		shown = []byte("(left out: the row may hold a password)")
	}
	whole := rec.text()
	r.file.reject(rec.row, header, reason, remedy, shown, whole)
	r.file.copy.add(rec.row, whole, line)
}

// withoutSecrets is the text of a record without passwords; nil when they cannot be
// found in it.
func (r *csvRows) withoutSecrets(rec *record) []byte {
	if len(r.secret) == 0 {
		return rec.text()
	}
	if rec.fault != "" || len(rec.cells) != len(r.headers) {
		return nil
	}
	cells := slices.Clone(rec.cells)
	for _, i := range r.secret {
		cells[i] = []byte("****")
	}
	masked := record{cells: cells}
	if c := r.file.copy; c != nil {
		return masked.spelled(c.delim, c.quote)
	}
	return masked.spelled(',', '"')
}

// lengthRemedy says what mends a record that is shorter or longer than the header.
func lengthRemedy(rec *record) string {
	if rec.raw == nil {
		return "Put what stands beside the table elsewhere, or give its column a header."
	}
	return "Export the file again, or quote the cell that holds a separator or a line break."
}

const faultRemedy = "Save the file as UTF-8 with its quotes doubled within cells, or export it again."

// hasEmptySurplus reports whether a record is only too long, by cells that are
// empty; it then cuts them off. Formats that are known to be longer than their
// header keep a full last cell as a finding.
func (r *csvRows) hasEmptySurplus(rec *record) bool {
	n := len(r.headers)
	if len(rec.cells) < n {
		return false
	}
	surplus := rec.cells[n:]
	var kept []byte
	for i, cell := range surplus {
		if cell = trim(cell); len(cell) > 0 {
			if !r.layout.keepsSurplus || i > 0 || len(surplus) > 1 {
				return false
			}
			kept = cell
		}
	}
	if r.isShifted(rec) {
		return false
	}
	r.file.finding(rec.row, "", string(kept), surplusCells)
	rec.cells = rec.cells[:n]
	return true
}

// isShifted reports whether a record that is too long has its cells under the wrong
// headers: what stands under that of an address is none.
func (r *csvRows) isShifted(rec *record) bool {
	for _, c := range r.ids {
		if v := value(rec.cells[c.from]); c.kind == addressID && len(v) > 0 && bytes.IndexByte(v, '@') < 0 {
			return true
		}
	}
	return false
}

func (r *csvRows) identityHeaders() string {
	var names [][]byte
	for _, i := range r.identity {
		names = append(names, []byte(r.headers[i].text))
	}
	return string(bytes.Join(names, []byte(", ")))
}

// identityOf is the value of an identifying column of raw_accounts.
func (r *csvRows) identityOf(rec *record, col int) []byte {
	for i := range r.targets {
		if r.targets[i].col == col {
			return r.targets[i].value(rec)
		}
	}
	return nil
}
