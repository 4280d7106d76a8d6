package ingest

import (
	"encoding/csv"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every file of headers is of a kind, and every line of it means something.
func TestSpellings(t *testing.T) {
	names, err := fs.Glob(headerFiles, "headers/*.csv")
	if err != nil || len(names) < 20 {
		t.Fatalf("headers are %v, %v", names, err)
	}
	for _, name := range names {
		kind := strings.TrimSuffix(strings.TrimPrefix(name, "headers/"), ".csv")
		f := csvFormat(kind)
		if f == nil {
			t.Errorf("%s is of no kind of CSV file", name)
			continue
		}
		content, err := headerFiles.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(string(content))).ReadAll()
		if err != nil || !slices.Equal(rows[0], []string{"field", "header", "generation", "source"}) {
			t.Fatalf("%s: %q, %v", name, rows[0], err)
		}
		for _, row := range rows[1:] {
			checkSpelling(t, f, row)
		}
	}
}

func csvFormat(kind string) *Format {
	for i := range Formats {
		if f := &Formats[i]; f.Kind == kind && f.Encoding == "csv" {
			return f
		}
	}
	return nil
}

func checkSpelling(t *testing.T, f *Format, row []string) {
	t.Helper()
	field, header, generations, source := row[0], row[1], row[2], row[3]
	if headerKey(header) == "" || source == "" {
		t.Errorf("%s: %q lacks a header or a source", f.Kind, row)
	}
	var known []string
	var names []string
	for _, v := range f.Variants {
		names = append(names, v.Name)
		for _, fd := range v.layout.fields {
			known = append(known, fd.name)
		}
		if v.layout.hasGroups {
			known = append(known, "group_id", "group_name", "group_names")
		}
	}
	if field != "" && !slices.Contains(known, field) {
		t.Errorf("%s: %q is no field of the kind", f.Kind, field)
	}
	if generations != "" {
		for g := range strings.SplitSeq(generations, ";") {
			if !slices.Contains(names, g) {
				t.Errorf("%s: %q is no generation of the kind; they are %q", f.Kind, g, names)
			}
		}
	}
}

// No header of a generation means two things, and every field has a header in
// some generation.
func TestSpellingsAreUnambiguous(t *testing.T) {
	for i := range Formats {
		f := &Formats[i]
		spelledFields := map[string]bool{}
		var fields []field
		for _, v := range f.Variants {
			if v.layout == nil {
				continue
			}
			fields = append(fields, v.layout.fields...)
			for a, s := range v.layout.spellings {
				spelledFields[s.field] = true
				for _, other := range v.layout.spellings[a+1:] {
					if hasKey([]string{s.key}, other.key) || hasKey([]string{other.key}, s.key) {
						t.Errorf("%s (%s): %q and %q are the same header, of %q and %q", f.Kind, v.Name, s.header, other.header, s.field, other.field)
					}
				}
			}
		}
		for _, fd := range fields {
			if spelledFields[fd.name] == fd.isMade {
				t.Errorf("%s: the field %s has a header: %v; complete makes it: %v", f.Kind, fd.name, !fd.isMade, fd.isMade)
			}
		}
	}
}

// sectionKinds are the sections of exports.md that show headers of CSV files.
var sectionKinds = map[string]string{
	"3.1": "managed_accounts", "3.2": "domain_accounts", "3.3": "org_users", "3.4": "external_users", "3.5": "policy_members",
	"3.6": "discovered_apps", "3.7": "bitbucket_users", "3.8": "orgs_v1_flat", "3.9": "entra_users", "3.10": "m365_users",
	"3.11": "google_users", "3.12": "okta_users", "3.15": "trello_enterprise", "3.16": "partner_subscriptions", "3.17": "quote_lines",
}

var (
	sectionStart = regexp.MustCompile(`(?m)^### (\d+\.\d+) `)
	fenced       = regexp.MustCompile("(?s)```\n(.*?)\n.*?```")
	sideInputRow = regexp.MustCompile("(?m)^\\| `([a-z-]+)\\.csv` \\| `([a-z_,]+)`")
)

// Every header that exports.md shows is recognised as its kind, in any case and
// with odd punctuation, and each of its columns is known or, where the kind has
// columns of products, may be one.
func TestHeadersOfTheDocumentation(t *testing.T) {
	document, err := os.ReadFile("exports.md")
	if err != nil {
		t.Fatal(err)
	}
	tested := map[string]int{}
	starts := sectionStart.FindAllSubmatchIndex(document, -1)
	for i, start := range starts {
		end := len(document)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		kind := sectionKinds[string(document[start[2]:start[3]])]
		if kind == "" {
			continue
		}
		for _, block := range fenced.FindAllSubmatch(document[start[0]:end], -1) {
			cells, err := csv.NewReader(strings.NewReader(string(block[1]))).Read()
			if err != nil {
				t.Fatal(err)
			}
			checkHeader(t, kind, cells)
			tested[kind]++
		}
	}
	for _, m := range sideInputRow.FindAllSubmatch(document, -1) {
		kind := strings.ReplaceAll(string(m[1]), "-", "_")
		checkHeader(t, kind, strings.Split(string(m[2]), ","))
		tested[kind]++
	}
	if len(tested) != len(sectionKinds)+5 || tested["managed_accounts"] != 4 || tested["org_users"] != 5 {
		t.Errorf("headers of %v were tested", tested)
	}
}

func checkHeader(t *testing.T, kind string, cells []string) {
	t.Helper()
	for name, change := range map[string]func(string) string{
		"as it is":           func(h string) string { return h },
		"capitals":           strings.ToUpper,
		"punctuation":        func(h string) string { return " " + strings.NewReplacer(" ", "_", "-", " ").Replace(h) + ": [note]\t" },
		"an invisible blank": func(h string) string { return "\ufeff\u00a0" + h + "\u200b" },
	} {
		var raw [][]byte
		for _, cell := range cells {
			raw = append(raw, []byte(change(cell)))
		}
		headers := readHeaders(raw)
		keys, _ := keysOf(headers)
		f, v := recognise("csv", keys)
		if kind == trelloEnterpriseCSV.Kind {
			var missing []string
			if f, v, missing = nearest("csv", keys, kind); len(missing) > 0 {
				t.Errorf("%s lacks %q", kind, missing)
			}
		}
		if f == nil || f.Kind != kind {
			t.Errorf("%s: %q is recognised as %v, want %s", name, cells, f, kind)
			continue
		}
		if name == "punctuation" {
			continue // it spoils the " - " that names a site
		}
		for _, h := range headers {
			if v.layout.candidates == noCandidates && !v.layout.isSpelled(h.key) && !isSecret(h.key) {
				t.Errorf("%s: the column %q of %s is not known", name, h.text, kind)
			}
		}
	}
}

// What exports.md says of the headers of Okta, of lists and of Trello, whose files
// it cannot show.
func TestHeadersThatTheDocumentationNames(t *testing.T) {
	for kind, fields := range map[string]map[string]string{
		"okta_users": {
			"login": "user_principal_name", "Username": "user_principal_name", "email": "email", "Primary email": "email",
			"firstName": "given_name", "First name": "given_name", "lastName": "surname", "Last name": "surname",
			"status": "enabled", "Status": "enabled", "created": "created", "lastLogin": "",
		},
		"directory_list": {
			"mail": "email", "email": "email", "emailaddress": "email", "primaryemail": "email", "userprincipalname": "email", "login": "email",
		},
		"trello_enterprise": {
			"Name": "name", "Full name": "name", "Username": "username", "Email": "email", "Last active": "last_active",
			"Last accessed": "last_active", "Licensed": "licensed", "Deactivated": "deactivated",
		},
		"bitbucket_users":  {"Last Login (UTC)": "last_active"},
		"google_users":     {"Email Address [Required]": "email"},
		"external_users":   {"Billable for Atlassian Guard Standard": "billable", "Billable for Atlassian Access": "billable"},
		"managed_accounts": {"StatusPage": "?", "E-mail Address": "email", "Last active date [UTC]": "last_active"},
	} {
		l := csvFormat(kind).Variants[0].layout
		for header, want := range fields {
			got := "?"
			for _, s := range l.spellings {
				if hasKey([]string{headerKey(header)}, s.key) {
					got = s.field
				}
			}
			if got != want {
				t.Errorf("%s: %q is the field %q, want %q", kind, header, got, want)
			}
		}
	}
}
