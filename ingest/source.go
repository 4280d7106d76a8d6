package ingest

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync/atomic"

	"billable"

	"github.com/klauspost/compress/gzip"
)

// A source is an input file being read: unpacked if it is a gzip file, hashed as
// it goes by, and read ahead of whoever parses it.
type source struct {
	input  Input
	ahead  *readAhead
	packed *gzip.Reader
	text   *bufio.Reader // the unpacked bytes, for a look ahead
	isGzip bool
}

func openSource(o Options, in Input) (*source, error) {
	name := filepath.Join(o.Dir, filepath.FromSlash(in.Path))
	f, err := os.Open(name)
	if err != nil {
		return nil, changedProblem(in, err)
	}
	s := &source{input: in, ahead: newReadAhead(f)}
	raw := bufio.NewReaderSize(s.ahead, 4096)
	if head, _ := raw.Peek(2); len(head) == 2 && head[0] == 0x1f && head[1] == 0x8b {
		s.isGzip = true
		if s.packed, err = gzip.NewReader(raw); err != nil {
			s.close()
			return nil, s.problem(err)
		}
		s.text = bufio.NewReaderSize(s.packed, 64<<10)
		return s, nil
	}
	s.text = raw
	return s, nil
}

// Read gives unpacked bytes; its errors are Problems.
func (s *source) Read(p []byte) (int, error) {
	n, err := s.text.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = s.problem(err)
	}
	return n, err
}

// problem explains an error of the file or of its packing.
func (s *source) problem(err error) error {
	p := &billable.Problem{Kind: billable.Input, Pos: billable.Pos{File: s.input.Path}, Err: err}
	switch {
	case s.ahead.failed():
		p.Kind, p.What = billable.Retry, "the file could not be read"
		p.Remedy = "Check that the file may be read and that its disk is well, then run again."
		if pathErr, ok := errors.AsType[*os.PathError](err); ok {
			p.Err = pathErr.Err
		}
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		p.What, p.Err = "the gzip file is cut off", nil
		p.Remedy = "Copy or download the file again; its end is missing."
	default:
		p.What = "the gzip file is damaged"
		p.Remedy = "Copy or download the file again, or unpack it with gunzip to see what is left of it."
	}
	return p
}

// finish reads what the parser left unread, and fails when the file is no longer
// the one that Scan saw.
func (s *source) finish() error {
	if s.isGzip {
		if _, err := io.Copy(io.Discard, s); err != nil {
			return err
		}
	}
	if _, err := io.Copy(io.Discard, s.ahead); err != nil {
		return s.problem(err)
	}
	if sum := hex.EncodeToString(s.ahead.hash.Sum(nil)); sum != s.input.SHA256 {
		return changedProblem(s.input, nil)
	}
	return nil
}

func (s *source) close() { s.ahead.close() }

func changedProblem(in Input, cause error) error {
	what := "the file changed while it was being read"
	if cause != nil {
		what = "the file can no longer be opened"
		if pathErr, ok := errors.AsType[*os.PathError](cause); ok {
			cause = pathErr.Err
		}
	}
	return &billable.Problem{
		Kind: billable.Retry, Pos: billable.Pos{File: in.Path}, What: what, Err: cause,
		Remedy: "Wait until whatever writes the file is done, then run again.",
	}
}

// readAhead reads and hashes a file in a goroutine of its own.
type readAhead struct {
	file *os.File
	hash interface {
		io.Writer
		Sum([]byte) []byte
	}
	full chan block
	free chan []byte
	quit chan struct{}
	now  block
	left []byte
	done atomic.Int64 // bytes handed out
	err  error
}

type block struct {
	bytes []byte
	err   error
}

const (
	blockBytes = 256 << 10
	blocks     = 4
)

func newReadAhead(f *os.File) *readAhead {
	r := &readAhead{
		file: f, hash: sha256.New(), quit: make(chan struct{}),
		full: make(chan block, blocks), free: make(chan []byte, blocks),
	}
	for range blocks {
		r.free <- make([]byte, blockBytes)
	}
	go r.run()
	return r
}

func (r *readAhead) run() {
	defer r.file.Close()
	defer close(r.full)
	for {
		var buf []byte
		select {
		case buf = <-r.free:
		case <-r.quit:
			return
		}
		n, err := io.ReadFull(r.file, buf)
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = io.EOF
		}
		r.hash.Write(buf[:n])
		select {
		case r.full <- block{buf[:n], err}:
		case <-r.quit:
			return
		}
		if err != nil {
			return
		}
	}
}

func (r *readAhead) Read(p []byte) (int, error) {
	for len(r.left) == 0 {
		if r.err != nil {
			return 0, r.err
		}
		if r.now.bytes != nil {
			r.free <- r.now.bytes[:blockBytes]
		}
		next, ok := <-r.full
		if !ok {
			return 0, fmt.Errorf("read block: %w", os.ErrClosed)
		}
		r.now, r.left, r.err = next, next.bytes, next.err
	}
	n := copy(p, r.left)
	r.left = r.left[n:]
	r.done.Add(int64(n))
	return n, nil
}

// failed reports whether the file itself could not be read.
func (r *readAhead) failed() bool { return r.err != nil && !errors.Is(r.err, io.EOF) }

func (r *readAhead) close() { close(r.quit) }
