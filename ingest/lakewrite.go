package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// encode is one worker.
func (l *lake) encode(e *encoder) {
	defer l.workers.Done()
	for job := range l.columns {
		if l.ctx.Err() == nil {
			if err := e.column(job.group.batch, job.column); err != nil {
				l.stop(fmt.Errorf("encode %s of %s: %w",
					job.group.batch.def.columns[job.column].name, job.group.batch.def.name, err))
			}
		}
		job.group.left.Done()
	}
}

// write appends encoded batches to their files, in the order they were filled.
func (l *lake) write() {
	defer l.writer.Done()
	for job := range l.groups {
		job.left.Wait()
		if l.ctx.Err() == nil {
			if err := job.table.file.append(job.batch); err != nil {
				l.stop(storageProblem(err))
			}
		}
		job.batch.reset()
		job.table.free <- job.batch
	}
}

// wait lets the workers finish what was submitted.
func (l *lake) wait() {
	l.waited.Do(func() {
		close(l.columns)
		l.workers.Wait()
		close(l.groups)
		l.writer.Wait()
	})
}

// create makes the table's folder and its file.
func (l *lake) create(t *table) error {
	dir := filepath.Join(l.root, "raw", t.def.name, filepath.FromSlash(l.partition))
	if err := l.mkdir(dir); err != nil {
		return err
	}
	metadata := append(slices.Clone(l.metadata), keyValue("table", "raw_"+t.def.name))
	f, err := createParquet(filepath.Join(dir, l.runID+"-1.parquet"), t.def, metadata)
	if err != nil {
		return storageProblem(err)
	}
	t.file = f
	l.files = append(l.files, f)
	return nil
}

// mkdir makes a folder and remembers which of its parents it had to make.
func (l *lake) mkdir(dir string) error {
	var missing []string
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); err == nil || d == filepath.Dir(d) {
			break
		}
		missing = append(missing, d)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return storageProblem(fmt.Errorf("make lake folder: %w", err))
	}
	slices.Reverse(missing)
	l.made = append(l.made, missing...)
	return nil
}

// finish writes what is still in the batches and publishes every file, the
// ledger last.
func (l *lake) finish(ledger *Ledger) error {
	for _, def := range tables {
		if t := l.tables[def]; t != nil && t.rows > 0 {
			if err := t.submit(); err != nil {
				return err
			}
		}
	}
	l.wait()
	if err := context.Cause(l.ctx); err != nil {
		return err
	}
	for _, def := range tables {
		t := l.tables[def]
		if t == nil || t.file == nil {
			continue
		}
		if err := t.file.finish(); err != nil {
			return storageProblem(err)
		}
		at := path.Join("raw", def.name, l.partition, filepath.Base(t.file.name))
		ledger.Raw[def.name] = append(ledger.Raw[def.name], t.file.record(at))
	}
	return l.publish(ledger)
}

// publish renames the finished files, then writes the ledger.
func (l *lake) publish(ledger *Ledger) (err error) {
	var published []string // files that were not there before
	defer func() {
		if err != nil {
			for _, name := range published {
				err = errors.Join(err, os.Remove(name))
			}
		}
	}()
	for _, f := range l.files {
		_, missing := os.Lstat(f.name)
		if err := os.Rename(f.file.Name(), f.name); err != nil {
			return storageProblem(fmt.Errorf("publish table file: %w", err))
		}
		if missing != nil {
			published = append(published, f.name)
		}
		if err := syncFolder(filepath.Dir(f.name)); err != nil {
			return err
		}
	}
	for _, dir := range l.made {
		if err := syncFolder(filepath.Dir(dir)); err != nil {
			return err
		}
	}
	return l.writeLedger(ledger)
}

// discard stops the run and removes everything it made, except files that an
// earlier run of the same id had already published.
func (l *lake) discard(cause error) {
	l.stop(cause)
	l.wait()
	for _, f := range l.files {
		f.discard()
	}
	for _, dir := range slices.Backward(l.made) {
		_ = os.Remove(dir) // only if it is empty
	}
}

func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return storageProblem(fmt.Errorf("sync folder: %w", err))
	}
	defer d.Close()
	if err := d.Sync(); err != nil {
		return storageProblem(fmt.Errorf("sync folder: %w", err))
	}
	return nil
}
