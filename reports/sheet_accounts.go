package reports

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// sheetLimits bounds the sheet Accounts.
type sheetLimits struct {
	all   int64 // accounts up to which every one is listed
	rows  int   // data rows of one sheet
	bytes int   // text of one sheet: its part in the archive stays below 4 GB
}

// defaultLimits: Excel has 1,048,576 rows, of which the header takes four.
var defaultLimits = sheetLimits{all: 100_000, rows: 1_048_576 - accountsHeaderRow, bytes: 1 << 30}

// accountsHeaderRow is the row of the column names.
const accountsHeaderRow = 4

// maxCellText is what one cell of a workbook can hold, with room for a sentence.
const maxCellText = 32_000

// accountColumns are the columns of the sheet, in order.
var accountColumns = []struct {
	title string
	width float64
}{
	{"E-mail", 32}, {"Name", 24}, {"Class", 21}, {"Class: why", 44}, {"Guard Standard", 16}, {"Guard Standard: rule", 26},
	{"Guard Standard: why", 54}, {"Guard Premium", 16}, {"Guard Premium: rule", 22}, {"Products", 20}, {"Sites", 20}, {"Seats", 26},
	{"Status", 12}, {"Last active", 18}, {"Atlassian says", 16}, {"Agrees", 12}, {"Confidence", 13}, {"Account ID", 44}, {"Evidence", 48}, {"Joined by", 24},
}

// accountSheets streams the accounts into one sheet, or several.
type accountSheets struct {
	book    *book
	limits  sheetLimits
	edition string
	note    string
	sheet   *sheet
	parts   []accountsPart // sheets so far
	bytes   int            // text of the current sheet
	last    []byte         // the account written last, as the index spells it
	cells   []cell
}

// An accountsPart is one sheet of accounts: what the index says of it.
type accountsPart struct {
	sheet       string
	first, last string
	rows        int
}

// part is that of the current sheet.
func (a *accountSheets) part() *accountsPart { return &a.parts[len(a.parts)-1] }

// accountsSheet writes every account; above limits.all only those that are
// billed, unknown, or judged otherwise by Atlassian.
func (w *writer) accountsSheet(b *book, limits sheetLimits) error {
	a := &accountSheets{book: b, limits: limits, edition: w.small.facts.edition}
	filter := w.small.facts.accounts > limits.all
	w.accountsListed = w.small.facts.accounts
	if filter {
		listed, err := a.listed(w)
		if err != nil {
			return err
		}
		w.accountsListed = listed
		a.note = fmt.Sprintf("Of %s accounts this sheet lists the %s that are billed, whose verdict is unknown, or that Atlassian judges otherwise. accounts.csv lists all of them.",
			thousands(w.small.facts.accounts), thousands(listed))
	}
	rows := openAccounts(w.ctx, w.Marts).withSeats(w.ctx, w.Marts)
	defer rows.close()
	for rows.next() {
		if filter && !a.matters(rows.standard, rows.premium, rows.agrees) {
			continue
		}
		if err := a.add(rows); err != nil {
			return err
		}
	}
	if err := rows.finish(); err != nil {
		return err
	}
	if a.sheet == nil {
		if err := a.start(); err != nil {
			return err
		}
	}
	err := a.end()
	w.accountParts = a.parts
	return err
}

// listed counts the accounts that matter, ahead of the sheet that says so.
func (a *accountSheets) listed(w *writer) (n int64, err error) {
	t := openTable(w.ctx, "accounts", w.Marts["accounts"])
	standard, premium, agrees := t.text("guard_standard"), t.text("guard_premium"), t.text("agrees")
	err = t.each(func() {
		if a.matters(standard, premium, agrees) {
			n++
		}
	})
	return n, err
}

// matters says whether a large night lists the account: it may cost something, or
// Atlassian judges otherwise. Who buys the add-on of Premium pays for Standard too.
func (a *accountSheets) matters(standard, premium, agrees *column) bool {
	return standard.text() != "not_billable" || a.edition == "premium" && premium.text() != "not_billable" || agrees.text() == "no"
}

// add writes one account, on the next sheet when this one is full.
func (a *accountSheets) add(r *accounts) error {
	if a.sheet != nil && (a.part().rows >= a.limits.rows || a.bytes >= a.limits.bytes) {
		if err := a.end(); err != nil {
			return err
		}
	}
	if a.sheet == nil {
		if err := a.start(); err != nil {
			return err
		}
	}
	part := a.part()
	a.last = r.appendName(a.last[:0])
	if part.rows++; part.rows == 1 {
		part.first = string(a.last)
	}
	a.cells = append(a.cells[:0],
		label(r.email.text()), label(r.name.text()), label(spell(r.class.text())), label(r.why()),
		verdictCell(r.standard.text()), label(r.standardRule.text()), label(r.standardWhy.text()),
		verdictCell(r.premium.text()), label(r.premiumRule.text()),
		label(strings.Join(r.productList, "; ")), label(strings.Join(r.siteList, "; ")), label(strings.Join(r.seatList, "; ")),
		label(spell(r.status.text())), activeCell(r.lastActiveOn.text()), label(spell(r.atlassianSays.text())),
		agreesCell(r.agrees.text()), label(spell(r.confidence.text())), label(r.accountID.text()),
		label(strings.Join(r.evidenceList, "; ")), label(strings.Join(r.joinList, "; ")),
	)
	for i := range a.cells {
		if s, ok := a.cells[i].value.(string); ok {
			a.bytes += len(s)
			switch {
			case s == "":
				a.cells[i] = cell{}
			case len(s) > maxCellText:
				a.cells[i].value = cut(s)
			}
		}
	}
	a.sheet.detail(accountsHeaderRow+part.rows, a.cells, len(accountColumns))
	return a.sheet.failure
}

// start opens the next sheet and writes what stands above the accounts.
func (a *accountSheets) start() (err error) {
	name, note := accountsSheetName(len(a.parts)+1), a.note
	if len(a.parts) > 0 {
		note = "Goes on from the sheet " + a.part().sheet + "; the sheet Summary says which account stands where. " + note
	}
	a.parts = append(a.parts, accountsPart{sheet: name})
	a.bytes = 0
	if a.sheet, err = a.book.open(name, sheetSetup{paperA3: true, grid: true, header: accountsHeaderRow, columns: 1}); err != nil {
		return err
	}
	header := make([]cell, len(accountColumns))
	widths := make([]float64, len(accountColumns))
	for i, c := range accountColumns {
		widths[i] = c.width
		header[i] = cell{value: c.title, style: style{bold: true, color: paper, fill: slate}}
	}
	a.sheet.widen(widths)
	title := "Every account and why"
	if a.note != "" {
		title = "The accounts that matter, and why"
	}
	a.sheet.title(title, a.book.subtitle())
	a.sheet.row(3, []cell{{value: note, style: style{color: redInk}}}, 18)
	a.sheet.row(accountsHeaderRow, header, 20)
	return a.sheet.failure
}

// accountsSheetName names the sheet no, from 1.
func accountsSheetName(no int) string {
	if no == 1 {
		return "Accounts"
	}
	return fmt.Sprintf("Accounts %d", no)
}

// end closes the current sheet.
func (a *accountSheets) end() error {
	s, part := a.sheet, a.part()
	a.sheet = nil
	part.last = string(a.last)
	s.table(strings.ReplaceAll(part.sheet, " ", ""), accountsHeaderRow, accountsHeaderRow+max(1, part.rows), len(accountColumns))
	return s.end()
}

// accountsIndex says which account stands on which sheet, where there are several.
func (w *writer) accountsIndex() (b block, needed bool) {
	b = block{
		heading: "Which account stands where", note: "The accounts stand in the order of their Account ID.",
		header: []string{"Sheet", "Accounts", "From, and to", "", ""},
	}
	for _, p := range w.accountParts {
		b.rows = append(b.rows, []cell{linkTo(p.sheet), count(int64(p.rows)), prose(p.first + "  to  " + p.last).spanning()})
	}
	return b, len(b.rows) > 1
}

// activeCell is a real date where the text is one.
func activeCell(text string) cell {
	if len(text) == len(time.DateOnly) {
		if d, err := time.Parse(time.DateOnly, text); err == nil {
			return dateCell(day(d.Unix()/86400), "")
		}
	}
	if text == "" {
		return unknownCell()
	}
	return cell{value: text, style: style{format: asText, right: true}}
}

// agreesCell shows whether Atlassian says the same.
func agreesCell(agrees string) cell {
	c := label(spell(agrees))
	if agrees == "no" {
		return c.filled(red, redInk)
	}
	return c
}

// cut shortens a text to what a cell can hold.
func cut(s string) string {
	end := maxCellText
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + " … (cut; accounts.csv has all of it)"
}
