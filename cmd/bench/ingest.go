package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	// DuckDB's driver registers itself with database/sql.
	_ "github.com/duckdb/duckdb-go/v2"

	sampledata "billable/sample-data"
)

// measureIngest reads one large export with billable and with DuckDB's COPY, in
// turn, and prints both.
func measureIngest(ctx context.Context, o options, stdout, stderr io.Writer) error {
	exports, err := makeExport(ctx, o, stderr)
	if err != nil {
		return err
	}
	csv := filepath.Join(exports, "org-users.csv")
	info, err := os.Stat(csv)
	if err != nil {
		return fmt.Errorf("find export: %w", err)
	}
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find bench: %w", err)
	}
	var ours, theirs []cost
	lake, parquet := filepath.Join(o.dir, "lake"), filepath.Join(o.dir, "copy.parquet")
	for i := range o.repeats {
		fmt.Fprintf(stderr, "ingest %d/%d\n", i+1, o.repeats)
		if err := os.RemoveAll(lake); err != nil {
			return fmt.Errorf("clear lake: %w", err)
		}
		c, err := timed(ctx, o.program, "ingest", "--input", exports, "--lake", lake, "--quiet")
		if err != nil {
			return err
		}
		ours = append(ours, c)
		if c, err = timed(ctx, self, "copy", csv, parquet); err != nil {
			return err
		}
		theirs = append(theirs, c)
	}
	tables, err := countBack(ctx, lake)
	if err != nil {
		return err
	}
	a, b := median(ours), median(theirs)
	fmt.Fprintf(stdout, "Ingest of one Export-users CSV, %d rows, %s, median of %d runs; read back: %s.\n\n",
		o.rows, megabytes(info.Size()), o.repeats, tables)
	fmt.Fprintln(stdout, "| | billable ingest | DuckDB COPY | ratio | target |")
	fmt.Fprintln(stdout, "|---|---|---|---|---|")
	fmt.Fprintf(stdout, "| wall | %s | %s | %.2f | 1.0 |\n", seconds(a.wall), seconds(b.wall), a.wall.Seconds()/b.wall.Seconds())
	fmt.Fprintf(stdout, "| CPU | %s | %s | %.2f | 1.0 |\n", seconds(a.cpu), seconds(b.cpu), a.cpu.Seconds()/b.cpu.Seconds())
	fmt.Fprintf(stdout, "| peak memory | %s | %s | %.2f | 0.25 |\n\n", megabytes(a.peak), megabytes(b.peak), float64(a.peak)/float64(b.peak))
	return nil
}

// makeExport writes the export once; a later run with as many rows takes it again.
func makeExport(ctx context.Context, o options, stderr io.Writer) (string, error) {
	dir := filepath.Join(o.dir, fmt.Sprintf("export-%d", o.rows))
	if _, err := os.Stat(filepath.Join(dir, "org-users.csv")); err == nil {
		return dir, nil
	}
	fmt.Fprintf(stderr, "writing an export of %d rows\n", o.rows)
	_, err := sampledata.Write(ctx, sampledata.Options{Accounts: o.rows, Seed: 1, Dir: dir, Profile: sampledata.Users})
	return dir, err
}

// copyWithDuckDB is the yardstick: DuckDB's own reader and writer, all columns
// as text.
func copyWithDuckDB(ctx context.Context, csv, parquet string) error {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return fmt.Errorf("open duckdb: %w", err)
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, "copy (select * from read_csv("+quoted(csv)+", all_varchar = true)) to "+
		quoted(parquet)+" (format parquet, compression zstd)")
	if err != nil {
		return fmt.Errorf("copy: %w", err)
	}
	return nil
}

// countBack reads every raw table of the lake again and counts its rows, and
// holds the counts to the ledger's.
func countBack(ctx context.Context, lake string) (string, error) {
	ledgers, err := filepath.Glob(filepath.Join(lake, "raw", "_ledger", "*", "*", "*.json"))
	if err != nil || len(ledgers) != 1 {
		return "", fmt.Errorf("find ledger: %d found: %w", len(ledgers), err)
	}
	text, err := os.ReadFile(ledgers[0])
	if err != nil {
		return "", fmt.Errorf("read ledger: %w", err)
	}
	var ledger struct {
		Raw map[string][]struct {
			Path string `json:"path"`
			Rows int64  `json:"rows"`
		} `json:"raw"`
	}
	if err := json.Unmarshal(text, &ledger); err != nil {
		return "", fmt.Errorf("read ledger: %w", err)
	}
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return "", fmt.Errorf("open duckdb: %w", err)
	}
	defer db.Close()
	var counts []string
	for _, table := range []string{"accounts", "grants", "columns", "findings", "rejects"} {
		for _, f := range ledger.Raw[table] {
			var rows int64
			// Counting a column's values makes the engine read it; count(*) reads footers.
			q := "select count(_file) from read_parquet(" + quoted(filepath.Join(lake, f.Path)) + ")"
			if err := db.QueryRowContext(ctx, q).Scan(&rows); err != nil {
				return "", fmt.Errorf("count %s: %w", table, err)
			}
			if rows != f.Rows {
				return "", fmt.Errorf("count %s: %d rows, the ledger says %d", table, rows, f.Rows)
			}
			counts = append(counts, fmt.Sprintf("%d %s", rows, table))
		}
	}
	return strings.Join(counts, ", "), nil
}

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
