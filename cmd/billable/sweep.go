package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"

	"billable/ingest"
)

// Our own names of files: nothing else is ever deleted.
var (
	tableFileName = regexp.MustCompile(`^[0-9a-f]{16}-[0-9]+\.parquet$`)
	ledgerName    = regexp.MustCompile(`^[0-9a-f]{16}\.json$`)
	runFolderName = regexp.MustCompile(`^\.?[0-9a-f]{16}(\.old)?$`)
)

// sweep deletes, from one night's partitions, the files that neither its record
// nor one of the ledgers lists: what an interrupted run left, and what a newer
// one superseded. The caller holds the lake's lock.
func (l lake) sweep(org, asOf string, committed *record, pending []*record) error {
	keep := map[string]bool{}
	for _, r := range append(pending, committed) {
		for _, f := range r.lakeFiles() {
			keep[f.Path] = true
		}
	}
	for _, layer := range []string{"raw", "marts"} {
		tables, err := os.ReadDir(l.path(layer))
		if err := ignoreMissing(err); err != nil {
			return fmt.Errorf("sweep lake: %w", err)
		}
		for _, t := range tables {
			if err := l.sweepFolder(path.Join(layer, t.Name(), partition(org, asOf)), keep); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l lake) sweepFolder(rel string, keep map[string]bool) error {
	entries, err := os.ReadDir(l.path(rel))
	if err := ignoreMissing(err); err != nil {
		return fmt.Errorf("sweep lake: %w", err)
	}
	for _, e := range entries {
		ours := tableFileName.MatchString(e.Name()) || ledgerName.MatchString(e.Name())
		if !ours || keep[path.Join(rel, e.Name())] {
			continue
		}
		if err := os.Remove(l.path(path.Join(rel, e.Name()))); err != nil {
			return fmt.Errorf("sweep lake: %w", err)
		}
	}
	removeEmptyUp(string(l), l.path(rel))
	return nil
}

// sweepRuns deletes the run folders of an organisation that no night links to.
func sweepRuns(out, org string) error {
	home := filepath.Join(out, org)
	linked := map[string]bool{}
	entries, err := os.ReadDir(home)
	if err := ignoreMissing(err); err != nil {
		return fmt.Errorf("sweep runs: %w", err)
	}
	for _, e := range entries {
		if target, err := os.Readlink(filepath.Join(home, e.Name())); err == nil {
			linked[filepath.Base(target)] = true
		}
	}
	runs, err := os.ReadDir(runsDir(out, org))
	if err := ignoreMissing(err); err != nil {
		return fmt.Errorf("sweep runs: %w", err)
	}
	for _, r := range runs {
		if !runFolderName.MatchString(r.Name()) || linked[r.Name()] {
			continue
		}
		if err := os.RemoveAll(filepath.Join(runsDir(out, org), r.Name())); err != nil {
			return fmt.Errorf("sweep runs: %w", err)
		}
	}
	return nil
}

// The folders, in a night's partition, of what one stage leaves for the next.
const (
	rawLedgers  = "raw/_ledger"
	martLedgers = "marts/_ledger"
)

// pendingRaw finds the ledger of an "ingest" that no run has published yet;
// nil when there is none.
func (l lake) pendingRaw(org, asOf string, committed *record) (*record, error) {
	name, err := l.pendingLedger(rawLedgers, org, asOf, committed)
	if name == "" || err != nil {
		return nil, err
	}
	b, err := os.ReadFile(l.path(name))
	if err != nil {
		return nil, fmt.Errorf("read ledger: %w", err)
	}
	var led ingest.Ledger
	if err := json.Unmarshal(b, &led); err != nil {
		return nil, fmt.Errorf("read ledger %s: %w", name, err)
	}
	return rawRecord(l, &led)
}

// pendingMarts finds the ledger of a "transform" that no run has published yet.
func (l lake) pendingMarts(org, asOf string, committed *record) (*record, error) {
	name, err := l.pendingLedger(martLedgers, org, asOf, committed)
	if name == "" || err != nil {
		return nil, err
	}
	return readRecord(l.path(name))
}

func (l lake) pendingLedger(folder, org, asOf string, committed *record) (string, error) {
	rel := path.Join(folder, partition(org, asOf))
	entries, err := os.ReadDir(l.path(rel))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("find ledger: %w", err)
	}
	for _, e := range entries {
		name := path.Join(rel, e.Name())
		known := slices.ContainsFunc(committed.lakeFiles(), func(f tableFile) bool { return f.Path == name })
		if ledgerName.MatchString(e.Name()) && !known {
			return name, nil
		}
	}
	return "", nil
}

// rawRecord is the beginning of a record: what ingest read and wrote.
func rawRecord(l lake, led *ingest.Ledger) (*record, error) {
	r := &record{Schema: layoutSchema, Org: led.Org, AsOf: led.AsOf, RunID: led.RunID, Inputs: led.Files,
		Raw: map[string][]tableFile{}}
	for table, files := range led.Raw {
		for _, f := range files {
			r.Raw[table] = append(r.Raw[table], tableFile(f))
		}
	}
	name := path.Join(rawLedgers, partition(led.Org, led.AsOf), led.RunID+".json")
	sum, size, err := hashFile(l.path(name))
	if err != nil {
		return nil, err
	}
	r.Ledgers = []tableFile{{Path: name, SHA256: sum, Bytes: size}}
	return r, nil
}

// clearStaging removes what an interrupted run left in the staging folder. The
// caller holds the lake's lock, so nobody is writing there.
func (l lake) clearStaging() error {
	if err := os.RemoveAll(l.staging()); err != nil {
		return fmt.Errorf("clear staging: %w", err)
	}
	return nil
}
