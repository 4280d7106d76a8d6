package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"billable"
)

// A csvReader cuts a file into records. It reads what spreadsheets, consoles and
// scripts write: quotes, doubled quotes, line breaks within quotes, any mixture of
// LF, CRLF and CR, blank lines between records.
//
//	for r.Scan() {
//		use r.record, or reject it when r.record.fault is set
//	}
//	return r.Err()
//
// The reader keeps ownership of the record: copy what you keep. A record that is
// broken comes back with its fault, and scanning goes on; an error is only what
// makes the rest of the file unreadable.
type csvReader struct {
	file  string
	src   io.Reader
	delim byte
	quote byte
	// A record that is larger is the sign of a quote that never closes.
	most      int
	mostCells int

	buf      []byte
	pos, end int
	newline  int      // place of the next LF at or behind pos, end if none, -1 if not looked for
	odd      oddities // what buf may hold
	eof      bool
	line     int64 // physical line on which the next record starts
	// openEnd is the row of a last record that may go on: the file ends within a cell
	// that no quote closes, and without a line end. Else 0.
	openEnd int64

	record  record
	cells   [][]byte // where the cells of records are put
	scratch []byte   // cells with doubled quotes, unquoted
	err     error
}

// A record is one row of a CSV file.
type record struct {
	row   int64    // physical line on which it starts, from 1
	cells [][]byte // as they are, not trimmed
	raw   []byte   // the whole record without its line end; nil in a sheet
	fault string   // why the record cannot be used, or ""
	// isQuoted: there are quotes. hasSign: there are number signs; in a sheet this is
	// not known. mayLackLetters: see wideText; in a sheet it is all that is not ASCII.
	isQuoted, hasSign, mayLackLetters bool
	width                             int // how many cells there are, when they are too many to be cut; else 0
}

// text is the record as a line of a CSV file.
func (r *record) text() []byte {
	if r.raw != nil {
		return r.raw
	}
	return r.spelled(',', '"')
}

// spelled makes a line of the record's cells.
func (r *record) spelled(delim, quote byte) []byte {
	line := []byte{}
	for i, cell := range r.cells {
		if i > 0 {
			line = append(line, delim)
		}
		line = appendCell(line, cell, delim, quote)
	}
	return line
}

const csvBuffer = 256 << 10

func newCSVReader(file string, src io.Reader, delim byte) *csvReader {
	return &csvReader{
		file: file, src: src, delim: delim, most: int(DefaultLimits().MaxRecordBytes), mostCells: int(DefaultLimits().MaxColumns),
		quote: '"', line: 1, newline: -1, buf: make([]byte, csvBuffer),
	}
}

func (r *csvReader) current() *record { return &r.record }

// Err is what ended the scan, or nil at the end of the file.
func (r *csvReader) Err() error { return r.err }

// Scan reads the next record. Blank lines are passed over.
func (r *csvReader) Scan() bool {
	r.cells, r.scratch = r.cells[:0], r.scratch[:0]
	for {
		if r.scanBuffer() {
			return true
		}
		if !r.fill(r.buf) {
			return false
		}
	}
}

// scanBuffer reads the next record that lies in the buffer whole.
func (r *csvReader) scanBuffer() bool {
	for r.pos < r.end {
		switch r.next() {
		case got:
			if r.odd != (oddities{}) {
				r.look()
			}
			return true
		case more:
			return false
		}
	}
	return false
}

// oddities are what the bytes of a buffer may hold that most do not: each record of
// such a buffer is looked at alone.
type oddities struct{ wide, nul, sign bool } // not ASCII; NUL; a number sign

func (o *oddities) add(b []byte) {
	o.wide = o.wide || !isASCII(b)
	o.nul = o.nul || bytes.IndexByte(b, 0) >= 0
	o.sign = o.sign || bytes.IndexByte(b, '#') >= 0
}

// look finds what is odd about the bytes of a record.
func (r *csvReader) look() {
	rec := &r.record
	isUTF8 := true
	if r.odd.wide {
		isUTF8, rec.mayLackLetters = wideText(rec.raw)
	}
	rec.hasSign = r.odd.sign && bytes.IndexByte(rec.raw, '#') >= 0
	switch {
	case rec.fault != "":
	case !isUTF8:
		rec.fault = "the row holds bytes that are not UTF-8"
	case r.odd.nul && bytes.IndexByte(rec.raw, 0) >= 0:
		rec.fault = "the row holds NUL bytes"
	}
}

// outcome of an attempt to read a record from the buffer.
type outcome int

const (
	got   outcome = iota
	blank         // it was an empty line
	more          // the record goes on behind the buffer
)

// next reads a record that lies in the buffer whole.
func (r *csvReader) next() outcome {
	rest := r.buf[r.pos:r.end]
	line, size := r.cutLine(rest)
	if size == 0 {
		return more
	}
	if bytes.IndexByte(line, r.quote) >= 0 {
		return r.quoted(rest)
	}
	row := r.line
	r.line++
	r.pos += size
	if len(line) == 0 || line[0] == ' ' && len(bytes.TrimLeft(line, " ")) == 0 {
		return blank
	}
	if r.record = (record{row: row, raw: line}); size == len(line) {
		r.openEnd = row
	}
	if len(line) >= r.mostCells {
		if n := 1 + bytes.Count(line, []byte{r.delim}); n > r.mostCells {
			r.record.tooWide(n)
			return got
		}
	}
	first, cells := len(r.cells), r.cells
	for {
		at := bytes.IndexByte(line, r.delim)
		if at < 0 {
			r.cells = append(cells, line)
			r.record.cells = r.cells[first:len(r.cells):len(r.cells)]
			return got
		}
		cells = append(cells, line[:at])
		line = line[at+1:]
	}
}

// cutLine gives the first line of rest, and how many bytes it takes with its
// line end; 0 when its end is not in the buffer.
func (r *csvReader) cutLine(rest []byte) (line []byte, size int) {
	if r.newline < r.pos {
		if at := bytes.IndexByte(rest, '\n'); at >= 0 {
			r.newline = r.pos + at
		} else {
			r.newline = r.end
		}
	}
	line = r.buf[r.pos:r.newline]
	if at := bytes.IndexByte(line, '\r'); at >= 0 {
		if at == len(line)-1 {
			if r.newline < r.end {
				return line[:at], at + 2
			}
			if !r.eof {
				return nil, 0 // an LF may follow
			}
		}
		return line[:at], at + 1
	}
	if r.newline < r.end {
		return line, len(line) + 1
	}
	if r.eof {
		return line, len(line)
	}
	return nil, 0
}

// quoted reads a record that has a quote somewhere. rest starts at the record.
func (r *csvReader) quoted(rest []byte) outcome {
	first, cells, scratch := len(r.cells), r.cells, r.scratch
	lines, at, width, fault := int64(0), 0, 0, ""
	for {
		var cell []byte
		start := at + r.blanks(rest[at:])
		isClosed := start < len(rest) && rest[start] == r.quote
		if isClosed {
			end, doubled := r.closingQuote(rest, start+1)
			if end < 0 || end+1 == len(rest) && !r.eof {
				return more
			}
			cell = rest[start+1 : end]
			lines += lineBreaks(cell)
			if doubled {
				cell, scratch = r.undouble(cell, scratch)
			}
			at = end + 1
			at += r.blanks(rest[at:])
			if at < len(rest) && rest[at] != r.delim && rest[at] != '\n' && rest[at] != '\r' {
				fault = fmt.Sprintf("cell %d has text behind its closing quote", len(cells)-first+1)
				if 0 < lines && lines <= maxSwallowed {
					return r.giveUp(rest, cells, first, fault)
				}
				at += r.cellEnd(rest[at:])
			}
		} else {
			n := r.cellEnd(rest[at:])
			cell, at = rest[at:at+n], at+n
		}
		if width++; width <= r.mostCells {
			cells = append(cells, cell)
		}
		if at == len(rest) {
			if !r.eof {
				return more
			}
			r.take(cells, first, rest, scratch, fault)
			if r.pos = r.end; !isClosed {
				r.openEnd = r.line
			}
			break
		}
		if rest[at] == r.delim {
			at++
			continue
		}
		raw := rest[:at]
		if rest[at] == '\r' {
			if at+1 == len(rest) && !r.eof {
				return more
			}
			if at+1 < len(rest) && rest[at+1] == '\n' {
				at++
			}
		}
		r.take(cells, first, raw, scratch, fault)
		r.pos += at + 1
		break
	}
	if width > r.mostCells {
		r.record.tooWide(width)
	}
	r.line += 1 + lines
	return got
}

// tooWide marks a record of n cells, more than are cut.
func (r *record) tooWide(n int) {
	r.cells, r.width = nil, n
	r.fault = fmt.Sprintf("the row has %d cells, more than are read (limits.max_columns)", n)
}

// maxSwallowed is how many lines a quote may have swallowed that are read again.
const maxSwallowed = 64

// giveUp rejects the first line of a record alone whose quotes are at fault: a quote
// that somebody forgot to close must not take the lines behind it along.
func (r *csvReader) giveUp(rest []byte, cells [][]byte, first int, fault string) outcome {
	line, size := cutLine(rest)
	r.take(append(cells, line), first, line, r.scratch, fault)
	r.pos += size
	r.line++
	return got
}

// take keeps a record whose cells are those behind the first ones.
func (r *csvReader) take(cells [][]byte, first int, raw, scratch []byte, fault string) {
	r.record = record{row: r.line, cells: cells[first:len(cells):len(cells)], raw: raw, fault: fault, isQuoted: true}
	r.cells, r.scratch = cells, scratch
}

// cellEnd is where a cell without quotes ends.
func (r *csvReader) cellEnd(b []byte) int {
	for i, c := range b {
		if c == r.delim || c == '\n' || c == '\r' {
			return i
		}
	}
	return len(b)
}

// blanks counts what may stand between a separator and a quote: blanks, and a byte
// order mark where one file was put behind another.
func (r *csvReader) blanks(b []byte) int {
	n := 0
	for n < len(b) && (b[n] == ' ' || b[n] == '\t' && r.delim != '\t') {
		n++
	}
	if bytes.HasPrefix(b[n:], []byte(bom)) {
		n += len(bom)
	}
	return n
}

// closingQuote finds the quote that closes a cell, or -1, and says whether there
// are doubled quotes before it.
func (r *csvReader) closingQuote(b []byte, from int) (end int, doubled bool) {
	for {
		at := bytes.IndexByte(b[from:], r.quote)
		if at < 0 {
			return -1, doubled
		}
		from += at
		if from+1 == len(b) || b[from+1] != r.quote {
			return from, doubled
		}
		doubled, from = true, from+2
	}
}

// undouble appends a cell to scratch with its doubled quotes made single. Cells
// cut from an earlier scratch stay valid, for they keep that memory alive.
func (r *csvReader) undouble(cell, scratch []byte) (undoubled, grown []byte) {
	start := len(scratch)
	for {
		at := bytes.IndexByte(cell, r.quote)
		if at < 0 {
			scratch = append(scratch, cell...)
			return scratch[start:len(scratch):len(scratch)], scratch
		}
		scratch = append(scratch, cell[:at+1]...)
		cell = cell[at+2:]
	}
}

// lineBreaks counts LF, CRLF and CR, each as one.
func lineBreaks(b []byte) int64 {
	n := bytes.Count(b, []byte{'\n'})
	for {
		at := bytes.IndexByte(b, '\r')
		if at < 0 {
			return int64(n)
		}
		if at+1 == len(b) || b[at+1] != '\n' {
			n++
		}
		b = b[at+1:]
	}
}

// fill goes on in another buffer, which may be the same one: it copies what is
// left to its front and reads more behind it, into a larger one when a record
// fills it. False at the end of the file, or on an error.
func (r *csvReader) fill(buf []byte) bool {
	if r.eof || r.err != nil {
		if r.pos < r.end && r.err == nil {
			r.err = r.unclosed()
		}
		return false
	}
	left, size := r.buf[r.pos:r.end], max(1, len(buf))
	for most := max(r.most, csvBuffer); size <= len(left); size = min(2*size, most) {
		if size == most {
			r.err = r.unclosed()
			return false
		}
	}
	if size > len(buf) {
		buf = make([]byte, size)
	}
	r.end = copy(buf, left)
	r.buf, r.pos, r.newline = buf, 0, -1
	r.odd = oddities{}
	r.odd.add(buf[:r.end])
	for r.end < len(buf) {
		n, err := r.src.Read(buf[r.end:])
		r.odd.add(buf[r.end : r.end+n])
		r.end += n
		if errors.Is(err, io.EOF) {
			r.eof = true
			return r.end > 0
		}
		if err != nil {
			r.err = err
			return false
		}
	}
	return true
}

// unclosed says where the quote opened that nothing closes.
func (r *csvReader) unclosed() error {
	line, at := r.openQuote()
	pos := billable.Pos{File: r.file, Row: int(line)}
	if at < 0 {
		return limitProblem(pos, "max_record_bytes", "a line is longer than %d bytes", r.most)
	}
	p := &billable.Problem{
		Kind: billable.Input, Pos: pos, What: "a quote opens here and is never closed",
		Remedy: "Export the file again: it is cut off, or a quote in this line must be doubled.",
	}
	if !r.eof {
		p.What += fmt.Sprintf(" within %d bytes (limits.max_record_bytes)", r.most)
		p.Remedy += " If a cell is that large, raise max_record_bytes under limits: in billable.yaml."
	}
	return p
}

// openQuote finds the quote that is open at the end of the buffer.
func (r *csvReader) openQuote() (line int64, at int) {
	rest, line := r.buf[r.pos:r.end], r.line
	for at := 0; at < len(rest); {
		start := at + r.blanks(rest[at:])
		if start == len(rest) || rest[start] != r.quote {
			at += r.cellEnd(rest[at:]) + 1
			continue
		}
		end, _ := r.closingQuote(rest, start+1)
		if end < 0 {
			return line, start
		}
		line += lineBreaks(rest[start+1 : end])
		at = end + 1
		at += r.cellEnd(rest[at:]) + 1
	}
	return line, -1
}
