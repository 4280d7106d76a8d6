package transform

// This file holds what only DuckDB understands: opening, settings, reading and
// writing Parquet, and the place in an error. The SQL of package queries stays
// within what Trino and Spark SQL understand too.

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"billable"

	"github.com/duckdb/duckdb-go/v2"
)

// engine is one DuckDB database on one connection.
type engine struct {
	db      *sql.DB
	conn    *sql.Conn
	path    []string // schemas that stand before main, the innermost first
	threads int64    // how many DuckDB uses
}

type engineOptions struct {
	File        string // database file; empty: in memory
	Spill       string // folder that DuckDB may create for spilling
	Threads     int
	MemoryLimit string
}

// rowGroupRows is the size of a row group in every Parquet file of the lake.
const rowGroupRows = 122880

func openEngine(ctx context.Context, o engineOptions) (*engine, error) {
	c, err := duckdb.NewConnector(o.File, nil)
	if err != nil {
		return nil, fmt.Errorf("open DuckDB: %w", err)
	}
	e := &engine{db: sql.OpenDB(c)}
	if e.conn, err = e.db.Conn(ctx); err != nil {
		e.db.Close()
		return nil, fmt.Errorf("connect to DuckDB: %w", err)
	}
	limit := o.MemoryLimit
	if limit == "" {
		limit = "500MB"
	}
	settings := []string{
		"set autoinstall_known_extensions = false",
		"set autoload_known_extensions = false",
		"set memory_limit = " + quote(limit),
		"set preserve_insertion_order = false",
		"set enable_progress_bar = false",
		"set allocator_background_threads = true", // free memory goes back to the system
		"set allocator_flush_threshold = '32MB'",
		"pragma force_compression = 'uncompressed'",
	}
	if o.Spill != "" {
		settings = append(settings, "set temp_directory = "+quote(o.Spill))
	}
	if o.Threads > 0 {
		settings = append(settings, "set threads = "+strconv.Itoa(o.Threads))
	}
	for _, s := range settings {
		if err := e.exec(ctx, s); err != nil {
			e.close()
			return nil, &billable.Problem{Kind: billable.Usage, What: "DuckDB does not take the setting: " + s, Err: err,
				Remedy: "Check --threads and --memory-limit; a limit is spelled like 500MB."}
		}
	}
	if e.threads, err = e.count(ctx, "select current_setting('threads')"); err != nil {
		e.close()
		return nil, fmt.Errorf("ask DuckDB for its threads: %w", err)
	}
	return e, nil
}

func (e *engine) close() {
	e.conn.Close()
	e.db.Close()
}

func (e *engine) exec(ctx context.Context, text string) error {
	return engineError(ctx, e.sparing(ctx, func() error {
		_, err := e.conn.ExecContext(ctx, text)
		return err
	}))
}

// sparing runs a statement and, when it runs out of memory, once more on one thread:
// each thread holds blocks of its own of every join, which cannot be spilled while
// it works on them. A statement that fails has done nothing.
func (e *engine) sparing(ctx context.Context, statement func() error) error {
	err := statement()
	var de *duckdb.Error
	if e.threads <= 1 || !errors.As(err, &de) || de.Type != duckdb.ErrorTypeOutOfMemory {
		return err
	}
	if _, err := e.conn.ExecContext(ctx, "set threads = 1"); err != nil {
		return err
	}
	err = statement()
	if _, back := e.conn.ExecContext(ctx, "set threads = "+strconv.FormatInt(e.threads, 10)); err == nil {
		err = back
	}
	return err
}

func (e *engine) count(ctx context.Context, text string) (int64, error) {
	var n int64
	if err := e.conn.QueryRowContext(ctx, text).Scan(&n); err != nil {
		return 0, engineError(ctx, err)
	}
	return n, nil
}

// create makes the file's relation. The text stands on the line of "as", so
// that the line DuckDB names in an error is the file's own.
func (e *engine) create(ctx context.Context, f *file) error {
	kind := "table"
	if f.asView() {
		kind = "view"
	}
	return placed(f, e.exec(ctx, "create "+kind+" "+f.name+" as "+f.text))
}

// bind lets DuckDB read the file's text without running it.
func (e *engine) bind(ctx context.Context, f *file) error {
	return placed(f, e.exec(ctx, "create or replace temp view bound_text as "+f.text))
}

// inSchema runs fn with a new schema before those in the search path and drops
// the schema afterwards.
func (e *engine) inSchema(ctx context.Context, name string, fn func() error) error {
	if err := e.exec(ctx, "create schema "+name); err != nil {
		return err
	}
	outer := e.path
	defer func() { e.path = outer }()
	e.path = append([]string{name}, outer...)
	if err := e.searchPath(ctx, e.path); err != nil {
		return err
	}
	if err := fn(); err != nil {
		return err
	}
	if err := e.searchPath(ctx, outer); err != nil {
		return err
	}
	return e.exec(ctx, "drop schema "+name+" cascade")
}

func (e *engine) searchPath(ctx context.Context, schemas []string) error {
	return e.exec(ctx, "set search_path = "+quote(strings.Join(append(slices.Clone(schemas), "main"), ",")))
}

// readParquet makes a view of the columns that the contract names, over the
// files, or an empty one when there are none.
func (e *engine) readParquet(ctx context.Context, contract *file, paths []string) error {
	if len(paths) == 0 {
		return e.exec(ctx, "create view "+contract.name+" as "+contract.text)
	}
	columns, err := e.columns(ctx, contract)
	if err != nil {
		return err
	}
	err = e.exec(ctx, "create view "+contract.name+" as select "+strings.Join(columns, ", ")+
		" from read_parquet("+quoteList(paths)+", hive_partitioning = false)")
	if err != nil {
		return fmt.Errorf("read raw files of %s: %w", contract.name, err)
	}
	return nil
}

func (e *engine) columns(ctx context.Context, f *file) ([]string, error) {
	rows, err := e.conn.QueryContext(ctx, f.text)
	if err != nil {
		return nil, placed(f, engineError(ctx, err))
	}
	defer rows.Close()
	return rows.Columns()
}

// copyParquet writes a relation, in the order its file asks for.
func (e *engine) copyParquet(ctx context.Context, text, path string, metadata map[string]string) error {
	var kv []string
	for _, k := range []string{"schema_version", "run_id", "table"} {
		kv = append(kv, quote(k)+": "+quote(metadata[k]))
	}
	return e.exec(ctx, "copy ("+text+"\n) to "+quote(path)+" (format parquet, compression zstd, compression_level 1, row_group_size "+
		strconv.Itoa(rowGroupRows)+", kv_metadata {"+strings.Join(kv, ", ")+"})")
}

// parquetRows reads the number of rows from a file's footer.
func (e *engine) parquetRows(ctx context.Context, path string) (int64, error) {
	return e.count(ctx, "select cast(sum(num_rows) as bigint) from parquet_file_metadata("+quote(path)+")")
}

var lineIn = regexp.MustCompile(`LINE (\d+):`)

// placed adds the file and, where DuckDB names one, the line to an error.
func placed(f *file, err error) error {
	if err == nil {
		return nil
	}
	var de *duckdb.Error
	if !errors.As(err, &de) {
		return err
	}
	pos := billable.Pos{File: "queries/" + f.path}
	if m := lineIn.FindStringSubmatch(de.Msg); m != nil {
		pos.Row, _ = strconv.Atoi(m[1])
	}
	what, _, _ := strings.Cut(de.Msg, "\n")
	return &billable.Problem{Kind: kindOf(de), Pos: pos, What: what,
		Remedy: "Mend the query; queries/testdata has its rows in and out."}
}

// engineError gives I/O and memory trouble its kind; the rest stays as it is.
func engineError(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var de *duckdb.Error
	if !errors.As(err, &de) || kindOf(de) != billable.Retry {
		return err
	}
	return &billable.Problem{Kind: billable.Retry, What: strings.TrimSpace(de.Msg),
		Remedy: "Make room on the disk of the lake and of the temporary folder, or raise --memory-limit, and run again."}
}

func kindOf(de *duckdb.Error) billable.Kind {
	if de.Type == duckdb.ErrorTypeIO || de.Type == duckdb.ErrorTypeOutOfMemory {
		return billable.Retry
	}
	return billable.Failure
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func quoteList(items []string) string {
	quoted := make([]string, len(items))
	for i, s := range items {
		quoted[i] = quote(s)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}
