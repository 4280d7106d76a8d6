package ingest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"billable"

	"github.com/google/go-cmp/cmp"
)

// A jsonSample is a kind of records: where a page holds them, one record made of
// an id and a name, and one whose fields are of the wrong type. Keys are in
// the order in which they are written.
type jsonSample struct {
	format *Format
	list   string
	record func(id, name string) jsonObject
	wrong  string
}

// A jsonObject is an object with its keys in order.
type jsonObject []jsonMember

type jsonMember struct {
	key   string
	value any // jsonObject, []any, string, json.Number, bool or nil
}

func (o jsonObject) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	for i, m := range o {
		key, _ := json.Marshal(m.key)
		value, err := json.Marshal(m.value)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%s%s:%s", []string{",", "{"}[min(1, 1-min(i, 1))], key, value)
	}
	return []byte(b.String() + "}"), nil
}

// jsonSamples makes one of every JSON format.
func jsonSamples(t testing.TB) []*jsonSample {
	records := map[string]*jsonSample{
		"orgs_v1_users": {list: "data", wrong: `{"id":"1","account_id":{},"displayName":[]}`, record: func(id, name string) jsonObject {
			return jsonObject{{"account_id", id}, {"name", name}, {"access_billable", true}, {"product_access", []any{jsonObject{{"key", "jira"}, {"url", name}}}}}
		}},
		"orgs_v2_users": {list: "data", wrong: `{"accountId":{}}`, record: func(id, name string) jsonObject {
			return jsonObject{{"accountId", id}, {"name", name}, {"status", "active"}}
		}},
		"last_active_dates": {list: "values", wrong: `{"account_id":"0042","response":{"data":{"product_access":{}}}}`, record: func(id, name string) jsonObject {
			return jsonObject{{"account_id", id}, {"response", jsonObject{{"data", jsonObject{{"product_access", []any{jsonObject{{"key", name}}}}}}}}}
		}},
		"bitbucket_members": {list: "values", wrong: `{"user":{"account_id":{}},"workspace":{}}`, record: func(id, name string) jsonObject {
			return jsonObject{{"user", jsonObject{{"account_id", id}, {"display_name", name}}}, {"workspace", jsonObject{{"slug", "x"}}}}
		}},
		"statuspage_incidents": {list: "incidents", wrong: `{"id":{},"incident_updates":[]}`, record: func(id, name string) jsonObject {
			return jsonObject{{"id", id}, {"name", name}, {"incident_updates", []any{jsonObject{{"id", "u" + id}, {"status", name}}}}}
		}},
		"commerce_quote": {list: "values", wrong: `{"id":"0042","lineItems":{}}`, record: func(id, name string) jsonObject {
			return jsonObject{{"id", id}, {"status", name}, {"contractType", "STANDARD"}, {"lineItems", []any{}}}
		}},
		"scim_users": {list: "Resources", wrong: `{"id":"1","displayName":[]}`, record: func(id, name string) jsonObject {
			return jsonObject{{"userName", id}, {"displayName", name}, {"emails", []any{jsonObject{{"value", name}, {"primary", true}}}}}
		}},
		"scim_groups": {list: "Resources", wrong: `{"id":"1","displayName":[]}`, record: func(id, name string) jsonObject {
			return jsonObject{{"displayName", id}, {"members", []any{jsonObject{{"value", "1"}, {"display", name}}}}}
		}},
	}
	var all []*jsonSample
	for i := range Formats {
		if f := &Formats[i]; f.Encoding == "json" {
			s := records[f.Kind]
			if s == nil {
				t.Fatalf("there is no sample of %s", f.Kind)
			}
			s.format = f
			all = append(all, s)
		}
	}
	return all
}

// text writes a record.
func (s *jsonSample) text(id, name string) string {
	b, err := json.Marshal(s.record(id, name))
	if err != nil {
		panic(err)
	}
	return string(b)
}

// page writes a page of records.
func (s *jsonSample) page(records ...string) string {
	return fmt.Sprintf(`{"x":{"y":[1]},%q:[%s],"z":null}`, s.list, strings.Join(records, ","))
}

func (s *jsonSample) night(t *testing.T, files map[string]string) *night {
	return newNight(t, files)
}

func TestJSONFormatsConform(t *testing.T) {
	for _, s := range jsonSamples(t) {
		t.Run(s.format.Kind, func(t *testing.T) {
			t.Parallel()
			conformJSON(t, s)
		})
	}
}

// conformJSON wants that a record becomes the same rows wherever it stands.
func conformJSON(t *testing.T, s *jsonSample) {
	quirks := s.quirks(t)
	var clean []string
	names := []string{"Zoë", "\u05e2 \u202e\u200b", "e\u0301 \"\\/\b\f\n\t\x01", "😀", "0042", "Null", strings.Repeat("x", 300_000)}
	for _, name := range names {
		clean = append(clean, s.text("0042", name))
	}
	files := map[string]string{"clean.json": s.page(clean...)}
	for i, q := range quirks {
		files[fmt.Sprintf("%03d.json", i)] = q.content
	}
	ledger, rows := s.night(t, files).mustRun()
	got := byPlace(t, rows)
	for i, name := range names {
		if printed := strings.Join(got["clean.json"][i+1], "|"); !strings.Contains(printed, "="+strings.TrimSpace(name)) || !strings.Contains(printed, "=0042") {
			t.Errorf("record %d is %.200q, want %.200q in it", i+1, printed, name)
		}
	}
	for i, q := range quirks {
		file := fmt.Sprintf("%03d.json", i)
		want, kept := make(map[int][]string), int64(0)
		for row, id := range q.rows {
			if !strings.HasPrefix(id, "!") {
				want[row] = got["clean.json"][1]
				kept++
			}
		}
		if diff := cmp.Diff(want, dataOf(got[file])); diff != "" {
			t.Errorf("%s (-want +got):\n%s", q.name, diff)
		}
		at := slices.IndexFunc(ledger.Files, func(f FileRecord) bool { return f.Path == file })
		f := ledger.Files[at]
		if f.RowsRead != int64(len(q.rows)) || f.RowsKept != kept || f.RowsRejected != f.RowsRead-kept || kept > 0 && f.Format != s.format.id() {
			t.Errorf("%s: the ledger has %+v, want %d of %d records kept", q.name, f, kept, len(q.rows))
		}
		q.checkRejects(t, got[file])
		if found := findingsIn(got[file]); !slices.Equal(found, q.findings) {
			t.Errorf("%s: findings are %q, want %q", q.name, found, q.findings)
		}
	}
}

// quirks lists the files that are read.
func (s *jsonSample) quirks(t *testing.T) []quirk {
	record := s.text("0042", "Zoë")
	page := s.page(record, record)
	pretty, err := json.MarshalIndent(json.RawMessage(page), "\r\n", "\t ")
	if err != nil {
		t.Fatal(err)
	}
	id := func(n int) map[int]string {
		kept := make(map[int]string)
		for i := range n {
			kept[i+1] = "0042"
		}
		return kept
	}
	shuffled := slices.Clone(s.record("0042", "Zoë"))
	slices.Reverse(shuffled)
	reversed, _ := json.Marshal(shuffled)
	with := func(more string) string { return record[:len(record)-1] + "," + more + "}" }
	var many strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&many, `"x%d":%d,`, i, i)
	}
	nested := strings.Repeat(`{"a":[`, 400) + "1" + strings.Repeat(`]}`, 400)
	return []quirk{
		{"page", page, id(2), nil},
		{"empty page", s.page(), nil, nil},
		{"byte order mark", "\ufeff" + page, id(2), nil},
		{"indented, CRLF", string(pretty), id(2), nil},
		{"with a line end", page + "\n", id(2), nil},
		{"gzip", packed(t, page), id(2), nil},
		{"array of pages", fmt.Sprintf(`[%s,{%q:[]},%s]`, page, s.list, page), id(4), nil},
		{"bare records", fmt.Sprintf(`[%s,%s]`, record, record), id(2), nil},
		{"lines", record + "\n" + record + "\n\n", id(2), nil},
		{"lines, CR", record + "\r" + record, id(2), nil},
		{"lines of pages", page + "\r\n" + page, id(4), nil},
		{"shuffled keys", s.page(string(reversed), record), id(2), nil},
		{"keys in capitals", s.page(upperKeys(record), record), id(2), nil},
		{"a thousand keys", s.page(with(strings.TrimSuffix(many.String(), ",")), record), id(2), nil},
		{"deep nesting in a key that is not read", s.page(with(`"deep":`+nested), record), id(2), nil},
		{"a string of 1 MB in a key that is not read", s.page(with(`"big":"`+strings.Repeat("é", 500_000)+`"`), record), id(2), nil},
		{"escapes", s.page(strings.ReplaceAll(record, "Zoë", `Zo\u00eb`), strings.ReplaceAll(record, "Zoë", `\u005ao\u00EB`)), id(2), nil},
		{"a key twice, alike", s.page(s.twice(record, "0042"), record), id(2), nil},
		{"a key twice that says two things", s.page(record, s.twice(record, "0043")), map[int]string{1: "0042", 2: "!the key "}, nil},
		{"a broken record", fmt.Sprintf(`{%q:[%s,{"id" 1},%s]}`, s.list, record, record), map[int]string{1: "0042", 2: "!the record is not proper JSON", 3: "0042"}, nil},
		{"nesting without end", s.page(record, with(`"deep":`+strings.Repeat("[", 5000)+strings.Repeat("]", 5000)), record),
			map[int]string{1: "0042", 2: "!the record is not proper JSON: too deep a nesting", 3: "0042"}, nil},
		{"a tab within a string", s.page(record, strings.Replace(record, "Zoë", "Zo\t", 1)), map[int]string{1: "0042", 2: "!the record is not proper JSON: a control character"}, nil},
		{"a number that is none", s.page(record, with(`"n":01`), with(`"n":NaN`), with(`"n":+1`)),
			map[int]string{1: "0042", 2: "!the record is not proper JSON", 3: "!the record is not proper JSON", 4: "!the record is not proper JSON"}, nil},
		{"a comma too many", s.page(record, strings.TrimSuffix(record, "}")+",}"), map[int]string{1: "0042", 2: "!the record is not proper JSON"}, nil},
		{"no object", fmt.Sprintf(`{%q:[%s,5,"x",null,[1]]}`, s.list, record), map[int]string{1: "0042", 2: "!", 3: "!", 4: "!", 5: "!"}, nil},
		{"garbage behind the page", page + " x", map[int]string{1: "0042", 2: "0042", 3: "!"}, nil},
		{"an empty record", fmt.Sprintf(`{%q:[%s,{}]}`, s.list, record), map[int]string{1: "0042", 2: "!"}, nil},
		{"wrong type", s.page(record, s.wrong), map[int]string{1: "0042", 2: "!"}, nil},
		{"not UTF-8", s.page(record, strings.ReplaceAll(record, "Zoë", "Zo\xeb")), map[int]string{1: "0042", 2: "!the record holds bytes that are not UTF-8"}, nil},
	}
}

// twice writes the key of the id once more in front of it, with another value.
func (s *jsonSample) twice(record, id string) string {
	before, after, _ := strings.Cut(record, `"0042"`)
	key := before[strings.LastIndexAny(before, "{,")+1:]
	return before + `"` + id + `",` + key + `"0042"` + after
}

// upperKeys writes the keys of a record in capitals: no service does, and no
// reader may care.
func upperKeys(record string) string {
	parts := strings.Split(record, `"`)
	for i := 1; i+1 < len(parts); i += 2 {
		if strings.HasPrefix(parts[i+1], ":") {
			parts[i] = strings.ToUpper(parts[i])
		}
	}
	return strings.Join(parts, `"`)
}

func TestJSONFormatsRefuse(t *testing.T) {
	for _, s := range jsonSamples(t) {
		t.Run(s.format.Kind, func(t *testing.T) {
			t.Parallel()
			record := s.text("0042", "Zoë")
			page := s.page(record, record)
			step := max(1, len(page)/12)
			for cut := 1; cut < len(page)-1; cut += step {
				p := s.night(t, map[string]string{"a.json": page[:cut]}).refused(billable.Input)
				if row := 1 + strings.Count(page[:cut], record); p.Pos.Row != row || !strings.Contains(p.What, "cut off") {
					t.Errorf("cut at %d it is refused as %v, want record %d", cut, p, row)
				}
			}
			for name, content := range map[string]string{
				"no comma": `[` + record + " " + record + `]`, "a comma at the start": "[,]",
			} {
				p := s.night(t, map[string]string{"a.json": content}).refused(billable.Input)
				if p.Pos.Row < 1 {
					t.Errorf("%s is refused without a place: %v", name, p)
				}
			}
		})
	}
}
