package ingest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// A copy of rejected rows says of each which row it is of, so that the mended row can
// take its place: see CopyRejects. In a CSV file the first column does, whose header
// names the file; in JSON the key "_mends" of each record.
//
//	Mends managed-accounts.csv,Name,Email,...     {"_mends":"users.json 17 9f3a22c1b7d0",
//	17 9f3a22c1b7d0,Ada Quill,...                  "account_id":...}
//
// The number is the row as a person finds it, the rest a hash of its text: in a file
// that was exported anew, the same number may stand for another row.
const (
	mendHeader = "Mends "
	mendKey    = "_mends"
)

// A mark names a rejected row.
type mark struct {
	file  string // with the sheet in brackets, as places are spelled
	row   int64
	print fingerprint
}

// A fingerprint is a hash of a rejected row's text.
type fingerprint [6]byte

func fingerprintOf(text []byte) fingerprint {
	sum := sha256.Sum256(text)
	return fingerprint(sum[:len(fingerprint{})])
}

// cell spells the mark below its header.
func (m mark) cell() string {
	return strconv.FormatInt(m.row, 10) + " " + hex.EncodeToString(m.print[:])
}

// key spells the mark in JSON.
func (m mark) key() string { return m.file + " " + m.cell() }

// parseMark reads a mark of a file; false when the cell holds none.
func parseMark(file string, cell []byte) (mark, bool) {
	row, hash, _ := bytes.Cut(trim(cell), []byte{' '})
	m := mark{file: file}
	var err error
	if m.row, err = strconv.ParseInt(string(row), 10, 64); err != nil || m.row < 1 || hex.DecodedLen(len(hash)) != len(m.print) {
		return mark{}, false
	}
	_, err = hex.Decode(m.print[:], hash)
	return m, err == nil
}

// parseMarkKey reads a mark that names its file.
func parseMarkKey(text []byte) (mark, bool) {
	cut := bytes.LastIndexByte(text, ' ')
	if cut > 0 {
		cut = bytes.LastIndexByte(text[:cut], ' ')
	}
	if cut <= 0 {
		return mark{}, false
	}
	return parseMark(string(text[:cut]), text[cut+1:])
}

// mendsOf is the file that a header says its rows are of, or "".
func mendsOf(header string) string {
	file, isMark := strings.CutPrefix(header, mendHeader)
	if !isMark {
		return ""
	}
	return strings.TrimSpace(file)
}
