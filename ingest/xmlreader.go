package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"
)

// An xmlReader cuts a part of a workbook into tags and texts. It knows as much of
// XML as workbooks use: there are no document types, so nothing can be expanded, and
// a token is never larger than a limit. A workbook of a million rows has a gigabyte
// of XML, for which encoding/xml takes ten times as long.
//
// The reader keeps ownership of a token: copy what you keep.
type xmlReader struct {
	src      io.Reader
	most     int // bytes of a token
	buf      []byte
	pos, end int
	depth    int

	token xmlToken
	text  []byte // decoded text, when it differs from what stands in the buffer
}

// An xmlToken is a tag, or the text between two tags.
type xmlToken struct {
	kind    xmlKind
	isEmpty bool   // an opening tag that closes itself
	name    []byte // of a tag, without prefix
	rest    []byte // of an opening tag: its attributes; else the text
}

type xmlKind uint8

const (
	xmlOpen xmlKind = iota
	xmlClose
	xmlText
)

// Errors of an xmlReader; those of its source come as they are.
var (
	errXMLCutOff = errors.New("the XML is cut off")
	errXMLToken  = errors.New("a token is larger than the limit")
)

const xmlBuffer = 64 << 10

func newXMLReader(src io.Reader, most int64) *xmlReader {
	return &xmlReader{src: src, most: int(max(most, xmlBuffer)), buf: make([]byte, xmlBuffer)}
}

// next reads the next tag or text. At the end of the part it gives io.EOF.
func (r *xmlReader) next() error {
	for {
		if r.pos == r.end {
			if err := r.fill(); err != nil {
				if errors.Is(err, io.EOF) && r.depth > 0 {
					return errXMLCutOff
				}
				return err
			}
		}
		if r.buf[r.pos] != '<' {
			return r.nextText()
		}
		isToken, err := r.nextTag()
		if isToken || err != nil {
			return err
		}
	}
}

// until gives the bytes up to a delimiter and moves behind it.
func (r *xmlReader) until(delim string) ([]byte, error) {
	from := 0
	for {
		if at := bytes.Index(r.buf[r.pos+from:r.end], []byte(delim)); at >= 0 {
			cut := r.buf[r.pos : r.pos+from+at]
			r.pos += from + at + len(delim)
			return cut, nil
		}
		from = max(0, r.end-r.pos-len(delim)+1)
		if err := r.fill(); err != nil {
			if errors.Is(err, io.EOF) {
				err = errXMLCutOff
			}
			return nil, err
		}
	}
}

// fill reads more behind what is left.
func (r *xmlReader) fill() error {
	copy(r.buf, r.buf[r.pos:r.end])
	r.pos, r.end = 0, r.end-r.pos
	if r.end == len(r.buf) {
		if len(r.buf) >= r.most {
			return errXMLToken
		}
		r.buf = append(r.buf, make([]byte, min(len(r.buf), r.most-len(r.buf)))...)
	}
	for {
		n, err := r.src.Read(r.buf[r.end:])
		r.end += n
		if n > 0 {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (r *xmlReader) has(prefix string) (bool, error) {
	for r.end-r.pos < len(prefix) {
		if !bytes.HasPrefix([]byte(prefix), r.buf[r.pos:r.end]) {
			return false, nil
		}
		if err := r.fill(); errors.Is(err, io.EOF) {
			return false, nil
		} else if err != nil {
			return false, err
		}
	}
	return bytes.HasPrefix(r.buf[r.pos:r.end], []byte(prefix)), nil
}

// nextTag reads what begins with "<"; comments and instructions are no tokens.
func (r *xmlReader) nextTag() (isToken bool, err error) {
	if r.end-r.pos > 1 && r.buf[r.pos+1] != '!' && r.buf[r.pos+1] != '?' {
		r.pos++
		inside, err := r.tag()
		if err != nil {
			return false, err
		}
		return true, r.take(inside)
	}
	for _, special := range []struct{ start, end string }{{"<!--", "-->"}, {"<?", "?>"}, {"<![CDATA[", "]]>"}} {
		found, err := r.has(special.start)
		if err != nil {
			return false, err
		}
		if !found {
			continue
		}
		r.pos += len(special.start)
		inside, err := r.until(special.end)
		switch {
		case err != nil:
			return false, err
		case special.end == "?>":
			return false, checkEncoding(inside)
		}
		r.token = xmlToken{kind: xmlText, rest: inside}
		return special.end == "]]>", nil
	}
	if r.end-r.pos > 1 && r.buf[r.pos+1] == '!' {
		return false, errors.New("the XML has a document type, which no workbook has")
	}
	if r.end-r.pos > 1 {
		return false, nil // its first byte was the last of the buffer
	}
	return false, errXMLCutOff
}

// tag gives what stands between the brackets. A bracket may stand in a quoted value.
func (r *xmlReader) tag() ([]byte, error) {
	if at := bytes.IndexByte(r.buf[r.pos:r.end], '>'); at >= 0 {
		inside := r.buf[r.pos : r.pos+at]
		if bytes.Count(inside, []byte{'"'})&1 == 0 && bytes.IndexByte(inside, '\'') < 0 {
			r.pos += at + 1
			return inside, nil
		}
	}
	quote, n := byte(0), 0
	for {
		for ; r.pos+n < r.end; n++ {
			switch c := r.buf[r.pos+n]; {
			case c == '>' && quote == 0:
				inside := r.buf[r.pos : r.pos+n]
				r.pos += n + 1
				return inside, nil
			case c == quote:
				quote = 0
			case quote == 0 && (c == '"' || c == '\''):
				quote = c
			}
		}
		if err := r.fill(); errors.Is(err, io.EOF) {
			return nil, errXMLCutOff
		} else if err != nil {
			return nil, err
		}
	}
}

// take makes a token of what stands between the brackets of a tag.
func (r *xmlReader) take(inside []byte) error {
	t := xmlToken{kind: xmlOpen}
	if len(inside) > 0 && inside[0] == '/' {
		t.kind, inside = xmlClose, inside[1:]
		r.depth--
	} else if n := len(inside); n > 0 && inside[n-1] == '/' {
		t.isEmpty, inside = true, inside[:n-1]
	} else {
		r.depth++
	}
	name := inside
	if at := bytes.IndexAny(inside, " \t\r\n"); at >= 0 {
		name, t.rest = inside[:at], inside[at+1:]
	}
	if len(name) == 0 || r.depth < 0 {
		return errors.New("the XML has a tag that does not fit")
	}
	t.name = withoutPrefix(name)
	r.token = t
	return nil
}

func (r *xmlReader) nextText() error {
	from := 0
	for {
		if at := bytes.IndexByte(r.buf[r.pos+from:r.end], '<'); at >= 0 {
			return r.takeText(r.buf[r.pos : r.pos+from+at])
		}
		from = r.end - r.pos
		if err := r.fill(); errors.Is(err, io.EOF) {
			return r.takeText(r.buf[r.pos:r.end])
		} else if err != nil {
			return err
		}
	}
}

func (r *xmlReader) takeText(raw []byte) (err error) {
	r.pos += len(raw)
	if bytes.IndexByte(raw, '&') >= 0 || bytes.IndexByte(raw, '\r') >= 0 {
		r.text, err = appendXMLText(r.text[:0], raw)
		raw = r.text
	}
	r.token = xmlToken{kind: xmlText, rest: raw}
	return err
}

// opens reports whether the token opens an element.
func (t *xmlToken) opens(name string) bool { return t.kind == xmlOpen && string(t.name) == name }

// closes reports whether the token closes an element, or opens one that is empty.
func (t *xmlToken) closes(name string) bool {
	return (t.kind == xmlClose || t.isEmpty) && string(t.name) == name
}

// attribute gives the value of an attribute, by its name without prefix.
func (t *xmlToken) attribute(name string) []byte {
	rest := t.rest
	for {
		at := bytes.IndexByte(rest, '=')
		if at < 0 {
			return nil
		}
		key := trimXML(rest[:at])
		rest = trimXML(rest[at+1:])
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return nil
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return nil
		}
		value := rest[1 : end+1]
		rest = rest[end+2:]
		if string(withoutPrefix(key)) != name {
			continue
		}
		if bytes.IndexByte(value, '&') >= 0 || bytes.IndexByte(value, '\r') >= 0 {
			value, _ = appendXMLText(nil, value)
		}
		return value
	}
}

// withoutPrefix is a name without the prefix of its name space. A colon that begins or
// ends a name cuts off nothing.
func withoutPrefix(name []byte) []byte {
	if at := bytes.IndexByte(name, ':'); at > 0 && at < len(name)-1 {
		return name[at+1:]
	}
	return name
}

// trimXML cuts the blanks of XML off both ends.
func trimXML(b []byte) []byte {
	isBlank := func(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }
	for len(b) > 0 && isBlank(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && isBlank(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}

// appendXMLText appends a text with its references replaced and its line ends made
// LF. Only the five names of XML itself mean something.
func appendXMLText(to, raw []byte) ([]byte, error) {
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; c {
		case '\r':
			if i+1 == len(raw) || raw[i+1] != '\n' {
				to = append(to, '\n')
			}
		case '&':
			end := bytes.IndexByte(raw[i:min(len(raw), i+16)], ';')
			if end < 0 {
				return to, fmt.Errorf("%q is no reference of XML", raw[i:min(len(raw), i+16)])
			}
			char, err := referenced(string(raw[i+1 : i+end]))
			if err != nil {
				return to, err
			}
			to = utf8.AppendRune(to, char)
			i += end
		default:
			to = append(to, c)
		}
	}
	return to, nil
}

func referenced(name string) (rune, error) {
	switch name {
	case "lt":
		return '<', nil
	case "gt":
		return '>', nil
	case "amp":
		return '&', nil
	case "quot":
		return '"', nil
	case "apos":
		return '\'', nil
	}
	if len(name) > 1 && name[0] == '#' {
		digits, base := name[1:], 10
		if digits[0] == 'x' {
			digits, base = digits[1:], 16
		}
		if n, err := strconv.ParseUint(digits, base, 21); err == nil && n <= utf8.MaxRune && utf8.ValidRune(rune(n)) {
			return rune(n), nil
		}
	}
	return 0, fmt.Errorf("&%s; means nothing in XML", name)
}

// checkEncoding refuses a declaration of an encoding other than UTF-8. UTF-16 was
// decoded before.
func checkEncoding(instruction []byte) error {
	if !bytes.HasPrefix(instruction, []byte("xml ")) {
		return nil
	}
	t := xmlToken{rest: instruction[4:]}
	switch name := t.attribute("encoding"); string(bytes.ToLower(name)) {
	case "", "utf-8", "us-ascii", "utf-16":
		return nil
	default:
		return fmt.Errorf("the XML is in %s", name)
	}
}
