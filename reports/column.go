package reports

import (
	"fmt"
	"strconv"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
)

// A column gives the cells of one column of its table, at the table's current
// row. Text that it returns is valid until the table's next row; clone what you
// keep.
type column struct {
	table *table
	name  string
	want  want
	index int // place in the batch
	bound bool
	array arrow.Array
}

// want says what a column must hold.
type want int

const (
	wantText   want = iota // anything that can be spelled
	wantNumber             // whole numbers
	wantBool
	wantDate
)

func (t *table) column(name string, w want) *column {
	c := &column{table: t, name: name, want: w}
	t.columns = append(t.columns, c)
	return c
}

func (t *table) text(name string) *column    { return t.column(name, wantText) }
func (t *table) number(name string) *column  { return t.column(name, wantNumber) }
func (t *table) boolean(name string) *column { return t.column(name, wantBool) }
func (t *table) date(name string) *column    { return t.column(name, wantDate) }

// accept refuses a column of another type than wanted. It is how a sum that
// became a DOUBLE, which is money no more, is found before it is printed.
func (c *column) accept(kind arrow.DataType) error {
	ok := true
	switch c.want {
	case wantNumber:
		ok = arrow.IsInteger(kind.ID())
	case wantBool:
		ok = kind.ID() == arrow.BOOL
	case wantDate:
		ok = kind.ID() == arrow.DATE32
	case wantText:
		ok = kind.ID() == arrow.STRING || kind.ID() == arrow.LARGE_STRING || kind.ID() == arrow.DATE32 ||
			kind.ID() == arrow.BOOL || arrow.IsInteger(kind.ID())
	}
	if !ok {
		return c.table.problem("column %s of mart %s is %s, which is not what the reports lay out", c.name, c.table.name, kind)
	}
	return nil
}

// isNull says whether the cell is null.
func (c *column) isNull() bool { return c.array.IsNull(c.table.at) }

// text spells the cell; null is the empty text.
func (c *column) text() string {
	if c.isNull() {
		return ""
	}
	switch a := c.array.(type) {
	case *array.String:
		return a.Value(c.table.at)
	case *array.LargeString:
		return a.Value(c.table.at)
	case *array.Date32:
		return day(a.Value(c.table.at)).String()
	case *array.Boolean:
		return strconv.FormatBool(a.Value(c.table.at))
	}
	return strconv.FormatInt(c.int(), 10)
}

// int gives a whole number; null is 0.
func (c *column) int() int64 {
	if c.isNull() {
		return 0
	}
	switch a := c.array.(type) {
	case *array.Int64:
		return a.Value(c.table.at)
	case *array.Int32:
		return int64(a.Value(c.table.at))
	case *array.Int16:
		return int64(a.Value(c.table.at))
	case *array.Int8:
		return int64(a.Value(c.table.at))
	case *array.Uint32:
		return int64(a.Value(c.table.at))
	case *array.Uint16:
		return int64(a.Value(c.table.at))
	case *array.Uint8:
		return int64(a.Value(c.table.at))
	case *array.Uint64:
		return int64(a.Value(c.table.at))
	}
	panic(fmt.Sprintf("column %s of %s holds %s, which accept lets through", c.name, c.table.name, c.array.DataType()))
}

// maybeInt gives a whole number, or nil for null.
func (c *column) maybeInt() *int64 {
	if c.isNull() {
		return nil
	}
	n := c.int()
	return &n
}

// bool gives a truth; null is false.
func (c *column) bool() bool {
	return !c.isNull() && c.array.(*array.Boolean).Value(c.table.at)
}

// day gives a date, or noDay for null.
func (c *column) day() day {
	if c.isNull() {
		return noDay
	}
	return day(c.array.(*array.Date32).Value(c.table.at))
}

// A day counts days from 1970-01-01, as Parquet does.
type day int32

// noDay is the date that is not there.
const noDay day = -1 << 31

// String spells the day YYYY-MM-DD; noDay is the empty text.
func (d day) String() string {
	if d == noDay {
		return ""
	}
	return time.Unix(int64(d)*86400, 0).UTC().Format(time.DateOnly)
}

// serial is the day as a spreadsheet counts it.
func (d day) serial() int64 { return int64(d) + 25569 }
