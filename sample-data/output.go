package sampledata

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// flushAt is how many bytes gather before they are written to the disk.
const flushAt = 1 << 18

// An output is a file being written: rows are appended to buf, and spill
// hands it to the disk when enough has gathered.
type output struct {
	ctx   context.Context
	file  *os.File
	buf   []byte
	rows  int
	bytes int64
}

// writeWhole writes one export beside its place and renames it into it, so a
// reader never sees half a file and a failed run leaves none.
func writeWhole(ctx context.Context, c *company, e export) (made File, err error) {
	tmp, err := os.CreateTemp(c.Dir, "."+e.name+"-*")
	if err != nil {
		return File{}, fmt.Errorf("make temporary file: %w", err)
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	out := &output{ctx: ctx, file: tmp, buf: make([]byte, 0, flushAt+flushAt/4)}
	if err := e.write(c, out); err != nil {
		return File{}, err
	}
	if err := out.flush(); err != nil {
		return File{}, err
	}
	if err := tmp.Chmod(0o644); err != nil {
		return File{}, fmt.Errorf("set mode: %w", err)
	}
	if err := tmp.Close(); err != nil {
		return File{}, fmt.Errorf("close: %w", err)
	}
	if err := os.Rename(tmp.Name(), filepath.Join(c.Dir, e.name)); err != nil {
		return File{}, fmt.Errorf("rename: %w", err)
	}
	return File{Name: e.name, Rows: out.rows, Bytes: out.bytes}, nil
}

// spill writes the buffer out when it is full enough, and notices when the
// caller has lost interest.
func (o *output) spill() error {
	if len(o.buf) < flushAt {
		return nil
	}
	return o.flush()
}

func (o *output) flush() error {
	if err := o.ctx.Err(); err != nil {
		return err
	}
	n, err := o.file.Write(o.buf)
	o.bytes += int64(n)
	o.buf = o.buf[:0]
	if err != nil {
		return fmt.Errorf("write rows: %w", err)
	}
	return nil
}

// appendCell appends text as one CSV cell, quoted where RFC 4180 asks for it.
func appendCell(b, text []byte) []byte {
	if !bytes.ContainsAny(text, ",\"\r\n") {
		return append(b, text...)
	}
	b = append(b, '"')
	for _, ch := range text {
		if ch == '"' {
			b = append(b, '"')
		}
		b = append(b, ch)
	}
	return append(b, '"')
}

// appendJSON appends text as one JSON string. It holds no control characters.
func appendJSON(b, text []byte) []byte {
	b = append(b, '"')
	for _, ch := range text {
		if ch == '"' || ch == '\\' {
			b = append(b, '\\')
		}
		b = append(b, ch)
	}
	return append(b, '"')
}
