package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"billable"
)

// lockLake takes the lake for writing; the caller must call unlock. The lock is
// the kernel's: it ends with the process that holds it, however that ends, so a
// lock can never be stale; the file means nothing by itself.
func lockLake(dir string) (unlock func(), err error) {
	for {
		f, err := openLock(dir)
		if err != nil {
			return nil, err
		}
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case errors.Is(err, syscall.EWOULDBLOCK):
			f.Close()
			return nil, &billable.Problem{Kind: billable.Retry, Pos: billable.Pos{File: filepath.Base(dir)},
				What: "another run is writing to this lake", Remedy: "Wait until it has ended, then run this again."}
		case err != nil:
			f.Close()
			return nil, fmt.Errorf("lock lake: %w", err)
		case isStillThere(f):
			return func() { unlockLake(dir, f) }, nil
		}
		// The run before us removed an empty lake between our open and our lock.
		f.Close()
	}
}

func openLock(dir string) (*os.File, error) {
	const remedy = "Name a folder that can be written to."
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, &billable.Problem{Kind: billable.Retry, Column: "--lake",
			What: "the lake's folder cannot be made", Remedy: remedy, Err: err}
	}
	f, err := os.OpenFile(filepath.Join(dir, ".lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, &billable.Problem{Kind: billable.Retry, Column: "--lake",
			What: "the lake cannot be locked", Remedy: remedy, Err: err}
	}
	return f, nil
}

// isStillThere says whether the locked file is the one that its name means.
func isStillThere(f *os.File) bool {
	mine, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(f.Name())
	return err == nil && os.SameFile(mine, there)
}

// unlockLake lets the lake go. A lake that holds nothing but the lock is removed
// with it, so that a refused first night leaves nothing behind.
func unlockLake(dir string, f *os.File) {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) == 1 {
		os.Remove(f.Name())
		os.Remove(dir)
	}
	f.Close()
}
