package ingest

// Cutting a file into records and making rows of them take about the same time,
// so that they run in two goroutines, with chunks of records going between them.

// A csvChunk is the records of one buffer.
type csvChunk struct {
	records []record
	buf     []byte // what the cells lie in
	cells   [][]byte
	scratch []byte
}

// A csvChunks cuts records ahead of whoever takes them.
type csvChunks struct {
	reader *csvReader
	full   chan *csvChunk
	free   chan *csvChunk
	quit   chan struct{}
}

const csvChunksAhead = 3

// readCSVAhead goes on with a reader in a goroutine. The reader belongs to it
// until stop returns.
func readCSVAhead(r *csvReader) *csvChunks {
	a := &csvChunks{
		reader: r, quit: make(chan struct{}),
		full: make(chan *csvChunk, csvChunksAhead), free: make(chan *csvChunk, csvChunksAhead),
	}
	for range csvChunksAhead {
		a.free <- &csvChunk{buf: make([]byte, csvBuffer)}
	}
	go a.run()
	return a
}

func (a *csvChunks) run() {
	defer close(a.full)
	r := a.reader
	// What lies behind the header is in the reader's own buffer.
	for isRead := r.pos < r.end; ; isRead = false {
		var c *csvChunk
		select {
		case c = <-a.free:
		case <-a.quit:
			return
		}
		if len(c.buf) > 4*csvBuffer {
			c.buf = make([]byte, csvBuffer)
		}
		if !isRead && !r.fill(c.buf) {
			return
		}
		r.cells, r.scratch = c.cells[:0], c.scratch[:0]
		c.records = c.records[:0]
		for r.scanBuffer() {
			c.records = append(c.records, r.record)
		}
		c.buf, c.cells, c.scratch = r.buf, r.cells, r.scratch
		a.full <- c // never blocks: there are no more chunks than it holds
	}
}

// next gives the next chunk, nil at the end; give it back with release.
func (a *csvChunks) next() *csvChunk { return <-a.full }

func (a *csvChunks) release(c *csvChunk) { a.free <- c }

// stop ends the goroutine and gives what ended the scan, nil at the end of the
// file.
func (a *csvChunks) stop() error {
	close(a.quit)
	for range a.full {
	}
	return a.reader.Err()
}
