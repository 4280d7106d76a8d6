package ingest

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// A rejectCopy collects the rejected rows of one file or sheet, each as the line or
// record that it will be in the copy. They wait in a hidden file: whether a row is
// mended already is known only when all inputs were read.
type rejectCopy struct {
	dir          string
	file         *fileRun
	of           string // the file, with its sheet
	isJSON       bool
	isMended     bool   // the file is itself a mended copy: its rows stay there
	head         []byte // what stands above the rows
	delim, quote byte
	left         int64 // rows that may hold a password

	spool *os.File
	rows  *bufio.Writer
	err   error
}

// header is told the header of a CSV file or sheet, and whether the file is anything
// but plain UTF-8. The copy is UTF-8 in any case, with a mark that says so: of a few
// rows, nobody could tell Windows-1252.
func (c *rejectCopy) header(text []byte, delim, quote byte, isMarked bool) {
	if c == nil {
		return
	}
	c.delim, c.quote = delim, quote
	if isMarked {
		c.head = append(c.head, bom...)
	}
	if quote == '"' {
		c.head = appendCell(c.head, []byte(mendHeader+c.of), delim, quote)
	} else { // by its first cell, a file is known to have other quotes
		c.head = appendQuoted(c.head, []byte(mendHeader+c.of), quote)
	}
	if len(text) > 0 {
		c.head = append(append(c.head, delim), text...)
	}
	c.head = append(c.head, '\n')
}

// add keeps a rejected row. whole is its text in the input, line its text without
// passwords; nil when those could not be found in it.
func (c *rejectCopy) add(row int64, whole, line []byte) {
	if c == nil || c.err != nil {
		return
	}
	if line == nil {
		c.left++
		return
	}
	if c.spool == nil {
		if c.spool, c.err = os.CreateTemp(c.dir, ".mend-*"); c.err != nil {
			return
		}
		c.rows = bufio.NewWriter(c.spool)
	}
	m := mark{file: c.of, row: row, print: fingerprintOf(whole)}
	if c.isJSON {
		line = markedRecord(m, line)
	} else {
		line = append(append([]byte(m.cell()), c.delim), line...)
	}
	frame := binary.LittleEndian.AppendUint64(nil, uint64(row))
	frame = append(frame, m.print[:]...)
	frame = binary.LittleEndian.AppendUint64(frame, uint64(len(line)))
	if _, err := c.rows.Write(append(frame, line...)); err != nil {
		c.err = err
	}
}

// write writes the copy, without the rows that are claimed by a mended copy already.
func (c *rejectCopy) write(w io.Writer, isClaimed func(mark) bool) (rows int64, err error) {
	if err := errors.Join(c.err, c.rows.Flush()); err != nil {
		return 0, err
	}
	if _, err := c.spool.Seek(0, io.SeekStart); err != nil {
		return 0, err
	}
	out, from := bufio.NewWriter(w), bufio.NewReader(c.spool)
	for {
		m, line, err := c.next(from)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return 0, err
		}
		if isClaimed(m) {
			continue
		}
		switch {
		case rows == 0 && c.isJSON:
			out.WriteString(`{"values":[` + "\n")
		case rows == 0:
			out.Write(c.head)
		case c.isJSON:
			out.WriteString(",\n")
		}
		out.Write(line)
		if !c.isJSON {
			out.WriteByte('\n')
		}
		rows++
	}
	if c.isJSON && rows > 0 {
		out.WriteString("\n]}\n")
	}
	return rows, out.Flush()
}

// next reads a row back.
func (c *rejectCopy) next(from io.Reader) (m mark, line []byte, err error) {
	var frame [8 + len(m.print) + 8]byte
	if _, err := io.ReadFull(from, frame[:]); err != nil {
		return m, nil, err
	}
	m = mark{file: c.of, row: int64(binary.LittleEndian.Uint64(frame[:])), print: fingerprint(frame[8:])}
	line = make([]byte, binary.LittleEndian.Uint64(frame[8+len(m.print):]))
	if _, err = io.ReadFull(from, line); errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return m, line, err
}

func (c *rejectCopy) close() {
	if c.spool != nil {
		c.spool.Close()
		os.Remove(c.spool.Name())
	}
}

// markedRecord puts the mark in front of a JSON record's keys. What is no object
// cannot hold it: it stands in an object of its own, for somebody to look at.
func markedRecord(m mark, record []byte) []byte {
	key, err := json.Marshal(m.key())
	if err != nil {
		key = []byte(`""`) // never: every string can be spelled
	}
	marked := append([]byte(`{"`+mendKey+`":`), key...)
	record = bytes.TrimSpace(record)
	if len(record) == 0 || record[0] != '{' {
		was, err := json.Marshal(string(record))
		if err != nil {
			was = []byte(`""`)
		}
		return append(append(append(marked, `,"_was":`...), was...), '}')
	}
	rest := bytes.TrimLeft(record[1:], " \t\r\n")
	if len(rest) > 0 && rest[0] != '}' {
		marked = append(marked, ',')
	}
	return append(marked, rest...)
}

// appendCell appends a cell as CSV spells it.
func appendCell(line, cell []byte, delim, quote byte) []byte {
	if !bytes.ContainsAny(cell, string([]byte{delim, quote, '\r', '\n'})) {
		return append(line, cell...)
	}
	return appendQuoted(line, cell, quote)
}

func appendQuoted(line, cell []byte, quote byte) []byte {
	return append(append(append(line, quote), bytes.ReplaceAll(cell, []byte{quote}, []byte{quote, quote})...), quote)
}

// copyName is what a copy is called: the path of its input as one name, with the
// ending that says what it is.
func copyName(of string, isJSON bool) string {
	name := strings.TrimSuffix(of, ".gz")
	ending := path.Ext(name)
	switch {
	case isJSON:
		ending = ".json"
		name = strings.TrimSuffix(name, path.Ext(name))
	case ending == ".csv" || ending == ".tsv" || ending == ".txt":
		name = strings.TrimSuffix(name, ending)
	default:
		ending = ".csv"
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\[]:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}, strings.TrimSuffix(name, "]")) + ".mend" + ending
}

// numbered is a name for the nth copy that would be called so.
func numbered(name string, n int) string {
	if n == 1 {
		return name
	}
	stem := strings.TrimSuffix(name, path.Ext(name))
	return stem + "-" + strconv.Itoa(n) + path.Ext(name)
}

// sameContent reports whether two files hold the same bytes.
func sameContent(a, b string) (bool, error) {
	x, err := os.ReadFile(a)
	if err != nil {
		return false, err
	}
	y, err := os.ReadFile(b)
	return bytes.Equal(x, y), err
}

// copyProblem explains an error of the folder of copies, without its path.
func copyProblem(name string, err error) error {
	if p, ok := errors.AsType[*os.PathError](err); ok {
		err = p.Err
	}
	return fmt.Errorf("copy rejected rows to %s: %w", filepath.Base(name), err)
}

// A RejectCopy is a file of rejected rows that CopyRejects wrote.
type RejectCopy struct {
	Path string `json:"path"` // in the folder of copies
	Of   string `json:"of"`   // the file, with its sheet
	Rows int64  `json:"rows"`
	Left int64  `json:"left"` // rows that were not copied, for they may hold a password
}
