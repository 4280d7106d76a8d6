package reports

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// A page is a small sheet: a title, sentences, and blocks of rows below one
// another. It says what stands where; pagewriter.go writes it.
type page struct {
	name    string // of the sheet
	title   string
	notes   []string // sentences under the title
	blocks  []block
	chart   *chart    // below the first block
	widths  []float64 // by column; 0 means: as the cells need
	onePage bool      // printed on one page
}

// A block is one small table of a page.
type block struct {
	heading string
	note    string
	header  []string
	rows    [][]cell
	total   []cell // a last row that stands apart; nil if none
	table   string // name of a real Excel table over the block; "" if none
	named   []namedColumn
}

// A chart draws one column of a block over another one.
type chart struct {
	block      int // that it draws, from 0
	kind       excelize.ChartType
	title      string
	categories int // column of the names, from 0
	values     int // column of the numbers, from 0
	format     string
}

// layout is where the parts of a page stand. Rows count from 1.
type layout struct {
	columns int
	firsts  []int // by block: row of its first data row
	chart   int   // row of the chart's top; 0 if none
	last    int
}

const chartRows = 17 // rows that a chart covers, with a margin

// lay finds the rows of all parts. Title and subtitle are rows 1 and 2.
func (p *page) lay() layout {
	var l layout
	row := 3 + len(p.notes)
	for i, b := range p.blocks {
		row += 1 + b.above() // a blank row before each block
		l.firsts = append(l.firsts, row)
		row += len(b.rows)
		if b.total != nil {
			row++
		}
		l.columns = max(l.columns, len(b.header))
		for _, r := range b.rows {
			l.columns = max(l.columns, len(r))
		}
		if i == 0 && p.chart != nil {
			l.chart = row + 1
			row += chartRows + 1
		}
	}
	if len(p.blocks) == 0 { // sentences alone: over the page, not over one column
		l.columns = max(len(p.widths), 1)
	}
	l.last = row - 1
	return l
}

// above counts the rows of a block that stand above its data.
func (b block) above() int {
	rows := 0
	for _, present := range []bool{b.heading != "", b.note != "", len(b.header) > 0} {
		if present {
			rows++
		}
	}
	return rows
}

// at names the cell in column col (from 0) and row (from 1).
func at(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col+1, row)
	if err != nil {
		panic(err) // our own pages are a few columns wide
	}
	return name
}

// letter names column col (from 0).
func letter(col int) string {
	name, err := excelize.ColumnNumberToName(col + 1)
	if err != nil {
		panic(err)
	}
	return name
}

// fit gives each column its width: the page's own, or more where a text that is
// not wrapped needs it, within bounds.
func (p *page) fit(columns int) []float64 {
	const narrow, wide = 9, 72
	widths := make([]float64, columns)
	for i := range widths {
		widths[i] = narrow
		if i < len(p.widths) {
			widths[i] = p.widths[i]
		}
		for _, b := range p.blocks {
			for _, r := range b.rows {
				if i < len(r) && !r[i].style.wrap && !r[i].span {
					widths[i] = max(widths[i], float64(min(wide, r[i].width()+2)))
				}
			}
		}
	}
	return widths
}

// cells names the range of a column of the block that the page's chart draws.
func (p *page) cells(l layout, col int) string {
	first, last := l.firsts[p.chart.block], len(p.blocks[p.chart.block].rows)-1
	return fmt.Sprintf("'%s'!$%s$%d:$%s$%d", p.name, letter(col), first, letter(col), first+last)
}
