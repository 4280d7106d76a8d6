package ingest

import (
	"encoding/binary"
	"fmt"
	"os"
)

// A textStore keeps the shared texts of a workbook, by number. The first ones lie in
// memory, the rest in temporary files without a name, of which some pages are in
// memory: a column of a million ids must not cost more than one of a thousand.
type textStore struct {
	bytes  pagedFile
	starts pagedFile // where each text starts, 8 bytes each
	n      int64
}

func (s *textStore) add(text []byte) error {
	var start [8]byte
	binary.LittleEndian.PutUint64(start[:], uint64(s.bytes.size))
	s.n++
	if err := s.starts.append(start[:]); err != nil {
		return err
	}
	return s.bytes.append(text)
}

// text gives a text, valid until the next call; false when there is none of that
// number.
func (s *textStore) text(i int64) ([]byte, bool, error) {
	if i < 0 || i >= s.n {
		return nil, false, nil
	}
	var err error
	end := s.bytes.size
	if i+1 < s.n {
		if end, err = s.start(i + 1); err != nil {
			return nil, false, err
		}
	}
	start, err := s.start(i)
	if err != nil {
		return nil, false, err
	}
	b, err := s.bytes.at(start, int(end-start))
	return b, true, err
}

func (s *textStore) start(i int64) (int64, error) {
	b, err := s.starts.at(8*i, 8)
	if err != nil {
		return 0, err
	}
	return int64(binary.LittleEndian.Uint64(b)), nil
}

func (s *textStore) close() {
	s.bytes.close()
	s.starts.close()
}

// A pagedFile is bytes that are appended first and read later.
type pagedFile struct {
	size  int64
	head  []byte // the first storeHead
	tail  []byte // what is not yet written to the file
	file  *os.File
	pages map[int64][]byte
	order []int64 // pages as they came into memory, a ring
	next  int
	buf   []byte
}

const (
	storeHead  = 4 << 20
	storePage  = 64 << 10
	storePages = 64
)

func (f *pagedFile) append(b []byte) error {
	f.size += int64(len(b))
	if room := storeHead - len(f.head); room > 0 {
		n := min(room, len(b))
		f.head, b = append(f.head, b[:n]...), b[n:]
	}
	f.tail = append(f.tail, b...)
	if len(f.tail) >= storePage {
		return f.flush()
	}
	return nil
}

func (f *pagedFile) flush() error {
	if len(f.tail) == 0 {
		return nil
	}
	if f.file == nil {
		file, err := unnamedFile()
		if err != nil {
			return err
		}
		f.file = file
	}
	if _, err := f.file.Write(f.tail); err != nil {
		return spoolProblem(fmt.Errorf("write temporary file: %w", err))
	}
	f.tail = f.tail[:0]
	return nil
}

// at gives bytes, valid until the next call.
func (f *pagedFile) at(from int64, n int) ([]byte, error) {
	if from+int64(n) <= int64(len(f.head)) {
		return f.head[from : from+int64(n)], nil
	}
	if err := f.flush(); err != nil {
		return nil, err
	}
	f.buf = f.buf[:0]
	if from < storeHead {
		f.buf = append(f.buf, f.head[from:]...)
		n -= len(f.head) - int(from)
		from = storeHead
	}
	for from -= storeHead; n > 0; {
		page, err := f.page(from / storePage)
		if err != nil {
			return nil, err
		}
		page = page[from%storePage:]
		page = page[:min(n, len(page))]
		if len(f.buf) == 0 && len(page) == n {
			return page, nil
		}
		f.buf = append(f.buf, page...)
		from, n = from+int64(len(page)), n-len(page)
	}
	return f.buf, nil
}

func (f *pagedFile) page(number int64) ([]byte, error) {
	if page, ok := f.pages[number]; ok {
		return page, nil
	}
	var page []byte
	if f.pages == nil {
		f.pages = make(map[int64][]byte)
	}
	if len(f.order) < storePages {
		page = make([]byte, storePage)
		f.order = append(f.order, number)
	} else {
		old := f.order[f.next]
		page = f.pages[old][:storePage]
		delete(f.pages, old)
		f.order[f.next] = number
		f.next = (f.next + 1) % storePages
	}
	n := min(storePage, f.size-storeHead-number*storePage)
	page = page[:n]
	if _, err := f.file.ReadAt(page, number*storePage); err != nil {
		return nil, spoolProblem(fmt.Errorf("read temporary file: %w", err))
	}
	f.pages[number] = page
	return page, nil
}

func (f *pagedFile) close() {
	if f.file != nil {
		f.file.Close()
	}
}
