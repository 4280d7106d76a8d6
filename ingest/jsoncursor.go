package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A jsonCursor walks one JSON record without building anything: object and array
// call back for each member, which must take the value with object, array, text
// or skip. It accepts what encoding/json accepts, at a tenth of the cost.
//
// Note: encoding/json took 12 microseconds for a user of the Organizations API
// and 25 for one of SCIM; a night of a million accounts has a budget of 30.
type jsonCursor struct {
	b       []byte
	at      int
	depth   int
	names   map[string]string // lower-cased keys by key, so that each is made once
	watch   *keyWatch         // nil but in Explain
	scratch []byte            // unescaped strings; slices of it stay valid until start
}

// A jsonTypeError says that a value is of a kind that its field cannot have.
type jsonTypeError struct{ field, got string }

func (e *jsonTypeError) Error() string { return e.field + " is of the wrong type: " + e.got }

const maxJSONDepth = 1000

// start begins a record.
func (c *jsonCursor) start(raw []byte) {
	c.b, c.at, c.depth = raw, 0, 0
	c.scratch = c.scratch[:0]
}

// end checks that nothing follows the record.
func (c *jsonCursor) end() error {
	if c.peek(); c.at < len(c.b) {
		return c.broken("more than one value")
	}
	return nil
}

func (c *jsonCursor) broken(what string) error {
	return fmt.Errorf("%s at byte %d of the record", what, c.at+1)
}

// peek gives the next byte that is not blank, 0 at the end.
func (c *jsonCursor) peek() byte {
	for ; c.at < len(c.b); c.at++ {
		switch c.b[c.at] {
		case ' ', '\n', '\r', '\t':
		default:
			return c.b[c.at]
		}
	}
	return 0
}

func (c *jsonCursor) take(want byte) error {
	if c.peek() != want {
		return c.broken(fmt.Sprintf("no %q", rune(want)))
	}
	c.at++
	return nil
}

// object calls each with every key, in lower case; null has none.
func (c *jsonCursor) object(each func(key string) error) error {
	if done, err := c.enter('{', "object"); done || err != nil {
		return err
	}
	if c.peek() == '}' {
		return c.leave()
	}
	for {
		if c.peek() != '"' {
			return c.broken("no key")
		}
		key, err := c.str()
		if err != nil {
			return err
		}
		name := c.name(key)
		if err := c.take(':'); err != nil {
			return err
		}
		if c.watch != nil {
			c.watch.enter(name)
		}
		err = each(name)
		if c.watch != nil {
			c.watch.leave()
		}
		if err != nil {
			return inField(name, err)
		}
		if c.peek() == '}' {
			return c.leave()
		}
		if err := c.take(','); err != nil {
			return err
		}
	}
}

// maxNames bounds the memory that keys of a hostile file can take.
const maxNames = 1000

// name is a key in lower case.
func (c *jsonCursor) name(key []byte) string {
	if name, known := c.names[string(key)]; known {
		return name
	}
	name := strings.ToLower(string(key))
	if c.names == nil {
		c.names = make(map[string]string)
	}
	if len(c.names) < maxNames {
		c.names[string(key)] = name
	}
	return name
}

// array calls each for every element; null has none.
func (c *jsonCursor) array(each func() error) error {
	if done, err := c.enter('[', "list"); done || err != nil {
		return err
	}
	if c.peek() == ']' {
		return c.leave()
	}
	for {
		if err := each(); err != nil {
			return err
		}
		if c.peek() == ']' {
			return c.leave()
		}
		if err := c.take(','); err != nil {
			return err
		}
	}
}

// enter steps into an object or array. done means that it is null.
func (c *jsonCursor) enter(open byte, kind string) (done bool, err error) {
	switch got := c.peek(); {
	case got == open:
		c.at++
		if c.depth++; c.depth > maxJSONDepth {
			return false, c.broken("too deep a nesting")
		}
		return false, nil
	case got == 'n':
		return true, c.literal("null")
	default:
		if err := c.skip(); err != nil {
			return false, err
		}
		return false, &jsonTypeError{got: "no " + kind}
	}
}

func (c *jsonCursor) leave() error {
	c.at++
	c.depth--
	return nil
}

// inField adds a key in front of the field of a type error.
func inField(key string, err error) error {
	wrong, ok := errors.AsType[*jsonTypeError](err)
	if !ok {
		return err
	}
	if wrong.field != "" {
		key += "." + wrong.field
	}
	return &jsonTypeError{field: key, got: wrong.got}
}

// text takes a string, number or boolean as trimmed text, without absence words;
// null is none.
func (c *jsonCursor) text() ([]byte, error) {
	switch c.peek() {
	case '"':
		s, err := c.str()
		return value(s), err
	case 'n':
		return nil, c.literal("null")
	case '{':
		return nil, errors.Join(c.skip(), &jsonTypeError{got: "object"})
	case '[':
		return nil, errors.Join(c.skip(), &jsonTypeError{got: "list"})
	}
	start := c.at
	err := c.skip()
	return c.b[start:c.at], err
}

// A want is a key, in lower case, and where its text goes.
type want struct {
	key string
	to  *[]byte
}

// pick takes the texts of an object that are wanted.
func (c *jsonCursor) pick(wants ...want) error {
	return c.object(func(key string) error { return c.choose(key, wants...) })
}

// choose takes the value of a key as text if it is wanted, and skips it if not. A
// key that stands twice and says two things makes the record unusable: which of
// them counts would be a guess.
func (c *jsonCursor) choose(key string, wants ...want) error {
	for _, w := range wants {
		if w.key != key {
			continue
		}
		v, err := c.text()
		if err == nil && *w.to != nil && !bytes.Equal(*w.to, v) {
			return unusable(fmt.Sprintf("the key %q stands twice and says two things", key))
		}
		*w.to = v
		return err
	}
	if c.watch != nil {
		return c.watch.passOver(c)
	}
	return c.skip()
}

// skip passes over a value.
func (c *jsonCursor) skip() error {
	switch got := c.peek(); got {
	case '"':
		_, err := c.str()
		return err
	case '{':
		return c.object(func(string) error { return c.skip() })
	case '[':
		return c.array(c.skip)
	case 't':
		return c.literal("true")
	case 'f':
		return c.literal("false")
	case 'n':
		return c.literal("null")
	default:
		return c.number()
	}
}

func (c *jsonCursor) literal(word string) error {
	if !bytes.HasPrefix(c.b[c.at:], []byte(word)) {
		return c.broken("no value")
	}
	c.at += len(word)
	return nil
}

func (c *jsonCursor) number() error {
	start := c.at
	if c.is('-') {
		c.at++
	}
	if c.is('0') {
		c.at++
	} else if !c.digits() {
		c.at = start
		return c.broken("no value")
	}
	if c.is('.') {
		if c.at++; !c.digits() {
			return c.broken("no digit")
		}
	}
	if c.is('e') || c.is('E') {
		if c.at++; c.is('+') || c.is('-') {
			c.at++
		}
		if !c.digits() {
			return c.broken("no digit")
		}
	}
	return nil
}

func (c *jsonCursor) is(want byte) bool { return c.at < len(c.b) && c.b[c.at] == want }

func (c *jsonCursor) digits() bool {
	start := c.at
	for c.at < len(c.b) && c.b[c.at]-'0' <= 9 {
		c.at++
	}
	return c.at > start
}

// str takes a string; the cursor is on its quote.
func (c *jsonCursor) str() ([]byte, error) {
	c.at++
	start := c.at
	for ; c.at < len(c.b); c.at++ {
		switch ch := c.b[c.at]; {
		case ch == '"':
			c.at++
			return c.b[start : c.at-1], nil
		case ch == '\\':
			return c.unescape(start)
		case ch < ' ':
			return nil, c.broken("a control character in a string")
		}
	}
	return nil, c.broken("an open string")
}

// unescape goes on with a string that has escapes.
func (c *jsonCursor) unescape(start int) ([]byte, error) {
	from := len(c.scratch)
	s := append(c.scratch, c.b[start:c.at]...)
	for c.at < len(c.b) {
		switch ch := c.b[c.at]; {
		case ch == '"':
			c.at++
			c.scratch = s
			return s[from:len(s):len(s)], nil
		case ch < ' ':
			return nil, c.broken("a control character in a string")
		case ch != '\\':
			s = append(s, ch)
			c.at++
		default:
			r, err := c.escape()
			if err != nil {
				return nil, err
			}
			s = utf8.AppendRune(s, r)
		}
	}
	return nil, c.broken("an open string")
}

// escape takes one escape; the cursor is on its backslash.
func (c *jsonCursor) escape() (rune, error) {
	if c.at+1 == len(c.b) {
		return 0, c.broken("an open string")
	}
	ch := c.b[c.at+1]
	if ch == 'u' {
		return c.unicodeEscape()
	}
	at := bytes.IndexByte([]byte(`"\/bfnrt`), ch)
	if at < 0 {
		return 0, c.broken("an unknown escape")
	}
	c.at += 2
	return rune("\"\\/\b\f\n\r\t"[at]), nil
}

func (c *jsonCursor) unicodeEscape() (rune, error) {
	r := c.hex4(c.at)
	if r < 0 {
		return 0, c.broken("an unknown escape")
	}
	c.at += 6
	if !utf16.IsSurrogate(r) {
		return r, nil
	}
	if low := c.hex4(c.at); low >= 0 {
		if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
			c.at += 6
			return pair, nil
		}
	}
	return utf8.RuneError, nil
}

// hex4 reads \uXXXX at a place, -1 if there is none.
func (c *jsonCursor) hex4(at int) rune {
	if len(c.b) < at+6 || c.b[at] != '\\' || c.b[at+1] != 'u' {
		return -1
	}
	r := rune(0)
	for _, ch := range c.b[at+2 : at+6] {
		switch {
		case '0' <= ch && ch <= '9':
			r = r<<4 + rune(ch-'0')
		case 'a' <= ch|0x20 && ch|0x20 <= 'f':
			r = r<<4 + rune(ch|0x20-'a'+10)
		default:
			return -1
		}
	}
	return r
}
