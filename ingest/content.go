package ingest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"billable"

	"github.com/klauspost/compress/gzip"
)

// A content is the bytes of a file of the input folder, or of a member of an
// archive. It can be opened more than once.
type content struct {
	path string // as inputs name it
	open func() (io.ReadCloser, error)
	file *os.File // of the folder; nil for a member
	size int64    // of that file
}

// fileContent opens a file of the folder; close it when done.
func fileContent(ctx context.Context, root, path string) (*content, error) {
	f, err := os.Open(filepath.Join(root, filepath.FromSlash(path)))
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	return &content{path: path, file: f, size: info.Size(), open: func() (io.ReadCloser, error) {
		return io.NopCloser(&contextReader{ctx, io.NewSectionReader(f, 0, 1<<62)}), nil
	}}, nil
}

func (c *content) close() {
	if c.file != nil {
		c.file.Close()
	}
}

// content is that of a member.
func (a *archive) content(ctx context.Context, at string) *content {
	return &content{path: at, open: func() (io.ReadCloser, error) {
		r, err := a.open(at)
		if err != nil {
			return nil, err
		}
		return struct {
			io.Reader
			io.Closer
		}{&contextReader{ctx, r}, r}, nil
	}}
}

func isGzip(head []byte) bool { return len(head) >= 2 && head[0] == 0x1f && head[1] == 0x8b }

// oldWorkbookMagic starts a compound file: a workbook of Excel before 2007, or a newer
// one that is encrypted.
const oldWorkbookMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// packingOf names a packing that is not read, by the first bytes of a file; else "".
func packingOf(head []byte) string {
	for _, p := range []struct{ magic, name string }{
		{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"}, {"Rar!\x1a\x07", "a RAR archive"}, {"BZh", "packed with bzip2"},
		{"\xfd7zXZ\x00", "packed with xz"}, {"\x28\xb5\x2f\xfd", "packed with zstd"}, {"\x1f\x8b", "packed with gzip twice"},
	} {
		if bytes.HasPrefix(head, []byte(p.magic)) {
			return p.name
		}
	}
	return ""
}

// unpackGzip unpacks a gzip stream within a budget.
func unpackGzip(file string, r io.Reader, b *budget) (io.Reader, error) {
	explain := func(err error) error { return damagedGzip(file, err) }
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, explain(err)
	}
	return &meteredReader{z, b, explain}, nil
}

func damagedGzip(file string, err error) error {
	if other := notOfPacking(file, err); other != nil {
		return other
	}
	p := &billable.Problem{Kind: billable.Input, Pos: billable.Pos{File: file}}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		p.What = "the gzip file is cut off"
		p.Remedy = "Copy or download the file again; its end is missing."
		return p
	}
	p.What, p.Err = "the gzip file is damaged", err
	p.Remedy = "Copy or download the file again, or unpack it with gunzip to see what is left of it."
	return p
}

// notOfPacking gives an error that says nothing about the bytes of a packed file: a
// Problem, one of its disk, or the end of the run. Else nil.
func notOfPacking(file string, err error) error {
	if _, isDisk := errors.AsType[*os.PathError](err); isDisk {
		return fileProblem(file, err)
	}
	if billable.ProblemIn(err) != nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

// asArchive opens the content as an archive when it is one, packed with gzip or
// not; nil when it is something else, such as a workbook. It is closed with close.
func (c *content) asArchive(b *budget) (*archive, error) {
	spent := b.unpacked.Load()
	data, size, done, err := c.zipData(b)
	if data == nil || err != nil {
		b.unpacked.Store(spent) // looking at it costs nothing
		return nil, err
	}
	a, err := func() (*archive, error) {
		z, err := readZip(c.path, data, size, b.limits)
		if err != nil || !isArchive(z) {
			return nil, err
		}
		return openArchive(c.path, z, b)
	}()
	if a == nil {
		b.unpacked.Store(spent)
		done()
		return nil, err
	}
	a.close = done
	return a, nil
}

// zipData gives the bytes of a zip file at any place; nil when it is none.
func (c *content) zipData(b *budget) (data io.ReaderAt, size int64, done func(), err error) {
	r, err := c.open()
	if err != nil {
		return nil, 0, nil, err
	}
	defer r.Close()
	text := bufio.NewReader(r)
	head, err := text.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, 0, nil, err
	}
	packed := io.Reader(text)
	switch {
	case isZip(head) && c.file != nil:
		return c.file, c.size, func() {}, nil
	case isGzip(head):
		unpacked, err := unpackGzip(c.path, text, b)
		if err != nil {
			return nil, 0, nil, nil // refused by name when it is read
		}
		text = bufio.NewReader(unpacked)
		if head, _ = text.Peek(4); !isZip(head) {
			return nil, 0, nil, nil
		}
		packed = text
	case !isZip(head):
		return nil, 0, nil, nil
	}
	s, err := newSpool(packed)
	if err != nil {
		return nil, 0, nil, err
	}
	return s, s.size, s.close, nil
}
