package ingest

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf8"
)

// trim cuts blanks of every script, tabs and byte order marks off both ends.
func trim(b []byte) []byte {
	if len(b) == 0 {
		return b
	}
	if first, last := b[0], b[len(b)-1]; first > ' ' && first < utf8.RuneSelf && last > ' ' && last < utf8.RuneSelf {
		return b
	}
	return bytes.TrimFunc(b, isBlank)
}

func isBlank(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' }

// value is a trimmed cell, or nothing when it is one of the words that say so. Of
// ="0042", which spreadsheets write so that a number stays a text, it is the text.
func value(b []byte) []byte {
	b = trim(b)
	if len(b) > 3 && b[0] == '=' && b[1] == '"' && b[len(b)-1] == '"' && bytes.IndexByte(b[2:len(b)-1], '"') < 0 {
		b = trim(b[2 : len(b)-1])
	}
	if isAbsence(b) {
		return nil
	}
	return b
}

const longestAbsence = len("(null)")

// isAbsence knows the words that files hold instead of a blank: "-" and "N/A" by
// hand, NaN, None and NULL from scripts and databases.
func isAbsence(b []byte) bool {
	if len(b) == 0 || len(b) > longestAbsence || (b[0] != 'N' && b[0] != 'n' && b[0] != '-' && b[0] != '(') {
		return len(b) == 0
	}
	switch string(b) {
	case "-", "NaN", "nan", "None", "none", "N/A", "n/a", "NULL", "null", "(null)", "(NULL)":
		return true
	}
	return false
}

// headerKey reduces a header to what is compared: no byte order mark, no blanks,
// no "[...]" notes, lower-case letters and digits only.
func headerKey(header string) string {
	var key strings.Builder
	depth := 0
	for _, r := range header {
		switch {
		case r == '[':
			depth++
		case r == ']' && depth > 0:
			depth--
		case depth > 0:
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			key.WriteRune(unicode.ToLower(r))
		}
	}
	return key.String()
}

// activityPrefixes start the header of a column that says when, not whether.
var activityPrefixes = []string{"Last seen in ", "Last active in ", "Last active "}

// splitHeader cuts a header into activity prefix, product and place. The place
// stands behind the last " - ".
func splitHeader(header string) (product, place string, isActivity bool) {
	product = header
	for _, prefix := range activityPrefixes {
		if len(header) >= len(prefix) && strings.EqualFold(header[:len(prefix)], prefix) {
			product, isActivity = header[len(prefix):], true
			break
		}
	}
	if at := strings.LastIndex(product, " - "); at > 0 {
		product, place = product[:at], strings.TrimFunc(product[at+3:], isBlank)
	}
	return strings.TrimFunc(product, isBlank), place, isActivity
}

// isGroupNumber reports whether a header key is that of a pivoted group column:
// "Group 1", "Group 2", ...
func isGroupNumber(key string) bool {
	digits, found := strings.CutPrefix(key, "group")
	if !found || digits == "" {
		return false
	}
	return strings.Trim(digits, "0123456789") == ""
}

// maxRejectText bounds the original text that a reject carries.
const maxRejectText = 4096

// printable spells bytes that are not UTF-8 as \xNN and cuts the text at about
// maxRejectText bytes.
func printable(b []byte) string {
	const hex = "0123456789abcdef"
	var s strings.Builder
	for len(b) > 0 && s.Len() < maxRejectText-utf8.UTFMax {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			s.WriteString(`\x`)
			s.WriteByte(hex[b[0]>>4])
			s.WriteByte(hex[b[0]&15])
		} else {
			s.Write(b[:n])
		}
		b = b[n:]
	}
	return s.String()
}

// wideText reports whether a text is UTF-8, and whether it holds a mark of a lost letter
// or what no text that is UTF-8 twice is without: a letter that is the first byte of
// another in Windows-1252, and a letter beyond ASCII behind it.
func wideText(text []byte) (isUTF8, mayLackLetters bool) {
	for i := countASCII(text); i < len(text); {
		c, n := utf8.DecodeRune(text[i:])
		i += n
		isWide := i < len(text) && text[i] >= utf8.RuneSelf
		if c == utf8.RuneError || isWide && '\u00c2' <= c && c <= '\u00f4' {
			return utf8.Valid(text[i-n:]), true
		}
		if !isWide {
			i += countASCII(text[i:])
		}
	}
	return true, false
}

func isASCII(b []byte) bool { return countASCII(b) == len(b) }

// countASCII is how many bytes stand before the first that is not ASCII.
func countASCII(b []byte) int {
	const high = 0x8080808080808080
	n := 0
	for ; len(b)-n >= 32; n += 32 {
		w := b[n:]
		if (binary.LittleEndian.Uint64(w)|binary.LittleEndian.Uint64(w[8:])|binary.LittleEndian.Uint64(w[16:])|binary.LittleEndian.Uint64(w[24:]))&high != 0 {
			break
		}
	}
	for ; len(b)-n >= 8; n += 8 {
		if binary.LittleEndian.Uint64(b[n:])&high != 0 {
			break
		}
	}
	for ; n < len(b); n++ {
		if b[n] >= utf8.RuneSelf {
			break
		}
	}
	return n
}
