package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"

	sampledata "billable/sample-data"
)

// A nightCost is what one night of one size took.
type nightCost struct {
	accounts           int
	plain, book, again cost
}

// measureNights runs the whole night at every size: without the workbook, with
// it, and once more with nothing changed.
func measureNights(ctx context.Context, o options, stdout, stderr io.Writer) error {
	var nights []nightCost
	for _, n := range o.sizes {
		fmt.Fprintf(stderr, "night of %d accounts\n", n)
		c, err := measureNight(ctx, o, n)
		if err != nil {
			return err
		}
		nights = append(nights, c)
	}
	fmt.Fprintln(stdout, "The whole night, all six kinds of export, one run each.")
	fmt.Fprintln(stdout)
	fmt.Fprintln(stdout, "| accounts | without workbook | CPU | peak | with workbook | CPU | peak | unchanged |")
	fmt.Fprintln(stdout, "|---|---|---|---|---|---|---|---|")
	for _, n := range nights {
		fmt.Fprintf(stdout, "| %d | %s | %s | %s | %s | %s | %s | %s |\n", n.accounts,
			seconds(n.plain.wall), seconds(n.plain.cpu), megabytes(n.plain.peak),
			seconds(n.book.wall), seconds(n.book.cpu), megabytes(n.book.peak), seconds(n.again.wall))
	}
	if len(nights) > 1 {
		a, b := nights[len(nights)-2], nights[len(nights)-1]
		fmt.Fprintf(stdout, "\nGrowth from %d to %d accounts, without workbook: n^%.2f in wall time, n^%.2f in CPU (target n^1.1).\n",
			a.accounts, b.accounts, exponent(a, b, a.plain.wall.Seconds(), b.plain.wall.Seconds()),
			exponent(a, b, a.plain.cpu.Seconds(), b.plain.cpu.Seconds()))
	}
	return nil
}

// exponent is e where the cost grew as accounts to the power of e.
func exponent(a, b nightCost, from, to float64) float64 {
	return math.Log(to/from) / math.Log(float64(b.accounts)/float64(a.accounts))
}

func measureNight(ctx context.Context, o options, accounts int) (nightCost, error) {
	n := nightCost{accounts: accounts}
	dir := filepath.Join(o.dir, fmt.Sprintf("night-%d", accounts))
	exports := filepath.Join(dir, "exports")
	if _, err := os.Stat(filepath.Join(exports, "billable.yaml")); err != nil {
		if _, err := sampledata.Write(ctx, sampledata.Options{Accounts: accounts, Seed: 1, Dir: exports}); err != nil {
			return n, err
		}
	}
	night := func(name string, flags ...string) (cost, error) {
		args := []string{"run", "--quiet", "--input", exports,
			"--lake", filepath.Join(dir, name, "lake"), "--out", filepath.Join(dir, name, "out")}
		return timed(ctx, o.program, append(args, flags...)...)
	}
	for _, name := range []string{"plain", "book"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			return n, fmt.Errorf("clear night: %w", err)
		}
	}
	var err error
	if n.plain, err = night("plain", "--no-workbook"); err != nil {
		return n, err
	}
	if n.book, err = night("book"); err != nil {
		return n, err
	}
	n.again, err = night("book")
	return n, err
}
