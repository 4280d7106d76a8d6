package reports

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"
)

// A sheet streams rows from top to bottom. The first error stays and every
// later call does nothing; end reports it. Set widths and panes before rows.
type sheet struct {
	book    *book
	name    string
	stream  *excelize.StreamWriter
	cells   []any
	widths  []float64 // by column
	details *detail   // nil without rows that go past the stream
	failure error
}

// sheetSetup says how a sheet is printed and frozen.
type sheetSetup struct {
	paperA3 bool
	onePage bool
	grid    bool // show the spreadsheet's own lines
	header  int  // row that repeats on every printed page and stays in sight; 0 if none
	columns int  // columns that stay in sight
}

// add makes sure that the sheet exists, behind the ones before it.
func (b *book) add(name string) error {
	if b.sheets[name] > 0 {
		return nil
	}
	if b.sheets[name] = len(b.sheets) + 1; len(b.sheets) == 1 {
		return b.file.SetSheetName("Sheet1", name)
	}
	_, err := b.file.NewSheet(name)
	return err
}

// open starts streaming a sheet.
func (b *book) open(name string, setup sheetSetup) (*sheet, error) {
	if err := b.ctx.Err(); err != nil {
		return nil, err
	}
	s := &sheet{book: b, name: name}
	s.try(b.add(name))
	s.print(setup)
	if s.failure == nil {
		var err error
		s.stream, err = b.file.NewStreamWriter(name)
		s.try(err)
	}
	if s.failure == nil && setup.header > 0 {
		corner := at(setup.columns, setup.header+1)
		s.try(s.stream.SetPanes(&excelize.Panes{
			Freeze: true, XSplit: setup.columns, YSplit: setup.header, TopLeftCell: corner, ActivePane: "bottomRight",
			Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: "bottomRight"}},
		}))
	}
	return s, s.failure
}

// print sets what paper shows: landscape, as wide as the page, header repeated.
func (s *sheet) print(setup sheetSetup) {
	f, yes := s.book.file, true
	orientation, paper, wide, high := "landscape", 9, 1, 0
	if setup.onePage {
		orientation, high = "portrait", 1
	}
	if setup.columns > 0 {
		wide = 2 // one page would be too small to read
	}
	if setup.paperA3 {
		paper = 8
	}
	side, foot := 0.5, 0.3
	s.try(f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &yes}))
	s.try(f.SetPageLayout(s.name, &excelize.PageLayoutOptions{
		Size: &paper, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high,
	}))
	s.try(f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &side, Bottom: &side, Header: &foot, Footer: &foot,
	}))
	s.try(f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{
		OddFooter: fmt.Sprintf("&L&8 %s, night of %s&C&8 &A&R&8 Page &P of &N", s.book.night.Org, s.book.night.AsOf),
	}))
	s.try(f.SetSheetView(s.name, 0, &excelize.ViewOptions{ShowGridLines: &setup.grid}))
	s.try(f.SetSheetDimension(s.name, "")) // not known before the last row
	if setup.header > 0 {
		s.try(f.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", Scope: s.name, RefersTo: s.printTitles(setup),
		}))
	}
}

// printTitles names the column and the row that repeat on every printed page.
func (s *sheet) printTitles(setup sheetSetup) string {
	rows := fmt.Sprintf("'%s'!$%d:$%d", s.name, setup.header, setup.header)
	if setup.columns == 0 {
		return rows
	}
	return fmt.Sprintf("'%s'!$A:$%s,%s", s.name, letter(setup.columns-1), rows)
}

// try keeps the first error.
func (s *sheet) try(err error) {
	if s.failure == nil && err != nil {
		s.failure = fmt.Errorf("lay out sheet %s: %w", s.name, err)
	}
}

// widen sets the widths of the columns, in characters. It goes from the last to
// the first, because excelize writes the columns in the opposite order, and Excel
// repairs a sheet whose columns do not ascend.
func (s *sheet) widen(widths []float64) {
	s.widths = widths
	for i, width := range slices.Backward(widths) {
		if s.failure == nil {
			s.try(s.stream.SetColWidth(i+1, i+1, width))
		}
	}
}

// title writes rows 1 and 2.
func (s *sheet) title(title, subtitle string) {
	s.row(1, []cell{{value: title, style: style{size: 18, bold: true, color: ink}}}, 26)
	s.row(2, []cell{{value: subtitle, style: style{size: 10, color: muted}}}, 16)
}

// row writes one row; height 0 leaves it to the spreadsheet.
func (s *sheet) row(row int, cells []cell, height float64) {
	if s.failure != nil {
		return
	}
	s.cells = s.cells[:0]
	for _, c := range cells {
		if c.value == nil && c.style == (style{}) {
			s.cells = append(s.cells, nil)
			continue
		}
		id, err := s.book.styles.id(c.style)
		s.try(err)
		s.cells = append(s.cells, excelize.Cell{StyleID: id, Formula: c.formula, Value: c.value})
	}
	s.try(s.stream.SetRow(at(0, row), s.cells, excelize.RowOpts{Height: height}))
}

// detail writes one row of very many, of so many columns at most, all of them below
// the rows that row wrote.
func (s *sheet) detail(row int, cells []cell, columns int) {
	if s.failure == nil && s.details == nil {
		var err error
		s.details, err = newDetail(s.book.styles, columns, s.book.scratch)
		s.try(err)
		if err == nil {
			s.book.details = append(s.book.details, s.details)
		}
	}
	if s.failure == nil {
		s.try(s.details.row(row, cells))
	}
}

func (s *sheet) merge(from, to string) {
	if s.failure == nil {
		s.try(s.stream.MergeCell(from, to))
	}
}

// table makes the rows a real table with filters. Columns count from the first.
func (s *sheet) table(name string, header, last, columns int) {
	if s.failure != nil {
		return
	}
	stripes := false
	s.try(s.stream.AddTable(&excelize.Table{
		Range: at(0, header) + ":" + at(columns-1, last), Name: name,
		StyleName: "TableStyleLight1", ShowRowStripes: &stripes,
	}))
}

// end finishes the sheet and reports the first error.
func (s *sheet) end() error {
	if s.failure == nil && s.details != nil {
		rows, err := s.details.end()
		s.try(err)
		s.book.inserts[s.book.part(s.name)] = rows
	}
	if s.failure == nil {
		s.try(s.stream.Flush())
	}
	return s.failure
}

// part is where the archive keeps a sheet: excelize numbers them as they are added.
func (b *book) part(sheet string) string {
	return fmt.Sprintf("xl/worksheets/sheet%d.xml", b.sheets[sheet])
}
