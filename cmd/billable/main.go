// Command billable says, every night and for every Atlassian Cloud organisation
// it is given, who is billable, why, what it costs and what each way out would
// cost.
//
// This package wires the stages and knows nothing of its own about formats,
// rules or reports. It owns what only the edge of a program can own: flags and
// their environment forms, the config file, exit codes, the clock, signals,
// logging, progress, the lock of the lake, and publishing.
//
// Where to look:
//
//   - commands.go lists every subcommand; each lives in its own cmd_NAME.go.
//   - config*.go read billable.yaml.
//   - night.go takes one organisation through one night; publish.go makes the
//     result visible, all of it or nothing.
//   - progress.go and screen*.go are the terminal.
//
// Standard output is for data, standard error is for talk. Nothing but main
// calls os.Exit, so that every deferred clean-up runs.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() { os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr)) }

// run carries out one command line and gives its exit code. It is the whole
// program: tests call it as main does.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{stdout: stdout, stderr: stderr, env: os.LookupEnv, now: time.Now}
	return a.run(ctx, args)
}
