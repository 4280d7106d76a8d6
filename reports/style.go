package reports

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"
)

// The palette: dark ink on white, slate headers, soft fills for verdicts.
const (
	ink       = "1F2A37"
	muted     = "6B7280"
	slate     = "34495E"
	paper     = "FFFFFF"
	rule      = "D5DBE3"
	amber     = "F9E4C8"
	amberInk  = "7A4508"
	green     = "DFF0E4"
	greenInk  = "1E5B36"
	violet    = "E7E3F4"
	violetInk = "473A78"
	red       = "F8DEDC"
	redInk    = "8F2A24"
	teal      = "2F7F86"
	yellow    = "FFF6CC" // an input
	blueInk   = "1F3F8F"
)

// Number formats.
const (
	asText  = "@" // a text that starts with = stays text even when it is edited
	asCount = "#,##0"
	asShare = "0.0%"
	asDate  = "yyyy-mm-dd"

	asPoints = "0.00%"
	asRate   = "0.######"
	asBound  = `[>=999999999]"no limit";#,##0`
	asChange = "+#,##0;-#,##0;0" // what is added or taken away
)

// A style says how a cell looks. Its zero value is plain ink, left, top.
type style struct {
	size         float64
	bold, italic bool
	color, fill  string
	format       string
	right        bool
	wrap         bool
	line         bool // a hair line below
	total        bool // a line above
}

// styles gives the workbook's number of a style, defining it on first use.
type styles struct {
	file *excelize.File
	ids  map[style]int
}

func (s *styles) id(look style) (int, error) {
	if id, ok := s.ids[look]; ok {
		return id, nil
	}
	id, err := s.file.NewStyle(look.excelize())
	if err != nil {
		return 0, fmt.Errorf("define cell style: %w", err)
	}
	s.ids[look] = id
	return id, nil
}

func (look style) excelize() *excelize.Style {
	font := &excelize.Font{Family: "Calibri", Size: 11, Color: ink, Bold: look.bold, Italic: look.italic}
	if look.size > 0 {
		font.Size = look.size
	}
	if look.color != "" {
		font.Color = look.color
	}
	out := &excelize.Style{
		Font:      font,
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: look.wrap},
	}
	switch {
	case look.right:
		out.Alignment.Horizontal = "right"
	case look.format == asText || look.fill != "": // in a table: keep off the number before
		out.Alignment.Horizontal, out.Alignment.Indent = "left", 1
	default:
		out.Alignment.Horizontal = "left"
	}
	if look.fill != "" {
		out.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{look.fill}}
	}
	if look.line {
		out.Border = append(out.Border, excelize.Border{Type: "bottom", Color: rule, Style: 1})
	}
	if look.total {
		out.Border = append(out.Border, excelize.Border{Type: "top", Color: slate, Style: 1})
	}
	switch look.format {
	case "":
	case asText:
		out.NumFmt = 49
	default:
		out.CustomNumFmt = &look.format
	}
	return out
}

// letters keeps what may stand between the quotes of a number format.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

// moneyFormat is the number format of a currency; with cents when one of the
// amounts has some. A currency without a sign is spelled out.
func moneyFormat(currency string, withCents bool) string {
	sign := map[string]string{"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}[currency]
	if sign == "" {
		sign = letters(currency) + " "
	}
	digits := "#,##0"
	if withCents {
		digits += ".00"
	}
	return fmt.Sprintf(`"%s"%s;[Red]-"%s"%s`, sign, digits, sign, digits)
}
