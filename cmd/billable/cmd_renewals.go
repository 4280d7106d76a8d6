package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// calendarName is the file of a night's renewals for a calendar program.
const calendarName = "renewals.ics"

func newRenewalsCmd(a *app, o *options) *cobra.Command {
	var calendar string
	c := &cobra.Command{
		Use:   "renewals",
		Short: "Show what renews when, and how many of the users bought are needed",
		Long: help(`Renewals prints the subscriptions of a published night by the day on which they
renew, as the exports of the partner portal list them: how many users were bought
and how many the verdicts need, what is due when (120, 90 and 30 days before, and
the notice, when renewals.notice_days in billable.yaml says how long it is), and
which ends could be brought together.

--ics writes the same days as a calendar (RFC 5545); - is the standard output.`,
			"billable renewals", "billable renewals --org acme --as-of 2026-11-20 --json", "billable renewals --ics renewals.ics"),
		Args: wantArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			r, err := a.published(o)
			if err != nil {
				return err
			}
			if calendar == "-" && o.json {
				return usageProblem("Give --ics a file, or leave out --json.", "--json and --ics - both want the standard output")
			}
			night, err := a.answer(cmd.Context(), o, r)
			if err != nil {
				return err
			}
			s := night.summary
			if s.Renewals == nil {
				return usageProblem("Run the night again with this version, then ask again.",
					"the night of %s was published by another version, without renewals", r.AsOf)
			}
			if calendar != "" {
				if err := a.writeCalendar(night, calendar); err != nil || calendar == "-" {
					return err
				}
			}
			if o.json {
				s.Renewals.Subscriptions = s.Renewals.byRenewal()
				a.printJSON(renewalsDoc{Org: s.Org, AsOf: s.AsOf, renewals: *s.Renewals})
				return nil
			}
			newPen(a.stdout, o.noColor).printRenewals(a.stdout, s)
			return nil
		},
	}
	o.addNight(c.Flags())
	c.Flags().StringVar(&calendar, "ics", "", "also write the days as a calendar to this file; - is the standard output")
	return c
}

// A renewalsDoc is the JSON document of the command; its keys are a contract.
type renewalsDoc struct {
	Org  string `json:"org"`
	AsOf string `json:"as_of"`
	renewals
}

// renewals is what a summary says of subscriptions; reports states what each key
// means.
type renewals struct {
	Subscriptions []subscription `json:"subscriptions"`
	Dates         []renewalDate  `json:"dates"`
	CoTerms       []coTerm       `json:"co_terms"`
	Basis         []renewalBasis `json:"basis"`
}

type subscription struct {
	Entitlement string  `json:"entitlement"`
	Product     string  `json:"product"`
	RenewsOn    *string `json:"renews_on"`
	DaysLeft    *int64  `json:"days_left"`
	Purchased   *int64  `json:"purchased"`
	Needed      *int64  `json:"needed"`
	State       string  `json:"state"`

	Why               string   `json:"why"`
	Note              string   `json:"note"`
	Active            bool     `json:"active"`
	Kind              string   `json:"kind"`
	Name              string   `json:"name"`
	Plan              string   `json:"plan"`
	Place             string   `json:"place"`
	Partner           string   `json:"partner"`
	Contacts          []string `json:"contacts"`
	ParentEntitlement string   `json:"parent_entitlement"`
	InstalledOn       []string `json:"installed_on"`
	BillDate          *string  `json:"bill_date"`
	NoticeOn          *string  `json:"notice_on"`
	ReadOn            *string  `json:"read_on"`
	ActiveUsers       *int64   `json:"active_users"`
	NeededLeast       *int64   `json:"needed_least"`
	NeededMost        *int64   `json:"needed_most"`
	NeededAssumed     *int64   `json:"needed_assumed"`
	FitsIn            *int64   `json:"fits_in"`
	At                string   `json:"at"`
}

type renewalDate struct {
	Entitlement string `json:"entitlement"`
	Product     string `json:"product"`
	Place       string `json:"place"`
	Mark        string `json:"mark"`
	On          string `json:"on"`
	DaysLeft    int64  `json:"days_left"`
	Meaning     string `json:"meaning"`
}

type coTerm struct {
	Entitlement string `json:"entitlement"`
	Product     string `json:"product"`
	EndsOn      string `json:"ends_on"`
	With        string `json:"with"`
	WithProduct string `json:"with_product"`
	WithEndsOn  string `json:"with_ends_on"`
	DaysApart   int64  `json:"days_apart"`
	SamePartner bool   `json:"same_partner"`
}

type renewalBasis struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Value  string `json:"value"`
	Unit   string `json:"unit"`
	Source string `json:"source"`
	Note   string `json:"note"`
}

// writeCalendar copies the published calendar to where somebody wants it.
func (a *app) writeCalendar(night *answer, to string) error {
	if night.calendar == nil {
		return usageProblem("Add an export of the partner portal (kind partner_subscriptions) to the night and run it again.",
			"the night of %s knows of no subscription, so there is no calendar", night.summary.AsOf)
	}
	if to == "-" {
		_, err := a.stdout.Write(night.calendar)
		return err
	}
	return writeAsked("--ics", to, night.calendar)
}

// writeAsked writes a file that a flag names.
func writeAsked(flag, name string, text []byte) error {
	if folder := filepath.Dir(name); !exists(folder) {
		return usageProblem("Make the folder first, or give another path.", "%s: there is no folder %s", flag, folder)
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return usageProblem("Give the path of a file.", "%s: %s is a folder", flag, name)
	}
	return writeWhole(name, text)
}

func (p pen) printRenewals(w io.Writer, s *summary) {
	fmt.Fprintln(w, p.paint(strong, oneLine(s.Org)+", night of "+s.AsOf))
	if len(s.Renewals.Subscriptions) == 0 {
		for _, l := range p.wrapped("", "No export of the partner portal is given, so nothing is known of subscriptions. Add one (kind partner_subscriptions) and run the night again.") {
			fmt.Fprintln(w, l)
		}
		return
	}
	for _, l := range p.renewalLines(s.Renewals) {
		fmt.Fprintln(w, l)
	}
	for _, part := range [][]string{p.dueLines(s.Renewals), p.coTermLines(s.Renewals), p.renewalNotes(s.Renewals)} {
		if len(part) > 0 {
			fmt.Fprintln(w)
		}
		for _, l := range part {
			fmt.Fprintln(w, l)
		}
	}
}

// renewalLines is the table of subscriptions, by renewal; stacked on a narrow
// screen.
func (p pen) renewalLines(r *renewals) []string {
	var b block
	b.add(strong, "%-10s %5s  %-30s %7s %8s  %s", "Renews on", "days", "Subscription", "bought", "needed", "state")
	var stacked []string
	for _, s := range r.byRenewal() {
		look := plain
		switch {
		case !s.Active:
			look = dim
		case s.State == "short":
			look = bad
		case s.State == "over_bought":
			look = good
		}
		state := spaced(s.State)
		if !s.Active {
			state = "inactive"
		}
		on, days := orElse(text(s.RenewsOn), "not known"), knownCount(s.DaysLeft)
		if !s.Active {
			on, days = "-", "-"
		}
		b.add(look, "%-10s %5s  %-30s %7s %8s  %s", on, days, shortened(s.title(), 30), knownCount(s.Purchased), s.neededText(), state)
		stacked = append(stacked, p.paint(strong, s.title()), fmt.Sprintf("  renews %s (%s days)", on, days),
			fmt.Sprintf("  bought %s, needed %s: %s", knownCount(s.Purchased), s.neededText(), state))
	}
	if b.width() > p.width {
		return stacked
	}
	return p.beside(0, b)
}

// shownDues is how many days the terminal lists; --json and the calendar have all.
const shownDues = 8

// dueLines lists the days to come, and once what is due for several subscriptions.
func (p pen) dueLines(r *renewals) []string {
	type due struct{ head, meaning, names string }
	var dues []due
	for _, d := range r.Dates {
		if d.DaysLeft < 0 {
			continue
		}
		what := d.Mark
		if days, isMark := strings.CutPrefix(d.Mark, "mark_"); isMark {
			what = days + " days before"
		}
		head, name := fmt.Sprintf("%s, in %d days, %s: ", d.On, d.DaysLeft, what), spaced(d.Product)
		if d.Place != "" {
			name += " at " + d.Place
		}
		if n := len(dues); n > 0 && dues[n-1].head == head {
			dues[n-1].names += ", " + name
			continue
		}
		dues = append(dues, due{head, d.Meaning, name})
	}
	var lines []string
	for i, d := range dues {
		if i == shownDues {
			return append(lines, fmt.Sprintf("and %s days more: --json and --ics list all of them", grouped(int64(len(dues)-i))))
		}
		if i == 0 {
			lines = append(lines, p.paint(strong, "Due next"))
		}
		lines = append(lines, p.hanging("", 2, oneLine(d.head+d.names+" ("+d.meaning+")"))...)
	}
	return lines
}

func (p pen) coTermLines(r *renewals) []string {
	var lines []string
	for _, c := range r.CoTerms {
		if lines == nil {
			lines = append(lines, p.paint(strong, "Ends that could be one (by a note on the quote, R49)"))
		}
		who := "same partner"
		if !c.SamePartner {
			who = "another partner: one of the two would have to sell both"
		}
		lines = append(lines, p.hanging("", 2, oneLine(fmt.Sprintf("%s %s ends %s, %s %s ends %s: %d days apart, %s",
			spaced(c.Product), c.Entitlement, c.EndsOn, spaced(c.WithProduct), c.With, c.WithEndsOn, c.DaysApart, who)))...)
	}
	return lines
}

// renewalNotes says why something is not known, and what contradicts.
func (p pen) renewalNotes(r *renewals) []string {
	var lines []string
	for _, s := range r.byRenewal() {
		if !s.Active {
			continue
		}
		for _, said := range []string{s.Why, s.Note} {
			if said != "" {
				lines = append(lines, p.painted(dim, p.hanging("", 2, oneLine(s.title()+" ("+s.At+"): "+said)))...)
			}
		}
	}
	for _, b := range r.Basis {
		if b.Value == "" {
			lines = append(lines, p.painted(dim, p.hanging("", 2, oneLine(b.Name+" is not known: set "+b.Source+".")))...)
		}
	}
	return lines
}

// byRenewal puts the next renewal first, what renews no more last.
func (r *renewals) byRenewal() []subscription {
	list := slices.Clone(r.Subscriptions)
	slices.SortStableFunc(list, func(a, b subscription) int {
		return cmp.Or(last(!a.Active, !b.Active), last(a.RenewsOn == nil, b.RenewsOn == nil), strings.Compare(text(a.RenewsOn), text(b.RenewsOn)))
	})
	return list
}

func last(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func (s subscription) title() string {
	name := s.Name
	if s.Place != "" {
		name += " at " + s.Place
	}
	return oneLine(name)
}

func (s subscription) neededText() string {
	if s.Needed == nil && s.NeededLeast != nil && s.NeededMost != nil {
		return grouped(*s.NeededLeast) + "-" + grouped(*s.NeededMost)
	}
	return knownCount(s.Needed)
}

// knownCount spells a number, and null as unknown: never as 0.
func knownCount(n *int64) string {
	if n == nil {
		return "unknown"
	}
	return grouped(*n)
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
