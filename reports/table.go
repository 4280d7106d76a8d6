package reports

import (
	"context"
	"fmt"

	"billable"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
)

// batchRows is how many rows of a table are in memory at once.
const batchRows = 8192

// A table streams the rows of one mart table, file by file, in their order.
// Ask for columns first, then call next until it reports false; then err says
// why it stopped. Only the columns asked for are read.
type table struct {
	ctx     context.Context
	name    string
	paths   []string
	columns []*column

	batches *batches // of the open file; nil between files
	batch   arrow.RecordBatch
	at      int // row within batch

	held    bool // the current row was looked at and not taken yet (see follow.go)
	failure error
}

// openTable prepares to read the table that lies in paths; no paths, no rows.
func openTable(ctx context.Context, name string, paths []string) *table {
	return &table{ctx: ctx, name: name, paths: paths}
}

// next moves to the next row; it reports false at the end and after an error.
func (t *table) next() bool {
	for t.failure == nil {
		if t.batch != nil && t.at+1 < int(t.batch.NumRows()) {
			t.at++
			return true
		}
		if !t.load() {
			return false
		}
	}
	return false
}

// load gets the next batch, opening the next file when one is used up. The new
// batch may be empty; at stands before its first row.
func (t *table) load() bool {
	if t.failure = t.ctx.Err(); t.failure != nil {
		return false
	}
	for {
		if t.batches != nil {
			if t.batch = t.batches.next(); t.batch != nil {
				break
			}
			t.failure = t.batches.err(t.name)
			t.close()
		}
		if t.failure != nil || len(t.paths) == 0 {
			return false
		}
		path := t.paths[0]
		t.paths = t.paths[1:]
		t.failure = t.open(path)
	}
	t.at = -1
	for _, c := range t.columns {
		c.array = t.batch.Column(c.index)
	}
	return true
}

// open starts reading one file and finds the columns in it.
func (t *table) open(path string) error {
	props := parquet.NewReaderProperties(memory.NewGoAllocator())
	props.BufferedStreamEnabled = true // a row group is never in memory whole
	f, err := file.OpenParquetFile(path, false, file.WithReadProps(props))
	if err != nil {
		return fmt.Errorf("open mart %s: %w", t.name, err)
	}
	rows, err := t.records(f)
	if err != nil {
		f.Close()
		return err
	}
	t.batches = decode(f, rows)
	return nil
}

// records prepares to read the table's columns of one file.
func (t *table) records(f *file.Reader) (pqarrow.RecordReader, error) {
	reader, err := pqarrow.NewFileReader(f, pqarrow.ArrowReadProperties{BatchSize: batchRows}, memory.NewGoAllocator())
	if err != nil {
		return nil, fmt.Errorf("open mart %s: %w", t.name, err)
	}
	schema, err := reader.Schema()
	if err != nil {
		return nil, fmt.Errorf("read schema of mart %s: %w", t.name, err)
	}
	leaves, err := t.bind(schema)
	if err != nil {
		return nil, err
	}
	rows, err := reader.GetRecordReader(t.ctx, leaves, nil)
	if err != nil {
		return nil, fmt.Errorf("open mart %s: %w", t.name, err)
	}
	return rows, nil
}

// bind gives every column its place in the batches of this file and returns
// the file's own numbers of those columns, in file order.
func (t *table) bind(schema *arrow.Schema) ([]int, error) {
	var leaves []int
	for i, field := range schema.Fields() {
		used := false
		for _, c := range t.columns {
			if c.name == field.Name {
				if err := c.accept(field.Type); err != nil {
					return nil, err
				}
				c.index, c.bound, used = len(leaves), true, true
			}
		}
		if used {
			leaves = append(leaves, i)
		}
	}
	for _, c := range t.columns {
		if !c.bound {
			return nil, t.problem("mart %s has no column %s", t.name, c.name)
		}
		c.bound = false
	}
	return leaves, nil
}

// err says why next reported false: nil at the end of the rows.
func (t *table) err() error { return t.failure }

// close gives the open file back. A table may be closed twice.
func (t *table) close() {
	if t.batches != nil {
		t.batches.close()
	}
	t.batches, t.batch, t.at = nil, nil, 0
}

// problem says that a mart is not what this package was written for.
func (t *table) problem(format string, args ...any) error {
	return &billable.Problem{
		Kind:   billable.Failure,
		What:   fmt.Sprintf(format, args...),
		Remedy: "Run `billable transform` again with the same version of the program and its queries.",
	}
}

// only reads the single row that the table must have.
func (t *table) only(read func()) error {
	defer t.close()
	rows := 0
	for t.next() {
		if rows++; rows == 1 {
			read()
		}
	}
	if t.err() == nil && rows != 1 {
		return t.problem("mart %s has %d rows, not one", t.name, rows)
	}
	return t.err()
}

// each reads every row of a table that is small enough to be kept.
func (t *table) each(read func()) error {
	defer t.close()
	for t.next() {
		read()
	}
	return t.err()
}
