package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"billable"
)

func newCascadeCmd(a *app, o *options) *cobra.Command {
	var picture string
	c := &cobra.Command{
		Use:   "cascade ENTITLEMENT",
		Short: "Show what the cancellation of a subscription takes along",
		Long: help(`Cascade follows an entitlement of the partner portal to the apps that are
cancelled with it, to the accounts that lose access, and to what Guard bills then:
the rules judge each of these accounts again, without that access. It says what
cannot be undone, and what becomes of the money as far as a source states it.

--svg writes the same as a picture; - is the standard output.`,
			"billable cascade E-100-000-001", "billable cascade E-100-000-001 --json", "billable cascade E-100-000-001 --svg jira.svg"),
		Args: wantArgs("ENTITLEMENT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if picture == "-" && o.json {
				return usageProblem("Give --svg a file, or leave out --json.", "--json and --svg - both want the standard output")
			}
			return a.cascade(cmd.Context(), o, args[0], picture)
		},
	}
	o.addNight(c.Flags())
	c.Flags().StringVar(&picture, "svg", "", "also write a picture to this file; - is the standard output")
	return c
}

func (a *app) cascade(ctx context.Context, o *options, entitlement, picture string) error {
	r, err := a.published(o)
	if err != nil {
		return err
	}
	night, err := a.answer(ctx, o, r)
	if err != nil {
		return err
	}
	s := night.summary
	c, err := s.findCascade(entitlement)
	if err != nil {
		return err
	}
	if picture != "" {
		if err := a.writePicture(ctx, o, r, c, picture); err != nil || picture == "-" {
			return err
		}
	}
	if o.json {
		a.printJSON(struct {
			Org  string `json:"org"`
			AsOf string `json:"as_of"`
			cascade
		}{s.Org, s.AsOf, *c})
		return nil
	}
	newPen(a.stdout, o.noColor).printCascade(a.stdout, s, c)
	return nil
}

// findCascade finds the entitlement, whatever its case.
func (s *summary) findCascade(entitlement string) (*cascade, error) {
	wanted := strings.TrimSpace(entitlement)
	var known []string
	for i := range s.Cascades {
		c := &s.Cascades[i]
		if c.Entitlement == wanted {
			return c, nil
		}
		known = append(known, c.Entitlement)
	}
	for i := range s.Cascades {
		if strings.EqualFold(s.Cascades[i].Entitlement, wanted) {
			return &s.Cascades[i], nil
		}
	}
	remedy := "billable renewals lists the entitlements that the night knows."
	switch {
	case s.Renewals == nil:
		remedy = "Run the night again with this version: it was published by another one, without subscriptions."
	case len(known) == 0:
		remedy = "Add an export of the partner portal (kind partner_subscriptions) to the night and run it again."
	default:
		if near := billable.Nearest(wanted, known); near != "" {
			remedy = "Did you mean " + near + "?"
		}
	}
	return nil, usageProblem(remedy, "no subscription has the entitlement %q on the night of %s", wanted, s.AsOf)
}

func (a *app) writePicture(ctx context.Context, o *options, r *record, c *cascade, to string) error {
	if c.Picture == "" {
		return usageProblem("Ask for an active entitlement; billable renewals lists them.", "%s is inactive, so there is nothing to draw", c.Entitlement)
	}
	night, err := a.answer(ctx, o, r, c.Picture)
	if err != nil {
		return err
	}
	if to == "-" {
		_, err = a.stdout.Write(night.files[c.Picture])
		return err
	}
	return writeAsked("--svg", to, night.files[c.Picture])
}

// A cascade is what a summary says of the cancellation of an entitlement; reports
// states what each key means.
type cascade struct {
	Entitlement  string        `json:"entitlement"`
	Lines        []cascadeLine `json:"lines"`
	Loses        []sourced     `json:"loses"`
	Irreversible []sourced     `json:"irreversible"`
	Notes        []string      `json:"notes"`
	Picture      string        `json:"picture"`
}

type cascadeLine struct {
	Name       string         `json:"name"`
	Product    string         `json:"product"`
	Place      string         `json:"place"`
	Kind       string         `json:"kind"`
	Active     bool           `json:"active"`
	Plan       string         `json:"plan"`
	Partner    string         `json:"partner"`
	Purchased  *int64         `json:"purchased"`
	RenewsOn   *string        `json:"renews_on"`
	DaysLeft   *int64         `json:"days_left"`
	Accounts   *int64         `json:"accounts"`
	OnlyAccess *int64         `json:"only_access"`
	Why        string         `json:"why"`
	At         string         `json:"at"`
	Apps       []cascadeApp   `json:"apps"`
	Verdicts   []cascadeShift `json:"verdicts"`
	Guard      *cascadeGuard  `json:"guard"`
	Money      cascadeMoney   `json:"money"`
}

type cascadeApp struct {
	Entitlement string `json:"entitlement"`
	Name        string `json:"name"`
	Place       string `json:"place"`
	Partner     string `json:"partner"`
	Purchased   *int64 `json:"purchased"`
	Link        string `json:"link"`
	Fate        string `json:"fate"`
	Tier        string `json:"tier"`
	Depth       int    `json:"depth"`
	Via         string `json:"via"`
	Parent      string `json:"parent_entitlement"`
	At          string `json:"at"`
}

type cascadeShift struct {
	Subscription string `json:"subscription"`
	From         string `json:"from"`
	To           string `json:"to"`
	Accounts     int64  `json:"accounts"`
}

type cascadeGuard struct {
	Billable     int64  `json:"billable"`
	After        int64  `json:"billable_after"`
	UnknownAfter int64  `json:"unknown_after"`
	Annual       *int64 `json:"annual_cents"`
	AnnualAfter  *int64 `json:"annual_cents_after"`
	Freed        *int64 `json:"freed_cents"`
	Reason       string `json:"reason"`
	Premium      *int64 `json:"premium_billable,omitempty"` // of the add-on, where it is bought
	PremiumAfter *int64 `json:"premium_billable_after,omitempty"`
}

type cascadeMoney struct {
	Currency       string  `json:"currency"`
	Freed          *int64  `json:"freed_cents"`
	FreedFrom      *string `json:"freed_from"`
	FreedReason    string  `json:"freed_reason"`
	Refunded       *int64  `json:"refunded_cents"`
	RefundedReason string  `json:"refunded_reason"`
	LostDays       *int64  `json:"lost_days"`
	Lost           *int64  `json:"lost_cents"`
	LostReason     string  `json:"lost_reason"`
}

type sourced struct {
	Text   string `json:"text"`
	Source string `json:"source"`
}

func (p pen) printCascade(w io.Writer, s *summary, c *cascade) {
	lines := []string{p.paint(strong, oneLine("If "+c.Entitlement+" is cancelled")), oneLine(s.Org + ", night of " + s.AsOf)}
	for _, l := range c.Lines {
		lines = append(lines, "")
		lines = append(lines, p.cascadeTree(l)...)
		if l.Active {
			lines = append(lines, p.cascadeEffects(l)...)
		}
	}
	lines = append(lines, p.sourcedLines("Lost", plain, c.Loses)...)
	lines = append(lines, p.sourcedLines("Cannot be undone", bad, c.Irreversible)...)
	for _, note := range c.Notes {
		lines = append(lines, p.hanging("", 2, oneLine(note))...)
	}
	for _, l := range lines {
		fmt.Fprintln(w, l)
	}
}

func (p pen) sourcedLines(heading, look string, list []sourced) []string {
	var lines []string
	for i, n := range list {
		if i == 0 {
			lines = append(lines, "", p.paint(strong, heading))
		}
		lines = append(lines, p.painted(look, p.hanging("  ", 4, oneLine(n.Text+" ("+n.Source+")")))...)
	}
	return lines
}

// cascadeTree is the subscription with its apps below it.
func (p pen) cascadeTree(l cascadeLine) []string {
	head := l.Name
	if l.Place != "" {
		head += " at " + l.Place
	}
	facts := []string{l.Plan, l.Partner}
	if l.Purchased != nil {
		facts = append(facts, grouped(*l.Purchased)+" users bought")
	}
	if l.RenewsOn != nil {
		facts = append(facts, "renews on "+*l.RenewsOn)
	}
	if !l.Active {
		facts = append(facts, "inactive: nothing left to cancel")
	}
	var said []string
	for _, f := range facts {
		if f != "" {
			said = append(said, f)
		}
	}
	lines := p.hanging("", 2, oneLine(head+" ("+strings.Join(append(said, l.At), ", ")+")"))
	for i, a := range l.Apps {
		lines = append(lines, p.appLine(l.Apps, i, a)...)
	}
	return lines
}

// appLine draws one app at its depth in the tree.
func (p pen) appLine(apps []cascadeApp, i int, a cascadeApp) []string {
	branch := "└─ "
	for _, later := range apps[i+1:] {
		if later.Depth < a.Depth {
			break
		}
		if later.Depth == a.Depth {
			branch = "├─ "
			break
		}
	}
	look, fate := bad, "cancelled"
	switch a.Fate {
	case "loses_product":
		look, fate = plain, "stays with "+a.Parent+" and loses this product"
	case "inactive":
		look, fate = dim, "inactive already"
	case "unknown":
		look, fate = dim, "not known: its parent "+a.Parent+" is not listed"
	}
	number := a.Entitlement
	if number == "" {
		number = "no number of its own"
	}
	said := []string{number}
	if a.Purchased != nil {
		said = append(said, grouped(*a.Purchased)+" users bought")
	}
	if a.Tier == "below" || a.Tier == "above" {
		said = append(said, "tier "+a.Tier+" its parent's (R10)")
	}
	indent := strings.Repeat("   ", a.Depth-1)
	return p.painted(look, p.hanging(indent+branch, len(indent)+5, oneLine(a.Name+", "+fate+" ("+strings.Join(said, ", ")+")")))
}

// cascadeEffects says what becomes of accounts, of Guard and of money.
func (p pen) cascadeEffects(l cascadeLine) []string {
	var said []string
	if l.Accounts == nil {
		said = append(said, "Accounts that lose it: not known, "+l.Why+".")
	} else {
		text := grouped(*l.Accounts) + " accounts lose it"
		if l.OnlyAccess != nil {
			text += "; " + grouped(*l.OnlyAccess) + " of them have nothing else then"
		}
		said = append(said, text+".")
	}
	if g := l.Guard; g != nil {
		text := fmt.Sprintf("Guard Standard bills %s accounts then, %s now", grouped(g.After), grouped(g.Billable))
		if g.UnknownAfter > 0 {
			text += " (" + grouped(g.UnknownAfter) + " are unknown then)"
		}
		if g.Premium != nil && g.PremiumAfter != nil {
			text += fmt.Sprintf("; Guard Premium bills %s then, %s now", grouped(*g.PremiumAfter), grouped(*g.Premium))
		}
		if g.Freed != nil {
			text += "; that frees " + money(g.Freed, l.Money.Currency) + " a year"
		} else if g.Reason != "" {
			text += "; what that frees is not known: " + g.Reason
		}
		said = append(said, text+".")
	}
	for _, v := range l.Verdicts {
		if v.From != v.To {
			said = append(said, fmt.Sprintf("%s: %s accounts go from %s to %s.", subscriptionName(v.Subscription), grouped(v.Accounts), spaced(v.From), spaced(v.To)))
		}
	}
	m := l.Money
	freed := "Freed: " + money(m.Freed, m.Currency) + " a year by the price book"
	if m.Freed == nil {
		freed = "Freed: not known, " + m.FreedReason
	}
	if m.Freed != nil && m.FreedFrom != nil {
		freed += ", from " + *m.FreedFrom + " on"
	}
	said = append(said, freed+".", "Refunded: not known. "+m.RefundedReason)
	if m.LostDays != nil {
		said = append(said, fmt.Sprintf("Lost: the %s days of the term that are left; %s.", grouped(*m.LostDays), m.LostReason))
	}
	var lines []string
	for _, s := range said {
		lines = append(lines, p.hanging("  ", 4, oneLine(s))...)
	}
	return lines
}
