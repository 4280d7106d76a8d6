package ingest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf16"
)

// bookOf makes a workbook of the XML that a sheet, the shared texts and the styles
// hold; an empty one is left out.
func bookOf(t testing.TB, sheet, texts, styles string) string {
	const (
		main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
		rel  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	)
	parts := []string{
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		"_rels/.rels", `<Relationships><Relationship Id="rId1" Type="` + rel + `officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", `<workbook ` + main + `><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/worksheets/sheet1.xml", `<worksheet ` + main + `>` + sheet + `</worksheet>`,
	}
	rels := `<Relationships><Relationship Id="rId1" Type="` + rel + `worksheet" Target="worksheets/sheet1.xml"/>`
	if texts != "" {
		rels += `<Relationship Id="rId2" Type="` + rel + `sharedStrings" Target="sharedStrings.xml"/>`
		parts = append(parts, "xl/sharedStrings.xml", `<sst `+main+`>`+texts+`</sst>`)
	}
	if styles != "" {
		rels += `<Relationship Id="rId3" Type="` + rel + `styles" Target="styles.xml"/>`
		parts = append(parts, "xl/styles.xml", `<styleSheet `+main+`>`+styles+`</styleSheet>`)
	}
	return zipped(t, append(parts, "xl/_rels/workbook.xml.rels", rels+`</Relationships>`)...)
}

// sheetRow writes a row of texts as XML.
func sheetRow(cells ...string) string {
	var b strings.Builder
	b.WriteString("<row>")
	for _, c := range cells {
		fmt.Fprintf(&b, `<c t="inlineStr"><is><t>%s</t></is></c>`, strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(c))
	}
	return b.String() + "</row>"
}

// fuzzSheet is less than fuzzBytes: the fuzzer gives up on what takes ten seconds,
// and it makes everything many times as slow. TestHostileWorkbook has the rest.
const fuzzSheet = 64 << 10

// FuzzWorkbook reads rows of XML below the header of each CSV variant, with shared
// texts and styles.
func FuzzWorkbook(f *testing.F) {
	all := samples()
	const texts = `<si><t>Ada</t></si><si><r><t>Bo</t></r><r><t xml:space="preserve"> F</t></r><rPh><t>x</t></rPh></si>`
	const styles = `<numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>`
	for i, rows := range []string{
		sheetRow("0042", "a&b"),
		`<row r="7" hidden="1"><c r="B7" t="s"><v>1</v></c><c r="A7" s="1"><v>46112.5</v></c><c r="C7" t="b"><v>1</v></c><c r="D7" t="e"><v>#N/A</v></c></row>`,
		`<row><c><f>A1</f></c><c t="str"><f>B1</f><v>x</v></c><c t="d"><v>2026-03-31T00:00:00</v></c><c t="n"><v>1.5E+17</v></c><c s="9"><v>-1</v></c></row>`,
		`<row r="99999999999999999999"><c r="XFD1"><v>1</v></c></row><!-- x --><![CDATA[y]]>`,
		`</sheetData><mergeCells count="1"><mergeCell ref="A1:B9"/></mergeCells><sheetData>`,
	} {
		f.Add(uint8(3*i), rows, texts, styles, uint8(i))
	}
	f.Add(uint8(0), `<row><c r="ZZ1" t="s"><v>0</v></c></row>`, texts, styles, uint8(255))
	f.Fuzz(func(t *testing.T, which uint8, rows, texts, styles string, times uint8) {
		s := all[int(which)%len(all)]
		sheet := "<sheetData>" + sheetRow(s.header...) + fillTo(fuzzSheet, "", rows, times) + "</sheetData>"
		holdsFor(t, s.night, bookOf(t, sheet, texts, styles))
	})
}

// FuzzZip packs members of any name and content, and damages a byte of the archive.
func FuzzZip(f *testing.F) {
	good := samples()[10].file("0042", "1e6")
	inner := zipped(f, "b.csv", good)
	f.Add("a.csv", good, "x/b.json", `{"data":[{"account_id":"1"}]}`, true, uint16(0), byte(0), uint8(0))
	f.Add("../a.csv", good, "C:\\b.csv", good+"\n", false, uint16(9), byte(0), uint8(1))
	f.Add("inner.zip", inner, "b.csv.gz", packed(f, good), true, uint16(40), byte(1), uint8(0))
	f.Add("__MACOSX/._a.csv", good, "/etc/passwd", good, false, uint16(2), byte(8), uint8(2))
	f.Add("a.csv", "x", "a.csv", "y", true, uint16(3), byte(0), uint8(255))
	f.Fuzz(func(t *testing.T, name1, body1, name2, body2 string, isPacked bool, at uint16, flip byte, times uint8) {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for _, m := range [][2]string{{name1, fill("", body1, times)}, {name2, body2}} {
			h := &zip.FileHeader{Name: m[0], Method: zip.Store}
			if isPacked {
				h.Method = zip.Deflate
			}
			member, err := w.CreateHeader(h)
			if err != nil {
				t.Skip(err)
			}
			io.WriteString(member, m[1])
		}
		w.Close()
		archive := b.Bytes()
		archive[int(at)%len(archive)] ^= flip
		holdsFor(t, newNight, string(archive))
	})
}

// FuzzEncoding spells a file in UTF-16 and wants the same rows of it.
func FuzzEncoding(f *testing.F) {
	all := samples()
	f.Add(uint8(0), "0042,Zo\u00eb\n\U0001f600,\"a\r\n\"", true, true, uint8(0))
	f.Add(uint8(3), "\ufeff\x00\u2028,'\n", false, true, uint8(1))
	f.Add(uint8(9), "a,b", false, false, uint8(255))
	f.Fuzz(func(t *testing.T, which uint8, body string, bigEndian, mark bool, times uint8) {
		s := all[int(which)%len(all)]
		body = strings.ToValidUTF8(body, "?")
		text := fill(csvText(s.header), body, times)
		if len(text) > fuzzBytes {
			text = text[:fuzzBytes] // UTF-16 takes twice the room
			text = strings.ToValidUTF8(text, "?")
		}
		want := holdsFor(t, s.night, text)
		got := holdsFor(t, s.night, inUTF16(text, bigEndian, mark))
		if strings.IndexByte(text[:min(len(text), 512)], 0) >= 0 {
			return // a NUL in its head makes a file without a mark be no text
		}
		if !mark && got.err != nil && !isToldWithoutMark(text) {
			return
		}
		if (got.err == nil) != (want.err == nil) {
			t.Fatalf("in UTF-16 it gives %v, in UTF-8 %v", got.err, want.err)
		}
		if got.err != nil {
			return
		}
		g, w := got.ledger.Files[0], want.ledger.Files[0]
		if g.RowsKept != w.RowsKept || g.RowsRejected != w.RowsRejected || g.Format != w.Format {
			t.Errorf("in UTF-16 it gives %+v, in UTF-8 %+v", g, w)
		}
	})
}

// isToldWithoutMark reports whether a text in UTF-16 can be known for one without a
// mark: there is no NUL in its head, and nine of ten letters there are Latin ones.
// Anything else is refused, not guessed at.
func isToldWithoutMark(text string) bool {
	head := utf16.Encode([]rune(text))
	head = head[:min(len(head), utf16Head/2)]
	latin := 0
	for _, unit := range head {
		if unit == 0 || unit&0xff == 0 {
			return false
		}
		if unit < 0x100 {
			latin++
		}
	}
	return len(head) >= 4 && latin*10 >= len(head)*9
}
