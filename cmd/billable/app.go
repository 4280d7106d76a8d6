package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"

	"billable"
)

// An app is the program's edge: where it writes, what it may ask the machine.
// One app carries out one command line.
type app struct {
	stdout, stderr io.Writer
	env            func(string) (string, bool)
	now            func() time.Time // names a night that nothing else names, and times the steps of the log
	log            *slog.Logger
}

// run parses args, carries them out and gives the exit code.
func (a *app) run(ctx context.Context, args []string) int {
	a.log = slog.New(slog.DiscardHandler)
	o := &options{}
	root := newRoot(a, o)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	_, reported := errors.AsType[errReported](err)
	if err != nil && !reported && ctx.Err() != nil {
		err = &billable.Problem{Kind: billable.Failure, What: "interrupted; what was not yet published is as it was",
			Remedy: "Run the same command again when you are ready.", Err: context.Canceled}
	}
	code := exitCode(err)
	if err != nil && !reported {
		a.report(err, code, o.json || wantsJSON(args, a.env))
	}
	return code
}

// wantsJSON finds --json before flags are parsed, so that a usage error of the
// very same command line can be told as JSON.
func wantsJSON(args []string, env func(string) (string, bool)) bool {
	if slices.Contains(args, "--json") || slices.Contains(args, "--json=true") {
		return true
	}
	v, _ := env("BILLABLE_JSON")
	return v == "1" || v == "true"
}

// report tells an error: on stderr for people, and as one document on stdout
// with --json.
func (a *app) report(err error, code int, asJSON bool) {
	if asJSON {
		a.printJSON(struct {
			Error errorDoc `json:"error"`
		}{newErrorDoc(err, code)})
		return
	}
	a.talkError(err)
}

// talkError prints an error and its remedy on stderr.
func (a *app) talkError(err error) {
	doc := newErrorDoc(err, exitCode(err))
	text := doc.What
	if doc.Place != "" {
		text = doc.Place + ": " + text
	}
	fmt.Fprintf(a.stderr, "billable: %s\n", oneLine(text))
	if doc.Remedy != "" {
		fmt.Fprintf(a.stderr, "billable: hint: %s\n", oneLine(doc.Remedy))
	}
}

// oneLine keeps a message from an input on its own line, and keeps control
// characters of an input away from the terminal.
func oneLine(s string) string {
	s = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(s)
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f || (r >= 0x80 && r < 0xa0) {
			return '?'
		}
		return r
	}, s)
}

// An errorDoc is the JSON form of an error.
type errorDoc struct {
	Code   int    `json:"code"`
	Place  string `json:"place"`
	What   string `json:"what"`
	Remedy string `json:"remedy"`
}

func newErrorDoc(err error, code int) errorDoc {
	doc := errorDoc{Code: code, What: err.Error()}
	if p := billable.ProblemIn(err); p != nil {
		doc.Place, doc.Remedy = p.Place(), p.Remedy
		doc.What = strings.TrimPrefix(p.Error(), doc.Place+": ")
		return doc
	}
	switch code {
	case exitRetry:
		doc.Remedy = "Look at the disk's free space and the folder's permissions, then run the same command again."
	default:
		doc.Remedy = "This is a fault of the program: please report it with the command and this message."
	}
	return doc
}

// printJSON writes one document and a line feed to stdout.
func (a *app) printJSON(v any) {
	b, err := json.Marshal(v)
	if err != nil {
		// Only a value of our own that cannot be encoded gets here.
		panic(fmt.Sprintf("encode json: %v", err))
	}
	fmt.Fprintf(a.stdout, "%s\n", b)
}

// isTerminal says whether w is a terminal.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// usageProblem is an error of the command line.
func usageProblem(remedy, format string, args ...any) error {
	return &billable.Problem{Kind: billable.Usage, What: fmt.Sprintf(format, args...), Remedy: remedy}
}

// didYouMean is the remedy for a word that is not one of words.
func didYouMean(got string, words []string) string {
	if w := billable.Nearest(got, words); w != "" {
		return "Did you mean " + w + "?"
	}
	return "Known are " + strings.Join(words, ", ") + "."
}
