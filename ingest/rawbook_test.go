package ingest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// rawBook packs a workbook from the XML of its parts. What is not given is what the
// smallest workbook has: one sheet, People.
func rawBook(t testing.TB, parts map[string]string) string {
	t.Helper()
	const types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	all := map[string]string{
		"[Content_Types].xml":        `<Types/>`,
		"_rels/.rels":                fmt.Sprintf(`<Relationships><Relationship Id="r1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>`, types),
		"xl/workbook.xml":            `<workbook><sheets><sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": bookRels("worksheets/sheet1.xml"),
	}
	maps.Copy(all, parts)
	var members []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if all[name] != "" {
			members = append(members, name, all[name])
		}
	}
	return zipped(t, members...)
}

// bookRels are the relationships of a workbook: r1 and on are its sheets.
func bookRels(sheets ...string) string {
	var b strings.Builder
	b.WriteString(`<Relationships><Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="y" Type="x/styles" Target="styles.xml"/>`)
	for i, s := range sheets {
		fmt.Fprintf(&b, `<Relationship Id="r%d" Type="x/worksheet" Target="%s"/>`, i+1, s)
	}
	return b.String() + `</Relationships>`
}

// peopleBook is a workbook whose only sheet has these rows as its XML.
func peopleBook(t testing.TB, rows string) string {
	return rawBook(t, map[string]string{
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`,
		"xl/sharedStrings.xml":     `<sst/>`, "xl/styles.xml": `<styleSheet/>`,
	})
}

var xmlEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;", "_x", "_x005F_x")

// textBook is a workbook of texts, shared ones or not.
func textBook(t testing.TB, isShared bool, rows ...[]string) string {
	var sheet, shared strings.Builder
	n := 0
	for i, row := range rows {
		fmt.Fprintf(&sheet, `<row r="%d">`, i+1)
		for j, cell := range row {
			if cell == "" {
				continue
			}
			name, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			text := `<t xml:space="preserve">` + xmlEscaper.Replace(cell) + `</t>`
			if isShared {
				fmt.Fprintf(&sheet, `<c r="%s" t="s"><v>%d</v></c>`, name, n)
				shared.WriteString("<si>" + text + "</si>")
				n++
			} else {
				fmt.Fprintf(&sheet, `<c r="%s" t="inlineStr"><is>%s</is></c>`, name, text)
			}
		}
		sheet.WriteString("</row>")
	}
	return rawBook(t, map[string]string{
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + sheet.String() + `</sheetData></worksheet>`,
		"xl/sharedStrings.xml":     `<sst>` + shared.String() + `</sst>`,
		"xl/styles.xml":            `<styleSheet/>`,
	})
}
