package reports

import (
	"fmt"
	"math"
	"slices"

	"github.com/xuri/excelize/v2"
)

// write lays the page out on its sheet.
func (b *book) write(p *page) error {
	l := p.lay()
	if err := b.add(p.name); err != nil {
		return fmt.Errorf("add sheet %s: %w", p.name, err)
	}
	if p.chart != nil {
		if err := b.draw(p, l); err != nil {
			return fmt.Errorf("draw chart of sheet %s: %w", p.name, err)
		}
	}
	if err := b.link(p, l); err != nil {
		return fmt.Errorf("link sheet %s: %w", p.name, err)
	}
	if err := b.name(p, l); err != nil {
		return fmt.Errorf("name cells of sheet %s: %w", p.name, err)
	}
	s, err := b.open(p.name, sheetSetup{onePage: p.onePage})
	if err != nil {
		return err
	}
	widths := p.fit(l.columns)
	s.widen(widths)
	s.title(p.title, b.subtitle())
	for i, note := range p.notes {
		s.sentence(3+i, note, style{color: ink})
	}
	for i, block := range p.blocks {
		s.block(block, l.firsts[i])
	}
	return s.end()
}

// block writes one block whose first data row is first.
func (s *sheet) block(b block, first int) {
	row := first - b.above()
	if b.heading != "" {
		s.row(row, []cell{{value: b.heading, style: style{size: 13, bold: true, color: slate}}}, 20)
		row++
	}
	if b.note != "" {
		s.sentence(row, b.note, style{color: muted})
		row++
	}
	if len(b.header) > 0 {
		s.header(row, b)
	}
	for i, cells := range b.rows {
		s.wrapped(first+i, underlined(cells))
	}
	if b.total != nil {
		total := slices.Clone(b.total)
		for i := range total {
			total[i].style.total, total[i].style.bold = true, true
			if _, ok := total[i].value.(int64); ok {
				total[i].formula = fmt.Sprintf("SUM(%s:%s)", at(i, first), at(i, first+len(b.rows)-1))
			}
		}
		s.row(first+len(b.rows), total, 0)
	}
	if b.table != "" {
		s.table(b.table, first-1, first+len(b.rows)-1, len(b.header))
	}
}

// underlined puts a hair line below a data row.
func underlined(cells []cell) []cell {
	cells = slices.Clone(cells)
	for i := range cells {
		cells[i].style.line = true
		if cells[i].style.format == "" && cells[i].value == nil {
			cells[i].value = ""
		}
	}
	return cells
}

// header writes the column names: right over numbers, left over text.
func (s *sheet) header(row int, b block) {
	cells := make([]cell, len(b.header))
	for i, name := range b.header {
		look := style{bold: true, color: paper, fill: slate, wrap: true}
		if len(b.rows) > 0 && i < len(b.rows[0]) {
			look.right = b.rows[0][i].style.right
		}
		cells[i] = cell{value: name, style: look}
	}
	last := len(cells) - 1
	for last > 0 && b.header[last] == "" {
		last--
	}
	if last < len(cells)-1 { // its data goes over the rest of the page, and so does it
		cells = append(cells[:last], cells[last].spanning())
	}
	s.wrapped(row, cells)
}

// sentence writes text over the whole width of the page.
func (s *sheet) sentence(row int, text string, look style) {
	look.wrap = true
	s.wrapped(row, []cell{cell{value: text, style: look}.spanning()})
}

// wrapped writes a row as high as its wrapped cells need: spreadsheets do not
// grow merged cells, and some grow none. Spanning cells are merged.
func (s *sheet) wrapped(row int, cells []cell) {
	lines := 1.0
	for i, c := range cells {
		room := s.room(i, i)
		if c.span {
			room = s.room(i, len(s.widths)-1)
		}
		if text, ok := c.value.(string); ok && c.style.wrap {
			lines = max(lines, math.Ceil(float64(textWidth(text))/room))
		}
	}
	height := 0.0 // the usual one
	if cells[0].style.fill == slate {
		height = 18
	}
	if lines > 1 {
		height = min(lineHeight*lines+height/6, excelize.MaxRowHeight)
	}
	if last := len(cells) - 1; last >= 0 && cells[last].span {
		for i := last; i+1 < len(s.widths); i++ {
			cells = append(cells, cell{value: "", style: cells[last].style})
		}
		if last+1 < len(s.widths) { // Excel repairs a merge of one cell
			s.merge(at(last, row), at(len(s.widths)-1, row))
		}
	}
	s.row(row, cells, height)
}

const lineHeight = 15.0 // points

// room is how many characters fit into the columns from first to last.
func (s *sheet) room(first, last int) float64 {
	room := 0.0
	for i := first; i <= last && i < len(s.widths); i++ {
		room += s.widths[i]
	}
	return max(room, 1)
}

// link makes the cells with a link clickable.
func (b *book) link(p *page, l layout) error {
	for i, block := range p.blocks {
		for j, row := range block.rows {
			for k, c := range row {
				if c.link == "" {
					continue
				}
				if err := b.file.SetCellHyperLink(p.name, at(k, l.firsts[i]+j), fmt.Sprintf("'%s'!A1", c.link), "Location"); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// draw puts the page's chart below its first block.
func (b *book) draw(p *page, l layout) error {
	none := false
	c := p.chart
	series := excelize.ChartSeries{
		Name: c.title, Categories: p.cells(l, c.categories), Values: p.cells(l, c.values),
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{teal}},
	}
	gap := uint(70)
	if c.kind == excelize.Scatter {
		return b.file.AddChart(p.name, at(0, l.chart), lineChart(c, series))
	}
	if c.kind == excelize.Line {
		return b.file.AddChart(p.name, at(0, l.chart), nightLine(c, series, len(p.blocks[c.block].rows)))
	}
	return b.file.AddChart(p.name, at(0, l.chart), &excelize.Chart{
		Type: c.kind, Series: []excelize.ChartSeries{series}, VaryColors: &none, GapWidth: &gap,
		Format:    excelize.GraphicOptions{OffsetX: 4, OffsetY: 4, Positioning: "oneCell", AltText: c.title},
		Dimension: excelize.ChartDimension{Width: 820, Height: 310},
		Legend:    excelize.ChartLegend{Position: "none"},
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
			Text: c.title, Font: &excelize.Font{Size: 12, Bold: true, Color: ink, Family: "Calibri"},
		}}},
		PlotArea: excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: c.format}},
		XAxis:    excelize.ChartAxis{ReverseOrder: c.kind == excelize.Bar, Font: excelize.Font{Size: 10, Color: ink, Family: "Calibri"}},
		YAxis:    excelize.ChartAxis{None: true}, // every bar carries its number
		Border:   excelize.LineOptions{Type: excelize.LineNone},
	})
}

// lineChart draws numbers over numbers: straight lines between the points.
func lineChart(c *chart, series excelize.ChartSeries) *excelize.Chart {
	none := false
	series.Line = excelize.LineOptions{Type: excelize.LineSolid, Width: 2, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{teal}}}
	series.Marker = excelize.ChartMarker{Symbol: "circle", Size: 6, Fill: series.Fill}
	font := excelize.Font{Size: 10, Color: ink, Family: "Calibri"}
	heading := func(s string, size float64) excelize.ChartTitle {
		return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: s, Font: &excelize.Font{Size: size, Bold: true, Color: ink, Family: "Calibri"}}}}
	}
	return &excelize.Chart{
		Type: excelize.Scatter, Series: []excelize.ChartSeries{series}, VaryColors: &none,
		Format:    excelize.GraphicOptions{OffsetX: 4, OffsetY: 4, Positioning: "oneCell", AltText: c.title},
		Dimension: excelize.ChartDimension{Width: 820, Height: 310},
		Legend:    excelize.ChartLegend{Position: "none"}, Title: heading(c.title, 12),
		XAxis:  excelize.ChartAxis{Font: font, NumFmt: excelize.ChartNumFmt{CustomNumFmt: asCount}, Title: heading("Users", 10)},
		YAxis:  excelize.ChartAxis{Font: font, MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: c.format}},
		Border: excelize.LineOptions{Type: excelize.LineNone},
	}
}
