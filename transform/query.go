package transform

import (
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sort"
	"strings"
	"time"

	"billable"

	"github.com/duckdb/duckdb-go/v2"
)

// Query runs one SQL statement over the tables of a published night, each a
// name and its Parquet files, and writes the rows: CSV with a header, or one
// JSON document {"columns":[...],"rows":[[...]]}. A raw table that the night
// has no rows of is there, empty, as the contract of queries states it. The
// statement can neither write nor read a file outside the night; a faulty one
// is a Usage Problem.
func Query(ctx context.Context, queries fs.FS, tables map[string][]string, text string, w io.Writer, asJSON bool) error {
	lib, err := readLibrary(queries)
	if err != nil {
		return err
	}
	db, err := openEngine(ctx, engineOptions{})
	if err != nil {
		return err
	}
	defer db.close()
	var names []string
	for name, paths := range tables {
		if len(paths) > 0 {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	var files []string
	for _, name := range names {
		if err := db.exec(ctx, `create view "`+name+`" as select * from read_parquet(`+quoteList(tables[name])+", hive_partitioning = false)"); err != nil {
			return fmt.Errorf("open table %s: %w", name, err)
		}
		files = append(files, tables[name]...)
	}
	for _, f := range lib.layer("raw") {
		if len(tables[f.name]) == 0 {
			if err := db.readParquet(ctx, f, nil); err != nil {
				return err
			}
			names = append(names, f.name)
		}
	}
	sort.Strings(names)
	if err := db.lockDown(ctx, files); err != nil {
		return err
	}
	rows, err := db.conn.QueryContext(ctx, text)
	if err != nil {
		return badStatement(ctx, err, names)
	}
	defer rows.Close()
	if asJSON {
		return writeRowsJSON(w, rows)
	}
	return writeRowsCSV(w, rows)
}

// lockDown leaves the engine with the given files to read and nothing to
// write or to change.
func (e *engine) lockDown(ctx context.Context, files []string) error {
	for _, s := range []string{
		"set allowed_paths = " + quoteList(files),
		"set enable_external_access = false",
		"set lock_configuration = true",
	} {
		if err := e.exec(ctx, s); err != nil {
			return fmt.Errorf("lock the engine: %w", err)
		}
	}
	return nil
}

func badStatement(ctx context.Context, err error, tables []string) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var de *duckdb.Error
	if !errors.As(err, &de) {
		return fmt.Errorf("run statement: %w", err)
	}
	return &billable.Problem{Kind: billable.Usage, What: strings.TrimSpace(de.Msg),
		Remedy: "Ask one select over these tables: " + strings.Join(tables, ", ") + "."}
}

func writeRowsCSV(w io.Writer, rows *sql.Rows) error {
	out := csv.NewWriter(w)
	columns, err := rows.Columns()
	if err != nil {
		return fmt.Errorf("read columns: %w", err)
	}
	out.Write(columns)
	err = eachRow(rows, len(columns), func(values []any) error {
		cells := make([]string, len(values))
		for i, v := range values {
			cells[i] = spell(v)
		}
		return out.Write(cells)
	})
	if err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

func writeRowsJSON(w io.Writer, rows *sql.Rows) error {
	columns, err := rows.Columns()
	if err != nil {
		return fmt.Errorf("read columns: %w", err)
	}
	doc := struct {
		Columns []string `json:"columns"`
		Rows    [][]any  `json:"rows"`
	}{columns, [][]any{}}
	err = eachRow(rows, len(columns), func(values []any) error {
		row := make([]any, len(values))
		for i, v := range values {
			row[i] = v
			switch v.(type) {
			case nil, bool, string, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float32, float64:
			default:
				row[i] = spell(v)
			}
		}
		doc.Rows = append(doc.Rows, row)
		return nil
	})
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(doc)
}

func eachRow(rows *sql.Rows, width int, use func([]any) error) error {
	values, into := make([]any, width), make([]any, width)
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return fmt.Errorf("read row: %w", err)
		}
		if err := use(values); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read rows: %w", err)
	}
	return nil
}

func spell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case time.Time:
		if v.Equal(v.Truncate(24 * time.Hour)) {
			return v.Format(time.DateOnly)
		}
		return v.Format(time.RFC3339Nano)
	default:
		return fmt.Sprint(v)
	}
}
