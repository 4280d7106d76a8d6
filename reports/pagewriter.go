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
	s, err := b.open(p.name, sheetSetup{landscape: true})
	if err != nil {
		return err
	}
	widths := p.fit(l.columns)
	for i, w := range widths {
		s.width(i, w)
	}
	s.title(p.title, b.subtitle())
	room := 0.0
	for _, w := range widths {
		room += w
	}
	for i, note := range p.notes {
		s.sentence(3+i, note, l.columns, room, style{color: ink})
	}
	for i, block := range p.blocks {
		s.block(block, l.firsts[i], l.columns, room)
	}
	return s.end()
}

// block writes one block whose first data row is first.
func (s *sheet) block(b block, first, columns int, room float64) {
	row := first - b.above()
	if b.heading != "" {
		s.row(row, []cell{{value: b.heading, style: style{size: 13, bold: true, color: slate}}}, 20)
		row++
	}
	if b.note != "" {
		s.sentence(row, b.note, columns, room, style{color: muted})
		row++
	}
	if len(b.header) > 0 {
		s.header(row, b)
	}
	for i, cells := range b.rows {
		s.row(first+i, underlined(cells), 0)
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
	s.row(row, cells, 0)
}

// sentence writes text over the whole width of the page, as many lines high as
// it needs: merged cells do not grow by themselves.
func (s *sheet) sentence(row int, text string, columns int, room float64, look style) {
	look.wrap = true
	lines := math.Ceil(float64(textWidth(text)) * 1.1 / max(room, 40))
	s.row(row, []cell{{value: text, style: look}}, 15.5*max(1, lines))
	if columns > 1 {
		s.merge(at(0, row), at(columns-1, row))
	}
}

// draw puts the page's chart below its first block.
func (b *book) draw(p *page, l layout) error {
	none := false
	c := p.chart
	series := excelize.ChartSeries{
		Name: c.title, Categories: p.cells(l, c.categories), Values: p.cells(l, c.values),
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{teal}},
	}
	for i, color := range c.colors {
		series.DataPoint = append(series.DataPoint, excelize.ChartDataPoint{
			Index: i, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}},
		})
	}
	gap := uint(70)
	return b.file.AddChart(p.name, at(0, l.chart), &excelize.Chart{
		Type: c.kind, Series: []excelize.ChartSeries{series}, VaryColors: &none, GapWidth: &gap,
		Format:    excelize.GraphicOptions{OffsetX: 4, OffsetY: 4, Positioning: "oneCell", AltText: c.title},
		Dimension: excelize.ChartDimension{Width: 760, Height: 310},
		Legend:    excelize.ChartLegend{Position: "none"},
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
			Text: c.title, Font: &excelize.Font{Size: 12, Bold: true, Color: ink, Family: "Calibri"},
		}}},
		PlotArea: excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: c.format}},
		XAxis:    excelize.ChartAxis{ReverseOrder: c.kind == excelize.Bar, Font: excelize.Font{Size: 10, Color: ink, Family: "Calibri"}},
		YAxis: excelize.ChartAxis{
			MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: c.format},
			Font: excelize.Font{Size: 9, Color: muted, Family: "Calibri"},
		},
		Border: excelize.LineOptions{Type: excelize.LineNone},
	})
}
