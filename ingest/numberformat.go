package ingest

import (
	"strconv"
	"strings"
)

// A numberFormat says what the number of a cell stands for, as far as its text
// depends on it.
type numberFormat struct {
	kind formatKind
	zero int // digits that are shown at least: 5 for 00000
}

type formatKind uint8

const (
	plainNumber formatKind = iota
	dateFormat             // a date, with or without a time of day
	timeFormat             // a time of day
	spanFormat             // hours, minutes, seconds, beyond a day
	percentFormat
	zerosFormat
)

// readStyles reads the number format of every style that a cell may have.
func (w *workbook) readStyles(part string) error {
	codes := make(map[int]string)
	inCells := false
	return w.each(part, func(t *xmlToken) error {
		switch {
		case t.opens("numFmt"):
			if id, err := strconv.Atoi(string(t.attribute("numFmtId"))); err == nil {
				codes[id] = string(t.attribute("formatCode"))
			}
		case string(t.name) == "cellXfs" && t.kind != xmlText:
			inCells = t.kind == xmlOpen && !t.isEmpty
		case inCells && t.opens("xf"):
			id, err := strconv.Atoi(string(t.attribute("numFmtId")))
			if err != nil {
				id = 0
			}
			code, isCustom := codes[id]
			if !isCustom {
				code = builtInFormat(id)
			}
			w.styles = append(w.styles, formatOfCode(code))
		}
		return nil
	})
}

// builtInFormat gives a code for the formats that workbooks do not spell out,
// those of East Asian versions included.
func builtInFormat(id int) string {
	switch {
	case id == 9 || id == 10:
		return "0%"
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id >= 57 && id <= 58:
		return "yyyy-mm-dd"
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id == 45, id == 47, id >= 55 && id <= 56:
		return "h:mm:ss"
	case id == 46:
		return "[h]:mm:ss"
	}
	return "General"
}

// formatOfCode reads a format code such as [$-409]d-mmm-yy;@ by its first section.
func formatOfCode(code string) numberFormat {
	tokens, span := formatTokens(code)
	has := func(any string) bool { return strings.ContainsAny(tokens, any) }
	isNumber := has("0#?")
	switch {
	case span:
		return numberFormat{kind: spanFormat}
	case tokens == "general":
	case has("ydgb"), has("m") && !has("hs") && !isNumber:
		return numberFormat{kind: dateFormat}
	case has("hs"):
		return numberFormat{kind: timeFormat}
	case has("%"):
		return numberFormat{kind: percentFormat}
	case len(tokens) > 1 && strings.Trim(tokens, "0") == "":
		return numberFormat{kind: zerosFormat, zero: len(tokens)}
	}
	return numberFormat{}
}

// formatTokens gives the letters and digits of a code's first section that are
// neither quoted nor escaped, in lower case. span reports [h], [mm] or [ss].
func formatTokens(code string) (tokens string, span bool) {
	var b strings.Builder
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			return b.String(), span
		case '"':
			if end := strings.IndexByte(code[i+1:], '"'); end >= 0 {
				i += end + 1
			} else {
				i = len(code)
			}
		case '\\', '_', '*':
			i++
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return b.String(), span
			}
			inside := strings.ToLower(code[i+1 : i+end])
			span = span || inside != "" && strings.Trim(inside, inside[:1]) == "" && strings.ContainsAny(inside[:1], "hms")
			i += end
		default:
			if c >= 'A' && c <= 'Z' {
				c |= 0x20
			}
			b.WriteByte(c)
		}
	}
	return b.String(), span
}
