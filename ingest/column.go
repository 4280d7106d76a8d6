package ingest

// A batch is one row group being filled, column by column. Values are appended
// to columns in any order within a row; a column that a row does not mention is
// padded later with its blank, so that a table of thirty columns costs a file
// that knows eight of them no more than eight.
type batch struct {
	def  *tableDef
	rows int
	cols []column
	size int // bytes of text held

	// When shapes is set, the columns behind the place are functions of a row's
	// shape: shapes holds them, one row per distinct shape, and shape the number
	// of each row's shape. Millions of grants have a few thousand shapes.
	shapes *batch
	shape  []int32
	keep   bool // dictionaries are kept, however large: this batch is such a shapes
}

// A column is one column of a batch. Text is held either as numbers into a
// dictionary or, once that does not pay, as plain bytes.
type column struct {
	typ columnType

	dict   dictionary
	parsed []int32 // the day that each text of dict is, as far as it was asked: see dayOf
	index  []int32
	last   int32 // id appended last, or -1
	plain  []byte
	isText bool // text lies in plain, n of them
	n      int  // values so far, of any type

	blank   []byte // what rows that do not mention the column hold
	blankID int32  // its id, or -1 if the dictionary does not hold it yet

	ints []int64
	days []int32 // noDate is null
	bits []uint8 // 0, 1, or 2 for null

	out encoded
}

const (
	noDate    = -1 << 31
	notParsed = noDate + 1
)

const (
	// A dictionary is given up when it holds this many texts, or this many bytes...
	dictionaryMaxTexts = 1 << 15
	dictionaryMaxBytes = 4 << 20
	// ...or when, at this many texts or twice as many and so on, more than half of
	// the values were new.
	dictionaryDoubt = 4096
)

func newBatch(def *tableDef) *batch {
	b := &batch{def: def, cols: make([]column, len(def.columns))}
	for i := range b.cols {
		b.cols[i].typ = def.columns[i].typ
		b.cols[i].last, b.cols[i].blankID = -1, -1
	}
	return b
}

// reset empties the batch and keeps its memory.
func (b *batch) reset() {
	b.rows, b.size, b.shape = 0, 0, b.shape[:0]
	if b.shapes != nil {
		b.shapes.reset()
	}
	for i := range b.cols {
		c := &b.cols[i]
		c.dict.reset()
		c.parsed = c.parsed[:0]
		c.index, c.ints, c.days, c.bits = c.index[:0], c.ints[:0], c.days[:0], c.bits[:0]
		if cap(c.plain) > 32<<20 {
			c.plain = nil
		}
		c.plain = c.plain[:0]
		c.n, c.last, c.blankID = 0, -1, -1
	}
}

// follow makes an empty batch go on where prev ended: the same blanks, and plain
// text where a dictionary did not pay.
func (b *batch) follow(prev *batch) {
	for i := range b.cols {
		b.cols[i].blank = prev.cols[i].blank
		b.cols[i].isText = prev.cols[i].isText
	}
	if b.shapes != nil {
		b.shapes.follow(prev.shapes)
	}
}

// setBlank changes what the rows from here on hold when they do not mention the
// column.
func (b *batch) setBlank(col int, value string) {
	c := &b.cols[col]
	if string(c.blank) == value {
		return
	}
	b.pad(c, b.rows)
	c.blank, c.blankID = []byte(value), -1
}

// pad brings the column to n values with blanks. A text column that only ever
// holds blanks stays without an index: see encodeText.
func (b *batch) pad(c *column, n int) {
	if c.n >= n {
		return
	}
	switch c.typ {
	case text:
		b.padText(c, n)
		return
	case boolean:
		for ; c.n < n; c.n++ {
			c.bits = append(c.bits, 2)
		}
	case date:
		for ; c.n < n; c.n++ {
			c.days = append(c.days, noDate)
		}
	case integer:
		for ; c.n < n; c.n++ {
			c.ints = append(c.ints, 0)
		}
	}
}

func (b *batch) padText(c *column, n int) {
	if c.isText {
		for ; c.n < n; c.n++ {
			c.plain = appendPlain(c.plain, c.blank)
		}
		return
	}
	if c.blankID < 0 {
		c.blankID, _ = c.dict.id(c.blank)
	}
	for ; c.n < n; c.n++ {
		c.index = append(c.index, c.blankID)
	}
}

// text sets a text of the row being filled.
func (b *batch) text(col int, v []byte) {
	c := &b.cols[col]
	if len(v) == 0 && len(c.blank) == 0 {
		return
	}
	if c.n < b.rows {
		b.padText(c, b.rows)
	}
	b.size += len(v)
	c.n++
	if c.isText {
		c.plain = appendPlain(c.plain, v)
		return
	}
	id, isNew := c.dict.id(v)
	c.index, c.last = append(c.index, id), id
	if isNew && !b.keep && c.dictionaryFails() {
		c.spell()
	}
}

func (c *column) dictionaryFails() bool {
	n := c.dict.len()
	if n >= dictionaryMaxTexts || len(c.dict.plain) > dictionaryMaxBytes {
		return true
	}
	return n >= dictionaryDoubt && n&(n-1) == 0 && 2*n > c.n
}

// spell turns the numbers of a column into plain text.
func (c *column) spell() {
	c.plain = c.plain[:0]
	for _, id := range c.index {
		c.plain = appendPlain(c.plain, c.dict.text(id))
	}
	c.isText, c.index, c.last = true, c.index[:0], -1
	c.dict.reset()
	c.parsed = c.parsed[:0]
}

// dayOf is the day that the text is which was set last, parsed once for each text of a
// dictionary. v is that text, and parse always gives the same for it.
func (c *column) dayOf(v []byte, parse func([]byte) (int32, bool)) (day int32, known bool) {
	if c.last < 0 {
		return parse(v)
	}
	for int(c.last) >= len(c.parsed) {
		c.parsed = append(c.parsed, notParsed)
	}
	day = c.parsed[c.last]
	if day == notParsed {
		if day, known = parse(v); !known {
			day = noDate
		}
		c.parsed[c.last] = day
	}
	return day, day != noDate
}

func (b *batch) bool(col int, v bool) {
	c := &b.cols[col]
	b.pad(c, b.rows)
	bit := uint8(0)
	if v {
		bit = 1
	}
	c.bits = append(c.bits, bit)
	c.n++
}

func (b *batch) day(col int, days int32) {
	c := &b.cols[col]
	b.pad(c, b.rows)
	c.days = append(c.days, days)
	c.n++
}

func (b *batch) int(col int, v int64) {
	c := &b.cols[col]
	b.pad(c, b.rows)
	c.ints = append(c.ints, v)
	c.n++
}
