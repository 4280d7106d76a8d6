package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"billable"

	"github.com/google/go-cmp/cmp"
)

func TestNights(t *testing.T) {
	many := map[string]string{
		"beta/2026-11-20/a.csv": "x", "acme/2026-11-20/a.csv": "x", "acme/2026-11-19/a.csv": "x",
		"README.md": "x", "billable.yaml": "x", ".hidden/2026-01-01/a.csv": "x",
	}
	tests := []struct {
		name      string
		files     map[string]string
		org, asOf string
		want      []Night
	}{
		{"flat", map[string]string{"a.csv": "x", "sub/b.csv": "x"}, "acme", "2026-11-20", []Night{{"acme", "2026-11-20", "."}}},
		{"flat and nothing known", map[string]string{"a.csv": "x"}, "", "", []Night{{"", "", "."}}},
		{"empty", nil, "acme", "", []Night{{"acme", "", "."}}},
		{"many", many, "", "", []Night{{"acme", "2026-11-19", "acme/2026-11-19"}, {"acme", "2026-11-20", "acme/2026-11-20"}, {"beta", "2026-11-20", "beta/2026-11-20"}}},
		{"one organisation", many, "acme", "", []Night{{"acme", "2026-11-19", "acme/2026-11-19"}, {"acme", "2026-11-20", "acme/2026-11-20"}}},
		{"one date", many, "", "2026-11-20", []Night{{"acme", "2026-11-20", "acme/2026-11-20"}, {"beta", "2026-11-20", "beta/2026-11-20"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := newNight(t, test.files)
			got, err := Nights(n.o.Dir, test.org, test.asOf)
			if err != nil {
				t.Fatal(err)
			}
			for i := range got {
				rel, err := filepath.Rel(n.o.Dir, got[i].Dir)
				if err != nil {
					t.Fatal(err)
				}
				got[i].Dir = filepath.ToSlash(rel)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestNightsAreRefused(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		org   string
		what  string
	}{
		{"mixed", map[string]string{"acme/2026-11-20/a.csv": "x", "a.csv": "x"}, "", `"a.csv" beside them`},
		{"odd name", map[string]string{"a c/2026-11-20/a.csv": "x"}, "", `"a c" cannot be the name`},
		{"no such night", map[string]string{"acme/2026-11-20/a.csv": "x"}, "beta", "no night beta/<date>"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := newNight(t, test.files)
			_, err := Nights(n.o.Dir, test.org, "")
			p := billable.ProblemIn(err)
			if p == nil || p.Kind != billable.Usage || p.Remedy == "" || !strings.Contains(p.What, test.what) {
				t.Errorf("it gives %v, want %q", err, test.what)
			}
		})
	}
	_, err := Nights(filepath.Join(t.TempDir(), "nowhere"), "", "")
	if p := billable.ProblemIn(err); p == nil || p.Kind != billable.Usage || p.What != "the input folder does not exist" {
		t.Errorf("a folder that does not exist gives %v", err)
	}
}

func TestScan(t *testing.T) {
	n := newNight(t, map[string]string{
		"b.csv": "two", "a.csv": "one", "sub/c.csv": "one", "sub/.d.csv": "x", ".e/f.csv": "x", "billable.yaml": "x",
		"README": "x", "README.txt": "x", "notes.MD": "x", "prices.csv": "x", "map/owners.csv": "x", "empty.csv": "", "empty2.csv": "",
	})
	n.o.Exclude = []string{"prices.csv", "./map/owners.csv"}
	if err := os.Symlink("a.csv", filepath.Join(n.o.Dir, "link.csv")); err != nil {
		t.Fatal(err)
	}
	got, err := Scan(t.Context(), n.o)
	if err != nil {
		t.Fatal(err)
	}
	const one = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
	const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	want := []Input{
		{Path: "a.csv", Bytes: 3, SHA256: one},
		{Path: "b.csv", Bytes: 3, SHA256: "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3"},
		{Path: "empty.csv", SHA256: empty},
		{Path: "empty2.csv", SHA256: empty},
		{Path: "link.csv", Bytes: 3, SHA256: one, SameAs: "a.csv"},
		{Path: "sub/c.csv", Bytes: 3, SHA256: one, SameAs: "a.csv"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestScanRefusesLinksThatLeave(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "passwd")
	if err := os.WriteFile(outside, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ target, what string }{
		{outside, "leads out of the input folder"},
		{"nowhere.csv", "leads nowhere"},
		{"sub", "does not lead to a file"},
		{"..", "leads out of the input folder"},
	} {
		n := newNight(t, map[string]string{"sub/a.csv": "x"})
		if err := os.Symlink(test.target, filepath.Join(n.o.Dir, "link.csv")); err != nil {
			t.Fatal(err)
		}
		p := n.refused(billable.Input)
		if p.Place() != "link.csv" || !strings.Contains(p.What, test.what) {
			t.Errorf("a link to %s gives %v", test.target, p)
		}
	}
}
