package sampledata

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
)

// An answer is one line of acme-expected.csv.
type answer struct {
	id, email, class                 string
	standard, standardRule           string
	premium, premiumRule, confidence string
}

// who names the account as README.md does.
func (a answer) who() string { return strings.TrimSpace(a.id + " " + a.email) }

func answers(t *testing.T) []answer {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(read(t, "acme-expected.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []answer
	for _, r := range rows[1:] {
		all = append(all, answer{r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7]})
	}
	return all
}

// read returns a file's bytes, unpacked when it is compressed.
func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(name, ".gz") {
		return data
	}
	unzip, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var plain bytes.Buffer
	if _, err := plain.ReadFrom(unzip); err != nil {
		t.Fatal(err)
	}
	return plain.Bytes()
}

// tables returns the cells of every table row of a page that has n columns.
func tables(page []byte, n int) [][]string {
	var rows [][]string
	for line := range strings.Lines(string(page)) {
		line = strings.ReplaceAll(strings.TrimSpace(line), `\|`, "\x00")
		if !strings.HasPrefix(line, "| ") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.ReplaceAll(strings.TrimSpace(cells[i]), "\x00", "|")
		}
		if len(cells) == n {
			rows = append(rows, cells)
		}
	}
	return rows
}

func TestAcmeMeetsEveryClassAndRule(t *testing.T) {
	want := map[string]bool{}
	for _, name := range strings.Fields(`
		class:agent class:licensed class:accidental_trello class:accidental_other class:portal_customer
		class:inactive class:app class:unresolved
		standard:app_account standard:deactivated standard:only_unknown standard:no_product_evidence
		standard:no_supported_product standard:non_billable_policy standard:enterprise_plan
		standard:statuspage_or_opsgenie_exempt standard:plan_unknown standard:intended_seat
		standard:trello_only standard:free_product standard:guest standard:foreign_site
		standard:sandbox_only standard:mixed_accidental
		premium:app_account premium:deactivated premium:only_unknown premium:no_product_evidence
		premium:no_jira_or_confluence premium:jira_or_confluence`) {
		want[name] = true
	}
	got := map[string]bool{}
	for _, a := range answers(t) {
		got["class:"+a.class], got["standard:"+a.standardRule], got["premium:"+a.premiumRule] = true, true, true
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("classes and rules of acme-expected.csv (-want +got):\n%s", diff)
	}
}

func TestAcmeReadmeIsTheAnswerKey(t *testing.T) {
	page := read(t, "acme/README.md")
	var want, got []string
	for _, a := range answers(t) {
		want = append(want, fmt.Sprintf("%s %s %s %s %s %s", a.who(), a.class, a.standard, a.standardRule, a.premium, a.premiumRule))
	}
	plain := strings.NewReplacer("`", "", "(", "", ")", "")
	for _, row := range tables(page, 5) {
		if strings.HasSuffix(row[2], "`)") {
			got = append(got, plain.Replace(strings.Join(row[:4], " ")))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("last table of acme/README.md (-acme-expected.csv +README):\n%s", diff)
	}
}

func TestAcmeReadmeCountsRight(t *testing.T) {
	all := answers(t)
	class, standard, premium, intended := map[string]int{}, map[string]int{}, map[string]int{}, 0
	for _, a := range all {
		class[a.class]++
		standard[a.standard]++
		premium[a.premium]++
		if a.standardRule == "intended_seat" {
			intended++
		}
	}
	want := []string{
		fmt.Sprintf("| **all** | **%d** |", len(all)),
		fmt.Sprintf("| `guard_standard` | %d | %d | %d |", standard["billable"], standard["not_billable"], standard["unknown"]),
		fmt.Sprintf("| `guard_premium` | %d | %d | %d |", premium["billable"], premium["not_billable"], premium["unknown"]),
		fmt.Sprintf("| `claimed` | %d | 0 | $0 |", len(all)),
		fmt.Sprintf("| `intended` | %d | %d | %s |", intended, intended, dollars(intended*40)),
		fmt.Sprintf("| `unlicensed` | %d | %d | %s |", len(all)-intended, intended, dollars(intended*40)),
		fmt.Sprintf("| `accidental` | %d | %d | %s |", standard["billable"]-intended, standard["billable"], dollars(standard["billable"]*40)),
		fmt.Sprintf("Recoverable: %s a year. The %d unknown accounts", dollars((standard["billable"]-intended)*40), standard["unknown"]),
	}
	for _, name := range slices.Sorted(maps.Keys(class)) {
		want = append(want, fmt.Sprintf("| `%s` | %d |", name, class[name]))
	}
	page := string(read(t, "acme/README.md"))
	for _, line := range want {
		if !strings.Contains(page, line) {
			t.Errorf("acme/README.md lacks %q", line)
		}
	}
}

// dollars spells an amount of less than a million.
func dollars(n int) string {
	if n < 1000 {
		return "$" + strconv.Itoa(n)
	}
	return fmt.Sprintf("$%d,%03d", n/1000, n%1000)
}

func TestAcmeReadmeReconcilesRight(t *testing.T) {
	says := map[string]string{}
	reader := csv.NewReader(bytes.NewReader(read(t, "acme/managed-accounts.csv")))
	reader.FieldsPerRecord = -1
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		says[orElse(r[2], r[1])] = r[5]
	}
	delete(says, "") // a reject, which names nobody
	for _, record := range jsonRecords(t, read(t, "acme/api-v1-users.json")) {
		var a struct {
			ID       string `json:"account_id"`
			Billable *bool  `json:"access_billable"`
		}
		if err := json.Unmarshal(record, &a); err != nil {
			t.Fatal(err)
		}
		if says[a.ID] == "" && a.Billable != nil {
			says[a.ID] = map[bool]string{true: "Yes", false: "No"}[*a.Billable]
		}
	}
	agrees, disagrees, undecided, silent := 0, 0, 0, 0
	for _, a := range answers(t) {
		said := orElse(says[a.id], says[a.email])
		switch {
		case said != "Yes" && said != "No":
			silent++
		case a.standard == "unknown":
			undecided++
		case (said == "Yes") == (a.standard == "billable"):
			agrees++
		default:
			disagrees++
		}
	}
	want := fmt.Sprintf("agrees %d times, disagrees %d times (`contra.yes@acme.example` and `contra.no@acme.example`; planted), is undecided %d times and silent %d times",
		agrees, disagrees, undecided, silent)
	if !bytes.Contains(read(t, "acme/README.md"), []byte(want)) {
		t.Errorf("acme/README.md lacks %q", want)
	}
}

func TestAcmeOdditiesAreWhereReadmeSays(t *testing.T) {
	seen := 0
	for _, row := range tables(read(t, "acme/README.md"), 3) {
		file, number, found := strings.Cut(row[0], ":")
		if !found {
			continue
		}
		seen++
		n, err := strconv.Atoi(number)
		if err != nil {
			t.Fatalf("place %q: %v", row[0], err)
		}
		shows := strings.ReplaceAll(strings.Trim(row[1], "`"), `\t`, "\t")
		if got := recordAt(t, "acme/"+file, n); !strings.Contains(got, shows) {
			t.Errorf("%s holds %q, README.md says it shows %q", row[0], got, shows)
		}
	}
	if seen < 40 {
		t.Errorf("%d places in README.md, want 40 and more", seen)
	}
}

// recordAt returns the nth line of a CSV file or record of a JSON file.
func recordAt(t *testing.T, name string, n int) string {
	t.Helper()
	data := read(t, name)
	var records []string
	if strings.HasSuffix(name, ".json") {
		for _, record := range jsonRecords(t, data) {
			records = append(records, string(record))
		}
	} else {
		records = strings.Split(string(data), "\n")
	}
	if n > len(records) {
		t.Fatalf("%s has %d records, want one of number %d", name, len(records), n)
	}
	return records[n-1]
}

// jsonRecords returns the records of all pages of an API answer.
func jsonRecords(t *testing.T, data []byte) []json.RawMessage {
	t.Helper()
	type page struct{ Data, Resources []json.RawMessage }
	var pages []page
	if bytes.HasPrefix(data, []byte("[")) {
		if err := json.Unmarshal(data, &pages); err != nil {
			t.Fatal(err)
		}
	} else {
		for more := json.NewDecoder(bytes.NewReader(data)); more.More(); {
			var one page
			if err := more.Decode(&one); err != nil {
				t.Fatal(err)
			}
			pages = append(pages, one)
		}
	}
	var records []json.RawMessage
	for _, p := range pages {
		records = append(append(records, p.Data...), p.Resources...)
	}
	return records
}

func TestAcmeNamesEveryExpectedAccount(t *testing.T) {
	var all strings.Builder
	for _, name := range inputs(t) {
		all.Write(read(t, name))
	}
	for _, a := range answers(t) {
		if !strings.Contains(all.String(), a.id) || !strings.Contains(all.String(), a.email) {
			t.Errorf("no file of acme names %s", a.who())
		}
	}
	if !bytes.Equal(read(t, "acme/scim-groups.json"), read(t, "acme/second-download-of-scim-groups.json")) {
		t.Error("the second download of the SCIM groups is no copy of the first")
	}
}

func TestAcmeExpectsEveryAccountThatIsKept(t *testing.T) {
	known := map[string]bool{}
	for _, a := range answers(t) {
		known[a.id], known[strings.ToLower(a.email)] = true, true
	}
	// The three rejects that have an identity, and the rows without an
	// account that README.md names.
	for _, never := range strings.Fields("short.row@acme.example cafe.owner@acme.example long.row@contractor.example unlinked.elm@acme.example") {
		known[never] = true
	}
	address := regexp.MustCompile(`[\w.+-]+@[\w.-]+`)
	for _, name := range inputs(t) {
		if strings.Contains(name, "entra") {
			continue // a directory names no account
		}
		for _, found := range address.FindAllString(string(read(t, name)), -1) {
			if !known[strings.ToLower(found)] {
				t.Errorf("%s names %s, which acme-expected.csv does not know", name, found)
			}
		}
	}
}

func TestNobodyLivesOutsideExample(t *testing.T) {
	dir := t.TempDir()
	if _, err := Write(t.Context(), Options{Accounts: 2000, Dir: dir}); err != nil {
		t.Fatal(err)
	}
	names := inputs(t)
	for _, e := range profiles[Company].exports {
		names = append(names, dir+"/"+e.name)
	}
	address := regexp.MustCompile(`@[\w.*-]+`)
	for _, name := range names {
		for _, domain := range address.FindAllString(string(read(t, name)), -1) {
			if !strings.HasSuffix(strings.ToLower(domain), ".example") {
				t.Errorf("%s holds an address at %s", name, domain)
			}
		}
	}
}

// inputs lists the files of acme that a night reads.
func inputs(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir("acme")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.Name() != "README.md" && e.Name() != "billable.yaml" {
			names = append(names, "acme/"+e.Name())
		}
	}
	return names
}
