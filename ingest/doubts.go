package ingest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"billable"

	"golang.org/x/text/encoding/charmap"
)

// What people, spreadsheets and scripts did to a file can often still be seen in a
// row: an id that was rounded, an address in apostrophes, a total at the end. Such a
// row or cell would be wrong without anybody noticing; here it is noticed. A row that
// has nothing of the kind must cost next to nothing, so that each look begins with
// what rules the fault out.

// An idCell is a column that says who or what a row is about.
type idCell struct {
	from    int
	kind    idKind
	decides bool // a row in which all such columns are blank is a reject
}

type idKind uint8

const (
	numberID  idKind = iota + 1 // of a quote or invoice
	loginID                     // may be an address
	accountID                   // never has blanks
	addressID                   // has an @
)

// idKinds are the columns of tables that are looked at. What else can identify a row,
// such as a site or an app, is any text.
var idKinds = map[string]idKind{
	"account_id": accountID, "directory_id": accountID, "email": addressID,
	"user_principal_name": loginID, "username": loginID,
	"quote_number": numberID, "invoice_number": numberID, "entitlement_number": numberID,
}

func idCells(l *layout, targets []target, identity []int) []idCell {
	var cells []idCell
	for i := range targets {
		t := &targets[i]
		if t.col >= len(l.table.columns) || t.as != asText {
			continue
		}
		kind := idKinds[l.table.columns[t.col].name]
		for _, from := range t.from {
			if kind != 0 {
				cells = append(cells, idCell{from: from, kind: kind, decides: containsInt(identity, from)})
			}
		}
	}
	return cells
}

func containsInt(list []int, n int) bool {
	for _, v := range list {
		if v == n {
			return true
		}
	}
	return false
}

// isBlankRow reports whether a record has nothing but separators.
func isBlankRow(rec *record) bool {
	n := len(rec.cells)
	if rec.fault != "" || n == 0 || isInk(rec.cells[0]) || isInk(rec.cells[n-1]) {
		return false
	}
	for _, c := range rec.cells {
		if len(trim(c)) > 0 {
			return false
		}
	}
	return true
}

// isInk reports whether a cell begins with a character that is to be seen: most first
// or last cells of a row do.
func isInk(cell []byte) bool { return len(cell) > 0 && cell[0] > ' ' && cell[0] < utf8.RuneSelf }

// doubt looks at a record that has as many cells as the header. It mends what can be
// told, notes what cannot, and gives the reason if the record is none. namesOne says
// that an id beyond doubt decides who or what the record is about.
func (r *csvRows) doubt(rec *record) (reason, remedy string, namesOne bool) {
	if r.repeatsHeader(rec) {
		return "the row repeats the header", "Remove the row.", false
	}
	if rec.raw == nil || rec.hasSign {
		r.clearErrors(rec)
	}
	if rec.mayLackLetters {
		r.noteLetters(rec)
	}
	if rec.isQuoted {
		r.noteQuotes(rec)
	}
	for i := range r.ids {
		c := &r.ids[i]
		v := rec.cells[c.from]
		if !isPlain(v) {
			if v = value(v); len(v) == 0 {
				continue
			}
		}
		if c.isTidy(v) {
			namesOne = namesOne || c.decides
			continue
		}
		if c.decides && isRemark(rec, v) {
			return "the row is a remark or a total, not a record", "Remove the row, or fill in who or what it is about.", false
		}
		r.mendID(rec, c, v)
	}
	return "", "", namesOne
}

// isPlain reports whether a cell is its own value: nothing is to be trimmed off it, and
// it is longer than the words for a blank.
func isPlain(cell []byte) bool {
	return len(cell) > longestAbsence && isAlphanumeric(cell[0]) && isAlphanumeric(cell[len(cell)-1])
}

// isTidy reports whether an id is beyond doubt.
func (c *idCell) isTidy(v []byte) bool {
	first := v[0]
	if !isAlphanumeric(first) || !isAlphanumeric(v[len(v)-1]) || !isGraphic(v) {
		return false
	}
	if c.kind == addressID {
		return bytes.IndexByte(v, '@') > 0
	}
	if first <= '9' {
		return !isRounded(v)
	}
	return len(v) > maxRemarkWord || bytes.IndexByte(v, '@') > 0 || !remarkWords[string(v)]
}

func isAlphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// isGraphic reports whether there is nothing but ASCII letters, digits and signs: no
// blanks, no controls.
func isGraphic(b []byte) bool {
	for ; len(b) >= 8; b = b[8:] {
		// A byte below 0x21 borrows or is left with a high bit.
		if w := binary.LittleEndian.Uint64(b); (w|(w-0x2121212121212121))&0x8080808080808080 != 0 {
			return false
		}
	}
	for _, c := range b {
		if c <= ' ' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isRounded reports whether an id is a number that a spreadsheet has cut to 15 digits
// or fewer: 5.57058E+23, or zeros behind the 15th digit.
func isRounded(v []byte) bool {
	const digits = 15
	for i := max(1, len(v)-1-maxExponent); i < len(v)-minExponent; i++ {
		if v[i] == '+' && v[i-1] == 'E' {
			mantissa, exponent := v[:i-1], v[i+1:]
			return isDigits(exponent) && isDigits(bytes.Replace(mantissa, []byte{'.'}, nil, 1))
		}
	}
	return len(v) > digits+2 && v[len(v)-1] == '0' && isDigits(v) && len(bytes.TrimRight(v, "0")) <= digits
}

// How many digits a spreadsheet gives an exponent.
const minExponent, maxExponent = 2, 3

// mendID takes off an id what is not of it, leaves one out that was rounded, and notes
// one that is odd.
func (r *csvRows) mendID(rec *record, c *idCell, v []byte) {
	header := r.headers[c.from].text
	if bare := unwrapped(v); len(bare) < len(v) {
		r.file.finding(rec.row, header, string(v), wrappedID)
		rec.cells[c.from], v = bare, value(bare)
	}
	switch {
	case len(v) == 0:
	case len(bytes.TrimFunc(v, isPunctuation)) == 0:
		rec.cells[c.from] = nil
	case c.kind != loginID && isRounded(v):
		r.file.finding(rec.row, header, string(v), roundedID)
		rec.cells[c.from] = nil
	case c.isOdd(v):
		r.file.finding(rec.row, header, spelledOut(v), oddID)
	}
}

// unwrapped takes off apostrophes and typographic quotes around a text, and the
// apostrophe that spreadsheets put before one.
func unwrapped(v []byte) []byte {
	const marks = "'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb"
	return bytes.TrimRight(bytes.TrimLeft(v, marks), marks)
}

func isPunctuation(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// isOdd reports whether an id holds what no vendor puts there.
func (c *idCell) isOdd(v []byte) bool {
	if c.kind == addressID && bytes.IndexByte(v, '@') < 0 {
		return true
	}
	if c.kind == numberID {
		v = bytes.ReplaceAll(v, []byte{' '}, nil)
	}
	return !isGraphic(v)
}

// spelledOut shows characters that cannot be seen.
func spelledOut(v []byte) string {
	quoted := strconv.QuoteToGraphic(string(v[:min(len(v), 200)]))
	return quoted[1 : len(quoted)-1]
}

// remarkWords begin the last row of many a table.
var remarkWords = wordSet("total", "totals", "subtotal", "sum", "count", "grand", "average", "end", "eof", "summary",
	"note", "source", "rows", "records", "summe", "gesamt", "somme")

const maxRemarkWord = 9 // letters, with a colon

func wordSet(words ...string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range words {
		for _, spelled := range []string{w, strings.ToUpper(w), strings.ToUpper(w[:1]) + w[1:]} {
			set[spelled], set[spelled+":"] = true, true
		}
	}
	return set
}

// isRemark reports whether a row is about the table: its id is a sentence or a word
// such as Total, and there is nothing else in it but numbers.
func isRemark(rec *record, id []byte) bool {
	if bytes.IndexByte(id, '@') >= 0 || bytes.IndexByte(id, ' ') < 0 && !remarkWords[string(id)] {
		return false
	}
	others := 0
	for _, cell := range rec.cells {
		v := value(cell)
		if len(v) == 0 || bytes.Equal(v, id) {
			continue
		}
		if others++; len(bytes.Trim(v, "0123456789.,-+ %$")) > 0 {
			return false
		}
	}
	return others <= 3
}

// errorWords are what spreadsheets show instead of a value.
var errorWords = map[string]bool{
	"#NAME?": true, "#REF!": true, "#VALUE!": true, "#DIV/0!": true, "#N/A": true, "#NUM!": true, "#NULL!": true,
	"#SPILL!": true, "#CALC!": true, "#GETTING_DATA": true,
}

// clearErrors blanks cells that hold an error, and notes them.
func (r *csvRows) clearErrors(rec *record) {
	for i, cell := range rec.cells {
		v := trim(cell)
		if len(v) == 0 || v[0] != '#' || !errorWords[string(v)] && len(bytes.Trim(v, "#")) > 0 {
			continue
		}
		r.file.finding(rec.row, r.headers[i].text, string(v), errorCell)
		rec.cells[i] = nil
	}
}

// noteLetters notes cells whose letters were lost when the file was taken for another
// encoding and saved.
func (r *csvRows) noteLetters(rec *record) {
	for i, cell := range rec.cells {
		wide := cell[countASCII(cell):]
		if len(wide) > 0 && (bytes.Contains(wide, lostLetter) || isTwiceEncoded(wide)) {
			r.file.finding(rec.row, r.headers[i].text, string(cell[:min(len(cell), 200)]), lostLetters)
		}
	}
}

// lostLetter is what stands for a letter that could not be read.
var lostLetter = []byte(string(utf8.RuneError))

// isTwiceEncoded reports whether a text is UTF-8 that was read as Windows-1252: spelled
// in that encoding, it is UTF-8 again.
func isTwiceEncoded(text []byte) bool {
	var again []byte
	for _, c := range string(text) {
		b, ok := charmap.Windows1252.EncodeRune(c)
		if !ok && (c > 0x9f || c < 0x80) {
			return false
		} else if !ok {
			b = byte(c) // bytes without a meaning are often kept
		}
		again = append(again, b)
	}
	return utf8.Valid(again)
}

// noteQuotes notes cells that were put in quotes twice.
func (r *csvRows) noteQuotes(rec *record) {
	for i, cell := range rec.cells {
		if n := len(cell); n > 1 && cell[0] == '"' && cell[n-1] == '"' {
			r.file.finding(rec.row, r.headers[i].text, string(cell[:min(n, 200)]), keptQuotes)
		}
	}
}

// repeatsHeader reports whether a record is the header once more, as where two files
// were put one behind the other. If its columns stand in another order, what follows
// would be read wrongly: the file is refused.
func (r *csvRows) repeatsHeader(rec *record) bool {
	for _, i := range r.identity {
		cell := rec.cells[i]
		if n := len(cell); n > r.longestHeader && cell[0] != '=' && isInk(cell) && isInk(cell[n-1:]) {
			return false
		}
		v := value(cell)
		if len(v) == 0 {
			continue
		}
		if v[0] <= '9' || bytes.IndexByte(v, '@') >= 0 || !r.headerTexts[string(v)] {
			return false
		}
		break
	}
	known, filled, isSame := 0, 0, true
	for i, cell := range rec.cells {
		key := headerKey(string(trim(cell)))
		isSame = isSame && key == r.headers[i].key
		if key == "" {
			continue
		}
		filled++
		for _, h := range r.headers {
			if h.key == key {
				known++
				break
			}
		}
	}
	if 2*known <= filled || filled == 0 {
		return false
	}
	if !isSame && r.file.broken == nil {
		text := rec.text()
		r.file.broken = &billable.Problem{
			Kind: billable.Input, Pos: billable.Pos{File: r.file.record.Path, Sheet: r.file.record.Sheet, Row: int(rec.row)},
			What:   fmt.Sprintf("another header stands here, with its columns in another order: %s", printable(text[:min(len(text), 200)])),
			Remedy: "The file holds two exports. Put what begins here into a file of its own.",
		}
	}
	return true
}
