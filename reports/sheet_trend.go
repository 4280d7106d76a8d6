package reports

import "github.com/xuri/excelize/v2"

// trendNight is one night of the mart trend.
type trendNight struct {
	asOf                        day
	accounts, billable, unknown int64
	annualCents                 *int64
	currency                    string
}

// trend reads the nights up to this one, the earliest first.
func (r *nightReader) trend(n *night) error {
	t := r.open("trend")
	asOf, currency := t.date("as_of"), t.text("currency")
	accounts, billable, unknown := t.number("accounts"), t.number("billable"), t.number("unknown")
	annual := t.number("annual_cents")
	return t.each(func() {
		n.trend = append(n.trend, trendNight{asOf.day(), accounts.int(), billable.int(), unknown.int(), annual.maybeInt(), keep(currency)})
	})
}

// trendPage shows how the count of Guard went from night to night.
func (w *writer) trendPage(m money) *page {
	p := &page{name: "Trend", title: "Billable accounts by night", widths: []float64{16, 14, 14, 14, 14, 16}}
	nights := w.small.trend
	if len(nights) < 2 {
		p.notes = []string{"Only this night is published: the trend begins with the next one."}
		return p
	}
	first, last := nights[0], nights[len(nights)-1]
	p.notes = []string{"Each night as it was published, the last 400 at most. A night that is run again changes the trend of the nights that are run after it."}
	table := block{heading: "Night by night", header: []string{"Night", "Billable", "Change", "Unknown", "Accounts", "Cost per year"}}
	for i, n := range nights {
		change := cell{value: "", style: style{format: asText, right: true}}
		if i > 0 {
			change = signed(n.billable - nights[i-1].billable)
		}
		table.rows = append(table.rows, []cell{label(n.asOf.String()), count(n.billable), change, count(n.unknown), count(n.accounts), w.trendCost(m, n)})
	}
	sum := block{header: []string{"From", "To", "Nights", "Billable then", "Billable now", "Change"}, rows: [][]cell{{
		label(first.asOf.String()), label(last.asOf.String()), count(int64(len(nights))), count(first.billable), count(last.billable), signed(last.billable - first.billable),
	}}}
	p.blocks = []block{sum, table}
	p.chart = &chart{kind: excelize.Line, title: "Billable accounts by night", block: 1, categories: 0, values: 1, format: asCount}
	return p
}

// trendCost is what a night cost a year, in this night's currency only: amounts of
// another one would not be comparable.
func (w *writer) trendCost(m money, n trendNight) cell {
	if n.currency != w.small.facts.currency {
		return unknownCell()
	}
	return m.cell(n.annualCents)
}

// signed is a difference, with its sign.
func signed(n int64) cell {
	return cell{value: n, style: style{format: "+#,##0;-#,##0;0", right: true}}
}

// nightLine draws a count over the nights: a line, for their number may be large,
// and a scale of its own, for the changes are small beside the count.
func nightLine(c *chart, series excelize.ChartSeries, nights int) *excelize.Chart {
	none := false
	series.Line = excelize.LineOptions{Type: excelize.LineSolid, Width: 2, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{teal}}}
	series.Marker = excelize.ChartMarker{Symbol: "none"}
	if nights <= 31 {
		series.Marker = excelize.ChartMarker{Symbol: "circle", Size: 5, Fill: series.Fill}
	}
	font := excelize.Font{Size: 10, Color: ink, Family: "Calibri"}
	return &excelize.Chart{
		Type: excelize.Line, Series: []excelize.ChartSeries{series}, VaryColors: &none,
		Format:    excelize.GraphicOptions{OffsetX: 4, OffsetY: 4, Positioning: "oneCell", AltText: c.title},
		Dimension: excelize.ChartDimension{Width: 820, Height: 310},
		Legend:    excelize.ChartLegend{Position: "none"},
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
			Text: c.title, Font: &excelize.Font{Size: 12, Bold: true, Color: ink, Family: "Calibri"},
		}}},
		XAxis:  excelize.ChartAxis{Font: font, TickLabelSkip: max(1, nights/12), Alignment: excelize.Alignment{TextRotation: 45}},
		YAxis:  excelize.ChartAxis{Font: font, MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: c.format}},
		Border: excelize.LineOptions{Type: excelize.LineNone},
	}
}
