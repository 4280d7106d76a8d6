package reports

import (
	"fmt"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
)

// batches decodes one file ahead of its reader, on another core: decoding costs
// about as much as laying out. At most two batches wait.
type batches struct {
	file    *file.Reader
	rows    pqarrow.RecordReader
	ready   chan arrow.RecordBatch
	stop    chan struct{}
	stopped chan struct{}
	failure error // set before ready is closed
}

// decode starts decoding. Close the batches after use.
func decode(f *file.Reader, rows pqarrow.RecordReader) *batches {
	b := &batches{
		file: f, rows: rows, ready: make(chan arrow.RecordBatch, 1),
		stop: make(chan struct{}), stopped: make(chan struct{}),
	}
	go b.run()
	return b
}

func (b *batches) run() {
	defer close(b.stopped)
	defer close(b.ready)
	for b.rows.Next() {
		batch := b.rows.RecordBatch()
		batch.Retain() // the reader gives its own hold up on its next row
		select {
		case b.ready <- batch:
		case <-b.stop:
			return
		}
	}
	b.failure = b.rows.Err()
}

// next gives the next batch, or nil at the end; then err says why.
func (b *batches) next() arrow.RecordBatch { return <-b.ready }

// err says why next gave nil.
func (b *batches) err(table string) error {
	if b.failure != nil {
		return fmt.Errorf("read %s: %w", table, b.failure)
	}
	return nil
}

// close ends the decoding and gives the file back.
func (b *batches) close() {
	close(b.stop)
	<-b.stopped
	b.rows.Release()
	b.file.Close()
}
