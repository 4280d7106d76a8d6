package reports

import (
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the files in testdata; read the diff before you commit it")

// run writes a night into a new folder and returns the folder.
func run(t testing.TB, m marts, night Provenance, change func(*Options)) string {
	t.Helper()
	o := Options{Marts: m.write(t), Dir: t.TempDir(), Night: night, Workbook: true}
	if change != nil {
		change(&o)
	}
	if _, err := Write(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	return o.Dir
}

// hostileRun writes the hostile night with its rejects.
func hostileRun(t testing.TB) string {
	t.Helper()
	m := hostile()
	m.rejects = hostileRejects()
	return run(t, m, hostileNight(), nil)
}

// read gives the text of one file of a folder.
func read(t testing.TB, dir, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// listing names every file below dir with its content.
func listing(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)] = read(t, dir, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestHostileNightAsText(t *testing.T) {
	dir := hostileRun(t)
	for _, name := range []string{
		"accounts.csv", "bridge.csv", "changes.csv", "rejects.csv", "summary.json", "actions/unclaim.upload.csv",
		"actions/unclaim.review.csv", "actions/unclaim.manifest.json",
	} {
		golden := filepath.Join("testdata", "hostile", filepath.FromSlash(name))
		if *update {
			if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(golden, []byte(read(t, dir, name)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), read(t, dir, name)); diff != "" {
			t.Errorf("%s is not %s (-want +got):\n%s", name, golden, diff)
		}
	}
}

func TestEqualNightsAreEqualFiles(t *testing.T) {
	first := listing(t, hostileRun(t))
	for range 4 {
		again := listing(t, hostileRun(t))
		if len(first) != len(again) {
			t.Fatalf("%d files, then %d", len(first), len(again))
		}
		for name, want := range first {
			if again[name] != want {
				t.Errorf("%s differs between two equal runs", name)
			}
		}
	}
}

// A context that ends at any step leaves the folder as it was found.
func TestCancelLeavesNothing(t *testing.T) {
	files := hostile().write(t)
	steps := 0
	count := Options{Marts: files, Dir: t.TempDir(), Night: hostileNight(), Workbook: true,
		Progress: func(_, total int, _ string) { steps = total }}
	if _, err := Write(t.Context(), count); err != nil {
		t.Fatal(err)
	}
	for stop := range steps {
		ctx, cancel := context.WithCancel(t.Context())
		o := count
		o.Dir = t.TempDir()
		o.Progress = func(done, _ int, _ string) {
			if done == stop {
				cancel()
			}
		}
		if stop == 0 {
			cancel()
		}
		if _, err := Write(ctx, o); !errors.Is(err, context.Canceled) {
			t.Fatalf("step %d of %d: error %v", stop, steps, err)
		}
		if left := entries(t, o.Dir); len(left) > 0 {
			t.Errorf("cancelled after step %d: %v stays", stop, left)
		}
	}
}

// entries lists everything in dir, hidden names and folders too.
func entries(t testing.TB, dir string) (names []string) {
	t.Helper()
	found, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range found {
		names = append(names, e.Name())
	}
	return names
}

func TestProgressCountsEveryStep(t *testing.T) {
	var names []string
	run(t, hostile(), hostileNight(), func(o *Options) {
		o.Progress = func(done, total int, name string) {
			if done != len(names)+1 || total != 23 {
				t.Errorf("step %q is %d of %d, want %d of 23", name, done, total, len(names)+1)
			}
			names = append(names, name)
		}
	})
	if len(names) != 23 || names[22] != "manifest.json" {
		t.Errorf("steps %q", names)
	}
}

func TestWithoutWorkbook(t *testing.T) {
	dir := run(t, hostile(), hostileNight(), func(o *Options) { o.Workbook = false })
	want := []string{"accounts.csv", "actions", "bridge.csv", "changes.csv", "manifest.json", "rejects.csv", "summary.json"}
	if diff := cmp.Diff(want, entries(t, dir)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}
