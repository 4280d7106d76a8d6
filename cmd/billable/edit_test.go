package main

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"billable/queries"
	"billable/transform"
)

// This file edits exports as the world would: a grant taken out of every file
// that shows it, a status or a policy set where it is stated. It knows the
// formats of sample-data/acme and nothing of what an edit does to a verdict.

// exports is a folder of exports in memory.
type exports struct {
	tables map[string]*sheetExport
	docs   map[string]*jsonExport
	others map[string][]byte
	words  vocabulary
	added  map[string]*addedRow // rows of a users export more, by account
	policy [][]string           // rows of a policy members export more
	sites  [][]string           // rows of a list of sites
}

// sheetExport is a CSV file; a row that was deleted is nil.
type sheetExport struct {
	comma  rune
	header []string
	rows   map[int][]string // by the line on which they begin
	lines  []int
}

// jsonExport is a file of records; those that were deleted are marked.
type jsonExport struct {
	whole   any
	records []map[string]any
}

// addedRow is one person in a users export of its own: cells by header.
type addedRow struct {
	id, email string
	cells     map[string]string
}

func readExports(t *testing.T, dir string) *exports {
	t.Helper()
	e := &exports{tables: map[string]*sheetExport{}, docs: map[string]*jsonExport{}, others: map[string][]byte{}, added: map[string]*addedRow{}}
	var err error
	if e.words, err = readVocabulary(queries.FS, ingestKinds()); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := f.Name()
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case strings.HasSuffix(name, ".csv.gz"):
			r, err := gzip.NewReader(bytes.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			if text, err = io.ReadAll(r); err != nil {
				t.Fatal(err)
			}
			e.tables[name] = readSheet(t, text)
		case strings.HasSuffix(name, ".csv"):
			e.tables[name] = readSheet(t, text)
		case strings.HasSuffix(name, ".json"):
			e.docs[name] = readRecords(t, text)
		default:
			e.others[name] = text
		}
	}
	return e
}

func readSheet(t *testing.T, text []byte) *sheetExport {
	t.Helper()
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	first, _, _ := bytes.Cut(text, []byte("\n"))
	s := &sheetExport{comma: ',', rows: map[int][]string{}}
	for _, c := range ";\t" {
		if bytes.ContainsRune(first, c) {
			s.comma = c
		}
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord = s.comma, -1
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return s
		}
		if err != nil {
			t.Fatal(err)
		}
		line, _ := r.FieldPos(0)
		if s.header == nil {
			s.header = cells
			continue
		}
		s.rows[line] = cells
		s.lines = append(s.lines, line)
	}
}

func readRecords(t *testing.T, text []byte) *jsonExport {
	t.Helper()
	d := &jsonExport{}
	if err := json.Unmarshal(text, &d.whole); err != nil {
		t.Fatal(err)
	}
	pages, ok := d.whole.([]any)
	if !ok {
		pages = []any{d.whole}
	}
	for _, p := range pages {
		for _, key := range []string{"data", "Resources"} {
			list, _ := p.(map[string]any)[key].([]any)
			for _, r := range list {
				d.records = append(d.records, r.(map[string]any))
			}
		}
	}
	return d
}

// write puts the folder on disk.
func (e *exports) write(t *testing.T, dir string) {
	t.Helper()
	save := func(name string, text []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range e.others {
		save(name, text)
	}
	for name, s := range e.tables {
		rows := [][]string{s.header}
		for _, l := range s.lines {
			if s.rows[l] != nil {
				rows = append(rows, s.rows[l])
			}
		}
		save(strings.TrimSuffix(name, ".gz"), spellCSV(t, s.comma, rows))
	}
	for name, d := range e.docs {
		text, err := json.Marshal(withoutDeleted(d.whole))
		if err != nil {
			t.Fatal(err)
		}
		save(name, text)
	}
	if len(e.added) > 0 {
		save("more-users.csv", spellCSV(t, ',', e.addedRows()))
	}
	if len(e.policy) > 0 {
		header := []string{"Name", "Email", "Last active time", "Status", "Billable", "Policy name", "Policy type", "Jira"}
		save("policy-members.csv", spellCSV(t, ',', append([][]string{header}, e.policy...)))
	}
	if len(e.sites) > 0 {
		save("more-sites.csv", spellCSV(t, ',', append([][]string{{"site", "ownership", "sandbox", "product", "plan"}}, e.sites...)))
	}
}

func spellCSV(t *testing.T, comma rune, rows [][]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = comma
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const deleted = "\x00deleted"

func withoutDeleted(v any) any {
	switch v := v.(type) {
	case []any:
		kept := []any{}
		for _, x := range v {
			if m, ok := x.(map[string]any); ok && m[deleted] != nil {
				continue
			}
			kept = append(kept, withoutDeleted(x))
		}
		return kept
	case map[string]any:
		for k, x := range v {
			v[k] = withoutDeleted(x)
		}
	}
	return v
}

// addedRows lays the added people out, a column for each product and place.
func (e *exports) addedRows() [][]string {
	var ids, columns []string
	for id, r := range e.added {
		ids = append(ids, id)
		for h := range r.cells {
			if !slices.Contains(columns, h) {
				columns = append(columns, h)
			}
		}
	}
	slices.Sort(ids)
	slices.Sort(columns)
	rows := [][]string{append([]string{"User id", "User name", "email", "User status", "Added to org", "Org role"}, columns...)}
	for _, id := range ids {
		r := e.added[id]
		row := []string{r.id, "", r.email, "", "", "User"}
		for _, h := range columns {
			row = append(row, r.cells[h])
		}
		rows = append(rows, row)
	}
	return rows
}

// eachRow visits the rows of sheets and the records that speak of an account.
func (e *exports) eachRow(places []string, sheet func(s *sheetExport, line int), record func(m map[string]any)) {
	for _, p := range places {
		at := strings.LastIndex(p, ":")
		row, _ := strconv.Atoi(p[at+1:])
		name := p[:at]
		if s := e.tables[name]; s != nil && s.rows[row] != nil {
			sheet(s, row)
		}
		if d := e.docs[name]; d != nil && row <= len(d.records) {
			record(d.records[row-1])
		}
	}
}

func (s *sheetExport) at(header string) int { return slices.Index(s.header, header) }

// set writes a cell of the first column of a name, where there is one.
func (s *sheetExport) set(line int, header, value string) {
	if i := s.at(header); i >= 0 && i < len(s.rows[line]) {
		s.rows[line][i] = value
	}
}

// productOf splits a header into product and place; the place is "" for a column
// whose cells list places.
func (e *exports) productOf(header string) (product, place string, activity bool) {
	name, place, _ := strings.Cut(header, " - ")
	name, activity = strings.CutPrefix(name, "Last seen in ")
	if p := e.words.keyOf[productKey(name)]; p != "" {
		return p, slug(place), activity
	}
	return "unknown:" + strings.ToLower(name), slug(place), activity
}

// lose takes one grant out of every row that shows it.
func (e *exports) lose(places []string, product, place string) {
	e.eachRow(places, func(s *sheetExport, line int) {
		for i, h := range s.header {
			p, at, activity := e.productOf(h)
			if p != product || i >= len(s.rows[line]) || i != s.at(h) {
				continue
			}
			switch {
			case at == place && activity:
				s.rows[line][i] = "Never accessed"
			case at == place && at != "" || place == "":
				s.rows[line][i] = ""
			case at == "":
				s.rows[line][i] = withoutPlace(s.rows[line][i], place)
			}
		}
	}, func(m map[string]any) {
		list, ok := m["product_access"].([]any)
		if !ok {
			return
		}
		m["product_access"] = slices.DeleteFunc(list, func(x any) bool {
			a := x.(map[string]any)
			key, _ := a["key"].(string)
			url, _ := a["url"].(string)
			p, _, _ := e.productOf(key)
			return p == product && placeOfURL(url) == place
		})
	})
}

func withoutPlace(cell, place string) string {
	var kept []string
	for p := range strings.SplitSeq(cell, ",") {
		if placeOfURL(strings.TrimSpace(p)) != place {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, ",")
}

// placeOfURL is the site of an address, as people name it.
func placeOfURL(url string) string {
	return strings.TrimSuffix(slug(strings.TrimPrefix(url, "https://")), ".atlassian.net")
}

// state puts a word for a product at a place into a users export, and into every
// cell that states another one.
func (e *exports) state(a transform.ExplainedAccount, places []string, product, place, word string) {
	e.eachRow(places, func(s *sheetExport, line int) {
		for i, h := range s.header {
			p, at, activity := e.productOf(h)
			if p == product && at == place && at != "" && !activity && i < len(s.rows[line]) && s.rows[line][i] != "" {
				s.rows[line][i] = word
			}
		}
	}, func(map[string]any) {})
	r := e.added[a.AccountID+a.Email]
	if r == nil {
		r = &addedRow{id: a.AccountID, email: a.Email, cells: map[string]string{}}
		e.added[a.AccountID+a.Email] = r
	}
	r.cells[columnName[product]+" - "+place] = word
}

// columnName is how the users export names a product.
var columnName = map[string]string{
	"jira": "Jira", "jsm": "Jira Service Management", "jpd": "Jira Product Discovery", "jwm": "Jira Work Management",
	"confluence": "Confluence", "loom": "Loom", "compass": "Compass",
}

// setStatus states a status in every source that states one.
func (e *exports) setStatus(places []string, active bool) {
	word := map[bool]string{true: "Active", false: "Deactivated"}[active]
	e.eachRow(places, func(s *sheetExport, line int) {
		s.set(line, "Status", word)
		s.set(line, "User status", word)
	}, func(m map[string]any) {
		if _, ok := m["account_status"]; ok {
			m["account_status"] = map[bool]string{true: "active", false: "inactive"}[active]
		}
		if _, ok := m["userName"]; ok {
			m["active"] = active
		}
	})
}

// setPolicy moves an account to another policy, in a list of its members where
// no export names one.
func (e *exports) setPolicy(a transform.ExplainedAccount, places []string, word string) {
	found := false
	e.eachRow(places, func(s *sheetExport, line int) {
		if s.at("Policy type") >= 0 {
			s.set(line, "Policy type", word)
			found = true
		}
	}, func(map[string]any) {})
	if !found {
		e.policy = append(e.policy, []string{"", a.Email, "", "", "", "Another", word, ""})
	}
}

// drop takes an account out of every file.
func (e *exports) drop(places []string) {
	e.eachRow(places, func(s *sheetExport, line int) { s.rows[line] = nil },
		func(m map[string]any) { m[deleted] = true })
}
