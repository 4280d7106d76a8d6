package main

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	sampledata "billable/sample-data"

	"github.com/google/go-cmp/cmp"
)

// What changes nothing, changes nothing: the same exports in another order, in
// two files, packed, given twice, with other names of sites, or beside an account
// of no concern come to the same classes, verdicts and figures. Each is tried on
// invented companies; BILLABLE_METAMORPHIC_SEEDS asks for more of them.
func TestWhatChangesNothing(t *testing.T) {
	seeds := 1
	if text := os.Getenv("BILLABLE_METAMORPHIC_SEEDS"); text != "" {
		var err error
		if seeds, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	for seed := range uint64(seeds) {
		m := newMorph(t, seed+1)
		for _, change := range []struct {
			name string
			do   func(inputs)
			back func(string) string // of what the changed names come to; nil: nothing
		}{
			{"rows in another order", m.shuffle, nil},
			{"each list in two files", m.split, nil},
			{"every file packed", m.pack, nil},
			{"a file given twice", m.copyFile, nil},
			{"the same rows in another file", m.repeatRows, nil},
			{"other names of sites", rename, renamedBack},
			{"an account of no concern", m.addNobody, nil},
		} {
			t.Run(fmt.Sprintf("%s, seed %d", change.name, seed+1), func(t *testing.T) {
				files := m.inputs()
				change.do(files)
				m.compare(t, files, change.back)
			})
		}
	}
}

// inputs are the files of an input folder.
type inputs map[string][]byte

// morph is one company with what its exports come to.
type morph struct {
	rng   *rand.Rand
	files inputs
	want  nightFigures
}

// nightFigures is what must not change: every account but for the places of its
// evidence, and the figures of the night.
type nightFigures struct {
	Accounts map[string]map[string]string
	Summary  map[string]any
	Uploads  map[string]string
}

func newMorph(t *testing.T, seed uint64) *morph {
	t.Helper()
	dir := t.TempDir()
	if _, err := sampledata.Write(t.Context(), sampledata.Options{Accounts: 700, Seed: seed, Dir: dir}); err != nil {
		t.Fatal(err)
	}
	m := &morph{rng: rand.New(rand.NewPCG(seed, 3)), files: inputs{}}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if m.files[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	m.want = figures(t, m.files)
	if len(m.want.Accounts) != 700 {
		t.Fatalf("%d accounts", len(m.want.Accounts))
	}
	return m
}

// inputs copies the files, to be changed.
func (m *morph) inputs() inputs {
	files := inputs{}
	for name, text := range m.files {
		files[name] = bytes.Clone(text)
	}
	return files
}

// figures runs a night on the exports.
func figures(t *testing.T, files inputs) nightFigures {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(in, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var stdout, stderr bytes.Buffer
	args := []string{"run", "--input", in, "--org", "acme", "--lake", filepath.Join(dir, "lake"), "--out", out, "--no-workbook"}
	if code := run(t.Context(), args, &stdout, &stderr); code != exitDone {
		t.Fatalf("exit %d: %s%s", code, stdout.String(), stderr.String())
	}
	night := filepath.Join(out, "acme", "latest")
	f := nightFigures{Accounts: map[string]map[string]string{}, Summary: map[string]any{}, Uploads: map[string]string{}}
	for _, row := range readTable(t, filepath.Join(night, "accounts.csv")) {
		delete(row, "evidence")
		f.Accounts[row["account_id"]+" "+row["email"]] = row
	}
	var all map[string]any
	text, err := os.ReadFile(filepath.Join(night, summaryName))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"accounts", "verdicts", "reconciliation", "ladder", "scenarios", "recoverable_cents", "seats", "actions"} {
		f.Summary[key] = all[key]
	}
	uploads, err := filepath.Glob(filepath.Join(night, "actions", "*.upload.csv"))
	if err != nil || len(uploads) == 0 {
		t.Fatalf("no upload files: %v", err)
	}
	for _, name := range uploads {
		if text, err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
		f.Uploads[filepath.Base(name)] = string(text)
	}
	return f
}

// nobody is the account that addNobody adds.
const nobody = "712020:nobody-of-concern nobody.of.concern@acme.example"

// compare runs the changed exports and holds the figures to those of the company.
func (m *morph) compare(t *testing.T, files inputs, back func(string) string) {
	t.Helper()
	got := figures(t, files)
	if _, added := got.Accounts[nobody]; added {
		if got.Accounts[nobody]["class"] != "portal_customer" {
			t.Errorf("nobody is %v", got.Accounts[nobody])
		}
		delete(got.Accounts, nobody)
		m.knowNobody(t, got)
		got.Summary, got.Uploads = m.want.Summary, m.want.Uploads
	}
	if back != nil {
		text, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		if back(string(text)) == string(text) {
			t.Error("no name was another one")
		}
		got = nightFigures{}
		if err := json.Unmarshal([]byte(back(string(text))), &got); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(m.want, got); diff != "" {
		t.Errorf("(-as it was +changed):\n%s", diff)
	}
}

// knowNobody holds the figures to one more account that costs nothing.
func (m *morph) knowNobody(t *testing.T, got nightFigures) {
	t.Helper()
	total := func(f nightFigures) float64 { return f.Summary["accounts"].(map[string]any)["total"].(float64) }
	if total(got) != total(m.want)+1 {
		t.Errorf("%v accounts, want %v and one more", total(got), total(m.want))
	}
	for _, key := range []string{"recoverable_cents", "seats", "actions"} {
		if diff := cmp.Diff(m.want.Summary[key], got.Summary[key]); diff != "" {
			t.Errorf("%s (-as it was +changed):\n%s", key, diff)
		}
	}
}

// lists are the exports with a row for each account.
func (e inputs) lists() []string {
	var names []string
	for name := range e {
		if strings.HasSuffix(name, ".csv") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func readCSV(text []byte) [][]string {
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		panic(err) // our own generator wrote it
	}
	return rows
}

func writeCSV(rows [][]string) []byte {
	var b bytes.Buffer
	csv.NewWriter(&b).WriteAll(rows)
	return b.Bytes()
}

func (m *morph) shuffle(files inputs) {
	for _, name := range files.lists() {
		rows := readCSV(files[name])
		m.rng.Shuffle(len(rows)-1, func(i, j int) { rows[i+1], rows[j+1] = rows[j+1], rows[i+1] })
		files[name] = writeCSV(rows)
	}
	for name, text := range files {
		if strings.HasSuffix(name, ".jsonl") {
			files[name] = m.shufflePages(text)
		}
	}
}

// shufflePages puts the records of each page into another order.
func (m *morph) shufflePages(text []byte) []byte {
	var out bytes.Buffer
	for line := range bytes.Lines(text) {
		var page map[string]json.RawMessage
		if err := json.Unmarshal(line, &page); err != nil {
			panic(err)
		}
		for _, key := range []string{"data", "Resources"} {
			var records []json.RawMessage
			if json.Unmarshal(page[key], &records) != nil {
				continue
			}
			m.rng.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
			page[key], _ = json.Marshal(records)
		}
		b, err := json.Marshal(page)
		if err != nil {
			panic(err)
		}
		out.Write(append(b, '\n'))
	}
	return out.Bytes()
}

func (m *morph) split(files inputs) {
	for _, name := range files.lists() {
		rows := readCSV(files[name])
		at := 1 + m.rng.IntN(len(rows))
		files["a "+name], files["b "+name] = writeCSV(rows[:at]), writeCSV(append(rows[:1:1], rows[at:]...))
		delete(files, name)
	}
	lines := bytes.SplitAfter(bytes.TrimSpace(files["orgs-v1-users.jsonl"]), []byte("\n"))
	at := len(lines) / 2
	files["a.jsonl"], files["b.jsonl"] = bytes.Join(lines[:at], nil), bytes.Join(lines[at:], nil)
	delete(files, "orgs-v1-users.jsonl")
}

func (m *morph) pack(files inputs) {
	for _, name := range append(files.lists(), "orgs-v1-users.jsonl", "scim-users.jsonl", "scim-groups.jsonl") {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		z.Write(files[name])
		z.Close()
		files[name+".gz"] = b.Bytes()
		delete(files, name)
	}
}

func (m *morph) copyFile(files inputs) {
	for _, name := range files.lists() {
		files["copy of "+name] = files[name]
	}
}

// repeatRows gives each list again, cut short and in another order.
func (m *morph) repeatRows(files inputs) {
	for _, name := range files.lists() {
		rows := readCSV(files[name])
		slices.Reverse(rows[1:])
		files["again "+name] = writeCSV(rows[:1+len(rows)/2])
	}
}

// addNobody adds an account without products and without a part in anything.
func (m *morph) addNobody(files inputs) {
	rows := readCSV(files["managed-accounts.csv"])
	row := make([]string, len(rows[0]))
	for i, name := range rows[0] {
		row[i] = map[string]string{"Name": "Nobody of Concern", "Email": "nobody.of.concern@acme.example",
			"Atlassian ID": "712020:nobody-of-concern", "Status": "Active", "Policy type": "Billable"}[name]
	}
	at := 1 + m.rng.IntN(len(rows)-1)
	files["managed-accounts.csv"] = writeCSV(slices.Insert(rows, at, row))
}

// rename gives the sites other names, of the same order: acme and its like
// become acmf, those of strangers customfr. The domain of the addresses stays.
func rename(files inputs) {
	for name, text := range files {
		renamed := siteWord.ReplaceAllFunc(text, func(word []byte) []byte {
			if bytes.HasSuffix(word, []byte(".example")) {
				return word
			}
			return bytes.Replace(word, []byte("acme"), []byte("acmf"), 1)
		})
		files[name] = bytes.ReplaceAll(renamed, []byte("customer-"), []byte("customfr-"))
	}
}

var siteWord = regexp.MustCompile(`\bacme(\.example)?`)

func renamedBack(text string) string {
	return strings.NewReplacer("acmf", "acme", "customfr-", "customer-").Replace(text)
}
