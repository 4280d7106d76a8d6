package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"billable/transform"
)

// errEnough ends a walk over rows of which no more are shown.
var errEnough = errors.New("enough")

// printDiff prints what changed between two nights: the totals, the causes with
// their money, what was stated or given for one night only, and the first limit
// changes.
func (p pen) printDiff(ctx context.Context, w io.Writer, org string, d *transform.Difference, limit int) error {
	say := func(look, format string, args ...any) {
		for _, l := range p.painted(look, p.wrapped("", oneLine(fmt.Sprintf(format, args...)))) {
			fmt.Fprintln(w, l)
		}
	}
	say(strong, "%s, from the night of %s to that of %s", org, d.From, d.To)
	say(plain, "Accounts %s -> %s: %s appeared, %s left; %s changed class, %s verdicts changed",
		grouped(d.Accounts[0]), grouped(d.Accounts[1]), grouped(d.Appeared), grouped(d.Left), grouped(d.Classes), grouped(d.Verdicts))
	say(plain, "Billed by Guard %s -> %s; a year costs %s -> %s", grouped(d.Billable[0]), grouped(d.Billable[1]),
		money(d.FromCents, d.Currency), money(d.ToCents, d.Currency))
	if d.Reason != "" {
		say(bad, "What the changes cost is not known: %s", d.Reason)
	}
	for _, l := range p.causes(d) {
		fmt.Fprintln(w, l)
	}
	if d.Unexplained > 0 {
		say(bad, "%s changes are unexplained: no fact that the deciding rule asks is another one.", grouped(d.Unexplained))
	}
	for _, s := range d.Sources {
		say(bad, "%s", map[string]string{"from": "Missing on ", "to": "New on "}[s.Night]+d.To+": exports of kind "+s.Format)
	}
	for _, s := range d.Settings {
		say(plain, "%s %s", map[string]string{"from": "No longer stated:", "to": "Now stated:"}[s.Night], settingWords(s))
	}
	return p.changes(ctx, w, d, limit)
}

func settingWords(s transform.SettingChange) string {
	words := s.Kind + ":"
	for _, part := range []string{s.Product, s.Place, s.Value} {
		if part != "" {
			words += " " + part
		}
	}
	return words
}

// causes is the table of causes; one with no seat has no money.
func (p pen) causes(d *transform.Difference) []string {
	if len(d.Causes) == 0 {
		return nil
	}
	width := len("Difference")
	for _, c := range d.Causes {
		width = max(width, len(c.Cause)+2)
	}
	var b block
	premium, heading, total := func(transform.ChangeCause) string { return "" }, "", int64(0)
	if slices.ContainsFunc(d.Causes, func(c transform.ChangeCause) bool { return c.PremiumSeats != 0 }) {
		premium, heading = func(c transform.ChangeCause) string { return fmt.Sprintf(" %9s", signed(c.PremiumSeats)) }, fmt.Sprintf(" %9s", "Premium")
	}
	b.add(strong, "%-*s %9s %9s %9s%s %13s", width, "Why", "changes", "accounts", "seats", heading, "per year")
	for _, c := range d.Causes {
		total += c.PremiumSeats
		b.add(plain, "  %-*s %9s %9s %9s%s %13s", width-2, oneLine(c.Cause), grouped(c.Changes), grouped(c.Accounts), signed(c.Seats), premium(c), signedMoney(c.Cents, d.Currency))
	}
	var sum *int64
	if d.FromCents != nil && d.ToCents != nil && d.Reason == "" {
		cents := *d.ToCents - *d.FromCents
		sum = &cents
	}
	b.add(strong, "%-*s %9s %9s %9s%s %13s", width, "Difference", "", "", signed(d.Seats), premium(transform.ChangeCause{PremiumSeats: total}), signedMoney(sum, d.Currency))
	return p.beside(0, b)
}

// signed spells a difference with its sign.
func signed(n int64) string {
	if n > 0 {
		return "+" + grouped(n)
	}
	return grouped(n)
}

func signedMoney(cents *int64, currency string) string {
	if cents != nil && *cents > 0 {
		return "+" + money(cents, currency)
	}
	return money(cents, currency)
}

// changes lists the first changes, one account below another.
func (p pen) changes(ctx context.Context, w io.Writer, d *transform.Difference, limit int) error {
	listed, last := 0, ""
	total := d.Appeared + d.Left + d.Classes + d.Verdicts
	err := d.Each(ctx, func(c transform.Change) error {
		if limit > 0 && listed == limit {
			return errEnough
		}
		listed++
		if who := c.AccountID + " " + c.Email; who != last {
			last = who
			fmt.Fprintln(w, p.paint(strong, oneLine(strings.Join(withoutEmpty(c.Name, c.Email, c.AccountID), ", "))))
		}
		for _, l := range p.wrapped("  ", oneLine(changeWords(c))) {
			fmt.Fprintln(w, l)
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	if more := total - int64(listed); more > 0 {
		fmt.Fprintln(w, p.paint(dim, fmt.Sprintf("and %s changes more: --limit 0 lists them, --csv prints them as a table", grouped(more))))
	}
	return nil
}

func changeWords(c transform.Change) string {
	switch c.What {
	case "appeared":
		return "appeared as " + spaced(c.To) + ": " + c.Cause + "; " + c.Detail
	case "left":
		return "left, was " + spaced(c.From) + ": " + c.Cause + "; " + c.Detail
	case "class":
		return "class " + spaced(c.From) + " -> " + spaced(c.To) + ": " + because(c)
	}
	return subscriptionName(c.What) + " " + spaced(c.From) + " -> " + spaced(c.To) + ": " + because(c)
}

// because is the cause with its details, or only those where they say the same.
func because(c transform.Change) string {
	if len(c.Detail) >= len(c.Cause) && c.Detail[:len(c.Cause)] == c.Cause {
		return c.Detail
	}
	return c.Cause + "; " + c.Detail
}

// A diffMoney is the money part of diff's document.
type diffMoney struct {
	FromCents *int64                  `json:"from_cents"`
	ToCents   *int64                  `json:"to_cents"`
	Currency  string                  `json:"currency"`
	Reason    string                  `json:"reason"` // why cents are not known; else empty
	ByCause   []transform.ChangeCause `json:"by_cause"`
}

// writeDiffJSON writes one document. The lists of changes are written as they
// are read: a bad night can change every account.
func writeDiffJSON(ctx context.Context, w io.Writer, org string, d *transform.Difference) error {
	out := bufio.NewWriter(w)
	put := func(key string, v any) error {
		b, err := json.Marshal(v)
		if err != nil {
			return fmt.Errorf("encode %s: %w", key, err)
		}
		fmt.Fprintf(out, ",%q:%s", key, b)
		return nil
	}
	fmt.Fprintf(out, `{"from":%q,"to":%q`, d.From, d.To)
	byCause := []transform.ChangeCause{}
	for _, c := range d.Causes {
		if c.Seats != 0 || c.PremiumSeats != 0 || c.Step == 0 || c.Cents != nil && *c.Cents != 0 {
			byCause = append(byCause, c)
		}
	}
	err := errors.Join(put("org", org), put("appeared", d.Appeared), put("left", d.Left),
		writeChangeList(ctx, out, "changed", d, func(what string) bool { return what != "appeared" && what != "left" }),
		put("money", diffMoney{d.FromCents, d.ToCents, d.Currency, d.Reason, byCause}),
		put("accounts", map[string]int64{"from": d.Accounts[0], "to": d.Accounts[1]}),
		put("billable", map[string]int64{"from": d.Billable[0], "to": d.Billable[1]}),
		put("unexplained", d.Unexplained), put("causes", d.Causes), put("settings", d.Settings), put("sources", d.Sources),
		writeChangeList(ctx, out, "accounts_appeared", d, func(what string) bool { return what == "appeared" }),
		writeChangeList(ctx, out, "accounts_left", d, func(what string) bool { return what == "left" }))
	if err != nil {
		return err
	}
	out.WriteString("}\n")
	return out.Flush()
}

func writeChangeList(ctx context.Context, out *bufio.Writer, key string, d *transform.Difference, wanted func(what string) bool) error {
	fmt.Fprintf(out, ",%q:[", key)
	first := true
	err := d.Each(ctx, func(c transform.Change) error {
		if !wanted(c.What) {
			return nil
		}
		b, err := json.Marshal(c)
		if err != nil {
			return fmt.Errorf("encode change: %w", err)
		}
		if !first {
			out.WriteByte(',')
		}
		first = false
		_, err = out.Write(b)
		return err
	})
	out.WriteByte(']')
	return err
}
