package ingest

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"

	"billable"
)

// A source is an input being read: unpacked if it is a gzip file, decoded if it is
// UTF-16, hashed as it goes by, and read ahead of whoever parses it.
type source struct {
	input   Input
	content *content
	limits  Limits
	ahead   *readAhead
	text    *bufio.Reader // the unpacked bytes, for a look ahead
	isGzip  bool
	isUTF16 bool
	guessed string      // UTF-16, where no mark states it; else ""
	csv     *textReader // nil until decoded
}

// openSource opens a content for reading; Scan listed it as in.
func openSource(c *content, in Input, l Limits) (*source, error) {
	r, err := c.open()
	if err != nil {
		return nil, err
	}
	s := &source{input: in, content: c, limits: l, ahead: newReadAhead(r)}
	if s.text, err = s.unpack(s.ahead); err == nil {
		unpacked := s.text
		s.text, s.guessed, err = decodeUTF16(in.Path, unpacked)
		s.isUTF16 = s.text != unpacked
	}
	if err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// unpack gives the bytes of a gzip file, and those of any other as they are.
func (s *source) unpack(r io.Reader) (*bufio.Reader, error) {
	raw := bufio.NewReaderSize(r, headBytes)
	head, err := raw.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, s.problem(err)
	}
	if !isGzip(head) {
		return raw, nil
	}
	unpacked, err := unpackGzip(s.input.Path, raw, newBudget(s.input.Path, s.input.Bytes, s.limits))
	if err != nil {
		return nil, s.problem(err)
	}
	s.isGzip = true
	return bufio.NewReaderSize(unpacked, 64<<10), nil
}

// Read gives unpacked bytes; its errors are Problems.
func (s *source) Read(p []byte) (int, error) {
	n, err := s.text.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = s.problem(err)
	}
	return n, err
}

// decoded gives the text of a CSV file as UTF-8, from where the source is.
func (s *source) decoded() *textReader {
	s.csv = &textReader{src: s, again: func() (io.ReadCloser, error) {
		again, err := openSource(s.content, s.input, s.limits)
		return again, err
	}}
	return s.csv
}

// encoding names the encoding of the text where the file does not say it; else "".
func (s *source) encoding() string {
	if s.csv != nil && s.csv.mode == windows1252 {
		return "Windows-1252"
	}
	return s.guessed
}

// problem explains an error of the file.
func (s *source) problem(err error) error {
	if other := notOfPacking(s.input.Path, err); other != nil {
		return other
	}
	return fileProblem(s.input.Path, err)
}

// finish reads what the parser left unread, and fails when the file is no longer
// the one that Scan saw.
func (s *source) finish() error {
	_, unpacking := io.Copy(io.Discard, s.text)
	if _, err := io.Copy(io.Discard, s.ahead); err != nil {
		return s.problem(err)
	}
	if sum := hex.EncodeToString(s.ahead.hash.Sum(nil)); sum != s.input.SHA256 {
		return changedProblem(s.input, nil)
	}
	if unpacking != nil {
		return s.problem(unpacking)
	}
	return nil
}

func (s *source) close() { s.ahead.close() }

// Close is close, for those who read the source as a stream.
func (s *source) Close() error {
	s.close()
	return nil
}

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
	file io.ReadCloser
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

func newReadAhead(f io.ReadCloser) *readAhead {
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

func (r *readAhead) close() { close(r.quit) }
