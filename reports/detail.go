package reports

import (
	"encoding/xml"
	"hash/crc32"
	"os"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"
)

// A detail takes the many rows of a sheet that its stream would write slowly:
// measured on a million accounts, excelize takes four times the processor time for
// the same bytes, and spills two gigabytes of them before they are packed. Rows go
// in text into chunks, and chunks packed into a spool file, on another core. The
// sheet's part of the archive takes them up as they are (see orderedZip.Insert).
type detail struct {
	spool   *os.File
	letters []string // names of the columns
	styles  *styles
	chunk   []byte
	full    chan []byte
	empty   chan []byte
	packed  chan error // of the packer, once

	ended bool
	rows  insertion // whole once it has ended
	err   error
}

// An insertion is packed text to be put before the end of a sheet's rows.
type insertion struct {
	spool  *os.File
	packed int64 // bytes in the spool
	size   int64 // bytes unpacked
	crc    uint32
}

// detailChunk is how much text is packed at a time.
const detailChunk = 256 << 10

// newDetail takes rows of so many columns. What it spools lies in scratch, under no
// name, and is gone when the process is.
func newDetail(styles *styles, columns int, scratch string) (*detail, error) {
	spool, err := os.CreateTemp(scratch, "rows-")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(spool.Name()); err != nil {
		return nil, err
	}
	d := &detail{
		spool: spool, styles: styles, chunk: make([]byte, 0, detailChunk+maxRowText),
		full: make(chan []byte, 1), empty: make(chan []byte, 2), packed: make(chan error, 1),
	}
	for i := range columns {
		d.letters = append(d.letters, letter(i))
	}
	d.empty <- make([]byte, 0, detailChunk+maxRowText)
	go func() { d.packed <- d.pack() }()
	return d, nil
}

// maxRowText is room for an ordinary row beyond a full chunk.
const maxRowText = 8 << 10

// pack packs chunks until there are no more. It ends at a whole byte and not with
// a last block, so that more can follow.
func (d *detail) pack() (err error) {
	spool := &countingWriter{file: d.spool}
	packer, err := flate.NewWriter(spool, packLevel)
	d.rows.spool = d.spool
	for chunk := range d.full { // to the end even after an error: the other side waits
		if err == nil {
			_, err = packer.Write(chunk)
		}
		d.rows.crc = crc32.Update(d.rows.crc, crc32.IEEETable, chunk)
		d.rows.size += int64(len(chunk))
		d.empty <- chunk[:0]
	}
	if err == nil {
		err = packer.Flush()
	}
	d.rows.packed = spool.n
	return err
}

type countingWriter struct {
	file *os.File
	n    int64
}

func (w *countingWriter) Write(p []byte) (int, error) {
	n, err := w.file.Write(p)
	w.n += int64(n)
	return n, err
}

// row adds one row. Its cells hold text, whole numbers or nothing.
func (d *detail) row(no int, cells []cell) error {
	b := append(d.chunk, `<row r="`...)
	b = strconv.AppendInt(b, int64(no), 10)
	b = append(b, `">`...)
	for i, c := range cells {
		if c.value == nil && c.style == (style{}) {
			continue
		}
		id, err := d.styles.id(c.style)
		if err != nil {
			return err
		}
		b = append(append(b, `<c r="`...), d.letters[i]...)
		b = strconv.AppendInt(b, int64(no), 10)
		b = append(b, `" s="`...)
		b = strconv.AppendInt(b, int64(id), 10)
		switch v := c.value.(type) {
		case string:
			b = append(b, `" t="inlineStr"><is><t`...)
			b = append(appendText(b, v), `</t></is></c>`...)
		case int64:
			b = append(b, `"><v>`...)
			b = append(strconv.AppendInt(b, v, 10), `</v></c>`...)
		default:
			b = append(b, `"></c>`...)
		}
	}
	d.chunk = append(b, `</row>`...)
	if len(d.chunk) >= detailChunk {
		d.full <- d.chunk
		d.chunk = <-d.empty
	}
	return nil
}

// end packs what is left and gives the rows. It may be called again.
func (d *detail) end() (insertion, error) {
	if d.ended {
		return d.rows, d.err
	}
	d.ended = true
	if len(d.chunk) > 0 {
		d.full <- d.chunk
	}
	close(d.full)
	d.err = <-d.packed
	return d.rows, d.err
}

// close ends it where it has not, and gives the spool back. Rows that nobody asked for
// by then have failed elsewhere.
func (d *detail) close() {
	_, _ = d.end()
	d.spool.Close()
}

// appendText adds the rest of a <t> tag and its text.
func appendText(b []byte, s string) []byte {
	if isPlain(s) {
		return append(append(b, '>'), s...)
	}
	if strings.TrimSpace(s) != s {
		b = append(b, ` xml:space="preserve"`...)
	}
	var text strings.Builder
	_ = xml.EscapeText(&text, []byte(s)) // a builder takes everything
	s = strings.ReplaceAll(text.String(), "&#xA;", "\n")
	return append(append(b, '>'), codeLike.ReplaceAllString(s, "_x005F$0")...)
}

// codeLike is what spreadsheets take for a coded character.
var codeLike = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// isPlain says that a text may stand in XML as it is, at least.
func isPlain(s string) bool {
	if s == "" {
		return true
	}
	if s[0] == ' ' || s[len(s)-1] == ' ' {
		return false
	}
	ascii := true
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' || c == '&' || c == '<' || c == '>' || c == 0xef: // U+FFFE and U+FFFF begin with EF
			return false
		case c == 'x' && i > 0 && s[i-1] == '_':
			return false
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	return ascii || utf8.ValidString(s)
}
