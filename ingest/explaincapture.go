package ingest

import (
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
	"time"
)

// This file keeps what an explainer saw of the columns and rows of a file.

// columns is told the headers of a CSV file, classified.
func (e *explainer) columns(headers []header, l *layout, row int64) {
	if e == nil {
		return
	}
	e.layout, e.main, e.header = l, l.table, row
	for i, h := range headers {
		e.done.Columns = append(e.done.Columns, columnMeaning(i+1, h, headers, l))
	}
}

func columnMeaning(no int, h header, headers []header, l *layout) ColumnMeaning {
	c := ColumnMeaning{No: no, Header: h.text, Role: ColumnUnknown, Product: h.product, Place: h.place}
	c.Key = headerKey(h.product)
	switch {
	case h.role == roleMark:
		c.Role, c.Note = ColumnMark, "of "+mendsOf(h.text)
	case h.text == "":
		c.Role, c.Note = ColumnNotRead, "it has no header"
	case isSecret(h.key):
		c.Role, c.Note = ColumnNotRead, "it may hold passwords"
	case h.role == roleDuplicate:
		c.Role, c.Note = ColumnNotRead, "repeats column "+strconv.Itoa(h.twin)
	case h.role == roleAccess:
		c.Role = ColumnAccess
	case h.role == roleActivity:
		c.Role = ColumnActivity
	case h.role == roleGroup:
		c.Role = ColumnGroup
	default:
		c.setField(h, headers, l)
	}
	if h.near != "" {
		c.Role = ColumnUnknown
		c.Note = "comes near to " + strconv.Quote(h.near) + ", which the file lacks"
	}
	return c
}

// setField says which field an attribute fills, and after which other columns.
func (c *ColumnMeaning) setField(h header, headers []header, l *layout) {
	if l.isSpelled(h.key) {
		c.Role = ColumnKnown
	}
	for _, fd := range l.fields {
		if fd.keys == "" || !hasKey([]string{h.key}, fd.keys) {
			continue
		}
		c.Role, c.Field = ColumnField, fd.name
		if from := sources(headers, fd.keys); len(from) > 0 && from[0] != c.No-1 {
			if fd.isSingle {
				c.Role, c.Field, c.Note = ColumnKnown, "", headers[from[0]].text+" counts instead"
			} else {
				c.Note = "where " + headers[from[0]].text + " is blank"
			}
		}
		return
	}
}

// opens is told of every table that the reader opens; the first one that is not
// about the reading itself is what the input is about.
func (e *explainer) opens(def *tableDef) {
	if e != nil && e.main == nil && def != findingsTable && def != rejectsTable && def != columnsTable {
		e.main = def
	}
}

// watchKeys gives what the cursor of a JSON file tells of its keys.
func (e *explainer) watchKeys() *keyWatch {
	if e == nil {
		return nil
	}
	e.keys = &keyWatch{isRead: make(map[string]bool)}
	return e.keys
}

// row is told that a row was kept or rejected. At the row behind the first ones the
// tables still hold them all.
func (e *explainer) row() {
	if e.seen++; e.seen > e.rows {
		e.takeRows()
	}
}

// tookRowGroup decides what becomes of a full batch: it stays until the first rows
// were taken from it, and is dropped then.
func (e *explainer) tookRowGroup(t *table) (isKept bool) {
	if !e.taken {
		return true
	}
	e.noteTable(t)
	return false
}

// takeRows copies the first rows of the input out of the tables.
func (e *explainer) takeRows() {
	if e.taken {
		return
	}
	e.taken = true
	byRow := make(map[int64]*RowMeaning)
	for _, def := range tables {
		t := e.file.lake.tables[def]
		if t == nil || def == columnsTable {
			continue
		}
		for i := range t.rows {
			row := t.cols[colRow].ints[i]
			if row <= e.header {
				continue // a note
			}
			m := byRow[row]
			if m == nil {
				m = &RowMeaning{Row: row, IsKept: true, Raw: []RawRow{}}
				byRow[row] = m
			}
			m.IsKept = m.IsKept && def != rejectsTable
			m.Raw = append(m.Raw, t.rawRow(i))
		}
	}
	for _, m := range byRow {
		e.done.Rows = append(e.done.Rows, *m)
	}
	slices.SortFunc(e.done.Rows, func(a, b RowMeaning) int { return int(a.Row - b.Row) })
	e.done.Rows = e.done.Rows[:min(len(e.done.Rows), e.rows)]
}

// noteTable notes which columns of the main table some row has filled, and the
// findings that are about no row.
func (e *explainer) noteTable(t *table) {
	for i := range t.cols {
		if t.def == e.main && t.cols[i].n > 0 {
			e.filled[t.def.columns[i].name] = true
		}
	}
	e.hasGrants = e.hasGrants || t.def == grantsTable && t.rows > 0
	if t.def != findingsTable {
		return
	}
	for i := range t.rows {
		if t.cols[colRow].ints[i] <= e.header {
			e.done.Notes = append(e.done.Notes, t.rawRow(i))
		}
	}
}

// rawRow reads a row back out of a batch that is being filled.
func (b *batch) rawRow(row int) RawRow {
	r := RawRow{Table: b.def.name}
	from, at := b, row
	if b.shapes != nil {
		from, at = b.shapes, int(b.shape[row])
	}
	for i := placeColumns; i < len(b.cols); i++ {
		if v := from.cols[i].spelled(at); v != "" {
			r.Values = append(r.Values, RawValue{b.def.columns[i].name, v})
		}
	}
	return r
}

// spelled is the value of a row as text; a missing one is "".
func (c *column) spelled(row int) string {
	if row >= c.n {
		return string(c.blank)
	}
	switch {
	case c.typ == integer:
		return strconv.FormatInt(c.ints[row], 10)
	case c.typ == boolean && c.bits[row] == 2, c.typ == date && c.days[row] == noDate:
		return ""
	case c.typ == boolean:
		return strconv.FormatBool(c.bits[row] == 1)
	case c.typ == date:
		const secondsOfDay = 24 * 60 * 60
		return time.Unix(int64(c.days[row])*secondsOfDay, 0).UTC().Format(time.DateOnly)
	case !c.isText:
		return string(c.dict.text(c.index[row]))
	}
	plain := c.plain
	for range row {
		plain = plain[4+binary.LittleEndian.Uint32(plain):]
	}
	return string(plain[4 : 4+binary.LittleEndian.Uint32(plain)])
}

// A keyWatch notes the keys of JSON records, by path, and whether they are read.
type keyWatch struct {
	order  []string
	isRead map[string]bool
	path   []string
	muted  int // depth of skipped values around the cursor
}

// enter and leave follow the cursor into the value of a key and out of it.
func (w *keyWatch) enter(key string) {
	const most = 1000 // keys of a hostile file
	w.path = append(w.path, key)
	if w.muted > 0 || len(w.order) == most {
		return
	}
	if at := strings.Join(w.path, "."); !slices.Contains(w.order, at) {
		w.order = append(w.order, at)
		w.isRead[at] = true
	}
}

func (w *keyWatch) leave() { w.path = w.path[:len(w.path)-1] }

// passOver skips a value that the reader does not want.
func (w *keyWatch) passOver(c *jsonCursor) error {
	if w.muted == 0 {
		w.isRead[strings.Join(w.path, ".")] = false
	}
	w.muted++
	err := c.skip()
	w.muted--
	return err
}
