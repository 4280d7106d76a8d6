package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"billable"
)

// A sheetReader cuts a sheet into rows, one record each: like a csvReader, it keeps
// ownership of the record. Cells lie where their references say, and a row is as
// long as its last cell that is not blank.
type sheetReader struct {
	book  *workbook
	sheet string
	xml   *xmlReader
	done  func()

	record record
	notes  []cellNote // of the record
	cells  [][]byte
	spans  []cellSpan // where the cells lie in arena
	arena  []byte

	line   int64 // number of the last row
	hidden int64 // rows so far that the workbook hides
	inRows bool
	err    error

	strays   int   // cells with notes in rows that hold nothing else
	strayRow int64 // the first of these rows

	header int64  // row of the header, once it is known
	merged int    // areas of merged cells that reach below it
	area   string // the first of them
}

type cellSpan struct{ start, end int }

// A cellNote is something odd about a cell.
type cellNote struct {
	column     int // from 0
	kind, text string
}

func (w *workbook) openSheet(s sheet) (*sheetReader, error) {
	xml, done, err := w.part(s.part, s.name)
	if err != nil {
		return nil, err
	}
	return &sheetReader{book: w, sheet: s.name, xml: xml, done: done}, nil
}

func (r *sheetReader) close() { r.done() }

func (r *sheetReader) Err() error { return r.err }

func (r *sheetReader) current() *record { return &r.record }

// widen makes the record as long as the header: a sheet leaves blank cells out.
func (r *sheetReader) widen(width int) {
	for len(r.cells) < width {
		r.cells = append(r.cells, nil)
	}
	r.record.cells = r.cells
}

// Scan reads the next row that is not blank.
func (r *sheetReader) Scan() bool {
	for r.err == nil {
		err := r.xml.next()
		if errors.Is(err, io.EOF) {
			return false
		}
		if err != nil {
			r.fail(err)
			return false
		}
		switch t := &r.xml.token; {
		case string(t.name) == "sheetData" && t.kind != xmlText:
			r.inRows = t.kind == xmlOpen && !t.isEmpty
		case t.opens("mergeCell"):
			r.noteMerged(t.attribute("ref"))
		case r.inRows && t.opens("row"):
			if r.readRow(t) {
				return true
			}
		}
	}
	return false
}

// noteMerged counts an area such as A1:F3 when it reaches below the header.
func (r *sheetReader) noteMerged(area []byte) {
	_, end, _ := bytes.Cut(area, []byte{':'})
	row, err := strconv.ParseInt(string(bytes.TrimLeft(end, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")), 10, 64)
	if err != nil || row <= r.header {
		return
	}
	if r.merged++; r.merged == 1 {
		r.area = string(area)
	}
}

func (r *sheetReader) fail(err error) {
	if errors.Is(err, errXMLToken) {
		err = r.tooLong()
	}
	r.err = r.book.explain(r.sheet, "sheet "+r.sheet, err)
}

func (r *sheetReader) pos() billable.Pos {
	return billable.Pos{File: r.book.path, Sheet: r.sheet, Row: int(r.line)}
}

func (r *sheetReader) tooLong() error {
	return limitProblem(r.pos(), "max_record_bytes", "a row has more than %d bytes", r.book.limits.MaxRecordBytes)
}

// readRow reads the cells of a row; false when it is blank.
func (r *sheetReader) readRow(t *xmlToken) bool {
	r.line++
	if n, ok := digits(t.attribute("r")); ok && n > 0 {
		r.line = int64(n)
	}
	if isXMLTrue(t.attribute("hidden")) {
		r.hidden++
	}
	r.arena, r.spans, r.notes = r.arena[:0], r.spans[:0], r.notes[:0]
	for !r.xml.token.closes("row") {
		if err := r.xml.next(); err != nil {
			if errors.Is(err, io.EOF) {
				err = errXMLCutOff
			}
			r.fail(err)
			return false
		}
		if r.xml.token.opens("c") {
			if err := r.readCell(); err != nil {
				r.fail(err)
				return false
			}
		}
	}
	return r.take()
}

// take makes a record of the cells.
func (r *sheetReader) take() bool {
	width := len(r.spans)
	for width > 0 && len(trim(r.arena[r.spans[width-1].start:r.spans[width-1].end])) == 0 {
		width--
	}
	if width == 0 {
		if r.strays == 0 {
			r.strayRow = r.line
		}
		r.strays += len(r.notes)
		return false
	}
	r.cells = r.cells[:0]
	r.record = record{row: r.line}
	for _, s := range r.spans[:width] {
		cell := r.arena[s.start:s.end:s.end]
		r.cells = append(r.cells, cell)
		if isASCII(cell) {
			continue
		}
		if r.record.mayLackLetters = true; !utf8.Valid(cell) {
			r.record.fault = "the row holds bytes that are not UTF-8"
		}
	}
	r.record.cells = r.cells
	return true
}

// readCell reads a cell, whose opening tag is the token.
func (r *sheetReader) readCell() error {
	t := &r.xml.token
	column := len(r.spans)
	if ref := t.attribute("r"); len(ref) > 0 {
		var ok bool
		if column, ok = columnOf(ref); !ok {
			return fmt.Errorf("%q is no place of a cell", ref)
		}
	}
	if most := r.book.limits.MaxColumns; int64(column) >= most {
		return limitProblem(r.pos(), "max_columns", "the row has a cell in column %d, %d are allowed", column+1, most)
	}
	kind := cellKind(t.attribute("t"))
	style, _ := digits(t.attribute("s"))
	start, isPending, err := r.collect(kind)
	if err != nil {
		return err
	}
	text, err := r.value(kind, style, start, column)
	if err != nil {
		return err
	}
	r.arena = append(r.arena[:start], text...)
	if isPending {
		r.note(column, valueMissing, "")
	}
	for len(r.spans) <= column {
		r.spans = append(r.spans, cellSpan{start, start})
	}
	r.spans[column] = cellSpan{start, len(r.arena)}
	return nil
}

func (r *sheetReader) note(column int, kind, text string) {
	r.notes = append(r.notes, cellNote{column: column, kind: kind, text: text})
}

// collect puts what a cell holds behind the arena, from start on. isPending: it
// holds a formula and no value of it.
func (r *sheetReader) collect(kind cellKind) (start int, isPending bool, err error) {
	start = len(r.arena)
	inValue, isFormula, hasValue, inline := false, false, false, richText{}
	for t := &r.xml.token; !t.closes("c"); {
		if err := r.xml.next(); err != nil {
			if errors.Is(err, io.EOF) {
				err = errXMLCutOff
			}
			return start, false, err
		}
		switch {
		case t.kind == xmlText && inValue:
			r.arena = append(r.arena, t.rest...)
		case t.opens("f"):
			isFormula = true
		case string(t.name) == "v" && t.kind != xmlText:
			inValue, hasValue = t.kind == xmlOpen && !t.isEmpty, true
		case kind == cellInline:
			r.arena = inline.append(r.arena, t)
		}
		if int64(len(r.arena)) > r.book.limits.MaxRecordBytes {
			return start, false, r.tooLong()
		}
	}
	return start, isFormula && !hasValue, nil
}

// cellKind is the type of a cell as its attribute t says it.
type cellKind string

const (
	cellNumber  cellKind = "n" // or nothing
	cellShared  cellKind = "s"
	cellInline  cellKind = "inlineStr"
	cellFormula cellKind = "str" // a text that a formula gave
	cellBoolean cellKind = "b"
	cellError   cellKind = "e"
	cellDate    cellKind = "d"
)

// value gives the text of the cell whose raw value lies behind start.
func (r *sheetReader) value(kind cellKind, style, start, column int) ([]byte, error) {
	raw := r.arena[start:]
	switch kind {
	case cellInline, cellFormula:
		return unescaped(raw), nil
	}
	if raw = trim(raw); len(raw) == 0 {
		return nil, nil
	}
	switch kind {
	case cellShared:
		n, err := strconv.ParseInt(string(raw), 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is no number of a text", raw)
		}
		text, found, err := r.book.strings.text(n)
		if err == nil && !found {
			err = fmt.Errorf("there is no text of the number %d", n)
		}
		if int64(start+len(text)) > r.book.limits.MaxRecordBytes {
			err = r.tooLong()
		}
		if err == nil {
			// A small workbook may show one large text in a million cells.
			err = r.book.budget().spend(int64(len(text)))
		}
		return text, err
	case cellBoolean:
		if isXMLTrue(raw) {
			return []byte("TRUE"), nil
		}
		return []byte("FALSE"), nil
	case cellError:
		r.note(column, errorCell, string(raw))
		return nil, nil
	case cellDate:
		return isoTime(raw), nil
	}
	var room [64]byte
	text, note := r.book.appendNumber(room[:0], raw, style)
	if note != "" {
		r.note(column, note, string(text))
	}
	return text, nil
}

// columnOf reads the letters of a reference such as AB12 as a number from 0.
func columnOf(ref []byte) (int, bool) {
	n, i := 0, 0
	for ; i < len(ref) && ref[i]|0x20 >= 'a' && ref[i]|0x20 <= 'z'; i++ {
		if n = 26*n + int(ref[i]|0x20-'a') + 1; n > 1<<24 {
			return 0, false
		}
	}
	return n - 1, i > 0 && isDigits(ref[i:])
}
