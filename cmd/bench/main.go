// Command bench measures billable against its budgets and prints the table of
// README.md's section on performance.
//
// It measures whole processes: wall time, processor time and peak memory of a
// child, as the kernel counts them. Two things are measured in one run, on the
// same files:
//
//   - ingest.go: reading a large export into the raw tables, beside DuckDB's own
//     COPY of the same CSV into one Parquet file;
//   - nights.go: the whole night at growing sizes, with the exponent of growth.
//
// Its data lies in the folder bench/ of the checkout, which git ignores.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strconv"
	"strings"
)

func main() { os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr)) }

// options of one measurement.
type options struct {
	program string // the billable to measure
	dir     string // where the data goes
	rows    int    // rows of the export that ingest reads
	sizes   []int  // accounts of the nights
	repeats int    // runs of each ingest measurement
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	if len(args) == 3 && args[0] == "copy" {
		return finish(copyWithDuckDB(ctx, args[1], args[2]), stderr)
	}
	o, err := parse(args, stderr)
	if err != nil {
		return 2
	}
	return finish(measure(ctx, o, stdout, stderr), stderr)
}

func parse(args []string, stderr io.Writer) (o options, err error) {
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.StringVar(&o.program, "program", "./billable", "the billable to measure")
	f.StringVar(&o.dir, "dir", "bench", "folder for the data")
	f.IntVar(&o.rows, "rows", 3_000_000, "rows of the export that ingest reads; 0 leaves it out")
	f.IntVar(&o.repeats, "repeats", 3, "runs of each ingest measurement")
	sizes := f.String("nights", "10000,100000,1000000", "accounts of the nights; empty leaves them out")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	for s := range strings.SplitSeq(*sizes, ",") {
		if s == "" {
			continue
		}
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			fmt.Fprintf(stderr, "bench: --nights: %q is no number of accounts\n", s)
			return o, fmt.Errorf("parse sizes: %q", s)
		}
		o.sizes = append(o.sizes, n)
	}
	return o, nil
}

func measure(ctx context.Context, o options, stdout, stderr io.Writer) error {
	if err := os.MkdirAll(o.dir, 0o755); err != nil {
		return fmt.Errorf("make bench folder: %w", err)
	}
	fmt.Fprintf(stdout, "Machine: %s\n\n", machine())
	if o.rows > 0 {
		if err := measureIngest(ctx, o, stdout, stderr); err != nil {
			return err
		}
	}
	if len(o.sizes) > 0 {
		return measureNights(ctx, o, stdout, stderr)
	}
	return nil
}

func finish(err error, stderr io.Writer) int {
	if err != nil {
		fmt.Fprintf(stderr, "bench: %v\n", err)
		return 1
	}
	return 0
}

// machine names the processor and its cores, and nothing that names the host.
func machine() string {
	model := runtime.GOARCH
	if b, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.SplitSeq(string(b), "\n") {
			if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
				model = strings.TrimSpace(value)
				break
			}
		}
	}
	return fmt.Sprintf("%s, %d cores, %s %s, %s", model, runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version())
}
