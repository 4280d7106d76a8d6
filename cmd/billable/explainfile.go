package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"billable"
	"billable/ingest"
)

// explainFile says how the file of --explain is read. It needs neither an
// organisation nor a night, and writes nothing.
func (a *app) explainFile(ctx context.Context, o *options) error {
	if o.rows < 0 {
		return usageProblem("Give a number from 0.", "--rows %d is not a number of rows", o.rows)
	}
	j, path, words, err := a.fileJob(o)
	if err != nil {
		return err
	}
	in := j.ingestOptions()
	inputs, err := ingest.ScanFile(ctx, in, path)
	if err != nil {
		return err
	}
	explained, err := ingest.Explain(ctx, in, inputs, o.rows)
	if err != nil {
		return err
	}
	doc := explainDoc{Files: []explainedFile{}}
	var codes []int
	for _, e := range explained {
		f := explainedFile{Explanation: e}
		if e.Problem != nil {
			codes = append(codes, exitCode(e.Problem))
			problem := newErrorDoc(e.Problem, exitCode(e.Problem))
			f.Error = &problem
		}
		doc.Files = append(doc.Files, f)
	}
	doc.Exit = worstExit(codes)
	a.tellExplained(o, doc, words)
	if doc.Exit == exitDone {
		return nil
	}
	return errReported{doc.Exit}
}

// An explainDoc is what ingest --explain says with --json.
type explainDoc struct {
	Exit  int             `json:"exit"`
	Files []explainedFile `json:"files"` // the file, or the members of the archive that it is
}

type explainedFile struct {
	ingest.Explanation
	Error *errorDoc `json:"error,omitempty"` // why it cannot be read
}

func (a *app) tellExplained(o *options, doc explainDoc, words vocabulary) {
	if o.json {
		a.printJSON(doc)
		return
	}
	p := newPen(a.stdout, o.noColor)
	for i, f := range doc.Files {
		if i > 0 && !o.quiet {
			p.write(a.stdout, []string{""})
		}
		if !o.quiet {
			p.write(a.stdout, p.explained(f.Explanation, words))
		}
		if f.Problem != nil {
			a.talkError(f.Problem)
		}
	}
}

// fileJob finds the night that a file lies in, for its config, and the file's path
// there. A file outside of the input folder is a folder's only input.
func (a *app) fileJob(o *options) (*job, string, vocabulary, error) {
	info, err := os.Stat(o.explain)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, "", vocabulary{}, usageProblem("Check the path that --explain gives.", "there is no file %s", filepath.Base(o.explain))
	case err == nil && !info.Mode().IsRegular():
		return nil, "", vocabulary{}, usageProblem("Give one file; --input reads a folder.", "%s is not a file", filepath.Base(o.explain))
	case err != nil:
		return nil, "", vocabulary{}, &billable.Problem{Kind: billable.Retry, Pos: billable.Pos{File: filepath.Base(o.explain)},
			What: "the file cannot be read", Remedy: "Check that it may be read, then run again.", Err: errors.Unwrap(err)}
	}
	sql, err := openQueries(o.queries)
	if err != nil {
		return nil, "", vocabulary{}, err
	}
	words, err := readVocabulary(sql, ingestKinds())
	if err != nil {
		return nil, "", words, err
	}
	j := &job{opt: o}
	var path string
	j.night, path = nightOf(o, o.explain)
	if j.config, err = loadConfig(o.config, configFolders(o.input, j.night.Dir), words); err != nil {
		return nil, "", words, err
	}
	if j.night.AsOf == "" {
		j.night.AsOf = j.config.AsOf
	}
	if err := j.config.readMappings(words); err != nil {
		return nil, "", words, err
	}
	if j.kinds, err = j.kindRules(words); err != nil {
		return nil, "", words, err
	}
	if j.workspaces, err = o.workspaceRules(); err != nil {
		return nil, "", words, err
	}
	j.workspaces = append(j.workspaces, j.config.Workspaces...)
	return j, path, words, nil
}

// nightOf is the night of the input folder that a file lies in, and the file's path
// in the night's folder; else the file's own folder.
func nightOf(o *options, file string) (ingest.Night, string) {
	alone := ingest.Night{Org: o.org, AsOf: o.asOf, Dir: filepath.Dir(file)}
	nights, err := ingest.Nights(o.input, "", "")
	if err != nil {
		return alone, filepath.Base(file)
	}
	for _, n := range nights {
		rel, err := relative(n.Dir, file)
		if err == nil && filepath.IsLocal(rel) {
			if o.asOf != "" {
				n.AsOf = o.asOf
			}
			return n, filepath.ToSlash(rel)
		}
	}
	return alone, filepath.Base(file)
}

// relative is filepath.Rel for two paths of which one may be absolute.
func relative(dir, file string) (string, error) {
	dir, errDir := filepath.Abs(dir)
	file, errFile := filepath.Abs(file)
	if err := errors.Join(errDir, errFile); err != nil {
		return "", err
	}
	return filepath.Rel(dir, file)
}
