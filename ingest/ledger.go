package ingest

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"billable"
)

// LedgerPath is where Run leaves the ledger of a night, relative to the lake.
func LedgerPath(org, asOf, runID string) string {
	return "raw/_ledger/org=" + org + "/snapshot_date=" + asOf + "/" + runID + ".json"
}

// writeLedger writes the ledger whole or not at all.
func (l *lake) writeLedger(ledger *Ledger) (err error) {
	name := filepath.Join(l.root, filepath.FromSlash(LedgerPath(ledger.Org, ledger.AsOf, ledger.RunID)))
	if err := l.mkdir(filepath.Dir(name)); err != nil {
		return err
	}
	encoded, err := json.MarshalIndent(ledger, "", "  ")
	if err != nil {
		return fmt.Errorf("encode ledger: %w", err)
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return storageProblem(fmt.Errorf("create ledger: %w", err))
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	_, err = f.Write(append(encoded, '\n'))
	if err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return storageProblem(fmt.Errorf("write ledger: %w", err))
	}
	if err = os.Rename(f.Name(), name); err != nil {
		return storageProblem(fmt.Errorf("publish ledger: %w", err))
	}
	return syncFolder(filepath.Dir(name))
}

// storageProblem makes an error of the lake's disk one that a person can act on.
// The path in it is shortened to the file's name: no output holds machine paths.
func storageProblem(err error) error {
	if billable.ProblemIn(err) != nil {
		return err
	}
	what := "the lake could not be written"
	cause := err
	if pathErr, ok := errors.AsType[*os.PathError](err); ok {
		what += " (" + strings.TrimPrefix(filepath.Base(pathErr.Path), ".") + ")"
		cause = pathErr.Err
	} else if linkErr, ok := errors.AsType[*os.LinkError](err); ok {
		what += " (" + filepath.Base(linkErr.New) + ")"
		cause = linkErr.Err
	}
	return &billable.Problem{
		Kind: billable.Retry, What: what,
		Remedy: "Check that the disk of the lake has room and that its folder may be written, then run again.",
		Err:    cause,
	}
}
