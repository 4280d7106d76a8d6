package main

import (
	"archive/zip"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// The scripts in testdata/script run the program as people do. Beside
// testscript's own commands they have:
//
//	exits CODE billable ...   run the program, which must end with that code
//	json FILE PATH [VALUE]    the JSON value at a path such as a.b.0 (is VALUE)
//	bytes FILE GO-STRING      write a file that text cannot hold
//	gzip FILE                 make FILE.gz beside it, and remove FILE
//	zip ARCHIVE FILE ...      pack files, under the names given
//	workbook BOOK SHEET=CSV ...   make an .xlsx of CSV files
//	cut FILE N                cut the last N bytes off
//	nothing DIR ...           no file lies below these folders
//	samefiles DIR1 DIR2       the same files with the same bytes, the lock aside
//	onlyrun ORG NIGHT         the lake and out hold one run of the night, no more
//	readlink LINK TARGET      what a link points at
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"billable": func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

func TestScripts(t *testing.T) {
	home, err := filepath.Abs(repo)
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("REPO", home)
			return addScriptTools(e)
		},
		Condition: func(cond string) (bool, error) {
			// A file system of one's own needs user namespaces, which some
			// containers forbid.
			return cond == "unshare" && exec.Command("unshare", "-rm", "true").Run() == nil, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": scriptExits, "json": scriptJSON, "bytes": scriptBytes,
			"gzip": scriptGzip, "zip": scriptZip, "workbook": scriptWorkbook, "cut": scriptCut, "nothing": scriptNothing,
			"samefiles": scriptSameFiles, "onlyrun": scriptOnlyRun, "readlink": scriptReadlink,
		},
	})
}

// addScriptTools makes the programs in a script's bin folder callable.
func addScriptTools(e *testscript.Env) error {
	bin := filepath.Join(e.WorkDir, "bin")
	tools, err := os.ReadDir(bin)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	for _, tool := range tools {
		if err := os.Chmod(filepath.Join(bin, tool.Name()), 0o755); err != nil {
			return err
		}
	}
	e.Setenv("PATH", bin+string(os.PathListSeparator)+e.Getenv("PATH"))
	return err
}

func scriptExits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE command ...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("run %s: %v", args[1], err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d\nstdout: %s\nstderr: %s", got, want, ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

func scriptJSON(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: json FILE PATH [VALUE]")
	}
	var doc any
	if err := json.Unmarshal([]byte(ts.ReadFile(args[0])), &doc); err != nil {
		ts.Fatalf("%s is not one JSON document: %v\n%s", args[0], err, ts.ReadFile(args[0]))
	}
	value, found := jsonAt(doc, args[1])
	if found == neg && len(args) == 2 {
		ts.Fatalf("%s: found is %v", args[1], found)
	}
	if len(args) == 3 {
		got, isText := value.(string)
		if !isText {
			b, err := json.Marshal(value)
			ts.Check(err)
			got = string(b)
		}
		if (got == args[2]) == neg {
			ts.Fatalf("%s is %s, want %s", args[1], got, args[2])
		}
	}
}

// jsonAt follows a path of keys and indexes; "length" is the length of a list.
func jsonAt(doc any, path string) (any, bool) {
	for key := range strings.SplitSeq(path, ".") {
		switch v := doc.(type) {
		case map[string]any:
			next, ok := v[key]
			if !ok {
				return nil, false
			}
			doc = next
		case []any:
			if key == "length" {
				return len(v), true
			}
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(v) {
				return nil, false
			}
			doc = v[i]
		default:
			return nil, false
		}
	}
	return doc, true
}

func scriptBytes(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: bytes FILE GO-STRING")
	}
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	name := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(filepath.Dir(name), 0o755))
	ts.Check(os.WriteFile(name, []byte(text), 0o644))
}

func scriptGzip(ts *testscript.TestScript, _ bool, args []string) {
	name := ts.MkAbs(args[0])
	out, err := os.Create(name + ".gz")
	ts.Check(err)
	z := gzip.NewWriter(out)
	_, err = z.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(errors.Join(err, z.Close(), out.Close(), os.Remove(name)))
}

func scriptZip(ts *testscript.TestScript, _ bool, args []string) {
	out, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	z := zip.NewWriter(out)
	for _, name := range args[1:] {
		w, err := z.Create(name)
		ts.Check(err)
		_, err = w.Write([]byte(ts.ReadFile(name)))
		ts.Check(err)
	}
	ts.Check(errors.Join(z.Close(), out.Close()))
}

func scriptWorkbook(ts *testscript.TestScript, _ bool, args []string) {
	book := excelize.NewFile()
	for i, arg := range args[1:] {
		sheet, file, _ := strings.Cut(arg, "=")
		if i == 0 {
			ts.Check(book.SetSheetName("Sheet1", sheet))
		} else if _, err := book.NewSheet(sheet); err != nil {
			ts.Fatalf("%v", err)
		}
		for row, line := range strings.Split(strings.TrimSpace(ts.ReadFile(file)), "\n") {
			cells := strings.Split(line, ",")
			ts.Check(book.SetSheetRow(sheet, "A"+strconv.Itoa(row+1), &cells))
		}
	}
	ts.Check(errors.Join(book.SaveAs(ts.MkAbs(args[0])), book.Close()))
}

func scriptCut(ts *testscript.TestScript, _ bool, args []string) {
	name := ts.MkAbs(args[0])
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	info, err := os.Stat(name)
	ts.Check(err)
	ts.Check(os.Truncate(name, info.Size()-n))
}

// scriptNothing looks for files; folders may stay.
func scriptNothing(ts *testscript.TestScript, _ bool, args []string) {
	for _, dir := range args {
		err := filepath.WalkDir(ts.MkAbs(dir), func(path string, d os.DirEntry, err error) error {
			if errors.Is(err, os.ErrNotExist) {
				return nil
			}
			if err != nil {
				return err
			}
			if !d.IsDir() {
				ts.Fatalf("%s was left behind", path)
			}
			return nil
		})
		ts.Check(err)
	}
}

func scriptSameFiles(ts *testscript.TestScript, _ bool, args []string) {
	a, b := filesBelow(ts, args[0]), filesBelow(ts, args[1])
	if diff := cmp.Diff(a, b); diff != "" {
		ts.Fatalf("%s and %s differ (-%s +%s):\n%s", args[0], args[1], args[0], args[1], diff)
	}
}

// filesBelow maps every file below dir to its sha256, and every link to its target.
func filesBelow(ts *testscript.TestScript, dir string) map[string]string {
	files := map[string]string{}
	root := ts.MkAbs(dir)
	ts.Check(filepath.WalkDir(root, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == ".lock" {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		if d.Type()&os.ModeSymlink != 0 {
			files[rel], err = os.Readlink(name)
			return err
		}
		files[rel], _, err = hashFile(name)
		return err
	}))
	return files
}

func scriptOnlyRun(ts *testscript.TestScript, _ bool, args []string) {
	org, night := args[0], args[1]
	r, err := lake(ts.MkAbs("lake")).record(org, night)
	ts.Check(err)
	listed := map[string]bool{}
	for _, f := range r.lakeFiles() {
		listed[filepath.FromSlash(f.Path)] = true
	}
	for name := range filesBelow(ts, "lake") {
		if strings.Contains(name, "org="+org+string(filepath.Separator)+"snapshot_date="+night) && !listed[name] {
			ts.Fatalf("%s is in no record", name)
		}
	}
	runs, err := os.ReadDir(filepath.Join(ts.MkAbs("out"), org, ".runs"))
	ts.Check(err)
	if len(runs) != 1 || runs[0].Name() != r.RunID {
		ts.Fatalf("run folders are %v, want only %s", runs, r.RunID)
	}
}

func scriptReadlink(ts *testscript.TestScript, _ bool, args []string) {
	target, err := os.Readlink(ts.MkAbs(args[0]))
	ts.Check(err)
	if target != args[1] {
		ts.Fatalf("%s points at %s, want %s", args[0], target, args[1])
	}
}
