package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repo, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var (
	shellBlock = regexp.MustCompile("(?s)```sh\n(.*?)```")
	shellWord  = regexp.MustCompile(`"[^"]*"|\S+`)
)

// readmeCommands lists the README's shell lines that begin with a program, as
// words, comments left out.
func readmeCommands(t *testing.T, program string) (commands [][]string) {
	for _, block := range shellBlock.FindAllStringSubmatch(readme(t), -1) {
		for l := range strings.Lines(block[1]) {
			l, _, _ = strings.Cut(l, " #")
			words := shellWord.FindAllString(l, -1)
			if len(words) == 0 || words[0] != program {
				continue
			}
			for i, w := range words {
				words[i] = strings.Trim(w, `"`)
			}
			commands = append(commands, words)
		}
	}
	if len(commands) == 0 {
		t.Fatalf("README.md shows no %s command", program)
	}
	return commands
}

// The README's examples work, in its order.
func TestReadmeCommands(t *testing.T) {
	home, err := filepath.Abs(repo)
	if err != nil {
		t.Fatal(err)
	}
	commands := readmeCommands(t, "billable")
	t.Chdir(t.TempDir())
	if err := os.Symlink(filepath.Join(home, "sample-data"), "sample-data"); err != nil {
		t.Fatal(err)
	}
	for _, words := range commands {
		var stdout, stderr bytes.Buffer
		code := run(t.Context(), words[1:], &stdout, &stderr)
		if code != exitDone && code != exitFindings {
			t.Errorf("%q: exit %d\n%s", strings.Join(words, " "), code, stderr.String())
		}
		if stdout.Len() == 0 {
			t.Errorf("%q printed nothing", strings.Join(words, " "))
		}
	}
}

// "make run" on a copy of the checkout builds, runs and says where the files are.
func TestReadmeMakeRun(t *testing.T) {
	targets := readmeCommands(t, "make")
	if len(targets) != 2 || targets[0][1] != "run" || targets[1][1] != "test" {
		t.Fatalf("README.md shows %v, want make run and make test", targets)
	}
	dir := t.TempDir()
	copyCheckout(t, dir)
	var stdout, stderr bytes.Buffer
	c := exec.CommandContext(t.Context(), "make", "--no-print-directory", "run")
	c.Dir, c.Stdout, c.Stderr = dir, &stdout, &stderr
	for _, v := range os.Environ() {
		// The make that runs this test must not lend us its flags.
		if !strings.HasPrefix(v, "MAKE") && !strings.HasPrefix(v, "MFLAGS") {
			c.Env = append(c.Env, v)
		}
	}
	if err := c.Run(); err != nil {
		t.Fatalf("make run: %v\n%s", err, stderr.String())
	}
	for _, want := range []string{"acme, night of 2026-11-20", "Ladder", "recoverable", "Files in out/acme/2026-11-20/"} {
		if !strings.Contains(stdout.String(), want) {
			t.Errorf("make run printed no %q:\n%s", want, stdout.String())
		}
	}
	if err := exec.CommandContext(t.Context(), "make", "-C", dir, "-n", "test").Run(); err != nil {
		t.Errorf("make -n test: %v", err)
	}
}

// Every command, every exit code and every kind of file stands in the README.
func TestReadmeNamesCommandsAndExits(t *testing.T) {
	text := readme(t)
	a := &app{stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{}, env: os.LookupEnv}
	for _, c := range newRoot(a, &options{}).Commands() {
		if name := c.Name(); name != "completion" && name != "help" && !strings.Contains(text, name) {
			t.Errorf("README.md does not name the command %s", name)
		}
	}
	for _, kind := range ingestKinds() {
		if !strings.Contains(text, "`"+kind+"`") {
			t.Errorf("README.md does not list the kind %s", kind)
		}
	}
	for _, l := range strings.Split(rootHelp, "\n") {
		if m := regexp.MustCompile(`^  (\d+) `).FindStringSubmatch(l); m != nil && !strings.Contains(text, "| "+m[1]+" |") {
			t.Errorf("README.md does not list exit %s", m[1])
		}
	}
}

// copyCheckout copies what a fresh checkout holds: no hidden folders, nothing
// that a build or a run made.
func copyCheckout(t *testing.T, to string) {
	t.Helper()
	made := map[string]bool{"billable": true, "lake": true, "out": true, "bench": true}
	err := filepath.WalkDir(repo, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(repo, name)
		if err != nil {
			return err
		}
		top := filepath.Dir(rel) == "." && rel != "."
		switch {
		case top && (made[d.Name()] || strings.HasPrefix(d.Name(), ".")):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return os.MkdirAll(filepath.Join(to, rel), 0o755)
		case !d.Type().IsRegular():
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), text, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}

var (
	docPath = regexp.MustCompile("`([a-z][a-zA-Z0-9_./*-]*\\.(?:go|sql|csv|json|yaml|yml))`")
	docName = regexp.MustCompile("`(Test[A-Za-z]+|[a-z]+[A-Z][A-Za-z]+|(?:ingest|transform|reports|publication)\\.[A-Za-z]+)`")
)

// What the documents name exists: files by their path from the top or from the
// package that the sentence is about, and tests and functions by name.
func TestDocumentsNameWhatExists(t *testing.T) {
	sources := allSources(t)
	for _, doc := range []string{"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"} {
		text, err := os.ReadFile(filepath.Join(repo, doc))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range docPath.FindAllStringSubmatch(string(text), -1) {
			if !namesAFile(m[1]) {
				t.Errorf("%s names %s, which does not exist", doc, m[1])
			}
		}
		for _, m := range docName.FindAllStringSubmatch(string(text), -1) {
			name := m[1][strings.LastIndexByte(m[1], '.')+1:]
			if !regexp.MustCompile(`\b` + name + `\b`).MatchString(sources) {
				t.Errorf("%s names %s, which no source declares", doc, m[1])
			}
		}
	}
}

// namesAFile looks in the repository, in the packages and among published files.
func namesAFile(name string) bool {
	published := []string{"accounts.csv", "rejects.csv", "summary.json", "manifest.json", "prices.csv", "rates.csv", "changes.csv", "bridge.csv"}
	if slices.Contains(published, name) || strings.Contains(name, ".zip/") || strings.HasPrefix(name, "actions/") || strings.Contains(name, "ORG") {
		return true
	}
	for _, dir := range []string{"", "cmd/billable", "queries", "ingest"} {
		if found, err := filepath.Glob(filepath.Join(repo, dir, name)); err == nil && len(found) > 0 {
			return true
		}
	}
	return name == "billable.yaml"
}

func allSources(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(repo, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".go" {
			return err
		}
		text, err := os.ReadFile(name)
		all.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
