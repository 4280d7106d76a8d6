package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// This file holds what publishing needs of a disk: a file or link is there
// whole or not at all, and what is reported as written survives a power cut.

// writeWhole writes a file under a hidden name beside it, syncs it and renames
// it into place.
func writeWhole(name string, data []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if _, err := f.Write(data); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	if err := errors.Join(f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	return syncDir(filepath.Dir(name))
}

// writeJSON writes v, indented, as a whole file.
func writeJSON(name string, v any) error {
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return fmt.Errorf("encode %s: %w", filepath.Base(name), err)
	}
	return writeWhole(name, append(b, '\n'))
}

// link makes name a relative symbolic link to target, replacing a link that is
// there in one step.
func link(target, name string) error {
	if old, err := os.Readlink(name); err == nil && old == target {
		return nil
	}
	temp := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+"-link")
	if err := os.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("link %s: %w", filepath.Base(name), err)
	}
	if err := os.Symlink(target, temp); err != nil {
		return fmt.Errorf("link %s: %w", filepath.Base(name), err)
	}
	if err := os.Rename(temp, name); err != nil {
		os.Remove(temp)
		return fmt.Errorf("link %s: %w", filepath.Base(name), err)
	}
	return syncDir(filepath.Dir(name))
}

// syncTree syncs every file and folder below dir, and dir itself.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() || d.Type().IsRegular() {
			return syncDir(path)
		}
		return nil
	})
}

// syncDir syncs one file or folder.
func syncDir(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("sync: %w", err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("sync: %w", err)
	}
	return nil
}

// moveFile renames a file into place, making and syncing the folders above it
// up to root.
func moveFile(from, root, rel string) error {
	to := filepath.Join(root, rel)
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return fmt.Errorf("publish file: %w", err)
	}
	if err := os.Rename(from, to); err != nil {
		return fmt.Errorf("publish file: %w", err)
	}
	return syncUp(root, filepath.Dir(to))
}

// syncUp syncs dir and every folder above it, up to root.
func syncUp(root, dir string) error {
	for {
		if err := syncDir(dir); err != nil {
			return err
		}
		if dir == root || dir == filepath.Dir(dir) || len(dir) <= len(root) {
			return nil
		}
		dir = filepath.Dir(dir)
	}
}

// hashFile gives a file's sha256 in hex and its size.
func hashFile(name string) (sum string, size int64, err error) {
	f, err := os.Open(name)
	if err != nil {
		return "", 0, fmt.Errorf("hash file: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.Copy(h, f)
	if err != nil {
		return "", 0, fmt.Errorf("hash file: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), size, nil
}
