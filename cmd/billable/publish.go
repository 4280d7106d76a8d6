package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// This file makes a night visible, all of it or nothing.
//
// A run writes into hidden folders: the lake's .staging and a folder beside the
// published runs. To publish, it syncs them, moves every file to its place
// under a name that no earlier run used, and then renames the commit record:
// that one rename is the moment at which the night changes. Links and the
// deletion of what is superseded come after it, and are made again by the next
// run when this one is stopped before them.

// A publication is one night on its way to being visible.
type publication struct {
	lake    lake
	out     string // folder of what people open
	staged  string // staging folder of the lake files
	record  *record
	before  *record // what the night's record says until now; may be nil
	moved   []string
	outDone bool
}

// runsDir is the folder of an organisation's published runs.
func runsDir(out, org string) string { return filepath.Join(out, org, ".runs") }

// runDir is the folder that people open for one run.
func (p *publication) runDir() string {
	return filepath.Join(runsDir(p.out, p.record.Org), p.record.RunID)
}

// stagedOut is where reports write; it becomes runDir.
func stagedOut(out, org, runID string) string { return filepath.Join(runsDir(out, org), "."+runID) }

// commit publishes. When it fails before the record is in place, nothing of
// the new night stays.
func (p *publication) commit(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := p.place(); err != nil {
		p.undo()
		return err
	}
	if err := p.link(); err != nil {
		return err
	}
	return p.lake.sweep(p.record.Org, p.record.AsOf, p.record, nil)
}

// placeLake moves the lake files of a stage that publishes nothing.
func (p *publication) placeLake(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	err := p.moveLake()
	if err != nil {
		p.undo()
	}
	return err
}

// place moves the files and, last, the record.
func (p *publication) place() error {
	out := stagedOut(p.out, p.record.Org, p.record.RunID)
	if err := syncTree(out); err != nil {
		return err
	}
	if err := p.moveLake(); err != nil {
		return err
	}
	if err := replaceDir(out, p.runDir()); err != nil {
		return err
	}
	p.outDone = true
	name := p.lake.recordPath(p.record.Org, p.record.AsOf)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("publish record: %w", err)
	}
	if err := syncUp(string(p.lake), filepath.Dir(filepath.Dir(name))); err != nil {
		return err
	}
	return writeJSON(name, p.record)
}

func (p *publication) moveLake() error {
	if err := syncIfThere(p.staged); err != nil {
		return err
	}
	for _, f := range p.record.lakeFiles() {
		from := filepath.Join(p.staged, filepath.FromSlash(f.Path))
		if !exists(from) {
			continue // taken over from an earlier stage: it lies in its place
		}
		if !p.vouched(f.Path) {
			p.moved = append(p.moved, p.lake.path(f.Path))
		}
		if err := moveFile(from, string(p.lake), filepath.FromSlash(f.Path)); err != nil {
			return err
		}
	}
	return nil
}

// vouched says whether the night's present record lists the same file: then it
// is not ours to remove.
func (p *publication) vouched(rel string) bool {
	return slices.ContainsFunc(p.before.lakeFiles(), func(f tableFile) bool { return f.Path == rel })
}

// undo removes what place moved. The present record's files are left alone.
func (p *publication) undo() {
	for _, name := range p.moved {
		os.Remove(name)
		removeEmptyUp(string(p.lake), filepath.Dir(name))
	}
	os.RemoveAll(stagedOut(p.out, p.record.Org, p.record.RunID))
	if p.outDone && (p.before == nil || p.before.RunID != p.record.RunID) {
		os.RemoveAll(p.runDir())
	}
	removeEmptyUp(p.out, runsDir(p.out, p.record.Org))
}

// link points out/<org>/<date> at the run, and latest at the highest date.
func (p *publication) link() error {
	home := filepath.Join(p.out, p.record.Org)
	if err := link(filepath.Join(".runs", p.record.RunID), filepath.Join(home, p.record.AsOf)); err != nil {
		return err
	}
	last := p.record.AsOf
	entries, err := os.ReadDir(home)
	if err != nil {
		return fmt.Errorf("link latest: %w", err)
	}
	for _, e := range entries {
		if e.Type()&fs.ModeSymlink != 0 && isDate(e.Name()) && e.Name() > last && p.lake.holds(p.record.Org, e.Name()) {
			last = e.Name()
		}
	}
	if err := link(last, filepath.Join(home, "latest")); err != nil {
		return err
	}
	return sweepRuns(p.out, p.record.Org)
}

func (l lake) holds(org, asOf string) bool { return exists(l.recordPath(org, asOf)) }

// replaceDir renames a folder into place, over an older one of the same name.
func replaceDir(from, to string) error {
	old := to + ".old"
	if err := os.RemoveAll(old); err != nil {
		return fmt.Errorf("publish folder: %w", err)
	}
	if exists(to) {
		if err := os.Rename(to, old); err != nil {
			return fmt.Errorf("publish folder: %w", err)
		}
	}
	if err := os.Rename(from, to); err != nil {
		return errors.Join(fmt.Errorf("publish folder: %w", err), ignoreMissing(os.Rename(old, to)))
	}
	if err := os.RemoveAll(old); err != nil {
		return fmt.Errorf("publish folder: %w", err)
	}
	return syncUp(filepath.Dir(filepath.Dir(filepath.Dir(to))), filepath.Dir(to))
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func syncIfThere(dir string) error {
	if !exists(dir) {
		return nil
	}
	return syncTree(dir)
}

// removeEmptyUp removes dir and the folders above it, up to and without root,
// as long as they are empty.
func removeEmptyUp(root, dir string) {
	root = filepath.Clean(root)
	for dir = filepath.Clean(dir); dir != root && strings.HasPrefix(dir, root); dir = filepath.Dir(dir) {
		if os.Remove(dir) != nil {
			return
		}
	}
}
