package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const repo = "../.."

// mayImport lists, for every folder of the program, the folders of the program
// that it may import. The stages know the root package only and never each
// other: they talk through tables.
var mayImport = map[string][]string{
	".":           {},
	"queries":     {},
	"ingest":      {"."},
	"transform":   {"."},
	"reports":     {"."},
	"sample-data": {"."},
	"cmd":         {".", "queries", "ingest", "transform", "reports", "sample-data"},
}

// mayImportInTests adds what tests may import on top: transform's run the
// embedded SQL, and hold it to the reference judge below their own folder.
var mayImportInTests = map[string][]string{
	"queries":   {"."},
	"transform": {"queries"},
}

// goFiles calls f for every Go file of the repository.
func goFiles(t *testing.T, mode parser.Mode, f func(rel string, imports []string, doc string, pkg string)) {
	t.Helper()
	err := filepath.WalkDir(repo, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != repo && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, mode)
		if err != nil {
			return err
		}
		var imports []string
		for _, i := range file.Imports {
			p, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			imports = append(imports, p)
		}
		rel, err := filepath.Rel(repo, name)
		f(filepath.ToSlash(rel), imports, file.Doc.Text(), file.Name.Name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// layer is the top-level folder of a slash-separated path.
func layer(dir string) string {
	first, _, _ := strings.Cut(dir, "/")
	return first
}

func TestImports(t *testing.T) {
	goFiles(t, parser.ImportsOnly, func(rel string, imports []string, _, _ string) {
		from := layer(path.Dir(rel))
		allowed, known := mayImport[from]
		if !known {
			t.Errorf("%s: the folder %s is not in mayImport: say what it may import, and in ARCHITECTURE.md why it exists", rel, from)
			return
		}
		if strings.HasSuffix(rel, "_test.go") {
			allowed = append(slices.Clone(allowed), mayImportInTests[from]...)
		}
		for _, i := range imports {
			if i != "billable" && !strings.HasPrefix(i, "billable/") {
				continue
			}
			to := "."
			if i != "billable" {
				to = layer(strings.TrimPrefix(i, "billable/"))
			}
			if to != from && !slices.Contains(allowed, to) {
				t.Errorf("broken arrow %s -> %s: %s imports %s", from, to, rel, i)
			}
		}
	})
}

// The root package must stay something that everyone can import for free.
func TestRootImportsStandardLibraryOnly(t *testing.T) {
	goFiles(t, parser.ImportsOnly, func(rel string, imports []string, _, _ string) {
		if path.Dir(rel) != "." || strings.HasSuffix(rel, "_test.go") {
			return
		}
		for _, i := range imports {
			if strings.Contains(layer(i), ".") {
				t.Errorf("%s imports %s: the root package imports the standard library only", rel, i)
			}
		}
	})
}

func TestEveryPackageHasADoc(t *testing.T) {
	documented := map[string]bool{}
	goFiles(t, parser.PackageClauseOnly|parser.ParseComments, func(rel string, _ []string, doc, pkg string) {
		if strings.HasSuffix(rel, "_test.go") {
			return
		}
		dir := path.Dir(rel)
		begins := "Package " + pkg + " "
		if pkg == "main" {
			begins = "Command "
		}
		documented[dir] = documented[dir] || strings.HasPrefix(doc, begins)
	})
	for dir, ok := range documented {
		if !ok {
			t.Errorf("the package in %s has no package comment", dir)
		}
	}
}
