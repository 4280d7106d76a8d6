package ingest

import (
	"fmt"
	"strings"
	"testing"

	"billable"

	"github.com/google/go-cmp/cmp"
)

const peopleHeader = `<row r="1"><c r="A1" t="inlineStr"><is><t>User id</t></is></c><c r="B1" t="inlineStr"><is><t>User name</t></is></c>` +
	`<c r="C1" t="inlineStr"><is><t>email</t></is></c><c r="D1" t="inlineStr"><is><t>User status</t></is></c><c r="E1" t="inlineStr"><is><t>Added to org</t></is></c></row>`

// Workbooks of other programs, and cells of every type.
func TestCellsOfAllTypes(t *testing.T) {
	for _, test := range []struct {
		name, rows string
		want       []string // accounts and findings, without format, file and sheet
	}{
		{"no references", `<row><c t="inlineStr"><is><t>a1</t></is></c><c t="inlineStr"><is><t>Ada</t></is></c></row>`, []string{":2 account_id=a1 name=Ada"}},
		{"cells out of order", `<row r="2"><c r="B2" t="inlineStr"><is><t>Ada</t></is></c><c r="A2" t="inlineStr"><is><t>a1</t></is></c></row>`, []string{":2 account_id=a1 name=Ada"}},
		{"rows out of order", `<row r="9"><c r="A9" t="inlineStr"><is><t>a1</t></is></c></row><row r="3"><c r="A3" t="str"><v>a2</v></c></row>`, []string{":9 account_id=a1", ":3 account_id=a2"}},
		{"rich text", `<row r="2"><c r="A2" t="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><rPh sb="0"><t>no</t></rPh><r><t>1</t></r></is></c></row>`, []string{":2 account_id=a1"}},
		{"text of a formula", `<row r="2"><c r="A2" t="str"><f>"a"&amp;1</f><v>a1</v></c></row>`, []string{":2 account_id=a1"}},
		{"number of a formula", `<row r="2"><c r="A2"><f>41+1</f><v>42</v></c></row>`, []string{":2 account_id=42"}},
		{"formula never calculated", `<row r="2"><c r="A2" t="str"><v>a1</v></c><c r="C2"><f>A2&amp;"@"</f></c></row>`, []string{":2 account_id=a1", "! :2 header=email kind=formula_without_value"}},
		{"formula that gives nothing", `<row r="2"><c r="A2" t="str"><v>a1</v></c><c r="C2" t="str"><f>""</f><v></v></c></row>`, []string{":2 account_id=a1"}},
		{"error", `<row r="2"><c r="A2" t="str"><v>a1</v></c><c r="D2" t="e"><v>#N/A</v></c></row>`, []string{":2 account_id=a1", "! :2 header=User status text=#N/A kind=error_cell"}},
		{"boolean", `<row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2" t="b"><v>0</v></c><c r="C2" t="b"/></row>`, []string{":2 account_id=TRUE name=FALSE"}},
		{"date in ISO form", `<row r="2"><c r="A2" t="str"><v>a1</v></c><c r="E2" t="d"><v>2026-03-31T00:00:00</v></c></row>`, []string{":2 account_id=a1 added=2026-03-31 added_on=2026-03-31"}},
		{"number that is no date", `<row r="2"><c r="A2" t="str"><v>a1</v></c><c r="E2" s="1"><v>-4</v></c></row>`,
			[]string{":2 account_id=a1 added=-4", "! :2 header=Added to org text=-4 kind=unparsable_date", "! :2 header=Added to org text=-4 kind=not_a_date"}},
		{"date", `<row r="2"><c r="A2" t="str"><v>a1</v></c><c r="E2" s="1"><v>46112</v></c></row>`, []string{":2 account_id=a1 added=2026-03-31 added_on=2026-03-31"}},
		{"control characters", `<row r="2"><c r="A2" t="inlineStr"><is><t>a1</t></is></c><c r="B2" t="inlineStr"><is><t>A_x000D__x000A_da</t></is></c></row>`, []string{":2 account_id=a1 name=A\r\nda"}},
		{"comments and sections", `<!-- <row> --><row r="2"><?mso x?><c r="A2" t="inlineStr"><is><t><![CDATA[<a1>]]></t></is></c></row>`, []string{":2 account_id=<a1>"}},
		{"prefixes", `<x:row r="2"><x:c r="A2" t="inlineStr"><x:is><x:t>a1</x:t></x:is></x:c></x:row>`, []string{":2 account_id=a1"}},
		{"empty rows and cells", `<row r="2"/><row r="3"></row><row r="4"><c r="A4"/><c r="B4" s="3"/></row><row r="5"><c r="A5" t="str"><v>a1</v></c></row>`, []string{":5 account_id=a1"}},
		{"a row of errors", `<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row><row r="3"><c r="A3" t="str"><v>a1</v></c></row>`, []string{":3 account_id=a1", "! :2 text=1 cells in rows that hold nothing else kind=stray_cells"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			book := rawBook(t, map[string]string{
				"xl/worksheets/sheet1.xml": `<worksheet><cols/><sheetData>` + peopleHeader + test.rows + `</sheetData></worksheet>`,
				"xl/sharedStrings.xml":     `<sst/>`,
				"xl/styles.xml":            `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="d. mmm yyyy"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
			})
			_, rows := newNight(t, map[string]string{"a.xlsx": book}).mustRun()
			var got []string
			for _, row := range rows["accounts"] {
				got = append(got, strings.NewReplacer("org_users a.xlsx", "", " _sheet=People", "", " last_active_kind=unknown", "").Replace(row))
			}
			for _, row := range rows["findings"] {
				row, _, _ = strings.Cut(row, " reason=")
				got = append(got, strings.NewReplacer("org_users a.xlsx", "! ", " _sheet=People", "").Replace(row))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Ways in which a workbook may be put together.
func TestWorkbooksOfOtherPrograms(t *testing.T) {
	const sheet = `<worksheet><sheetData>` + peopleHeader + `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="E2"><v>44650</v></c></row></sheetData></worksheet>`
	const strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
	for name, parts := range map[string]map[string]string{
		"parts elsewhere": {
			"_rels/.rels":     `<Relationships><Relationship Id="r1" Type="` + strict + `/officeDocument" Target="/Book/Main.xml"/></Relationships>`,
			"xl/workbook.xml": "", "xl/_rels/workbook.xml.rels": "",
			"Book/Main.xml": `<x:workbook><x:sheets><x:sheet name="People" sheetId="7" r:id="rel 9"/></x:sheets></x:workbook>`,
			"Book/_rels/main.xml.rels": `<Relationships><Relationship Id="rel 9" Type="` + strict + `/worksheet" Target="../SHEETS/one.xml"/>` +
				`<Relationship Id="x" Type="` + strict + `/sharedStrings" Target="/book/texts.xml"/></Relationships>`,
			"sheets/One.xml": sheet, "Book/Texts.xml": `<sst><si><t>a</t><t>1</t></si></sst>`,
		},
		"UTF-16 parts": {
			"xl/worksheets/sheet1.xml": inUTF16(`<?xml version="1.0" encoding="UTF-16"?>`+sheet, false, true),
			"xl/sharedStrings.xml":     inUTF16(`<sst><si><t>a1</t></si></sst>`, true, true), "xl/styles.xml": `<styleSheet/>`,
		},
		"charts between sheets": {
			"xl/workbook.xml":            `<workbook><sheets><sheet name="Chart" sheetId="1" r:id="c"/><sheet name="People" sheetId="2" r:id="r1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="c" Type="x/chartsheet" Target="chart.xml"/><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/><Relationship Id="t" Type="x/sharedStrings" Target="t.xml"/><Relationship Id="e" Type="x/worksheet" TargetMode="External" Target="http://elsewhere.example/"/></Relationships>`,
			"xl/s.xml":                   sheet, "xl/t.xml": `<sst><si><r><t>a1</t></r></si></sst>`,
		},
	} {
		_, rows := newNight(t, map[string]string{"a.xlsx": rawBook(t, parts)}).mustRun()
		if len(rows["accounts"]) != 1 || !strings.HasPrefix(rows["accounts"][0], "org_users a.xlsx:2 _sheet=People account_id=a1 ") || !strings.Contains(rows["accounts"][0], "added=44650") {
			t.Errorf("%s: accounts are %q", name, rows["accounts"])
		}
	}
}

func TestDaysSince1904(t *testing.T) {
	book := rawBook(t, map[string]string{
		"xl/workbook.xml":          `<workbook><workbookPr date1904="1"/><sheets><sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + peopleHeader + `<row r="2"><c r="A2"><v>1</v></c><c r="E2" s="0"><v>44650</v></c></row></sheetData></worksheet>`,
		"xl/sharedStrings.xml":     `<sst/>`, "xl/styles.xml": `<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>`,
	})
	_, rows := newNight(t, map[string]string{"a.xlsx": book}).mustRun()
	if len(rows["accounts"]) != 1 || !strings.Contains(rows["accounts"][0], "added_on=2026-03-31") {
		t.Errorf("accounts are %q", rows["accounts"])
	}
}

func TestWorkbooksAreRefused(t *testing.T) {
	const people = "xl/worksheets/sheet1.xml"
	good := map[string]string{people: `<worksheet><sheetData>` + peopleHeader + `</sheetData></worksheet>`, "xl/sharedStrings.xml": `<sst/>`, "xl/styles.xml": `<styleSheet/>`}
	with := func(name, content string) string {
		parts := map[string]string{}
		for k, v := range good {
			parts[k] = v
		}
		parts[name] = content
		return rawBook(t, parts)
	}
	laughs := `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]><sst><si><t>&lol2;</t></si></sst>`
	whole := rawBook(t, good)
	rows := func(xml string) string { return peopleBook(t, xml) }
	tests := []struct{ name, content, place, what, remedy string }{
		{"binary workbook", zipped(t, "[Content_Types].xml", "", "xl/workbook.bin", ""), "a.xlsx", "a binary workbook (.xlsb)", "as .xlsx or CSV"},
		{"OpenDocument", zipped(t, "mimetype", "", "META-INF/manifest.xml", ""), "a.xlsx", "an OpenDocument file", "as .xlsx or CSV"},
		{"Word", zipped(t, "[Content_Types].xml", "", "word/document.xml", ""), "a.xlsx", "a Word document", "as .xlsx or CSV"},
		{"old, or with a password", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more", "a.xlsx", "old Excel workbook (.xls) or has a password", "without a password"},
		{"cut off", whole[:len(whole)-30], "a.xlsx", "cut off", "again"},
		{"nothing in it", zipped(t, "[Content_Types].xml", ""), "a.xlsx", `its part "xl/workbook.xml" is missing`, "save it again"},
		{"a part twice", zipped(t, "[Content_Types].xml", "", "xl/a.xml", "", "XL/A.xml", ""), "a.xlsx", "stands in it twice", "save it again"},
		{"no sheets", with("xl/workbook.xml", "<workbook><sheets/></workbook>"), "a.xlsx", "it has no sheets", "save it again"},
		{"no such sheet", with(people, ""), "a.xlsx[People]", "is missing", "save it again"},
		{"sheet cut off", with(people, `<worksheet><sheetData>`+peopleHeader+`<row><c>`), "a.xlsx[People]", "the XML is cut off", "save it again"},
		{"sheet is no XML", with(people, `<worksheet><sheetData><row></wrong></sheetData></worksheet></x>`), "a.xlsx[People]", "does not fit", "save it again"},
		{"entities", with("xl/sharedStrings.xml", laughs), "a.xlsx", "document type", "save it again"},
		{"entities in a sheet", with(people, laughs), "a.xlsx[People]", "document type", "save it again"},
		{"a text that is not there", rows(peopleHeader + `<row r="2"><c r="A2" t="s"><v>3</v></c></row>`), "a.xlsx[People]", "no text of the number 3", "save it again"},
		{"a text of no number", rows(peopleHeader + `<row r="2"><c r="A2" t="s"><v>x</v></c></row>`), "a.xlsx[People]", `"x" is no number`, "save it again"},
		{"a place that is none", rows(peopleHeader + `<row r="2"><c r="1A" t="n"><v>3</v></c></row>`), "a.xlsx[People]", `"1A" is no place`, "save it again"},
		{"empty sheets", rows(""), "a.xlsx", "the file is empty", "out of the input folder"},
		{"an unknown sheet", textBook(t, true, []string{"Dish", "Price"}, []string{"Soup", "3"}), "a.xlsx[People]:1", `the sheet is not recognised; found: columns "Dish", "Price"`, "--ignore-unknown"},
		{"a misspelled header below a title", textBook(t, true, []string{"Users"}, []string{"User id", "User name", "emial", "User status", "Added to org"}), "a.xlsx[People]:2", "must also have email", "--kind"},
		{"rejects over budget", textBook(t, true, append([][]string{{"User id", "User name", "email", "User status", "Added to org"}}, slicesOf([]string{"", "Nobody"}, 11)...)...),
			"a.xlsx[People]", "11 of 11 rows cannot be used, 10 are allowed: a.xlsx[People]:2", "max_reject_share"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := newNight(t, map[string]string{"a.xlsx": test.content}).refused(billable.Input)
			if p.Place() != test.place || !strings.Contains(p.Error(), test.what) || !strings.Contains(p.Remedy, test.remedy) {
				t.Errorf("it is refused at %s: %v; %s", p.Place(), p, p.Remedy)
			}
		})
	}
}

func slicesOf(row []string, n int) [][]string {
	rows := make([][]string, n)
	for i := range rows {
		rows[i] = row
	}
	return rows
}

func TestLimitsOfWorkbooks(t *testing.T) {
	header := []string{"User id", "User name", "email", "User status", "Added to org"}
	wide := `<row r="2"><c r="AZ2" t="str"><v>x</v></c></row>`
	long := strings.Repeat("x", 2<<20)
	sheets := `<workbook><sheets>` + strings.Repeat(`<sheet name="People" sheetId="1" r:id="r1"/>`, 3) + `</sheets></workbook>`
	bomb := strings.Repeat(`<row><c/></row>`, 6<<20)
	tests := []struct {
		name, content, place, what string
		limits                     Limits
	}{
		{"sheets", rawBook(t, map[string]string{"xl/workbook.xml": sheets}), "a.xlsx", "more than 2 sheets (limits.max_sheets)", Limits{MaxSheets: 2}},
		{"columns", peopleBook(t, peopleHeader+wide), "a.xlsx[People]:2", "column 52, 51 are allowed (limits.max_columns)", Limits{MaxColumns: 51}},
		{"columns beyond any", peopleBook(t, `<row r="1"><c r="XFE1" t="str"><v>x</v></c></row>`), "a.xlsx[People]:1", "limits.max_columns", Limits{}},
		{"bytes of a cell", textBook(t, false, header, []string{long}), "a.xlsx[People]:2", "limits.max_record_bytes", Limits{MaxRecordBytes: 1 << 20}},
		{"bytes of a shared text", textBook(t, true, header, []string{long}), "a.xlsx", "limits.max_record_bytes", Limits{MaxRecordBytes: 1 << 20}},
		{"bytes of a row", textBook(t, false, header, []string{long[:600_000], long[:600_000]}), "a.xlsx[People]:2", "limits.max_record_bytes", Limits{MaxRecordBytes: 1 << 20}},
		{"bytes of a row of shared texts", textBook(t, true, header, []string{long[:600_000], long[:600_000]}), "a.xlsx[People]:2", "limits.max_record_bytes", Limits{MaxRecordBytes: 1 << 20}},
		{"a bomb", peopleBook(t, peopleHeader+bomb), "a.xlsx", "limits.max_pack_ratio", Limits{}},
		{"unpacked bytes", peopleBook(t, peopleHeader+bomb[:2<<20]), "a.xlsx", "limits.max_unpacked_bytes", Limits{MaxUnpackedBytes: 1 << 20}},
		{"title rows", textBook(t, true, []string{"One"}, []string{"Two"}, header), "a.xlsx[People]:1", "in the first 2 rows (limits.max_title_rows)", Limits{MaxTitleRows: 1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := newNight(t, map[string]string{"a.xlsx": test.content})
			n.o.Limits = test.limits
			p := n.refused(billable.Input)
			if p.Place() != test.place || !strings.Contains(p.What, test.what) || p.Remedy == "" {
				t.Errorf("it is refused at %s: %v; %s", p.Place(), p, p.Remedy)
			}
		})
	}
	n := newNight(t, map[string]string{"a.xlsx": textBook(t, true, []string{"One"}, []string{"Two"}, header, []string{"a1"})})
	n.o.Limits.MaxTitleRows = 2
	n.mustRun()
}

// Sheets that the options name, and those that are of nothing known.
func TestSheetsByKind(t *testing.T) {
	b := newBook(t)
	b.do(b.SetSheetName("Sheet1", "Cover"))
	b.set("Cover", 1, "Users of Acme")
	b.set("People", 1, "User id", "User name", "email", "User status", "Added to org")
	b.set("People", 2, "a1", "Ada")
	b.set("Boards", 1, "Full name", "E-mail", "Trello")
	b.set("Boards", 2, "Bo", "bo@acme.example", "Free")
	b.set("Staff", 1, "Cleo Marsh", "cleo@acme.example")
	b.set("Staff", 2, "Dee, \"D\"", "dee@acme.example")
	n := newNight(t, map[string]string{"x/book.xlsx": b.bytes()})
	n.o.Kinds = []KindRule{{"book.xlsx/Boards", "managed_accounts"}, {"x/*.xlsx/Staff", "directory_list"}}
	ledger, rows := n.mustRun()
	delete(rows, "columns")
	want := `file x/book.xlsx  read=0 kept=0 rejected=0 findings=1
file x/book.xlsx org_users_xlsx read=1 kept=1 rejected=0 findings=0
file x/book.xlsx managed_accounts_xlsx read=1 kept=1 rejected=0 findings=0
file x/book.xlsx directory_list_xlsx read=2 kept=2 rejected=0 findings=0
accounts: org_users x/book.xlsx:2 _sheet=People account_id=a1 name=Ada last_active_kind=unknown
accounts: managed_accounts x/book.xlsx:2 _sheet=Boards email=bo@acme.example name=Bo last_active_kind=unknown
directory_users: directory_list x/book.xlsx:1 _sheet=Staff email=cleo@acme.example name=Cleo Marsh
directory_users: directory_list x/book.xlsx:2 _sheet=Staff email=dee@acme.example name=Dee, "D"
findings:  x/book.xlsx:0 _sheet=Cover kind=unknown_sheet reason=the sheet is not recognised; found: columns "Users of Acme"; it is not read
grants: managed_accounts x/book.xlsx:2 _sheet=Boards header=Trello product_text=Trello product_key=trello place_text=Free cell=Free kind=access last_active_kind=unknown
`
	if diff := cmp.Diff(want, printNight(ledger, rows)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestIdenticalWorkbooksAreReadOnce(t *testing.T) {
	book := textBook(t, true, []string{"User id", "User name", "email", "User status", "Added to org"}, []string{"a1"})
	ledger, rows := newNight(t, map[string]string{"a.xlsx": book, "b.zip": zipped(t, "c.xlsx", book)}).mustRun()
	if len(ledger.Files) != 2 || ledger.Files[1].SameAs != "a.xlsx" || ledger.Files[1].Format != "org_users_xlsx" || len(rows["accounts"]) != 1 {
		t.Errorf("files are %+v, accounts %q", ledger.Files, rows["accounts"])
	}
}

func TestAnUnknownWorkbookCanBeIgnored(t *testing.T) {
	n := newNight(t, map[string]string{"a.xlsx": textBook(t, true, []string{"Dish", "Price"}), "b.csv": orgUsersHeader + "1,Ada,,,,,\n"})
	n.o.IgnoreUnknown = true
	ledger, rows := n.mustRun()
	if f := ledger.Files[0]; f.Format != "" || f.Findings != 1 || !strings.Contains(fmt.Sprint(rows["findings"]), "kind=ignored_file") {
		t.Errorf("files are %+v, findings %q", ledger.Files, rows["findings"])
	}
}
