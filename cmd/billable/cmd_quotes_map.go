package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"billable/ingest"
)

func newQuotesMapCmd(a *app, o *options) *cobra.Command {
	var to string
	c := &cobra.Command{
		Use:   "map FILE",
		Short: "Draft a mapping for a reseller's own layout of quotes",
		Long: help(`Map looks at the headers and the first rows of a quote, CSV or XLSX, and drafts the
mapping that reads it: YAML on stdout, or with --to in a file. What was guessed and
how surely stands beside each line, what is missing at the end. Review it, then
name it in billable.yaml:

  quote_mappings: {"reseller-b*.xlsx": mapping-b.yaml}

A mapping file that exists is never overwritten.`,
			"billable quotes map offers/reseller-b.xlsx --to mapping-b.yaml"),
		Args: wantArgs("FILE"),
		RunE: func(_ *cobra.Command, args []string) error {
			draft, err := ingest.DraftQuoteMapping(args[0], ingest.DefaultLimits())
			if err != nil {
				return err
			}
			text := mappingText(draft)
			switch {
			case to != "":
				if err := writeNew(to, text); err != nil {
					return err
				}
				if o.json {
					a.printJSON(newDraftDoc(draft, text))
				} else if !o.quiet {
					fmt.Fprintf(a.stderr, "drafted %s: review it, then name it under quote_mappings: in billable.yaml\n", filepath.Base(to))
				}
			case o.json:
				a.printJSON(newDraftDoc(draft, text))
			default:
				fmt.Fprint(a.stdout, text)
			}
			return nil
		},
	}
	c.Flags().StringVar(&to, "to", "", "write the mapping into this file, which must not exist")
	return c
}

// A draftDoc is what quotes map says with --json.
type draftDoc struct {
	File      string        `json:"file"`
	Sheet     string        `json:"sheet"`
	HeaderRow int64         `json:"header_row"`
	Columns   []columnGuess `json:"columns"`
	Notes     []string      `json:"notes"`
	YAML      string        `json:"yaml"`
}

type columnGuess struct {
	Header string `json:"header"`
	Field  string `json:"field"` // "": none
	Sure   string `json:"sure"`
	Why    string `json:"why"`
}

func newDraftDoc(d *ingest.QuoteDraft, text string) draftDoc {
	doc := draftDoc{File: d.File, Sheet: d.Sheet, HeaderRow: d.HeaderRow, Columns: []columnGuess{}, Notes: append([]string{}, d.Notes...), YAML: text}
	for _, g := range d.Guesses {
		doc.Columns = append(doc.Columns, columnGuess{g.Header, g.Field, g.Sure, g.Why})
	}
	return doc
}

// writeNew writes a file that must not be there yet.
func writeNew(name, text string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return usageProblem("Give another name, or remove it first.", "there is a file %s already", filepath.Base(name))
	}
	if errors.Is(err, fs.ErrNotExist) {
		return usageProblem("Check the path that --to gives.", "there is no folder for %s", filepath.Base(name))
	}
	if err != nil {
		return fmt.Errorf("write mapping: %w", err)
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// mappingText spells a draft as a mapping file, with what was guessed as comments.
func mappingText(d *ingest.QuoteDraft) string {
	var b strings.Builder
	place := d.File
	if d.Sheet != "" {
		place += "[" + d.Sheet + "]"
	}
	fmt.Fprintf(&b, "# Drafted from %s, header in row %d. Review every line before it is used.\n", oneLine(place), d.HeaderRow)
	b.WriteString("columns: # field: header of the file\n")
	for _, g := range d.Guesses {
		note := g.Sure + ", " + g.Why
		if g.Sample != "" {
			note += "; such as " + clip(g.Sample, 30)
		}
		if g.Field == "" {
			fmt.Fprintf(&b, "  # %s is not read: %s\n", quoted(g.Header), oneLine(note[len(g.Sure)+2:]))
			continue
		}
		fmt.Fprintf(&b, "  %s: %s # %s\n", g.Field, quoted(g.Header), oneLine(note))
	}
	writePairs(&b, "titles", "label above the table, before the value", d.Titles, false)
	writePairs(&b, "set", "what every line says", d.Set, false)
	fmt.Fprintf(&b, "decimal: %s # of 1,234.50 and 1.234,50\n", d.Decimal)
	fmt.Fprintf(&b, "percent: %s # 12.5 or 0.125\n", d.Percent)
	if d.Dates != "" {
		fmt.Fprintf(&b, "dates: %s # of 1/2/2027\n", d.Dates)
	}
	writePairs(&b, "totals", "first word of a row that sums up", d.Totals, true)
	for _, n := range d.Notes {
		fmt.Fprintf(&b, "# Missing: %s\n", oneLine(n))
	}
	return b.String()
}

func writePairs(b *strings.Builder, key, note string, pairs map[string]string, quoteKeys bool) {
	if len(pairs) == 0 {
		return
	}
	fmt.Fprintf(b, "%s: # %s\n", key, note)
	for _, k := range slices.Sorted(maps.Keys(pairs)) {
		name := k
		value := quoted(pairs[k])
		if quoteKeys {
			name, value = quoted(k), pairs[k]
		}
		fmt.Fprintf(b, "  %s: %s\n", name, value)
	}
}

// quoted spells a text as YAML and JSON both read it.
func quoted(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // a string can be encoded
	}
	return strings.TrimSpace(b.String())
}
