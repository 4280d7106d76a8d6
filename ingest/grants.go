package ingest

import (
	"bytes"
)

// grantColumns turns the candidate columns of a file into rows of raw_grants.
//
// What a grant row holds, apart from its place, depends on nothing but the column
// and the text of the cell. Such a pair is turned into shapes once per row group;
// a row then costs one look-up.
type grantColumns struct {
	file    *fileRun
	table   *table
	split   bool // cells list places
	columns []grantColumn
}

type grantColumn struct {
	header
	from int

	memo  dictionary // texts of cells
	spans []span     // what each became
}

// A span is the shapes of a cell: n of them, the first one's number first.
type span struct {
	first, n int32
	odd      bool // an activity text that could not be read
	crowded  bool // too many places
}

// maxPlaces is how many places a cell may list. The largest organisations have a
// few hundred sites.
const maxPlaces = 10_000

func newGrantColumns(f *fileRun, l *layout, headers []header) *grantColumns {
	g := &grantColumns{file: f, table: f.table(grantsTable), split: l.candidates == placeCells}
	for i, h := range headers {
		if h.role == roleAccess || h.role == roleActivity {
			g.columns = append(g.columns, grantColumn{header: h, from: i})
		}
	}
	g.table.rotated = g.forget
	g.forget()
	// The shapes of the file before this one are forgotten by numbering anew, not
	// by starting a row group.
	return g
}

// forget drops the memos: the shapes they number are gone.
func (g *grantColumns) forget() {
	for i := range g.columns {
		c := &g.columns[i]
		c.memo.reset()
		c.spans = c.spans[:0]
	}
}

func (g *grantColumns) add(rec *record) {
	g.table.rotateIfFull()
	for i := range g.columns {
		c := &g.columns[i]
		v := value(rec.cells[c.from])
		if len(v) == 0 {
			continue
		}
		s := g.span(c, v)
		for k := range s.n {
			g.table.shape = append(g.table.shape, s.first+k)
			g.table.add(rec.row)
		}
		if s.odd {
			g.file.finding(rec.row, c.text, string(v), unparsableDate)
		}
		if s.crowded {
			g.file.finding(rec.row, c.text, string(v[:min(len(v), 100)]), tooManyPlaces)
		}
	}
}

// span gives the shapes of a cell, making them if the text is new.
func (g *grantColumns) span(c *grantColumn, v []byte) span {
	id, isNew := c.memo.id(v)
	if isNew {
		c.spans = append(c.spans, g.makeShapes(c, v))
	}
	return c.spans[id]
}

func (g *grantColumns) makeShapes(c *grantColumn, v []byte) span {
	shapes := g.table.shapes
	s := span{first: int32(shapes.rows)}
	if c.activity {
		a := parseActivity(v, g.file.asOf)
		if s.odd = a.odd; a.kind == neverActive.kind {
			return s
		}
		g.begin(c, c.place, v)
		shapes.text(graLastActive, v)
		shapes.text(graLastActiveKind, []byte(a.kind))
		shapes.day(graLastActiveOn, a.day)
		shapes.rows++
		s.n = 1
		return s
	}
	s.crowded = bytes.Count(v, []byte{','}) > maxPlaces
	if !g.split || c.place != "" || s.crowded {
		g.addShape(c, c.place, v)
		s.n = 1
		return s
	}
	for part := range bytes.SplitSeq(v, []byte{','}) {
		if part = value(part); len(part) > 0 {
			g.addShape(c, string(part), v)
			s.n++
		}
	}
	return s
}

// begin sets what every shape of the column has.
func (g *grantColumns) begin(c *grantColumn, place string, v []byte) {
	shapes := g.table.shapes
	shapes.text(graHeader, []byte(c.text))
	shapes.text(graProductText, []byte(c.product))
	shapes.text(graProductKey, []byte(headerKey(c.product)))
	shapes.text(graPlaceText, []byte(place))
	shapes.text(graCell, v)
	shapes.text(graKind, []byte(c.role))
}

func (g *grantColumns) addShape(c *grantColumn, place string, v []byte) {
	g.begin(c, place, v)
	g.table.shapes.text(graLastActiveKind, []byte(unknownActivity.kind))
	g.table.shapes.rows++
}
