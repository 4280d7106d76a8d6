package transform

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"sort"
	"strings"

	"billable"
)

// library is the SQL of a queries folder, read and sorted by path.
type library struct {
	fsys  fs.FS
	files []*file
}

// file is one SQL file: one select, with the fields of its comment header.
type file struct {
	path   string // staging/stg_files.sql
	layer  string // first folder: staging, facts, rules, ...
	name   string // file name without .sql: the relation it makes
	text   string
	header map[string]string // "grain", "priority", "why", ...
	reads  []string          // relations behind from and join, sorted
}

var (
	headerLine = regexp.MustCompile(`^-- ([a-z_]+): (.*)$`)
	comment    = regexp.MustCompile(`--[^\n]*`)
	quoted     = regexp.MustCompile(`'[^']*'`)
	reading    = regexp.MustCompile(`(?i)\b(?:from|join)\s+([a-z_][a-z0-9_]*)`)
	naming     = regexp.MustCompile(`(?i)\b([a-z_][a-z0-9_]*)\s+as\s+\(`)
)

func readLibrary(fsys fs.FS) (*library, error) {
	lib := &library{fsys: fsys}
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(p) != ".sql" || strings.HasPrefix(p, "testdata/") {
			return err
		}
		text, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		lib.files = append(lib.files, parseFile(p, string(text)))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read queries: %w", err)
	}
	if len(lib.files) == 0 {
		return nil, &billable.Problem{Kind: billable.Usage, What: "the queries folder holds no .sql file",
			Remedy: "Point --queries at a copy of the program's queries folder."}
	}
	for _, f := range lib.files {
		if f.header["grain"] == "" {
			return nil, &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: "queries/" + f.path, Row: 1},
				What: "the file does not state its grain", Remedy: "Begin it with a comment: -- grain: one row per ..."}
		}
	}
	return lib, nil
}

func parseFile(p, text string) *file {
	f := &file{
		path: p, layer: strings.SplitN(p, "/", 2)[0], name: strings.TrimSuffix(path.Base(p), ".sql"),
		text: strings.TrimRight(text, " \t\r\n;"), header: map[string]string{},
	}
	for line := range strings.SplitSeq(text, "\n") {
		if !strings.HasPrefix(line, "--") {
			break
		}
		if m := headerLine.FindStringSubmatch(line); m != nil {
			f.header[m[1]] = strings.TrimSpace(m[2])
		}
	}
	f.reads = relationsIn(text)
	return f
}

// relationsIn lists the names behind from and join outside comments and strings,
// but for those that the text itself makes in a with clause.
func relationsIn(text string) []string {
	text = quoted.ReplaceAllString(comment.ReplaceAllString(text, ""), "''")
	seen := map[string]bool{}
	for _, m := range reading.FindAllStringSubmatch(text, -1) {
		seen[strings.ToLower(m[1])] = true
	}
	for _, m := range naming.FindAllStringSubmatch(text, -1) {
		delete(seen, strings.ToLower(m[1]))
	}
	names := make([]string, 0, len(seen))
	for n := range seen {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

func (l *library) layer(name string) []*file {
	var files []*file
	for _, f := range l.files {
		if f.layer == name {
			files = append(files, f)
		}
	}
	return files
}

func (l *library) find(p string) *file {
	for _, f := range l.files {
		if f.path == p {
			return f
		}
	}
	return nil
}

// asView says that the file is a view rather than a table. Staging and marts
// are views unless their header says "as: table", facts the other way round.
func (f *file) asView() bool {
	if as := f.header["as"]; as != "" {
		return as == "view"
	}
	return f.layer == "staging" || f.layer == "marts"
}

// isRule says that the file is a rule of a book, not a relation.
func (f *file) isRule() bool { return f.header["priority"] != "" }
