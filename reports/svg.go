package reports

import (
	"fmt"
	"io"
	"strings"
)

// An svg draws boxes with lines of text, and arrows between them. It writes what
// every browser and office program reads: no script, no style sheet, no font of
// its own.
type svg struct {
	body          strings.Builder
	width, height int
}

// A box is a rectangle with text, its first line in bold.
type box struct {
	x, y, w    int
	fill, edge string // colours, without #
	dashed     bool
	lines      []string
}

const (
	boxPad    = 14
	lineStep  = 19
	letterPx  = 7 // about the width of a letter at 13 pixels
	svgFamily = "Calibri, Carlito, Arial, sans-serif"
)

func (b box) height() int { return 2*boxPad + lineStep*len(b.lines) - 5 }

// draw draws a box; text that is wider than it is cut.
func (s *svg) draw(b box) {
	dash := ""
	if b.dashed {
		dash = ` stroke-dasharray="5 4"`
	}
	fmt.Fprintf(&s.body, `<rect x="%d" y="%d" width="%d" height="%d" rx="7" fill="#%s" stroke="#%s" stroke-width="1.5"%s/>`+"\n",
		b.x, b.y, b.w, b.height(), b.fill, b.edge, dash)
	for i, line := range b.lines {
		weight, color := "normal", muted
		if i == 0 {
			weight, color = "bold", ink
		}
		s.text(b.x+boxPad, b.y+boxPad+lineStep*i+10, 13, weight, color, clipped(line, (b.w-2*boxPad)/letterPx))
	}
	s.grow(b.x+b.w, b.y+b.height())
}

// arrow joins the right side of one box with the left side of another, at a height
// within each.
func (s *svg) arrow(x1, y1, x2, y2 int, color string) {
	middle := (x1 + x2) / 2
	fmt.Fprintf(&s.body, `<path d="M %d %d C %d %d, %d %d, %d %d" fill="none" stroke="#%s" stroke-width="1.5"/>`+"\n",
		x1, y1, middle, y1, middle, y2, x2-7, y2, color)
	fmt.Fprintf(&s.body, `<path d="M %d %d l -8 -4 l 0 8 z" fill="#%s"/>`+"\n", x2, y2, color)
}

func (s *svg) text(x, y, size int, weight, color, text string) {
	fmt.Fprintf(&s.body, `<text x="%d" y="%d" font-size="%d" font-weight="%s" fill="#%s">%s</text>`+"\n", x, y, size, weight, color, escapeXML(text))
	s.grow(x, y)
}

func (s *svg) grow(x, y int) { s.width, s.height = max(s.width, x), max(s.height, y) }

// write writes the picture with a margin around what was drawn.
func (s *svg) write(out io.Writer, title string, margin int) error {
	w, h := s.width+margin, s.height+margin
	_, err := fmt.Fprintf(out, `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="%s" role="img">
<title>%s</title>
<rect width="%d" height="%d" fill="#%s"/>
%s</svg>
`, w, h, w, h, svgFamily, escapeXML(title), w, h, paper, s.body.String())
	return err
}

// clipped cuts a text to a number of letters, and shows that it did.
func clipped(s string, letters int) string {
	if textWidth(s) <= letters {
		return s
	}
	var b strings.Builder
	width := 0
	for _, r := range s {
		if width += textWidth(string(r)); width > letters-1 {
			break
		}
		b.WriteRune(r)
	}
	return b.String() + "…"
}

// escapeXML makes a text one of an XML document, which has no place for most
// control characters.
func escapeXML(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\'':
			b.WriteString("&#39;")
		case r == '\n' || r == '\t' || r == '\r':
			b.WriteByte(' ')
		case r < 0x20 || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
