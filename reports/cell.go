package reports

import "unicode/utf8"

// A cell is one value of a small sheet and how it looks. Text is always text:
// only formula, which this package alone writes, is computed.
type cell struct {
	value   any // string, int64 or float64; nil is an empty cell
	formula string
	style   style
	span    bool   // over all columns that are left on the page
	link    string // name of the sheet that a click opens
	named   string // a name that formulas use for this cell
	accepts *accepts
}

// notKnown is how a value that nobody knows is shown: never as 0.
const notKnown = "not known"

func label(s string) cell { return cell{value: s, style: style{format: asText}} }
func strong(s string) cell {
	return cell{value: s, style: style{format: asText, bold: true}}
}
func title(s string) cell {
	return cell{value: s, style: style{format: asText, bold: true, wrap: true}}
}
func prose(s string) cell { return cell{value: s, style: style{format: asText, wrap: true}} }
func faint(s string) cell {
	return cell{value: s, style: style{format: asText, color: muted, wrap: true}}
}
func count(n int64) cell { return cell{value: n, style: style{format: asCount, right: true}} }

// unknownCell stands where a number is not known.
func unknownCell() cell {
	return cell{value: notKnown, style: style{format: asText, right: true, italic: true, color: muted}}
}

// dateCell is a real date, or the words for none.
func dateCell(d day, none string) cell {
	if d == noDay {
		return cell{value: none, style: style{format: asText, right: true, color: muted}}
	}
	return cell{value: d.serial(), style: style{format: asDate, right: true}}
}

// share is a part of a whole; there is no share of nothing.
func share(part, whole int64) cell {
	if whole == 0 {
		return cell{}
	}
	return cell{value: float64(part) / float64(whole), style: style{format: asShare, right: true}}
}

// money formats amounts of one currency alike over the whole workbook.
type money struct {
	format string
	minor  int64 // minor units of a major one: yen have 1
}

// cell shows cents as money, and null as not known.
func (m money) cell(cents *int64) cell {
	if cents == nil {
		return unknownCell()
	}
	return cell{value: units(*cents, m.minor), style: style{format: m.format, right: true}}
}

// units is an amount of minor units in whole currency units, as a spreadsheet
// counts money. It is the only place where money is not an integer.
func units(cents, minor int64) float64 { return float64(cents) / float64(max(minor, 1)) }

// filled gives the cell a fill and a colour of its own.
func (c cell) filled(fill, color string) cell {
	c.style.fill, c.style.color = fill, color
	return c
}

// spanning stretches the cell over the rest of its row.
func (c cell) spanning() cell {
	c.span = true
	return c
}

// width is about how many characters the cell needs.
func (c cell) width() int {
	switch v := c.value.(type) {
	case string:
		return textWidth(v)
	case nil:
		return 0
	}
	return 11 // a number, with its separators
}

// textWidth counts a text's characters, East Asian ones double.
func textWidth(s string) int {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if r >= 0x1100 && r <= 0xffdc {
			n++
		}
	}
	return n
}
