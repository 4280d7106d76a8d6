package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"billable"
)

// A jsonReader cuts a JSON file into records without holding a page in memory.
// It reads one page, an array of pages, an array of bare records, and JSON Lines
// of any of these: a record is an element of a page's list (data, Resources, ...),
// or an object that is not a page.
type jsonReader struct {
	file string
	src  io.Reader
	most int // bytes of a record

	buf      []byte
	pos, end int
	mark     int // what lies behind it must stay in the buffer
	eof      bool

	records int64
	// page collects what a page says beside its list, from its brace to where the
	// reader is.
	page []byte
	// isSCIM: there was a page of SCIM.
	isSCIM bool
	cursor jsonCursor
	// each is called with the bytes of every record.
	each func(raw []byte) error
}

// lists are the keys, in lower case, whose arrays hold the records of a page.
var lists = []string{"data", "resources", "values", "incidents"}

const jsonBuffer = 256 << 10

func newJSONReader(file string, src io.Reader, each func(raw []byte) error) *jsonReader {
	return &jsonReader{
		file: file, src: src, most: int(DefaultLimits().MaxRecordBytes),
		buf: make([]byte, jsonBuffer), mark: -1, each: each,
	}
}

// read goes through the whole file.
func (r *jsonReader) read() error {
	for {
		c, err := r.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if c == '[' {
			err = r.elements("")
		} else {
			err = r.value(c, "")
		}
		if err != nil {
			return err
		}
	}
}

// elements reads an array, behind its bracket.
func (r *jsonReader) elements(list string) error {
	c, err := r.must()
	if err != nil {
		return err
	}
	if c == ']' {
		return nil
	}
	for {
		if err := r.value(c, list); err != nil {
			return err
		}
		if c, err = r.must(); err != nil {
			return err
		}
		if c == ']' {
			return nil
		}
		if c != ',' {
			return r.broken("a comma or the end of the list", c)
		}
		if c, err = r.must(); err != nil {
			return err
		}
	}
}

// value reads a record of a list, or a page or bare record when list is "". c is
// its first byte.
func (r *jsonReader) value(c byte, list string) error {
	if c == '{' && list == "" {
		return r.object()
	}
	r.mark = r.pos - 1
	if err := r.skip(c); err != nil {
		return err
	}
	raw := r.buf[r.mark:r.pos]
	r.mark = -1
	return r.record(raw, list)
}

// record passes a record on; an object that is an empty page is none.
func (r *jsonReader) record(raw []byte, list string) error {
	if list == "" && isEmptyPage(&r.cursor, raw) {
		r.isSCIM = r.isSCIM || isListResponse(raw)
		return nil
	}
	r.records++
	return r.each(raw)
}

// object reads an object that is a page or a bare record, behind its brace. The
// list of a page is read as it comes; the rest is collected.
func (r *jsonReader) object() error {
	rest := append(r.page[:0], '{')
	isPage := false
	c, err := r.must()
	for ; err == nil && c != '}'; c, err = r.must() {
		if c == ',' && len(rest) > 1 {
			rest = append(rest, ',')
			if c, err = r.must(); err != nil {
				return err
			}
		}
		if c != '"' {
			return r.broken("a key", c)
		}
		key, err := r.taken(c)
		if err != nil {
			return err
		}
		rest = append(rest, key...)
		list := strings.ToLower(string(bytes.Trim(key, `"`)))
		if c, err = r.must(); err != nil {
			return err
		}
		if c != ':' {
			return r.broken("a colon", c)
		}
		if c, err = r.must(); err != nil {
			return err
		}
		if c == '[' && isList(list) {
			isPage = true
			rest = append(rest, ":[]"...)
			if err := r.elements(list); err != nil {
				return err
			}
			continue
		}
		v, err := r.taken(c)
		if err != nil {
			return err
		}
		if rest = append(append(rest, ':'), v...); len(rest) > r.most {
			return r.tooLarge()
		}
	}
	if err != nil {
		return err
	}
	r.page = append(rest, '}')
	if isPage {
		r.isSCIM = r.isSCIM || isListResponse(r.page)
		return nil
	}
	return r.record(r.page, "")
}

func isList(key string) bool {
	for _, list := range lists {
		if key == list {
			return true
		}
	}
	return false
}

// taken reads a value and gives its bytes, valid until the next read.
func (r *jsonReader) taken(c byte) ([]byte, error) {
	r.mark = r.pos - 1
	err := r.skip(c)
	raw := r.buf[r.mark:r.pos]
	r.mark = -1
	return raw, err
}

// skip moves behind a value whose first byte is c. Whether it is proper JSON is
// found out by whoever decodes it.
func (r *jsonReader) skip(c byte) error {
	switch c {
	case '"':
		return r.skipString()
	case '{', '[':
		return r.skipNested()
	case '}', ']', ',', ':':
		return r.broken("a value", c)
	}
	for {
		if r.pos == r.end {
			if err := r.fill(); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
		}
		switch r.buf[r.pos] {
		case ',', ']', '}', ' ', '\n', '\r', '\t':
			return nil
		}
		r.pos++
	}
}

func (r *jsonReader) skipNested() error {
	for depth := 1; depth > 0; {
		if r.pos == r.end {
			if err := r.more(); err != nil {
				return err
			}
		}
		c := r.buf[r.pos]
		r.pos++
		switch c {
		case '"':
			if err := r.skipString(); err != nil {
				return err
			}
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
	}
	return nil
}

// skipString moves behind the quote that ends a string.
func (r *jsonReader) skipString() error {
	for {
		for i, c := range r.buf[r.pos:r.end] {
			if c == '"' {
				r.pos += i + 1
				return nil
			}
			if c == '\\' {
				r.pos += i
				break
			}
			if i == r.end-r.pos-1 {
				r.pos = r.end
				break
			}
		}
		if r.end-r.pos < 2 {
			if err := r.more(); err != nil {
				return err
			}
		}
		if r.buf[r.pos] == '\\' && r.end-r.pos >= 2 {
			r.pos += 2
		}
	}
}

// next gives the next byte that is not blank.
func (r *jsonReader) next() (byte, error) {
	for {
		for r.pos < r.end {
			c := r.buf[r.pos]
			r.pos++
			if c != ' ' && c != '\n' && c != '\r' && c != '\t' {
				return c, nil
			}
		}
		if err := r.fill(); err != nil {
			return 0, err
		}
	}
}

// must is next where the file may not end.
func (r *jsonReader) must() (byte, error) {
	c, err := r.next()
	if errors.Is(err, io.EOF) {
		err = r.cutOff()
	}
	return c, err
}

func (r *jsonReader) more() error {
	err := r.fill()
	if errors.Is(err, io.EOF) {
		return r.cutOff()
	}
	return err
}

// fill reads more, keeping what lies behind mark.
func (r *jsonReader) fill() error {
	if r.eof {
		return io.EOF
	}
	from := r.pos
	if r.mark >= 0 {
		from = r.mark
	}
	copy(r.buf, r.buf[from:r.end])
	r.pos, r.end = r.pos-from, r.end-from
	if r.mark >= 0 {
		r.mark = 0
	}
	if r.end == len(r.buf) {
		most := max(r.most, jsonBuffer)
		if len(r.buf) >= most {
			return r.tooLarge()
		}
		r.buf = append(r.buf, make([]byte, min(len(r.buf), most-len(r.buf)))...)
	}
	for {
		n, err := r.src.Read(r.buf[r.end:])
		r.end += n
		if errors.Is(err, io.EOF) {
			r.eof = true
		} else if err != nil {
			return err
		}
		if n > 0 {
			return nil
		}
		if r.eof {
			return io.EOF
		}
	}
}

func (r *jsonReader) place() billable.Pos {
	return billable.Pos{File: r.file, Row: int(r.records + 1)}
}

func (r *jsonReader) tooLarge() error {
	return limitProblem(r.place(), "max_record_bytes", "a record is larger than %d bytes", r.most)
}

func (r *jsonReader) cutOff() error {
	return &billable.Problem{
		Kind: billable.Input, Pos: r.place(), What: "the JSON is cut off in this record or behind the one before it",
		Remedy: "Download the file again; its end is missing.",
	}
}

func (r *jsonReader) broken(want string, got byte) error {
	return &billable.Problem{
		Kind: billable.Input, Pos: r.place(), What: fmt.Sprintf("the JSON is broken: %s should stand here, not %q", want, rune(got)),
		Remedy: "Download the file again, or mend it at this record; records are counted from 1.",
	}
}
