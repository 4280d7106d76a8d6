package ingest

import (
	"context"
	"runtime"
	"sync"

	"github.com/parquet-go/parquet-go/format"
)

const (
	rowGroupRows  = 122_880  // DuckDB's own row group, so that it reads them in parallel
	rowGroupBytes = 24 << 20 // text in a row group, so that huge cells do not pile up
)

// A lake writes the raw tables of one run. Rows are appended to the batch of a
// table; full batches are encoded by workers, column by column, and written in
// the order they were filled.
type lake struct {
	root      string
	partition string // org=<org>/snapshot_date=<date>
	runID     string
	metadata  []format.KeyValue

	tables map[*tableDef]*table
	files  []*parquetFile // in order of creation
	made   []string       // folders that the run created, parents first

	// dry, when it is set, keeps the lake from being written: it is asked of every
	// full batch whether its rows must stay, and they are dropped if not.
	dry func(t *table) (isKept bool)

	columns chan columnJob // to the workers
	groups  chan *groupJob // to the writer, in order
	stop    context.CancelCauseFunc
	ctx     context.Context
	workers sync.WaitGroup
	writer  sync.WaitGroup
	waited  sync.Once

	err error // what stopped the run, once the filling goroutine has noticed
}

// A table is where the readers put rows. Between end and the next value, its
// batch may change.
type table struct {
	*batch
	lake *lake
	file *parquetFile
	free chan *batch // batches that may be filled
	jobs int         // batches in use
	// rotated is called on the fresh batch when a row group was full.
	rotated func()
}

type columnJob struct {
	group  *groupJob
	column int
}

type groupJob struct {
	table *table
	batch *batch
	left  sync.WaitGroup // columns not yet encoded
}

// newLake starts the workers. Every lake must be closed or discarded.
func newLake(ctx context.Context, o Options, metadata []format.KeyValue) (*lake, error) {
	ctx, stop := context.WithCancelCause(ctx)
	l := &lake{
		root: o.Lake, runID: o.RunID, metadata: metadata,
		partition: "org=" + o.Org + "/snapshot_date=" + o.AsOf,
		tables:    make(map[*tableDef]*table),
		columns:   make(chan columnJob), groups: make(chan *groupJob, 16),
		ctx: ctx, stop: stop,
	}
	for range max(1, runtime.GOMAXPROCS(0)) {
		e, err := newEncoder()
		if err != nil {
			stop(err)
			close(l.columns)
			return nil, err
		}
		l.workers.Add(1)
		go l.encode(e)
	}
	l.writer.Add(1)
	go l.write()
	return l, nil
}

// newDryLake is a lake that is never written; dry must be set.
func newDryLake(ctx context.Context) *lake {
	return &lake{ctx: ctx, tables: make(map[*tableDef]*table)}
}

// table gives the table to append to.
func (l *lake) table(def *tableDef) *table {
	t := l.tables[def]
	if t == nil {
		t = &table{batch: l.newBatch(def), lake: l, free: make(chan *batch, 2), jobs: 1}
		l.tables[def] = t
	}
	return t
}

// newBatch makes a batch; that of grants comes with shapes.
func (l *lake) newBatch(def *tableDef) *batch {
	b := newBatch(def)
	if def == grantsTable {
		b.shapes = newBatch(def)
		b.shapes.keep = true
	}
	return b
}

// end finishes the row whose values were set.
func (t *table) end(row int64) {
	t.add(row)
	t.rotateIfFull()
}

// add is end without the look whether the row group is full: between two calls
// of rotateIfFull the numbers of shapes stay what they are.
func (t *table) add(row int64) {
	c := &t.cols[colRow]
	c.ints = append(c.ints, row)
	c.n++
	t.rows++
}

// rotateIfFull hands a full batch to the workers and goes on with another one.
// When the run was stopped, it drops the rows: see lake.err.
func (t *table) rotateIfFull() {
	if t.rows < rowGroupRows && t.size < rowGroupBytes && (t.shapes == nil || t.shapes.size < rowGroupBytes) {
		return
	}
	full := t.batch
	if err := t.rotate(); err != nil {
		t.lake.err = err
		t.batch = t.lake.newBatch(full.def)
	}
	t.follow(full)
	if t.rotated != nil {
		t.rotated()
	}
}

func (t *table) rotate() error {
	if t.lake.dry != nil {
		if !t.lake.dry(t) {
			t.reset()
		}
		return nil
	}
	if err := t.submit(); err != nil {
		return err
	}
	if t.jobs < 2 {
		t.jobs++
		t.batch = t.lake.newBatch(t.def)
		return nil
	}
	select {
	case t.batch = <-t.free:
		return nil
	case <-t.lake.ctx.Done():
		return context.Cause(t.lake.ctx)
	}
}

// rest lets go of the batches that lie idle between two files: the next file may
// be of a format that fills other tables.
func (l *lake) rest() {
	for _, t := range l.tables {
		select {
		case <-t.free:
			t.jobs--
		default:
		}
	}
}

// submit queues the batch for encoding and writing.
func (t *table) submit() error {
	if err := context.Cause(t.lake.ctx); err != nil {
		return err
	}
	if t.file == nil {
		if err := t.lake.create(t); err != nil {
			return err
		}
	}
	job := &groupJob{table: t, batch: t.batch}
	job.left.Add(len(t.cols))
	select {
	case t.lake.groups <- job:
	case <-t.lake.ctx.Done():
		return context.Cause(t.lake.ctx)
	}
	for i := range t.cols {
		select {
		case t.lake.columns <- columnJob{job, i}:
		case <-t.lake.ctx.Done():
			job.left.Add(i - len(t.cols)) // so that the writer does not wait for them
			return context.Cause(t.lake.ctx)
		}
	}
	return nil
}

func keyValue(key, value string) format.KeyValue { return format.KeyValue{Key: key, Value: value} }
