package ingest

import (
	"bytes"
	"strings"
)

// Titles, dates and notes stand above the header of many a file that a person or a
// script made. The header is the first line whose columns are those of a format.

// headBytes is how much of a file is searched for its header.
const headBytes = 64 << 10

// A headerPlace is where the header of a CSV file starts, and how it is written.
type headerPlace struct {
	at           int   // bytes in front of it
	line         int64 // physical line, from 1
	delim, quote byte
}

// findHeader looks for the header in the first lines of a file: below at most most of
// them, blank ones not counted. Where there is none, the first line has to do, so that
// the message is about it.
func findHeader(head []byte, most int64, isHeader func(keys []string) bool) headerPlace {
	first := headerPlace{line: 1, delim: sniffDelimiter(head), quote: sniffQuote(head)}
	place := first
	for n := int64(0); n <= most && place.at < len(head); {
		rest := head[place.at:]
		if line, size := cutLine(rest); len(trim(line)) > 0 {
			place.delim, place.quote = sniffDelimiter(rest), sniffQuote(rest)
			if isHeader(keysOfLine(rest, place)) {
				return place
			}
			n++
			place.at += size
		} else {
			place.at += size
		}
		place.line++
	}
	return first
}

// cutLine cuts the first line, and says how many bytes it takes with its end.
func cutLine(b []byte) (line []byte, size int) {
	at := bytes.IndexAny(b, "\r\n")
	if at < 0 {
		return b, len(b)
	}
	if bytes.HasPrefix(b[at:], []byte("\r\n")) {
		return b[:at], at + 2
	}
	return b[:at], at + 1
}

// keysOfLine gives the keys of the record that starts a text.
func keysOfLine(text []byte, place headerPlace) []string {
	r := &csvReader{delim: place.delim, quote: place.quote, newline: -1, buf: text, end: len(text), eof: true, most: len(text), mostCells: len(text) + 1}
	if !r.scanBuffer() || r.record.fault != "" {
		return nil
	}
	keys, _ := keysOf(readHeaders(r.record.cells))
	return keys
}

// isHeaderOf says what a header is: one of any format or, when the options name the
// kind, one that this kind can be read with.
func isHeaderOf(kind string) func(keys []string) bool {
	return func(keys []string) bool {
		if kind == "" {
			f, _ := recognise("csv", keys)
			return f != nil
		}
		f, _, err := formatOfKind("", "csv", kind, keys, keys)
		return err == nil && f != nil
	}
}

// noteTitle says what stands above the header.
func (f *fileRun) noteTitle(title []byte) {
	if len(trim(title)) > 0 {
		lines := strings.FieldsFunc(printable(title), func(r rune) bool { return r == '\n' || r == '\r' })
		f.finding(0, "", strings.Join(lines, " / "), titleRows)
	}
}
