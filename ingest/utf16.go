package ingest

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"billable"
)

// decodeUTF16 gives the text as UTF-8 when it is UTF-16: by its byte order mark, or
// by a head in which every other byte is 0. guessed names the encoding when there is
// no mark. Any other text is given as it is.
func decodeUTF16(file string, text *bufio.Reader) (decoded *bufio.Reader, guessed string, err error) {
	head, err := text.Peek(utf16Head)
	if err != nil && !errors.Is(err, io.EOF) {
		return text, "", err
	}
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe\x00\x00")): // UTF-32
		return text, "", nil
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		order = binary.LittleEndian
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		order = binary.BigEndian
	case everyOtherIsNUL(head, 1):
		order, guessed = binary.LittleEndian, "UTF-16, little-endian"
	case everyOtherIsNUL(head, 0):
		order, guessed = binary.BigEndian, "UTF-16, big-endian"
	default:
		return text, "", nil
	}
	return bufio.NewReaderSize(&utf16Reader{file: file, src: text, order: order}, 64<<10), guessed, nil
}

const utf16Head = 256

// everyOtherIsNUL reports whether the bytes at odd (1) or even (0) places are nearly
// all 0, and none of the others is: English headers in UTF-16.
func everyOtherIsNUL(head []byte, odd int) bool {
	head = head[:len(head)&^1]
	if len(head) < 8 {
		return false
	}
	zeros := 0
	for i, c := range head {
		switch {
		case i&1 == odd && c == 0:
			zeros++
		case i&1 != odd && c == 0:
			return false
		}
	}
	return zeros*10 >= len(head)/2*9
}

// A utf16Reader turns UTF-16 into UTF-8. A surrogate without its partner becomes
// bytes that are no UTF-8, so that its row is rejected: a replacement character would
// alter the text unseen.
type utf16Reader struct {
	file  string
	src   io.Reader
	order binary.ByteOrder
	in    [32 << 10]byte
	left  int    // bytes at the front of in that are not decoded
	out   []byte // decoded, not yet read
	buf   []byte
	err   error
}

func (r *utf16Reader) Read(p []byte) (int, error) {
	for len(r.out) == 0 {
		if r.err != nil {
			return 0, r.err
		}
		r.decode()
	}
	n := copy(p, r.out)
	r.out = r.out[n:]
	return n, nil
}

// decode fills out with what the source gives next.
func (r *utf16Reader) decode() {
	n, err := r.src.Read(r.in[r.left:])
	n += r.left
	out, at := r.buf[:0], 0
	for ; at+2 <= n; at += 2 {
		c := rune(r.order.Uint16(r.in[at:]))
		if !utf16.IsSurrogate(c) {
			out = utf8.AppendRune(out, c)
			continue
		}
		if at+4 > n && err == nil {
			break // its partner may follow
		}
		var pair rune = utf8.RuneError
		if at+4 <= n {
			pair = utf16.DecodeRune(c, rune(r.order.Uint16(r.in[at+2:])))
		}
		if pair == utf8.RuneError {
			out = appendSurrogate(out, c)
			continue
		}
		out = utf8.AppendRune(out, pair)
		at += 2
	}
	r.left = copy(r.in[:], r.in[at:n])
	if errors.Is(err, io.EOF) && r.left > 0 {
		err = &billable.Problem{
			Kind: billable.Input, Pos: billable.Pos{File: r.file}, What: "the UTF-16 text is cut off within a character",
			Remedy: "Copy or download the file again; its end is missing.",
		}
	}
	r.buf, r.out, r.err = out, out, err
}

// appendSurrogate spells a lone surrogate in the three bytes that UTF-8 forbids.
func appendSurrogate(out []byte, c rune) []byte {
	return append(out, 0xe0|byte(c>>12), 0x80|byte(c>>6)&0x3f, 0x80|byte(c)&0x3f)
}
