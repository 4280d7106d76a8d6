package ingest

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// respelled spells the dates of a column kind anew. If the spelling says which day is
// meant, all rows must come through; else those with a date may be lost.
func respelled(layout string, isClear bool) func(d *dirt) {
	return func(d *dirt) {
		d.cells(func(row int, _, cell string) string {
			day, ok := dateOf(cell)
			if row < 0 || !ok {
				return cell
			}
			if !isClear && !slices.Contains(d.lost, row) {
				d.lost = append(d.lost, row)
			}
			return day.Format(layout)
		})
	}
}

// dateOf reads a cell of a clean export as a date.
func dateOf(cell string) (time.Time, bool) {
	for _, layout := range []string{"2006-01-02", "2 Jan 2006"} {
		if t, err := time.Parse(layout, cell); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// cellsOf changes the cells of some columns in every row.
func cellsOf(change func(cell string) string, headers ...string) func(d *dirt) {
	return func(d *dirt) {
		d.cells(func(row int, header, cell string) string {
			if changed := change(cell); row >= 0 && slices.Contains(headers, header) && changed != cell {
				if !slices.Contains(d.lost, row) {
					d.lost = append(d.lost, row)
				}
				return changed
			}
			return cell
		})
	}
}

// kept is a change after which every row must come through.
func kept(damage func(d *dirt)) func(d *dirt) {
	return func(d *dirt) {
		damage(d)
		d.lost = nil
	}
}

var moneyColumns = []string{"list_unit", "net_total", "line_total"}

// thousands writes a number with a separator between thousands.
func thousands(separator, point string) func(string) string {
	return func(s string) string {
		whole, fraction, _ := strings.Cut(s, ".")
		sign := ""
		if strings.HasPrefix(whole, "-") {
			sign, whole = "-", whole[1:]
		}
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + separator + whole[i:]
		}
		return sign + whole + point + fraction
	}
}

var spreadsheetDamage = []pollution{
	{family: "spreadsheet", name: "semicolons, CRLF, byte order mark", damage: func(d *dirt) {
		d.content = "\ufeff" + csvStyle{delim: ";", end: "\r\n"}.text(d.table()...)
	}},
	{family: "spreadsheet", name: "Unicode text (UTF-16, tabs)", damage: func(d *dirt) {
		d.content = inUTF16(csvStyle{delim: "\t", end: "\r\n"}.text(d.table()...), false, true)
	}},
	{family: "spreadsheet", name: "ids as formulas of text", damage: kept(func(d *dirt) {
		cellsOf(func(c string) string { return `="` + c + `"` }, d.ids()...)(d)
	})},
	{family: "spreadsheet", name: "ids as formulas of text, not in quotes", damage: func(d *dirt) {
		d.lines(func(i int, line string) string {
			if i > 0 {
				id := d.rows[i-1][d.at(d.ids()[0])]
				line = strings.Replace(line, id, `="`+id+`"`, 1)
			}
			return line + "\n"
		})
	}},
	{family: "spreadsheet", name: "ids with an apostrophe before them", damage: func(d *dirt) {
		cellsOf(func(c string) string { return "'" + c }, d.ids()...)(d)
	}},
	{family: "spreadsheet", name: "long ids rounded", damage: func(d *dirt) {
		cellsOf(func(c string) string {
			if isDigits([]byte(c)) && len(c) > 15 {
				return c[:1] + "." + c[1:6] + "E+" + "23"
			}
			return c
		}, d.ids()...)(d)
	}},
	{family: "spreadsheet", name: "an id rounded, in full", only: "managed_accounts", damage: func(d *dirt) {
		cellsOf(func(c string) string {
			if isDigits([]byte(c)) && len(c) > 15 {
				return c[:15] + strings.Repeat("0", len(c)-15)
			}
			return c
		}, d.ids()...)(d)
	}},
	{family: "spreadsheet", name: "errors for ids", damage: func(d *dirt) {
		d.cells(func(row int, header, cell string) string {
			if row == 0 && slices.Contains(d.ids(), header) {
				return "#NAME?"
			}
			return cell
		})
		d.lost = []int{0}
	}},
	{family: "spreadsheet", name: "errors in other cells", damage: func(d *dirt) {
		d.cells(func(row int, header, cell string) string {
			if row == 0 && !slices.Contains(d.ids(), header) {
				return "#REF!"
			}
			return cell
		})
		d.lost = []int{0}
	}},
	{family: "spreadsheet", name: "columns too narrow", damage: func(d *dirt) {
		d.cells(func(row int, _, cell string) string {
			if _, isDate := dateOf(cell); row >= 0 && isDate {
				if !slices.Contains(d.lost, row) {
					d.lost = append(d.lost, row)
				}
				return "########"
			}
			return cell
		})
	}},
	{family: "spreadsheet", name: "TRUE and FALSE for Yes and No", only: "managed_accounts", damage: kept(cellsOf(
		strings.NewReplacer("Yes", "TRUE", "No", "FALSE").Replace, "Billable"))},
	{family: "spreadsheet", name: "WAHR and FALSCH for Yes and No", only: "managed_accounts", damage: cellsOf(
		strings.NewReplacer("Yes", "WAHR", "No", "FALSCH").Replace, "Billable")},
	{family: "spreadsheet", name: "dates as 2026-03-31 00:00:00", damage: respelled("2006-01-02 15:04:05", true)},
	{family: "spreadsheet", name: "dates as 2026-03-31 00:00", damage: respelled("2006-01-02 15:04", true)},
	{family: "spreadsheet", name: "dates as 2026-03-31T00:00:00Z", damage: respelled(time.RFC3339, true)},
	{family: "spreadsheet", name: "dates as 31.03.2026", damage: respelled("02.01.2006", true)},
	{family: "spreadsheet", name: "dates as 31.3.2026", damage: respelled("2.1.2006", true)},
	{family: "spreadsheet", name: "dates as 31-Mar-2026", damage: respelled("02-Jan-2006", true)},
	{family: "spreadsheet", name: "dates as 31-Mar-26", damage: respelled("2-Jan-06", true)},
	{family: "spreadsheet", name: "dates as March 31, 2026", damage: respelled("January 2, 2006", true)},
	{family: "spreadsheet", name: "dates as Mar 31, 2026", damage: respelled("Jan 2, 2006", true)},
	{family: "spreadsheet", name: "dates as 31 March 2026", damage: respelled("2 January 2006", true)},
	{family: "spreadsheet", name: "dates as Tuesday, 31 March 2026", damage: respelled("Monday, 2 January 2006", true)},
	{family: "spreadsheet", name: "dates as 2026/03/31", damage: respelled("2006/01/02", true)},
	{family: "spreadsheet", name: "dates as 20260331", damage: respelled("20060102", true)},
	{family: "spreadsheet", name: "dates as 03/31/2026", damage: respelled("01/02/2006", false)},
	{family: "spreadsheet", name: "dates as 31/03/2026", damage: respelled("02/01/2006", false)},
	{family: "spreadsheet", name: "dates as 3/31/26", damage: respelled("1/2/06", false)},
	{family: "spreadsheet", name: "dates as serial numbers", damage: func(d *dirt) {
		d.cells(func(row int, _, cell string) string {
			day, ok := dateOf(cell)
			if row < 0 || !ok {
				return cell
			}
			if !slices.Contains(d.lost, row) {
				d.lost = append(d.lost, row)
			}
			return fmt.Sprint(int64(day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24))
		})
	}},
	{family: "spreadsheet", name: "money as 15,750.00", only: "quote_lines", damage: kept(cellsOf(thousands(",", "."), moneyColumns...))},
	{family: "spreadsheet", name: "money as 15.750,00", only: "quote_lines", damage: kept(cellsOf(thousands(".", ","), moneyColumns...))},
	{family: "spreadsheet", name: "money as 15 750,00", only: "quote_lines", damage: kept(cellsOf(thousands("\u00a0", ","), moneyColumns...))},
	{family: "spreadsheet", name: "money as 15750,00", only: "quote_lines", damage: kept(cellsOf(thousands("", ","), moneyColumns...))},
	{family: "spreadsheet", name: "money as $15750.00", only: "quote_lines", damage: cellsOf(func(c string) string { return "$" + c }, moneyColumns...)},
	{family: "spreadsheet", name: "money as 15750.00 EUR", only: "quote_lines", damage: cellsOf(func(c string) string { return c + " EUR" }, moneyColumns...)},
	{family: "spreadsheet", name: "money as (12.50)", only: "quote_lines", damage: kept(cellsOf(func(c string) string {
		if strings.HasPrefix(c, "-") {
			return "(" + c[1:] + ")"
		}
		return c
	}, moneyColumns...))},
	{family: "spreadsheet", name: "money with a long minus", only: "quote_lines", damage: kept(cellsOf(func(c string) string { return strings.ReplaceAll(c, "-", "\u2212") }, moneyColumns...))},
	{family: "spreadsheet", name: "money as 1.575E+04", only: "quote_lines", damage: cellsOf(func(c string) string {
		if c == "15750.00" {
			return "1.575E+04"
		}
		return c
	}, moneyColumns...)},
	{family: "spreadsheet", name: "money with noise behind the cent", only: "quote_lines", damage: cellsOf(func(c string) string { return c + "0000000001" }, "net_total", "line_total")},
	{family: "spreadsheet", name: "counts as 500.0", only: "quote_lines", damage: kept(cellsOf(func(c string) string { return c + ".0" }, "quantity"))},
	{family: "spreadsheet", name: "counts as 1,234", only: "quote_lines", damage: cellsOf(thousands(",", ""), "quantity")},
	{family: "spreadsheet", name: "leading zeros lost", damage: func(d *dirt) {
		// Nobody can know: the rows are wrong, and the label says so by changing them.
		for i, row := range d.rows {
			if at := d.at(d.ids()[0]); isDigits([]byte(row[at])) {
				d.says(i, at, strings.TrimLeft(row[at], "0"))
			}
		}
		d.content = csvText(d.table()...)
	}},
}

// cut cuts the file.
func cut(at func(text string) int, gone, lost int) func(d *dirt) {
	return func(d *dirt) {
		d.edit(func(s string) string { return s[:at(s)] })
		for i := len(d.rows) - gone; i < len(d.rows); i++ {
			d.gone = append(d.gone, i)
		}
		if lost > 0 {
			d.lost = []int{len(d.rows) - gone - 1}
		}
	}
}

// lastLine is where the last row starts.
func lastLine(s string) int { return strings.LastIndexByte(s[:len(s)-1], '\n') + 1 }

var cutOffDamage = []pollution{
	{family: "cut-off", name: "within the header", damage: func(d *dirt) {
		d.edit(func(s string) string { return s[:len(d.header[0])+3] })
		d.gone, d.isRefused = upTo(len(d.rows)), true
	}},
	{family: "cut-off", name: "behind the header", damage: func(d *dirt) {
		d.content, d.gone = csvText(d.header), upTo(len(d.rows))
	}},
	{family: "cut-off", name: "within the first cell of the last row", damage: cut(func(s string) int { return lastLine(s) + 3 }, 0, 1)},
	{family: "cut-off", name: "in the middle of the last row", damage: cut(func(s string) int { return (lastLine(s) + len(s)) / 2 }, 0, 1)},
	{family: "cut-off", name: "within the last cell", damage: func(d *dirt) {
		// The last column of the clean exports may be blank: put the dates last.
		last := map[string]string{"managed_accounts": "Last active date [UTC]", "org_users": "Added to org", "entra_users": "id", "quote_lines": "line_total"}[d.export.name]
		at := d.at(last)
		ordered(func(row []string) { row[at], row[len(row)-1] = row[len(row)-1], row[at] })(d)
		d.content = d.content[:len(d.content)-2]
		d.lost = []int{len(d.rows) - 1}
	}},
	{family: "cut-off", name: "behind the last comma", damage: cut(func(s string) int { return strings.LastIndexByte(s, ',') + 1 }, 0, 1)},
	{family: "cut-off", name: "behind a row", damage: cut(lastLine, 1, 0)},
	{family: "cut-off", name: "behind a row, without its line end", damage: cut(func(s string) int { return lastLine(s) - 1 }, 1, 0)},
	{family: "cut-off", name: "within quotes", damage: func(d *dirt) {
		d.edit(func(s string) string {
			at := strings.IndexByte(s, '"')
			return s[:at+3]
		})
		d.isRefused = true
	}},
	{family: "cut-off", name: "within a letter of two bytes", damage: func(d *dirt) {
		d.edit(func(s string) string { return s[:strings.LastIndex(s, "ö")+1] })
		for i := range d.rows {
			if i >= d.notASCII()[0] {
				d.lost = append(d.lost, i)
			}
		}
	}},
	{family: "cut-off", name: "gzip", damage: func(d *dirt) {
		d.edit(func(s string) string { p := gzipped(s); return p[:len(p)*3/4] })
		d.isRefused = true
	}},
	{family: "cut-off", name: "the start is missing", damage: func(d *dirt) {
		d.edit(func(s string) string { return s[len(d.header[0])+1:] })
		d.lost = upTo(len(d.rows))
		d.isRefused = d.export == entraExport || d.export == quoteExport // the others are told without it
	}},
	{family: "cut-off", name: "empty", damage: func(d *dirt) { d.content, d.isRefused = "", true }},
}
