package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"
)

// This file lays a published night out for a terminal. The rules: it fits one
// screen of 80 x 24 where the night allows, uses the width of a wide terminal,
// stands in one column on a narrow one, and has colour only on a terminal whose
// owner has not said NO_COLOR.

// A pen knows the screen it writes on.
type pen struct {
	width  int
	colour bool
}

// newPen looks at the screen behind w.
func newPen(w io.Writer, noColor bool) pen {
	p := pen{width: 80}
	if f, ok := w.(*os.File); ok && isTerminal(w) {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			p.width = width
		}
		p.colour = !noColor && os.Getenv("TERM") != "dumb"
	}
	return p
}

// The looks of a line.
const (
	plain  = ""
	strong = "1"
	dim    = "2"
	good   = "32"
	bad    = "33"
)

func (p pen) paint(look, s string) string {
	if !p.colour || look == plain {
		return s
	}
	return "\x1b[" + look + "m" + s + "\x1b[0m"
}

// A line is a piece of text with one look.
type line struct {
	text string
	look string
}

// A block is a part of the screen that may stand beside another.
type block []line

func (b *block) add(look, format string, args ...any) {
	*b = append(*b, line{fmt.Sprintf(format, args...), look})
}

func (b block) width() int {
	w := 0
	for _, l := range b {
		w = max(w, utf8.RuneCountInString(l.text))
	}
	return w
}

// beside puts blocks next to each other, with a gap; each line is painted after
// it is padded, so that colours never move a column.
func (p pen) beside(gap int, blocks ...block) []string {
	rows := 0
	for _, b := range blocks {
		rows = max(rows, len(b))
	}
	lines := make([]string, rows)
	for i := range lines {
		var s strings.Builder
		pending := 0 // blanks that are owed before the next text
		for _, b := range blocks {
			w := b.width()
			if i < len(b) && b[i].text != "" {
				s.WriteString(strings.Repeat(" ", pending))
				s.WriteString(p.paint(b[i].look, b[i].text))
				pending = 0
				w -= utf8.RuneCountInString(b[i].text)
			}
			pending += w + gap
		}
		lines[i] = s.String()
	}
	return lines
}

// wrapped breaks a sentence into lines that fit the screen.
func (p pen) wrapped(indent, s string) []string {
	var lines []string
	current := indent
	for _, word := range strings.Fields(s) {
		if len(current) > len(indent) && utf8.RuneCountInString(current)+1+utf8.RuneCountInString(word) > p.width {
			lines = append(lines, current)
			current = indent
		}
		if len(current) > len(indent) {
			current += " "
		}
		current += word
	}
	return append(lines, current)
}
