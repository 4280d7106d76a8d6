package ingest

import "errors"

// A jsonChunk is a number of records, one behind the other.
type jsonChunk struct {
	bytes []byte
	ends  []int
}

// A jsonChunks cuts records ahead of whoever makes rows of them: like csvChunks,
// but the records are copied, for the reader's buffer moves on.
type jsonChunks struct {
	reader *jsonReader
	chunk  *jsonChunk // being filled, or nil
	full   chan *jsonChunk
	free   chan *jsonChunk
	quit   chan struct{}
	err    error
}

const (
	jsonChunksAhead = 3
	jsonChunkBytes  = 256 << 10
)

var errStopped = errors.New("nobody takes the records any more")

// readJSONAhead reads a file in a goroutine; the source belongs to it until stop
// returns.
func readJSONAhead(file string, s *source) *jsonChunks {
	a := &jsonChunks{
		quit: make(chan struct{}),
		full: make(chan *jsonChunk, jsonChunksAhead), free: make(chan *jsonChunk, jsonChunksAhead),
	}
	for range jsonChunksAhead {
		a.free <- new(jsonChunk)
	}
	a.reader = newJSONReader(file, s, a.add)
	a.reader.most = int(s.limits.MaxRecordBytes)
	go a.run()
	return a
}

func (a *jsonChunks) run() {
	defer close(a.full)
	a.err = a.reader.read()
	if a.chunk != nil {
		a.full <- a.chunk // never blocks: there are no more chunks than it holds
	}
}

func (a *jsonChunks) add(raw []byte) error {
	if a.chunk == nil {
		select {
		case a.chunk = <-a.free:
			a.chunk.bytes, a.chunk.ends = a.chunk.bytes[:0], a.chunk.ends[:0]
		case <-a.quit:
			return errStopped
		}
	}
	a.chunk.bytes = append(a.chunk.bytes, raw...)
	a.chunk.ends = append(a.chunk.ends, len(a.chunk.bytes))
	if len(a.chunk.bytes) >= jsonChunkBytes {
		a.full <- a.chunk
		a.chunk = nil
	}
	return nil
}

// each calls a function with every record until it fails.
func (a *jsonChunks) each(do func(raw []byte) error) error {
	for chunk := range a.full {
		start := 0
		for _, end := range chunk.ends {
			if err := do(chunk.bytes[start:end:end]); err != nil {
				return err
			}
			start = end
		}
		if cap(chunk.bytes) > 4*jsonChunkBytes {
			chunk.bytes = nil
		}
		a.free <- chunk
	}
	return nil
}

// stop ends the goroutine and gives what ended the file, nil at its end.
func (a *jsonChunks) stop() error {
	close(a.quit)
	for range a.full {
	}
	return a.err
}
