package ingest

import (
	"bytes"
	"strings"
)

// What separates the cells of a CSV file, and what quotes them, is told from its
// header.

// delimiters may separate cells. That of a file with one column is the first.
const delimiters = ",;\t|"

// sniffDelimiter finds what separates the cells of a header: what stands most often
// outside quotes; comma if nothing does. A tab beside another separator is a blank
// around a cell.
func sniffDelimiter(head []byte) byte {
	quote := sniffQuote(head)
	counts := map[byte]int{}
	inQuotes, before := false, byte(0) // the last byte that is no space
	for _, c := range firstLine(head, quote) {
		if c == quote {
			inQuotes = !inQuotes
		}
		if !inQuotes && strings.IndexByte(delimiters, c) >= 0 {
			counts[c]++
			if isTab, wasTab := c == '\t', before == '\t'; isTab != wasTab && (wasTab || counts[before] > 0) {
				counts['\t']--
			}
		}
		if c != ' ' {
			before = c
		}
	}
	best := delimiters[0]
	for _, c := range []byte(delimiters) {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return best
}

// sniffQuote finds what quotes the cells: an apostrophe when the header begins and
// ends with one.
func sniffQuote(head []byte) byte {
	line := trim(firstLine(head, '"'))
	if n := len(line); n > 2 && line[0] == '\'' && line[n-1] == '\'' {
		return '\''
	}
	return '"'
}

// firstLine is the first line that is not blank, as far as it is there. A line break
// within quotes does not end it.
func firstLine(head []byte, quote byte) []byte {
	head = bytes.TrimLeft(head, "\r\n")
	inQuotes := false
	for i, c := range head {
		if c == quote {
			inQuotes = !inQuotes
		}
		if !inQuotes && (c == '\n' || c == '\r') {
			return head[:i]
		}
	}
	return head
}
