package ingest

import (
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Text that is not UTF-8 is Windows-1252 only when nothing speaks against it. Read
// as UTF-8 with broken bytes, its rows are rejected and show them; read as
// Windows-1252 by mistake, names would be altered. So a file is Windows-1252 when
// all of its bytes above 127
//
//   - have a meaning in that encoding,
//   - never make a character of UTF-8 together, nor the beginning of one,
//   - are letters beside letters, on two lines at least, or the quotes, dashes and signs
//     of word processors,
//   - and stand in no address and no number.
//
// Up to the first such byte both encodings are the same: the file is read as it
// comes, and looked at as a whole only when that byte is not UTF-8.

// A textReader gives the text of a CSV file as UTF-8.
type textReader struct {
	src   io.Reader
	again func() (io.ReadCloser, error) // the same text from its start
	mode  textMode
	raw   []byte // Windows-1252, read and not yet transcoded
	block []byte
	out   []byte // transcoded and not yet handed out
	buf   []byte
	err   error // what ends src, behind raw
}

type textMode uint8

const (
	undecided textMode = iota // so far it is ASCII
	asItIs                    // UTF-8, or nothing that is known
	windows1252
)

func (t *textReader) Read(p []byte) (int, error) {
	if t.mode == windows1252 {
		return t.transcode(p)
	}
	n, err := t.src.Read(p)
	if t.mode == asItIs {
		return n, err
	}
	high := firstHigh(p[:n])
	if high < 0 {
		return n, err
	}
	if r, _ := utf8.DecodeRune(p[high:n]); r != utf8.RuneError {
		t.mode = asItIs
		return n, err
	}
	if failed := t.decide(); failed != nil {
		return 0, failed
	}
	if t.mode == asItIs {
		return n, err
	}
	t.raw, t.err = append(t.raw, p[high:n]...), err
	if high > 0 {
		return high, nil
	}
	return t.transcode(p)
}

// decide looks at the whole text.
func (t *textReader) decide() error {
	r, err := t.again()
	if err != nil {
		return err
	}
	defer r.Close()
	t.mode = asItIs
	var w western
	block := make([]byte, 64<<10)
	for {
		n, err := r.Read(block)
		if !w.admits(block[:n]) {
			return nil
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
	}
	if w.isWindows1252() {
		t.mode = windows1252
	}
	return nil
}

// transcode reads Windows-1252. A byte without a meaning stays as it is, so that its
// row is rejected; there is none in a text that was looked at.
func (t *textReader) transcode(p []byte) (int, error) {
	for len(t.out) == 0 {
		if len(t.raw) == 0 {
			if t.err != nil {
				return 0, t.err
			}
			if t.block == nil {
				t.block = make([]byte, 32<<10)
			}
			n, err := t.src.Read(t.block)
			t.raw, t.err = t.block[:n], err
		}
		t.buf = t.buf[:0]
		for _, c := range t.raw {
			if c < utf8.RuneSelf || isUndefined1252(c) {
				t.buf = append(t.buf, c)
			} else {
				t.buf = utf8.AppendRune(t.buf, charmap.Windows1252.DecodeByte(c))
			}
		}
		t.raw, t.out = nil, t.buf
	}
	n := copy(p, t.out)
	t.out = t.out[n:]
	return n, nil
}

// isUndefined1252 knows the five bytes that Windows-1252 gives no meaning.
func isUndefined1252(c byte) bool {
	switch c {
	case 0x81, 0x8d, 0x8f, 0x90, 0x9d:
		return true
	}
	return false
}

// firstHigh is the place of the first byte above 127, or -1.
func firstHigh(b []byte) int {
	if isASCII(b) {
		return -1
	}
	for i, c := range b {
		if c >= utf8.RuneSelf {
			return i
		}
	}
	return -1
}

// A western goes through a text byte by byte and looks for what speaks against
// Windows-1252.
type western struct {
	before, last byte // the two bytes before the next
	isWord       bool // on this line, a letter above 127 stood beside another letter
	lines        int  // of which that is true
	token        token
}

// A token is a run of bytes without blanks, quotes and separators.
type token struct {
	size, digits int
	hasHigh      bool
	isAddress    bool
}

// admits reports whether the next bytes leave it possible.
func (w *western) admits(b []byte) bool {
	for _, c := range b {
		if !w.admitsByte(c) {
			return false
		}
	}
	return true
}

// isWindows1252 is asked at the end of the text.
func (w *western) isWindows1252() bool { return w.admitsByte('\n') && w.lines >= 2 }

func (w *western) admitsByte(c byte) bool {
	before, last := w.before, w.last
	w.before, w.last = last, c
	isLetter, wasLetter := isWesternLetter(c), isWesternLetter(last)
	if c >= utf8.RuneSelf {
		isContinuation := c < 0xc0 && last >= 0xc2 && last <= 0xf4
		if isContinuation || !isLetter && !isWesternSign(c) {
			return false
		}
		w.isWord = w.isWord || isLetter && wasLetter
	}
	if last >= utf8.RuneSelf && wasLetter {
		isAlone := !isLetter && !isWesternLetter(before)
		// Half of a letter in UTF-8 is one of these four at the end of a word.
		isHalf := !isLetter && last >= 0xc2 && last <= 0xc5
		if isHalf || isAlone && (before != ' ' || c != ' ') {
			return false
		}
		w.isWord = w.isWord || isLetter
	}
	if (c == '\n' || c == '\r') && w.isWord {
		w.lines++
		w.isWord = false
	}
	return w.token.admits(c)
}

// admits reports whether the token may still be one of Windows-1252.
func (t *token) admits(c byte) bool {
	switch {
	case c <= ' ' || c == ',' || c == ';' || c == '"' || c == '<' || c == '>':
		isOdd := t.hasHigh && (t.isAddress || 3*t.digits > t.size)
		*t = token{}
		return !isOdd
	case c >= utf8.RuneSelf:
		t.hasHigh = true
	case c == '@':
		t.isAddress = true
	case c >= '0' && c <= '9':
		t.digits++
	}
	t.size++
	return true
}

// isWesternLetter knows the letters of Windows-1252, without the last one: the byte
// 255 is what is left of other things.
func isWesternLetter(c byte) bool {
	switch c {
	case 0x8a, 0x8c, 0x8e, 0x9a, 0x9c, 0x9e, 0x9f:
		return true
	case 0xd7, 0xf7, 0xff:
		return false
	}
	return c >= 0xc0 || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// isWesternSign knows the quotes, dashes and signs that word processors write.
func isWesternSign(c byte) bool {
	switch c {
	case 0x80, 0x84, 0x85, 0x99, 0xa0, 0xa3, 0xa7, 0xa9, 0xab, 0xae, 0xb0, 0xb4, 0xb7, 0xbb:
		return true
	}
	return c >= 0x91 && c <= 0x97
}
