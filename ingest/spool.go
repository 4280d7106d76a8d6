package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"billable"
)

// A spool is a private copy of a stream that can be read at any place: zip archives
// and workbooks have their directory at the end. A small one lies in memory; a
// large one in a temporary file that has lost its name, so that nothing is left
// behind however the program ends.
type spool struct {
	io.ReaderAt
	size int64
	file *os.File // nil when it lies in memory
}

// spoolBytes is what a spool keeps in memory at most.
const spoolBytes = 4 << 20

// newSpool copies a stream. The errors of r are passed on as they are.
func newSpool(r io.Reader) (*spool, error) {
	var head bytes.Buffer
	n, err := io.CopyN(&head, r, spoolBytes)
	if errors.Is(err, io.EOF) {
		return &spool{ReaderAt: bytes.NewReader(head.Bytes()), size: n}, nil
	}
	if err != nil {
		return nil, err
	}
	f, err := unnamedFile()
	if err != nil {
		return nil, err
	}
	s := &spool{ReaderAt: f, file: f}
	if s.size, err = io.Copy(f, io.MultiReader(&head, r)); err != nil {
		s.close()
		if pathErr, ok := errors.AsType[*os.PathError](err); ok && billable.ProblemIn(err) == nil {
			return nil, spoolProblem(pathErr)
		}
		return nil, err
	}
	return s, nil
}

func (s *spool) close() {
	if s.file != nil {
		s.file.Close()
	}
}

// unnamedFile makes a temporary file that is gone once it is closed.
func unnamedFile() (*os.File, error) {
	f, err := os.CreateTemp("", "billable-*")
	if err != nil {
		return nil, spoolProblem(fmt.Errorf("create temporary file: %w", err))
	}
	if err := os.Remove(f.Name()); err != nil {
		f.Close()
		return nil, spoolProblem(fmt.Errorf("unlink temporary file: %w", err))
	}
	return f, nil
}

func spoolProblem(err error) error {
	if pathErr, ok := errors.AsType[*os.PathError](err); ok {
		err = pathErr.Err
	}
	return &billable.Problem{
		Kind: billable.Retry, What: "a temporary file could not be written", Err: err,
		Remedy: "Make room in the folder for temporary files, or name another one with TMPDIR, then run again.",
	}
}
