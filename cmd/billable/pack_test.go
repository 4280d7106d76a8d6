package main

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// hostileSubscriptions name people in every cell that a pack tells.
const hostileSubscriptions = `as_of,state,kind,product_or_app,plan,site_url,entitlement_number,parent_entitlement_number,installed_on,bill_date,active_user_count,user_count,days_until_renewal,billing_partner,customer_contacts
2026-11-01,active,product,Jira,Standard,acme,E-1,,,2027-03-31,30,100,150,North,ada.quill@acme.example
2026-11-01,active,product,Confluence,Standard,acme-labs,E-2,,,2027-03-31,30,100,150,South,"ada.quill@acme.example;outsider@nowhere.example"
2026-11-01,active,app,Ada Quill's Timesheets,for ADA.QUILL@acme.example,acme,712020:00000000-0000-4000-8000-000000000001,E-1,Jira,2027-03-31,30,100,150,North,
2026-11-01,active,app,Sheets (bo.ferris),Standard,acme,E-4,E-1,Jira,2027-03-31,30,100,150,North,
2026-11-01,active,app,Mail at acme.example,Standard,acme,E-5,E-1,Jira,2027-03-31,30,100,150,Bo Ferris,
2026-11-01,active,app,Outsider outsider@nowhere.example,Standard,acme,E-6,E-1,Jira,2027-03-31,30,100,150,North,
`

// whoIsWho lists every address, account id and name of acme's exports.
func whoIsWho(t *testing.T, dir string) []string {
	t.Helper()
	who := []string{"outsider@nowhere.example", "acme.example"}
	address := regexp.MustCompile(`[\w.#=+'-]+@[\w.-]+\.example`)
	id := regexp.MustCompile(`(712020|557058|qm):[0-9a-f-]{36}|5f[0-9a-f]{22}`)
	for _, e := range must(os.ReadDir(dir)) {
		text := must(os.ReadFile(filepath.Join(dir, e.Name())))
		for _, found := range append(address.FindAll(text, -1), id.FindAll(text, -1)...) {
			who = append(who, string(found))
		}
	}
	rows := csv.NewReader(bytes.NewReader(must(os.ReadFile(filepath.Join(dir, "managed-accounts.csv")))))
	rows.FieldsPerRecord = -1
	for {
		row, err := rows.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(row[0], " ") {
			who = append(who, row[0])
		}
	}
	for _, w := range who {
		if local, _, found := strings.Cut(w, "@"); found && strings.ContainsAny(local, ".") {
			who = append(who, local)
		}
	}
	slices.Sort(who)
	return slices.Compact(who)
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// packBytes is every byte of a pack, names of files and unpacked parts of workbooks
// included.
func packBytes(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	for _, e := range must(os.ReadDir(dir)) {
		text := must(os.ReadFile(filepath.Join(dir, e.Name())))
		all.WriteString(e.Name() + "\n")
		if filepath.Ext(e.Name()) != ".xlsx" {
			all.Write(text)
			continue
		}
		z := must(zip.NewReader(bytes.NewReader(text), int64(len(text))))
		for _, f := range z.File {
			all.WriteString(f.Name + f.Comment + string(f.Extra) + "\n")
			r := must(f.Open())
			all.Write(must(io.ReadAll(r)))
			r.Close()
		}
	}
	return strings.ToLower(all.String())
}

// asSpelled gives the ways in which a text could hide.
func asSpelled(who string) []string {
	lower := strings.ToLower(who)
	ways := []string{lower, strings.ToLower(url.QueryEscape(who)), strings.ToLower(url.PathEscape(who)), strings.ReplaceAll(lower, "&", "&amp;")}
	for _, s := range []string{who, lower} {
		ways = append(ways, strings.ToLower(base64.StdEncoding.EncodeToString([]byte(s))), strings.ToLower(base64.RawURLEncoding.EncodeToString([]byte(s))))
	}
	return ways
}

func TestPackNamesNobody(t *testing.T) {
	dir, in := t.TempDir(), filepath.Join(t.TempDir(), "in")
	if err := os.CopyFS(in, os.DirFS(filepath.Join("..", "..", "sample-data", "acme"))); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(in, "subscriptions.csv"), []byte(hostileSubscriptions), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	billable := func(want int, args ...string) {
		t.Helper()
		var out, errs bytes.Buffer
		if code := run(t.Context(), args, &out, &errs); code != want {
			t.Fatalf("billable %s: exit %d, want %d\n%s", strings.Join(args, " "), code, want, errs.String())
		}
	}
	billable(exitFindings, "run", "--input", in, "--no-workbook", "--quiet")
	billable(exitDone, "pack", "--for", "procurement", "--out", "one", "--key", "a.key")
	billable(exitDone, "pack", "--for", "procurement", "--out", "two", "--key", "a.key")
	billable(exitDone, "pack", "--for", "procurement", "--out", "three", "--key", "b.key")
	billable(exitDone, "pack", "--for", "reseller", "--reseller", " north", "--out", "north", "--key", "a.key")

	who := whoIsWho(t, in)
	if len(who) < 150 {
		t.Fatalf("only %d names, addresses and ids are looked for", len(who))
	}
	for _, pack := range []string{"one", "three", "north"} {
		all := packBytes(t, pack)
		for _, w := range who {
			for _, way := range asSpelled(w) {
				if strings.Contains(all, way) {
					t.Errorf("the pack %s holds %q", pack, way)
				}
			}
		}
		if !strings.Contains(all, "(withheld)") || !strings.Contains(all, "e-1") {
			t.Errorf("the pack %s withholds nothing, or all", pack)
		}
	}

	read := func(pack, name string) string { return string(must(os.ReadFile(filepath.Join(pack, name)))) }
	for _, name := range []string{"accounts.csv", "seats.csv", "subscriptions.csv", "pack.xlsx", "manifest.json"} {
		if read("one", name) != read("two", name) {
			t.Errorf("%s differs under the same key", name)
		}
	}
	pseudonym := regexp.MustCompile(`account-[0-9a-f]{20}`)
	first := pseudonym.FindAllString(read("one", "accounts.csv"), -1)
	if len(first) != 91 {
		t.Errorf("%d pseudonyms of 91 accounts", len(first))
	}
	other := read("three", "accounts.csv")
	for _, p := range first {
		if strings.Contains(other, p) {
			t.Errorf("%s is the same under another key", p)
		}
	}

	north := packBytes(t, "north")
	for _, foreign := range []string{"south", "acme-labs", "customer-", "e-2", "acme-sandbox", "acme-emea"} {
		if strings.Contains(north, foreign) {
			t.Errorf("the reseller's pack holds %q, which is not his", foreign)
		}
	}
	if procurement := packBytes(t, "one"); strings.Contains(procurement, "customer-one") {
		t.Error("procurement's pack names the site of another company")
	}
	for _, key := range []string{"a.key", "b.key"} {
		if mode := must(os.Stat(key)).Mode().Perm(); mode != 0o600 {
			t.Errorf("%s has mode %o", key, mode)
		}
		if strings.Contains(packBytes(t, "one"), strings.TrimSpace(string(must(os.ReadFile(key))))) {
			t.Errorf("the pack holds %s", key)
		}
	}
}
