package reports

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// This file writes renewals.ics (RFC 5545): one event of a whole day for each day
// on which something is due. Marks are events and not alarms of one event, because
// calendars drop the alarms of what they import.
//
// An event's UID says what it is about, not when: imported again on a later night,
// it moves instead of being there twice. Its stamp and sequence are the night's.

func (w *writer) renewalsICS() error {
	_, err := w.folder.write(w.ctx, "renewals.ics", func(out io.Writer) (int64, error) {
		return writeCalendar(out, w.Night, w.small.facts.asOf, w.small.commerce.Dates)
	})
	return err
}

// writeCalendar writes the days that are still to come, and all renewals.
func writeCalendar(out io.Writer, night Provenance, asOf day, dates []renewalDate) (events int64, err error) {
	c := &calendar{out: out}
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//billable//renewals//EN")
	c.line("CALSCALE", "GREGORIAN")
	c.line("METHOD", "PUBLISH")
	c.text("X-WR-CALNAME", "Renewals of "+night.Org)
	stamp := strings.ReplaceAll(asOf.String(), "-", "") + "T000000Z"
	seen := map[string]int{}
	for _, d := range dates {
		if d.DaysLeft < 0 && d.Mark != "renewal" {
			continue
		}
		events++
		c.line("BEGIN", "VEVENT")
		c.line("UID", d.uid(night.Org, seen))
		c.line("DTSTAMP", stamp)
		c.line("SEQUENCE", strconv.FormatInt(int64(asOf), 10))
		c.line("DTSTART;VALUE=DATE", strings.ReplaceAll(d.on.String(), "-", ""))
		c.line("DTEND;VALUE=DATE", strings.ReplaceAll((d.on+1).String(), "-", ""))
		c.text("SUMMARY", d.headline())
		c.text("DESCRIPTION", d.describe())
		c.text("CATEGORIES", "Renewals")
		c.line("TRANSP", "TRANSPARENT")
		c.line("END", "VEVENT")
	}
	c.line("END", "VCALENDAR")
	return events, c.failure
}

// uid names the event for good. Lines that contradict each other are about the
// same; they are told apart by their order.
func (d renewalDate) uid(org string, seen map[string]int) string {
	about := strings.Join([]string{org, d.of.Entitlement, d.of.ParentEntitlement, d.of.Kind, d.of.Name, d.of.Place, d.Mark}, "\x00")
	if seen[about]++; seen[about] > 1 {
		about += "\x00" + strconv.Itoa(seen[about])
	}
	sum := sha256.Sum256([]byte(about))
	return hex.EncodeToString(sum[:16]) + "@billable"
}

func (d renewalDate) headline() string {
	switch d.Mark {
	case "renewal":
		return d.of.title() + " renews"
	case "notice":
		return d.of.title() + ": last day to give notice"
	}
	return d.of.title() + " renews in " + markName(d.Mark)
}

// describe says what to do, and what there is to know.
func (d renewalDate) describe() string {
	s := d.of
	lines := []string{upperFirst(d.Meaning) + ".", "Entitlement: " + s.number(), "Renews on: " + s.renewsOn.String()}
	if s.Purchased != nil {
		lines = append(lines, "Users bought: "+thousands(*s.Purchased))
	}
	switch {
	case s.Needed != nil:
		lines = append(lines, "Users needed: "+thousands(*s.Needed)+" ("+strings.ToLower(spell(s.State))+")")
	case s.Why != "":
		lines = append(lines, "Users needed: "+notKnown+", "+s.Why)
	}
	for _, said := range [][2]string{{"Plan", upperFirst(s.Plan)}, {"Partner", s.Partner}, {"Customer contacts", strings.Join(s.Contacts, ", ")}, {"Note", s.Note}} {
		if said[1] != "" {
			lines = append(lines, said[0]+": "+said[1])
		}
	}
	return strings.Join(lines, "\n")
}

// A calendar writes content lines; the first error stays.
type calendar struct {
	out     io.Writer
	failure error
}

// maxOctets is how long a content line may be, its line break left out.
const maxOctets = 75

// text writes a property whose value is text, escaped.
func (c *calendar) text(name, value string) { c.line(name, escapeText(value)) }

// line writes a content line, folded before an octet too many and never within a
// character.
func (c *calendar) line(name, value string) {
	rest := name + ":" + value
	room := maxOctets
	var folded strings.Builder
	for len(rest) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(rest[cut]) {
			cut--
		}
		folded.WriteString(rest[:cut] + "\r\n ")
		rest, room = rest[cut:], maxOctets-1
	}
	if c.failure == nil {
		_, c.failure = fmt.Fprint(c.out, folded.String(), rest, "\r\n")
	}
}

// escapeText escapes what has a meaning in a text value, and leaves out control
// characters, which no text may hold.
func escapeText(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), "\uFFFD") {
		switch {
		case r == '\n' || r == '\r':
			b.WriteString(`\n`)
		case r == '\\' || r == ';' || r == ',':
			b.WriteRune('\\')
			b.WriteRune(r)
		case r == '\t':
			b.WriteByte(' ')
		case r < 0x20 || r == 0x7f:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
