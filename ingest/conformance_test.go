package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"billable"
)

// The conformance suite ranges over Formats: every variant that is read must take
// the same quirks in the same way.

// sampleOf makes a header and a row of a CSV variant. Identifying cells hold id.
func sampleOf(v *Variant, id string) (header, row []string) {
	for _, must := range v.Must {
		key, _, _ := strings.Cut(must, "|")
		key = strings.TrimSuffix(key, "*")
		header = append(header, key)
		cell := ""
		for _, f := range v.layout.fields {
			if f.keys != "" && hasKey([]string{key}, f.keys) && slices.Contains(v.layout.identity, f.col) {
				cell = id
			}
		}
		row = append(row, cell)
	}
	return header, row
}

func join(rows ...[]string) string {
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(strings.Join(row, ",") + "\n")
	}
	return b.String()
}

func TestCSVFormatsConform(t *testing.T) {
	tested := 0
	for i := range Formats {
		f := &Formats[i]
		for j := range f.Variants {
			if v := &f.Variants[j]; v.layout != nil {
				tested++
				t.Run(f.Kind+" "+v.Name, func(t *testing.T) { conformCSV(t, f, v) })
			}
		}
	}
	if tested < 13 {
		t.Errorf("only %d variants were tested", tested)
	}
}

func conformCSV(t *testing.T, f *Format, v *Variant) {
	header, ada := sampleOf(v, "0042")
	_, bo := sampleOf(v, "1e6")
	_, zoe := sampleOf(v, "Zoë@acme.example")
	_, nobody := sampleOf(v, "")
	good := join(header, ada, bo, zoe)
	long := append(slices.Clone(ada), "x", "y")
	quoted := slices.Clone(ada)
	quoted[slices.Index(quoted, "0042")] = "\"a\"\"b\nc\""
	reversed, reversedAda := slices.Clone(header), slices.Clone(ada)
	slices.Reverse(reversed)
	slices.Reverse(reversedAda)

	tests := []struct {
		name, content            string
		kept, rejected, findings int64
	}{
		{"as it is", good, 3, 0, 0},
		{"byte order mark and CRLF", "\ufeff" + strings.ReplaceAll(good, "\n", "\r\n"), 3, 0, 0},
		{"semicolons", strings.ReplaceAll(good, ",", ";"), 3, 0, 0},
		{"tabs", strings.ReplaceAll(good, ",", "\t"), 3, 0, 0},
		{"gzip", packed(t, good), 3, 0, 0},
		{"header in capitals, with notes", strings.Replace(good, join(header), join(strings.Split(strings.ToUpper(strings.Join(header, " [Required],")), ",")), 1), 3, 0, 0},
		{"header only", join(header), 0, 0, 1},
		{"shuffled", join(reversed, reversedAda), 1, 0, 0},
		{"quotes and line breaks", join(header, quoted), 1, 0, 0},
		{"a short row", join(header, ada[:len(ada)-1], bo), 1, 1, 0},
		{"a long row", join(header, long, bo), 1, 1, 0},
		{"surplus cells that are empty", join(header, append(slices.Clone(ada), "", " ")), 1, 0, 1},
		{"nobody", join(header, nobody, bo), 1, 1, 0},
		{"not UTF-8", join(header, ada) + strings.Replace(join(bo), "1e6", "1e6\xff", 1), 1, 1, 0},
		{"a doubled column", join(append(slices.Clone(header), header[0]), append(slices.Clone(ada), "x")), 1, 0, 1},
	}
	for _, test := range tests {
		n := newNight(t, map[string]string{"a.csv": test.content})
		if v.ByKind {
			n.o.Kinds = []KindRule{{"*", f.Kind}}
		}
		n.o.Workspaces = []WorkspaceRule{{"*", "acme-code"}}
		ledger, rows := n.mustRun()
		got := ledger.Files[0]
		if got.Format != f.id() || got.RowsKept != test.kept || got.RowsRejected != test.rejected || got.Findings != test.findings {
			t.Errorf("%s: %+v, want format %s, %d kept, %d rejected, %d findings", test.name, got, f.id(), test.kept, test.rejected, test.findings)
		}
		if main := rows[v.layout.table.name]; int64(len(main)) != test.kept {
			t.Errorf("%s: the rows are %q", test.name, main)
		} else if test.name == "as it is" {
			for k, id := range []string{"0042", "1e6", "Zoë@acme.example"} {
				if !strings.Contains(main[k], fmt.Sprintf("%s a.csv:%d ", f.Kind, k+2)) || !strings.Contains(main[k], "="+id) {
					t.Errorf("row %d is %q", k, main[k])
				}
			}
		}
		for _, reject := range rows["rejects"] {
			if !strings.Contains(reject, " reason=") || !strings.Contains(reject, " remedy=") || !strings.Contains(reject, " text=") {
				t.Errorf("%s: the reject %q lacks something", test.name, reject)
			}
		}
	}
	refused := newNight(t, map[string]string{"a.csv": good + "\"open"})
	if v.ByKind {
		refused.o.Kinds = []KindRule{{"*", f.Kind}}
	}
	if p := refused.refused(billable.Input); p.Pos.Row != 5 {
		t.Errorf("an open quote is refused at %s", p.Place())
	}
}

func TestJSONFormatsConform(t *testing.T) {
	// wrong is a record whose fields are of the wrong type.
	samples := map[string]struct{ list, record, wrong string }{
		"orgs_v1_users": {"data", `{"account_id":"0042","name":"Zoë"}`, `{"id":"1","account_id":{},"displayName":[]}`},
		"orgs_v2_users": {"data", `{"accountId":"0042","name":"Zoë"}`, `{"accountId":{}}`},
		"last_active_dates": {"values", `{"account_id":"0042","response":{"data":{"product_access":[{"key":"Zoë"}]}}}`,
			`{"account_id":"0042","response":{"data":{"product_access":{}}}}`},
		"bitbucket_members":    {"values", `{"user":{"account_id":"0042","display_name":"Zoë"},"workspace":{"slug":"x"}}`, `{"user":{"account_id":{}},"workspace":{}}`},
		"statuspage_incidents": {"incidents", `{"id":"0042","name":"Zoë","incident_updates":[]}`, `{"id":{},"incident_updates":[]}`},
		"commerce_quote":       {"values", `{"id":"0042","status":"Zoë","contractType":"STANDARD","lineItems":[]}`, `{"id":"0042","lineItems":{}}`},
		"scim_users":           {"Resources", `{"userName":"0042","displayName":"Zoë"}`, `{"id":"1","displayName":[]}`},
		"scim_groups":          {"Resources", `{"displayName":"0042","members":[{"value":"Zoë"}]}`, `{"id":"1","displayName":[]}`},
	}
	tested := make(map[string]bool)
	for i := range Formats {
		f := &Formats[i]
		if f.Encoding != "json" {
			continue
		}
		s, ok := samples[f.Kind]
		if !ok {
			t.Fatalf("there is no sample of %s", f.Kind)
		}
		page := fmt.Sprintf(`{"x":{"y":[1]},%q:[%s,%s],"z":null}`, s.list, s.record, s.record)
		for name, test := range map[string]struct {
			content        string
			kept, rejected int64
		}{
			"page":             {page, 2, 0},
			"byte order mark":  {"\ufeff" + page, 2, 0},
			"gzip":             {packed(t, page), 2, 0},
			"array of pages":   {fmt.Sprintf(`[%s,{%q:[]},%s]`, page, s.list, page), 4, 0},
			"bare records":     {fmt.Sprintf(`[%s,%s]`, s.record, s.record), 2, 0},
			"lines":            {s.record + "\n" + s.record + "\n\n", 2, 0},
			"lines of pages":   {page + "\r\n" + page, 4, 0},
			"a broken record":  {fmt.Sprintf(`{%q:[%s,{"id" 1},%s]}`, s.list, s.record, s.record), 2, 1},
			"no object":        {fmt.Sprintf(`{%q:[%s,5]}`, s.list, s.record), 1, 1},
			"an empty record":  {fmt.Sprintf(`{%q:[%s,{}]}`, s.list, s.record), 1, 1},
			"wrong type":       {fmt.Sprintf(`{%q:[%s,%s]}`, s.list, s.record, s.wrong), 1, 1},
			"not UTF-8":        {fmt.Sprintf(`{%q:[%s,%s]}`, s.list, s.record, strings.Replace(s.record, "Zoë", "Zo\xeb", 1)), 1, 1},
			"escapes and more": {strings.Replace(page, "Zoë", `Zo\u00eb \"x\" [}`, 1), 2, 0},
		} {
			ledger, rows := newNight(t, map[string]string{"a.json": test.content}).mustRun()
			if got := ledger.Files[0]; got.Format != f.id() || got.RowsKept != test.kept || got.RowsRejected != test.rejected {
				t.Errorf("%s, %s: %+v, want %d kept and %d rejected; rejects %q", f.Kind, name, got, test.kept, test.rejected, rows["rejects"])
			}
		}
		for cut := 1; cut < len(page)-1; cut += 7 {
			if p := newNight(t, map[string]string{"a.json": page[:cut]}).refused(billable.Input); p.Remedy == "" {
				t.Errorf("%s cut at %d is refused without remedy", f.Kind, cut)
			}
		}
		tested[f.Kind] = true
	}
	if len(tested) != len(samples) {
		t.Errorf("only %v were tested", tested)
	}
}
