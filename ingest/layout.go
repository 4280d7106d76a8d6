package ingest

// A layout says how the rows of a CSV format become rows of raw tables. It is
// data: the reader of csvrows.go follows it.
type layout struct {
	table  *tableDef
	fields []field
	// identity are columns of the table; a row in which all are blank is a reject.
	identity []int
	// candidates says what the columns are that no field names.
	candidates candidates
	// blank is what a blank cell of the last-active column means.
	blank activity
	// hasGroups: columns may name groups.
	hasGroups bool
	groups    groupKeys
	// keepsSurplus: a cell behind the last header is kept as a finding's text.
	keepsSurplus bool
	// complete fills values from others before the row is written, or is nil.
	complete func(values [][]byte)
	// refuse says why a row cannot be used and what would mend it, or is nil. header
	// names the column.
	refuse func(values [][]byte) (header, reason, remedy string)
	// also adds rows to other tables: it opens them, and gives what adds those of
	// one row. Or it is nil.
	also func(f *fileRun) func(row int64, values [][]byte)

	mapping *mappedQuote // of a quote in a reseller's own layout; else nil

	spellings []spelling // of this generation: see spelled
}

// collects reports whether a row's values are needed together.
func (l *layout) collects() bool { return l.complete != nil || l.refuse != nil || l.also != nil }

// A field is a thing that a column of the file can say. Which headers it has stands
// in headers/<kind>.csv.
type field struct {
	name     string // as that file calls it; by default the column's own name
	keys     string // header keys, best first: "lastactivedate|lastactive"
	isMade   bool   // no header has it: complete makes it
	col      int    // column of the layout's table that takes the text
	as       parse
	typed    int                        // column that takes what was parsed, behind as
	number   func([]byte) (int64, bool) // behind asNumber
	isSingle bool                       // only the best column counts, though it be blank
	day      func([]byte) (int32, bool) // behind asDay; nil: parseDay
	words    map[string]bool            // behind asWord: lower-case words, and what each means
}

// parse says what is read out of a text.
type parse uint8

const (
	asText     parse = iota
	asBool           // typed takes the boolean
	asDay            // typed takes the date
	asActivity       // typed takes the kind, typed+1 the date
	asInput          // not written itself: complete uses it
	asWord           // typed takes what words says of it, a boolean
	asNumber         // typed takes what number reads, as digits
)

// candidates is how the cells of columns that no field names become grants.
type candidates uint8

const (
	noCandidates candidates = iota // such columns are attributes, and are not kept
	wordCells                      // a cell is one grant, at the place that the header names
	placeCells                     // a cell lists places, unless the header names one
)

// groupKeys are the header keys of columns that name groups: one group per row, or
// a list of them in a cell.
type groupKeys struct{ id, name, list string }
