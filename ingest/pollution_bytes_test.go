package ingest

import (
	"slices"
	"strings"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/text/encoding/charmap"
)

// pollutions lists all ways of damage.
func pollutions() []pollution {
	return slices.Concat(encodingDamage, lineEndDamage, delimiterDamage, quoteDamage, characterDamage, headerDamage, surroundingDamage, rowDamage, spreadsheetDamage, cutOffDamage)
}

func inCharset(m *charmap.Charmap) func(d *dirt) {
	return func(d *dirt) {
		d.edit(func(s string) string {
			b, err := m.NewEncoder().String(s)
			if err != nil {
				panic(err)
			}
			return b
		})
	}
}

// notASCII are the rows with other letters.
func (d *dirt) notASCII() (rows []int) {
	for i, row := range d.rows {
		if !isASCII([]byte(strings.Join(row, ""))) {
			rows = append(rows, i)
		}
	}
	return rows
}

// gzipped packs a text.
func gzipped(text string) string {
	var b strings.Builder
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

func prefixed(prefix string) func(d *dirt) {
	return func(d *dirt) { d.edit(func(s string) string { return prefix + s }) }
}

func replaced(old, with string) func(d *dirt) {
	return func(d *dirt) { d.edit(func(s string) string { return strings.ReplaceAll(s, old, with) }) }
}

var encodingDamage = []pollution{
	{family: "encoding", name: "UTF-8 with byte order mark", damage: prefixed("\ufeff")},
	{family: "encoding", name: "two byte order marks", damage: prefixed("\ufeff\ufeff")},
	{family: "encoding", name: "a byte order mark before each line", damage: replaced("\n", "\n\ufeff")},
	{family: "encoding", name: "UTF-16, little-endian, with mark", damage: func(d *dirt) { d.edit(func(s string) string { return inUTF16(s, false, true) }) }},
	{family: "encoding", name: "UTF-16, big-endian, with mark", damage: func(d *dirt) { d.edit(func(s string) string { return inUTF16(s, true, true) }) }},
	{family: "encoding", name: "UTF-16, little-endian, no mark", damage: func(d *dirt) { d.edit(func(s string) string { return inUTF16(s, false, false) }) }},
	{family: "encoding", name: "Windows-1252", damage: func(d *dirt) {
		inCharset(charmap.Windows1252)(d)
		if len(d.notASCII()) < 2 { // one line alone does not make an encoding
			d.lost = d.notASCII()
		}
	}},
	{family: "encoding", name: "Mac Roman", damage: func(d *dirt) { inCharset(charmap.Macintosh)(d); d.lost = d.notASCII() }},
	{family: "encoding", name: "code page 850", damage: func(d *dirt) { inCharset(charmap.CodePage850)(d); d.lost = d.notASCII() }},
	{family: "encoding", name: "one row in Windows-1252", damage: func(d *dirt) {
		d.lines(func(i int, line string) string {
			if i-1 == d.notASCII()[0] {
				line, _ = charmap.Windows1252.NewEncoder().String(line)
			}
			return line + "\n"
		})
		d.lost = d.notASCII()[:1]
	}},
	{family: "encoding", name: "UTF-8 taken for Windows-1252 and saved as UTF-8", damage: func(d *dirt) {
		d.edit(func(s string) string {
			s, _ = charmap.Windows1252.NewDecoder().String(s)
			return s
		})
		d.lost = d.notASCII()
	}},
	{family: "encoding", name: "letters lost to question marks", damage: func(d *dirt) {
		d.edit(func(s string) string {
			return strings.Map(func(r rune) rune {
				if r > 127 {
					return '\ufffd'
				}
				return r
			}, s)
		})
		d.lost = d.notASCII()
	}},
	{family: "encoding", name: "gzip", damage: func(d *dirt) { d.edit(func(s string) string { return gzipped(s) }) }},
	{family: "encoding", name: "gzip twice", damage: func(d *dirt) { d.edit(func(s string) string { return gzipped(gzipped(s)) }); d.isRefused = true }},
}

func styled(c csvStyle) func(d *dirt) { return func(d *dirt) { d.style(c) } }

var lineEndDamage = []pollution{
	{family: "line ends", name: "CRLF", damage: styled(csvStyle{delim: ",", end: "\r\n"})},
	{family: "line ends", name: "CR", damage: styled(csvStyle{delim: ",", end: "\r"})},
	{family: "line ends", name: "CR CR LF", damage: styled(csvStyle{delim: ",", end: "\r\r\n"})},
	{family: "line ends", name: "LF CR", damage: styled(csvStyle{delim: ",", end: "\n\r"})},
	{family: "line ends", name: "LF LF", damage: styled(csvStyle{delim: ",", end: "\n\n"})},
	{family: "line ends", name: "mixed", damage: func(d *dirt) {
		d.lines(func(i int, line string) string { return line + []string{"\n", "\r\n", "\r"}[i%3] })
	}},
	{family: "line ends", name: "none behind the last row", damage: styled(csvStyle{delim: ",", end: "\n", isOpen: true})},
	{family: "line ends", name: "line separators of Unicode", damage: func(d *dirt) { d.style(csvStyle{delim: ",", end: "\u2028"}); d.isRefused = true }},
	{family: "line ends", name: "blanks before them", damage: styled(csvStyle{delim: ",", end: "  \t\n"})},
	{family: "line ends", name: "an end-of-file mark of DOS", damage: func(d *dirt) { d.edit(func(s string) string { return s + "\x1a" }) }},
}

var delimiterDamage = []pollution{
	{family: "delimiters", name: "semicolons", damage: styled(csvStyle{delim: ";", end: "\n"})},
	{family: "delimiters", name: "tabs", damage: styled(csvStyle{delim: "\t", end: "\n"})},
	{family: "delimiters", name: "pipes", damage: styled(csvStyle{delim: "|", end: "\n"})},
	{family: "delimiters", name: "commas and a blank", damage: styled(csvStyle{delim: ", ", end: "\n"})},
	{family: "delimiters", name: "blanks around semicolons, all in quotes", damage: styled(csvStyle{delim: " ; ", end: "\n", quoteAll: true})},
	{family: "delimiters", name: "tabs around commas", damage: styled(csvStyle{delim: "\t,\t", end: "\n"})},
	{family: "delimiters", name: "carets", damage: func(d *dirt) { d.style(csvStyle{delim: "^", end: "\n"}); d.isRefused = true }},
	{family: "delimiters", name: "two pipes", damage: func(d *dirt) { d.style(csvStyle{delim: "||", end: "\n"}) }},
	{family: "delimiters", name: "a line that names it", damage: func(d *dirt) { d.content = "sep=;\n" + csvStyle{delim: ";", end: "\n"}.text(d.table()...) }},
	{family: "delimiters", name: "one behind each line", damage: func(d *dirt) { d.lines(func(_ int, line string) string { return line + ",\n" }) }},
	{family: "delimiters", name: "one behind each row, not the header", damage: func(d *dirt) {
		d.lines(func(i int, line string) string { return line + []string{"", ","}[min(i, 1)] + "\n" })
	}},
	{family: "delimiters", name: "one before each line", damage: func(d *dirt) { d.lines(func(_ int, line string) string { return "," + line + "\n" }) }},
	{family: "delimiters", name: "one row in semicolons", damage: func(d *dirt) {
		d.lines(func(i int, line string) string {
			if i == 2 {
				line = strings.ReplaceAll(line, ",", ";")
			}
			return line + "\n"
		})
		d.lost = []int{1}
	}},
	{family: "delimiters", name: "the header in semicolons, the rows in commas", damage: func(d *dirt) {
		d.lines(func(i int, line string) string {
			if i == 0 {
				line = strings.ReplaceAll(line, ",", ";")
			}
			return line + "\n"
		})
		d.lost = upTo(len(d.rows))
	}},
	{family: "delimiters", name: "a comma too many in a cell without quotes", damage: func(d *dirt) {
		d.lines(func(i int, line string) string {
			if i == 1 {
				line = strings.Replace(line, " ", ", ", 1)
			}
			return line + "\n"
		})
		d.lost = []int{0}
	}},
}

// upTo lists 0 to n-1.
func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

var quoteDamage = []pollution{
	{family: "quotes", name: "around every cell", damage: styled(csvStyle{delim: ",", end: "\r\n", quoteAll: true})},
	{family: "quotes", name: "blanks around quoted cells", damage: func(d *dirt) { d.style(csvStyle{delim: " , ", end: "\n", quoteAll: true}) }},
	{family: "quotes", name: "apostrophes for quotes", damage: func(d *dirt) {
		d.content = strings.NewReplacer(`"`, `'`).Replace(csvStyle{delim: ",", end: "\n", quoteAll: true}.text(d.table()...))
	}},
	{family: "quotes", name: "apostrophes for quotes, in rows only", damage: func(d *dirt) {
		d.lines(func(i int, line string) string {
			if i == 0 {
				return line + "\n"
			}
			return strings.ReplaceAll(csvStyle{delim: ",", end: "\n", quoteAll: true}.text(d.rows[i-1]), `"`, `'`)
		})
		d.lost = upTo(len(d.rows))
	}},
	{family: "quotes", name: "smart quotes", damage: func(d *dirt) {
		d.lines(func(i int, line string) string {
			if i == 0 {
				return line + "\n"
			}
			return "“" + strings.Join(d.rows[i-1], "”,“") + "”\n"
		})
		d.lost = upTo(len(d.rows))
	}},
	{family: "quotes", name: "none where they are needed", damage: func(d *dirt) {
		d.lines(func(i int, line string) string { return strings.ReplaceAll(line, `"`, "") + "\n" })
		d.lost = d.quoted()
	}},
	{family: "quotes", name: "three instead of one", damage: func(d *dirt) {
		d.edit(func(s string) string { return strings.ReplaceAll(s, `"`, `"""`) })
		d.lost = d.quoted()
	}},
	{family: "quotes", name: "each line in quotes", damage: func(d *dirt) {
		d.lines(func(_ int, line string) string { return `"` + strings.ReplaceAll(line, `"`, `""`) + "\"\n" })
		d.isRefused = true
	}},
	{family: "quotes", name: "an open quote in the last row", damage: func(d *dirt) {
		d.lines(func(i int, line string) string {
			if i == len(d.rows) {
				line = `"` + line
			}
			return line + "\n"
		})
		last := len(d.rows) - 1
		d.lost = []int{last}
		d.isRefused = !slices.Contains(d.quoted(), last)
	}},
	{family: "quotes", name: "an open quote that the next one closes", damage: func(d *dirt) {
		d.lines(func(i int, line string) string {
			if i == 1 || i == 2 {
				line = `"` + line
			}
			return line + "\n"
		})
		d.lost = append(upTo(2), d.quoted()...)
	}},
	{family: "quotes", name: "quotes within a name, doubled", damage: withName(`""Q""`, true, true)},
	{family: "quotes", name: "quotes within a name, not doubled", damage: withName(`"Q"`, true, false)},
	{family: "quotes", name: "quotes within a name, with backslashes", damage: withName(`\"Q\"`, true, false)},
	{family: "quotes", name: "quotes within a name without quotes", damage: withName(`"Q"`, false, true)},
	{family: "quotes", name: "a comma with a backslash", damage: withName(`\,`, false, false)},
}

// withName writes something into a cell of the first row, behind the first blank in
// it, with the cell in quotes or without. If it can be told, the row says "Q" there.
func withName(text string, inQuotes, canBeTold bool) func(d *dirt) {
	return func(d *dirt) {
		at := slices.IndexFunc(d.rows[0], func(c string) bool { return strings.Contains(c, " ") })
		before := d.rows[0][at]
		if canBeTold {
			d.says(0, at, strings.Replace(before, " ", ` "Q" `, 1))
		} else {
			d.lost = []int{0}
		}
		cell := strings.Replace(before, " ", " "+text+" ", 1)
		if inQuotes {
			cell = `"` + cell + `"`
		}
		d.lines(func(i int, line string) string {
			if i != 1 {
				return line + "\n"
			}
			var cells []string
			for j, c := range d.rows[0] {
				if c = (csvStyle{delim: ","}).cell(c, false); j == at {
					c = cell
				}
				cells = append(cells, c)
			}
			return strings.Join(cells, ",") + "\n"
		})
	}
}

// quoted are the rows with a quote in them.
func (d *dirt) quoted() (rows []int) {
	for i, row := range d.rows {
		if strings.Contains(csvText(row), `"`) {
			rows = append(rows, i)
		}
	}
	return rows
}
