package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"billable/reports"
)

// An answer is what a command tells about a published night.
type answer struct {
	summary  *summary
	calendar []byte            // nil when the night has none
	files    map[string][]byte // others that were asked for
}

// answer reads the small files of a published night from --out. Where that folder is
// not the night's, or a file in it is not as it was written, they are laid out once
// more from the lake, which has all of them.
func (a *app) answer(ctx context.Context, o *options, r *record, also ...string) (*answer, error) {
	dir := filepath.Join(o.out, r.Org, r.AsOf)
	if isAsWritten(dir, r, append([]string{summaryName, calendarName}, also...)...) {
		return readAnswer(dir, also)
	}
	dir, err := os.MkdirTemp("", "billable-answer-*")
	if err != nil {
		return nil, fmt.Errorf("make working folder: %w", err)
	}
	defer os.RemoveAll(dir)
	l := lake(o.lake)
	_, err = reports.Write(ctx, reports.Options{Lake: o.lake, Marts: places(l, l, r.Marts), Dir: dir, Night: provenance(r), Brief: true})
	if err != nil {
		return nil, err
	}
	return readAnswer(dir, also)
}

func readAnswer(dir string, also []string) (*answer, error) {
	s, err := readSummary(filepath.Join(dir, summaryName))
	if err != nil {
		return nil, err
	}
	calendar, err := os.ReadFile(filepath.Join(dir, calendarName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read calendar: %w", err)
	}
	files := map[string][]byte{}
	for _, name := range also {
		if files[name], err = os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
	}
	return &answer{s, calendar, files}, nil
}

// isAsWritten reports whether those of the named files that the record lists lie in
// the folder as they were written.
func isAsWritten(dir string, r *record, names ...string) bool {
	return !slices.ContainsFunc(r.Out, func(f tableFile) bool {
		return slices.Contains(names, f.Path) && fileDamage(filepath.Join(dir, f.Path), f) != ""
	})
}
