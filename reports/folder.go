package reports

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// A folder writes whole files or none: each under a hidden temporary name that
// is synced and renamed when its last byte is written. Files of one sub-folder
// are written one after another, other files at the same time if need be.
type folder struct {
	dir string

	mu      sync.Mutex
	files   []File
	created []string // sub-folders that this folder made
}

// A sink takes the bytes of one file and counts and hashes them. It fails when
// the context ends, so that a long file stops soon.
type sink struct {
	ctx  context.Context
	out  io.Writer
	hash hash.Hash
	n    int64
}

func (s *sink) Write(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := s.out.Write(p)
	s.hash.Write(p[:n])
	s.n += int64(n)
	return n, err
}

// write makes the file name (relative, forward slashes) from what encode
// writes; encode returns the number of data rows.
func (d *folder) write(ctx context.Context, name string, encode func(w io.Writer) (int64, error)) (file File, err error) {
	full := filepath.Join(d.dir, filepath.FromSlash(name))
	if err := d.makeParent(full); err != nil {
		return File{}, err
	}
	temp, err := os.CreateTemp(filepath.Dir(full), "."+path.Base(name)+"-*")
	if err != nil {
		return File{}, fmt.Errorf("create %s: %w", name, err)
	}
	defer func() {
		if err != nil {
			temp.Close()
			os.Remove(temp.Name())
		}
	}()
	s := &sink{ctx: ctx, out: temp, hash: sha256.New()}
	w := bufio.NewWriterSize(s, 256<<10)
	rows, err := encode(w)
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = seal(temp)
	}
	if err == nil {
		err = os.Rename(temp.Name(), full)
	}
	if err != nil {
		return File{}, fmt.Errorf("write %s: %w", name, err)
	}
	file = File{Path: name, SHA256: hex.EncodeToString(s.hash.Sum(nil)), Bytes: s.n, Rows: rows}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.files = append(d.files, file)
	return file, nil
}

// seal makes the file last: readable by others as usual, synced, closed.
func seal(f *os.File) error {
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return f.Close()
}

// makeParent makes the sub-folder that a file lies in and remembers having done
// so; the folder itself must exist.
func (d *folder) makeParent(full string) error {
	dir := filepath.Dir(full)
	if dir == filepath.Clean(d.dir) {
		return nil
	}
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return fmt.Errorf("create folder %s: %w", filepath.Base(dir), err)
	}
	d.created = append(d.created, dir)
	return nil
}

// sync makes the names of the written files last.
func (d *folder) sync() error {
	for _, dir := range append(slices.Clone(d.created), d.dir) {
		f, err := os.Open(dir)
		if err != nil {
			return fmt.Errorf("sync folder: %w", err)
		}
		err = f.Sync()
		f.Close()
		if err != nil {
			return fmt.Errorf("sync folder: %w", err)
		}
	}
	return nil
}

// discard removes everything that this folder wrote.
func (d *folder) discard() {
	for _, f := range d.files {
		os.Remove(filepath.Join(d.dir, filepath.FromSlash(f.Path)))
	}
	for _, dir := range d.created {
		os.Remove(dir)
	}
}

// sorted lists the files written so far by path.
func (d *folder) sorted() []File {
	d.mu.Lock()
	files := slices.Clone(d.files)
	d.mu.Unlock()
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files
}
