package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

func newScenariosCmd(a *app, o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "scenarios",
		Short: "Show what each way out of the published night would cost",
		Long: help("Scenarios prints the scenarios of a published night, the last one when --as-of names none.",
			"billable scenarios --org acme", "billable scenarios --json"),
		Args: wantArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			r, err := a.published(o)
			if err != nil {
				return err
			}
			if o.rulesAsOf != "" && o.rulesAsOf != r.rulesAsOf() {
				return usageProblem("Run 'billable run --rules-as-of "+o.rulesAsOf+"' with a --lake and an --out of its own, then ask those.",
					"the night of %s is published by the rules of %s", r.AsOf, r.rulesAsOf())
			}
			night, err := a.answer(cmd.Context(), o, r)
			if err != nil {
				return err
			}
			s := night.summary
			if o.json {
				a.printJSON(map[string]any{"org": s.Org, "as_of": s.AsOf, "currency": s.Currency, "scenarios": s.Scenarios})
				return nil
			}
			newPen(a.stdout, o.noColor).printScenarios(a.stdout, s)
			return nil
		},
	}
	o.addNight(c.Flags())
	o.addRules(c.Flags())
	return c
}

// published finds the night that a reading command means. The config is asked
// for the organisation only: its night may be another than the last published.
func (a *app) published(o *options) (*record, error) {
	l := lake(o.lake)
	org := o.org
	if org == "" {
		if orgs, err := l.orgs(); err == nil && len(orgs) > 1 {
			org = a.configOrg(o)
		}
	}
	return l.committed(org, o.asOf)
}

// configOrg is the organisation that the config names, or "".
func (a *app) configOrg(o *options) string {
	sql, err := openQueries("")
	if err != nil {
		return ""
	}
	words, err := readVocabulary(sql, ingestKinds())
	if err != nil {
		return ""
	}
	c, err := loadConfig(o.config, []string{"."}, words)
	if err != nil {
		return ""
	}
	return c.Org
}

func (p pen) printScenarios(w io.Writer, s *summary) {
	var b block
	b.add(strong, "%-20s %9s %9s %12s %12s %13s", "Scenario", "touched", "billable", "per month", "per year", "saves a year")
	for _, c := range s.Scenarios {
		look := plain
		if c.SavingCents != nil && *c.SavingCents > 0 {
			look = good
		}
		b.add(look, "%-20s %9s %9s %12s %12s %13s", c.ID, grouped(c.AccountsTouched), grouped(c.Billable),
			money(c.MonthlyCents, s.Currency), money(c.AnnualCents, s.Currency), money(c.SavingCents, s.Currency))
	}
	lines := p.beside(0, b)
	if b.width() > p.width {
		lines = p.stackedScenarios(s)
	}
	fmt.Fprintln(w, p.paint(strong, s.Org+", night of "+s.AsOf))
	for _, l := range lines {
		fmt.Fprintln(w, l)
	}
	for _, c := range s.Scenarios {
		for _, l := range p.painted(dim, p.wrapped("  ", scenarioNote(c, s.Currency))) {
			fmt.Fprintln(w, l)
		}
	}
}

// stackedScenarios is the table for a narrow screen: one scenario under another.
func (p pen) stackedScenarios(s *summary) []string {
	var lines []string
	for _, c := range s.Scenarios {
		lines = append(lines, p.paint(strong, c.ID),
			fmt.Sprintf("  %-16s %14s", "accounts touched", grouped(c.AccountsTouched)),
			fmt.Sprintf("  %-16s %14s", "billable", grouped(c.Billable)),
			fmt.Sprintf("  %-16s %14s", "per month", money(c.MonthlyCents, s.Currency)),
			fmt.Sprintf("  %-16s %14s", "per year", money(c.AnnualCents, s.Currency)),
			fmt.Sprintf("  %-16s %14s", "saves a year", money(c.SavingCents, s.Currency)))
	}
	return lines
}

// scenarioNote says in a sentence what the figures of a scenario do not.
func scenarioNote(c scenario, currency string) string {
	note := c.ID + ": " + oneLine(c.Label)
	if len(c.ByWayOut) > 1 || c.ID == "best_mix" {
		var ways []string
		for _, w := range c.ByWayOut {
			ways = append(ways, grouped(w.Count)+" "+oneLine(w.Name))
		}
		note += " (" + orElse(strings.Join(ways, ", "), "nothing is changed") + ")"
	}
	note += addOnNote(c.AddOn, currency)
	switch {
	case c.ID == "current":
	case c.ID == "best_mix" && c.AddOn != nil && c.AnnualCents == nil: // not weighed; the reason follows
	case c.AccountsTouched == 0:
		return note + "; open for no account"
	case c.EffortMinutes != nil:
		note += "; takes " + duration(*c.EffortMinutes)
		if net := c.NetSavingCents; net != nil && *net < 0 {
			more := -*net
			note += ", costs " + money(&more, currency) + " more than it saves in the first year"
		} else if net != nil {
			note += ", saves " + money(net, currency) + " net of it in the first year"
		}
	}
	if c.Loses != "" && c.Loses != "nothing" {
		note += "; loses " + oneLine(c.Loses)
	}
	if c.AnnualCents == nil && c.AnnualReason != "" {
		note += "; cost not known: " + oneLine(c.AnnualReason)
	}
	return note
}

// addOnNote tells what the add-on of Premium is of a cost, where it is bought.
func addOnNote(a *AddOn, currency string) string {
	switch {
	case a == nil:
		return ""
	case a.PremiumAnnualCents == nil:
		return "; Premium bills " + grouped(a.PremiumBillable)
	}
	return "; Premium bills " + grouped(a.PremiumBillable) + ", " + money(a.PremiumAnnualCents, currency) + " a year of it"
}

// duration spells minutes of work.
func duration(minutes int64) string {
	hours, rest := minutes/60, minutes%60
	switch {
	case hours == 0:
		return fmt.Sprintf("%d min", rest)
	case rest == 0:
		return grouped(hours) + " h"
	}
	return fmt.Sprintf("%s h %d min", grouped(hours), rest)
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
