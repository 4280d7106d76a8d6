package reports

import (
	"cmp"
	"fmt"
	"slices"
)

// checksPage lists every claim: those that do not hold first, the worst of them
// on top, each with its first rows; then those that hold.
func (w *writer) checksPage(m money) *page {
	p := &page{name: "Checks", title: "What was checked", widths: []float64{46, 28, 24, 20, 20, 20, 40}}
	failing, holding := sortChecks(w.small.checks)
	wrong := 0
	for _, c := range failing {
		if c.severity != "info" {
			wrong++
		}
	}
	p.notes = []string{fmt.Sprintf("Claims checked: %d. Hold: %d. Do not hold: %d, of which %d may make figures wrong (severity Warn); the others are for somebody to look at.",
		len(w.small.checks), len(holding), len(failing), wrong)}
	p.blocks = append(p.blocks, w.countsBlock(m))
	if totals, ok := w.totalsBlock(); ok {
		p.blocks = append(p.blocks, totals)
	}
	if len(failing) > 0 {
		b := block{heading: "What does not hold", header: []string{"Check", "Severity", "Findings", "Claim, and what the findings mean", "", "", ""}}
		for _, c := range failing {
			b.rows = append(b.rows, []cell{strong(spell(c.name)), severityCell(c.severity, c.findings), count(c.findings), prose(c.meaning()).spanning()})
		}
		p.blocks = append(p.blocks, b)
	}
	for _, c := range failing {
		if len(c.rows) > 0 {
			p.blocks = append(p.blocks, c.block())
		}
	}
	b := block{heading: "What holds", header: []string{"Check", "Severity", "Findings", "Claim", "", "", ""}}
	for _, c := range holding {
		b.rows = append(b.rows, []cell{
			strong(spell(c.name)), severityCell(c.severity, 0),
			{value: "holds", style: style{format: asText, right: true, color: greenInk}}, prose(c.claim).spanning(),
		})
	}
	p.blocks = append(p.blocks, b, w.domainsBlock())
	return p
}

// maxDomains bounds the domains that the sheet lists.
const maxDomains = 500

// domainsBlock counts the accounts by the domain of their address: a slip of
// the pen stands out as a domain of few.
func (w *writer) domainsBlock() block {
	b := block{
		heading: "Accounts by the domain of their address",
		note:    "A misspelled domain, or one that should have been claimed, stands out here.",
		header:  []string{"Domain", "Accounts", "Guard Standard: billed", "Guard Standard: unknown"},
	}
	for i, d := range w.small.domains {
		if i == maxDomains {
			b.note += " The first " + thousands(maxDomains) + " of " + thousands(int64(len(w.small.domains))) + " domains."
			break
		}
		b.rows = append(b.rows, []cell{label(orElse(d.name, "(no address)")), count(d.accounts), count(d.billable), count(d.unknown)})
	}
	return b
}

// sortChecks parts what does not hold, by severity, from what holds.
func sortChecks(checks []check) (failing, holding []check) {
	for _, c := range checks {
		if c.findings > 0 {
			failing = append(failing, c)
		} else {
			holding = append(holding, c)
		}
	}
	rank := map[string]int{"fatal": 0, "warn": 1, "info": 2}
	slices.SortStableFunc(failing, func(a, b check) int { return cmp.Compare(rank[a.severity], rank[b.severity]) })
	return failing, holding
}

// meaning is the claim and what findings that break it mean.
func (c check) meaning() string {
	if c.otherwise == "" {
		return c.claim
	}
	return c.claim + " " + c.otherwise
}

func (c check) block() block {
	b := block{heading: spell(c.name), note: c.meaning(), header: []string{"Account", "E-mail", "Place", "What was found", "", "", ""}}
	if int64(len(c.rows)) < c.findings {
		b.note += " The first " + thousands(int64(len(c.rows))) + " of " + thousands(c.findings) + " findings:"
	}
	for _, r := range c.rows {
		b.rows = append(b.rows, []cell{label(r.accountID), label(r.email), prose(r.place), prose(r.detail).spanning()})
	}
	return b
}
