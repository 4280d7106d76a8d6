package reports

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/klauspost/compress/flate"
)

// orderedZip is the zip writer of a workbook. It exists for two reasons:
// excelize writes streamed sheets and content types in map order, so two equal
// workbooks would differ, and it would hold the whole archive in memory. Entries
// are compressed into a spool file and written out sorted by name on Close.
type orderedZip struct {
	out     io.Writer
	spool   *os.File
	size    int64 // of the spool
	entries []*zipEntry
	flate   *flate.Writer
	open    bool         // the last entry still takes bytes
	types   bytes.Buffer // the list of content types, held back until Close

	inserts map[string]insertion // by entry: rows that are packed already
	frame   *bytes.Buffer        // what stands around the rows of the open entry; nil without
}

// A zipEntry compresses one part of the workbook into the spool.
type zipEntry struct {
	zip    *orderedZip
	name   string
	offset int64
	packed int64
	size   int64
	crc    uint32
}

// newOrderedZip writes to out when it is closed, and uses spool until then.
func newOrderedZip(out io.Writer, spool *os.File) (*orderedZip, error) {
	z := &orderedZip{out: out, spool: spool, inserts: map[string]insertion{}}
	var err error
	z.flate, err = flate.NewWriter(nil, packLevel)
	return z, err
}

// packLevel: a level more saves one byte in twenty and takes twice the time.
const packLevel = 5

// Create starts the next entry and ends the one before.
func (z *orderedZip) Create(name string) (io.Writer, error) {
	if err := z.endEntry(); err != nil {
		return nil, err
	}
	if name == contentTypesName {
		return &z.types, nil
	}
	e := z.start(name)
	if _, ok := z.inserts[name]; ok {
		z.frame = &bytes.Buffer{}
		return z.frame, nil
	}
	return e, nil
}

// endOfRows is what an insertion stands before.
var endOfRows = []byte("</sheetData>")

// insert writes the open entry: its frame, with the packed rows in it.
func (z *orderedZip) insert(e *zipEntry) error {
	frame, rows := z.frame.Bytes(), z.inserts[e.name]
	z.frame = nil
	at := bytes.LastIndex(frame, endOfRows)
	if at < 0 {
		return fmt.Errorf("part %s has no rows to add to", e.name)
	}
	if _, err := e.Write(frame[:at]); err != nil {
		return err
	}
	if err := z.flate.Flush(); err != nil { // to a whole byte
		return err
	}
	if _, err := io.Copy(spoolWriter{z}, io.NewSectionReader(rows.spool, 0, rows.packed)); err != nil {
		return err
	}
	e.crc = crcOf(e.crc, rows.crc, rows.size)
	e.size += rows.size
	z.flate.Reset(spoolWriter{z}) // what follows must not refer back beyond the rows
	_, err := e.Write(frame[at:])
	return err
}

// start makes room for an entry behind the last one.
func (z *orderedZip) start(name string) *zipEntry {
	e := &zipEntry{zip: z, name: name, offset: z.size}
	z.entries = append(z.entries, e)
	z.flate.Reset(spoolWriter{z})
	z.open = true
	return e
}

// writeTypes writes the list of content types in an order of its own.
func (z *orderedZip) writeTypes() error {
	if z.types.Len() == 0 {
		return nil
	}
	sorted, err := sortContentTypes(z.types.Bytes())
	if err != nil {
		return err
	}
	if _, err := z.start(contentTypesName).Write(sorted); err != nil {
		return err
	}
	return z.endEntry()
}

// Write compresses p.
func (e *zipEntry) Write(p []byte) (int, error) {
	e.crc = crc32.Update(e.crc, crc32.IEEETable, p)
	e.size += int64(len(p))
	return e.zip.flate.Write(p)
}

// spoolWriter takes compressed bytes.
type spoolWriter struct{ zip *orderedZip }

func (s spoolWriter) Write(p []byte) (int, error) {
	n, err := s.zip.spool.Write(p)
	s.zip.size += int64(n)
	return n, err
}

func (z *orderedZip) endEntry() error {
	if !z.open {
		return nil
	}
	z.open = false
	last := z.entries[len(z.entries)-1]
	if z.frame != nil {
		if err := z.insert(last); err != nil {
			return err
		}
	}
	if err := z.flate.Close(); err != nil {
		return err
	}
	last.packed = z.size - last.offset
	return nil
}

// AddFS is part of excelize's interface and not used by it here.
func (z *orderedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the archive.
func (z *orderedZip) Close() error {
	if err := z.endEntry(); err != nil {
		return err
	}
	if err := z.writeTypes(); err != nil {
		return err
	}
	slices.SortFunc(z.entries, func(a, b *zipEntry) int { return cmp.Compare(a.name, b.name) })
	w := zip.NewWriter(z.out)
	for _, e := range z.entries {
		header := &zip.FileHeader{
			Name: e.name, Method: zip.Deflate, CRC32: e.crc, ReaderVersion: 20,
			CompressedSize64: uint64(e.packed), UncompressedSize64: uint64(e.size),
		}
		part, err := w.CreateRaw(header)
		if err != nil {
			return err
		}
		if _, err := io.Copy(part, io.NewSectionReader(z.spool, e.offset, e.packed)); err != nil {
			return err
		}
	}
	return w.Close()
}
