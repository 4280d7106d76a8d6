package main

import (
	"fmt"
	"io"
	"slices"

	"billable"
)

// printStage prints what one stage alone left in the lake.
func (p pen) printStage(w io.Writer, o outcome) {
	fmt.Fprintln(w, p.title(o))
	if o.Record.Marts == nil {
		for _, f := range o.Record.Inputs {
			format := f.Format
			switch {
			case f.SameAs != "":
				format = "same as " + oneLine(f.SameAs)
			case format == "":
				format = "not read"
			}
			fmt.Fprintf(w, "  %-36s %-22s %12s rows %8s rejected\n", shortened(oneLine(billable.Pos{File: f.Path, Sheet: f.Sheet}.String()), 36), format,
				grouped(f.RowsKept), grouped(f.RowsRejected-f.RowsMended))
		}
		fmt.Fprintln(w, "Raw tables lie ready: run 'billable transform' next, with the same flags.")
		return
	}
	var names []string
	for name := range o.Record.Marts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		var rows int64
		for _, f := range o.Record.Marts[name] {
			rows += f.Rows
		}
		fmt.Fprintf(w, "  %-36s %12s rows\n", name, grouped(rows))
	}
	fmt.Fprintln(w, "Marts lie ready: run 'billable report' next, with the same flags.")
}
