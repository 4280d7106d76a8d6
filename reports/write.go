package reports

import (
	"context"
	"io"
)

// Write lays out one night into o.Dir and returns every file it wrote, sorted
// by path. When it fails, or ctx ends, o.Dir is left as it was found. Errors
// that a person can act on are *billable.Problem; disk errors come wrapped, so
// that errors.Is finds their cause.
func Write(ctx context.Context, o Options) (files []File, err error) {
	w := &writer{Options: o, ctx: ctx, folder: &folder{dir: o.Dir}, limits: defaultLimits}
	defer func() {
		w.closeBook()
		if err != nil {
			w.folder.discard()
		}
	}()
	if w.small, err = readNight(ctx, o.Marts); err != nil {
		return nil, err
	}
	steps := w.steps()
	for i, s := range steps {
		if err := s.do(); err != nil {
			return nil, err
		}
		if o.Progress != nil {
			o.Progress(i+1, len(steps), s.name)
		}
	}
	if err := w.folder.sync(); err != nil {
		return nil, err
	}
	return w.folder.sorted(), nil
}

// writer is one call of Write.
type writer struct {
	Options
	ctx     context.Context
	folder  *folder
	small   *night
	rejects int64
	actions []actionSummary
	limits  sheetLimits
	book    *book // nil until it is open
	scratch string
}

// A step makes one file, or the files of one folder.
type step struct {
	name string
	do   func() error
}

// steps lists what Write does, in order: summary.json and the workbook count what
// stands before them, and manifest.json lists all other files.
func (w *writer) steps() []step {
	steps := []step{
		{"accounts.csv", w.accountsCSV},
		{"rejects.csv", w.rejectsCSV},
		{"actions", w.actionFiles},
		{"summary.json", w.summary},
	}
	if w.Workbook {
		steps = append(steps, w.workbookSteps()...)
	}
	return append(steps, step{"manifest.json", w.manifest})
}

func (w *writer) accountsCSV() error {
	return w.folder.write(w.ctx, "accounts.csv", func(out io.Writer) (int64, error) {
		return writeAccountsCSV(w.ctx, out, w.Marts)
	})
}

func (w *writer) rejectsCSV() error {
	return w.folder.write(w.ctx, "rejects.csv", func(out io.Writer) (rows int64, err error) {
		w.rejects, err = writeRejectsCSV(w.ctx, out, w.Rejects)
		return w.rejects, err
	})
}

func (w *writer) actionFiles() (err error) {
	a := &actionWriter{
		ctx: w.ctx, folder: w.folder, paths: w.Marts["actions"], night: w.Night,
		maxRows: maxUploadRows, maxSize: maxUploadBytes,
	}
	w.actions, err = a.write()
	return err
}

func (w *writer) summary() error {
	return w.folder.write(w.ctx, "summary.json", func(out io.Writer) (int64, error) {
		return 0, writeJSON(out, summarise(w.Night, w.small, w.rejects, w.actions))
	})
}

func (w *writer) manifest() error {
	return w.folder.write(w.ctx, "manifest.json", func(out io.Writer) (int64, error) {
		return 0, writeJSON(out, describe(w.Night, w.folder.sorted()))
	})
}
