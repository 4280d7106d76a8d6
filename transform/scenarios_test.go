package transform

import (
	"regexp"
	"strings"
	"testing"

	"billable/queries"
)

var kindLiteral = regexp.MustCompile(`'([a-z_]+)' as kind`)

// TestScenariosAreSeedsFilesAndKinds holds the recipe together: a file of
// queries/scenarios without its line of the seed is counted nowhere, a line
// without its file touches nobody, and a kind that queries/changed does not know
// changes nothing.
func TestScenariosAreSeedsFilesAndKinds(t *testing.T) {
	lib, err := readLibrary(queries.FS)
	if err != nil {
		t.Fatal(err)
	}
	text, err := queries.FS.ReadFile("seeds/scenarios.csv")
	if err != nil {
		t.Fatal(err)
	}
	_, rows, err := readSeed("queries/seeds/scenarios.csv", text)
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, r := range rows {
		listed[r[1]] = true
		if f := lib.find("scenarios/" + r[1] + ".sql"); f == nil && r[1] != "current" && r[1] != "best_mix" {
			t.Errorf("scenario %s has no file in queries/scenarios", r[1])
		}
	}
	var changed string
	for _, f := range lib.layer("changed") {
		changed += comment.ReplaceAllString(f.text, "")
	}
	for _, f := range lib.layer("scenarios") {
		if !listed[f.name] {
			t.Errorf("queries/%s has no line in seeds/scenarios.csv", f.path)
		}
		kind := kindLiteral.FindStringSubmatch(f.text)
		if kind == nil || !strings.Contains(changed, "'"+kind[1]+"'") {
			t.Errorf("queries/%s states no kind of change that queries/changed knows: %q", f.path, kind)
		}
	}
}
