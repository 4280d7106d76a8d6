package reports

// summaryPage answers the night's question on one page.
func (w *writer) summaryPage(m money) *page {
	f := w.small.facts
	p := &page{name: "Summary", title: "Who is billable, and what it costs", onePage: true, widths: []float64{38, 16, 16, 16, 62}}
	for _, note := range []string{f.priceNote, f.siteNote} {
		if note != "" {
			p.notes = append(p.notes, note)
		}
	}
	p.blocks = []block{
		w.keyFigures(m), w.classBlock(), w.verdictBlock(), w.reconciliationBlock(),
	}
	if len(w.actions) > 0 {
		p.blocks = append(p.blocks, w.actionBlock())
	}
	p.blocks = append(p.blocks, w.contents())
	if index, needed := w.accountsIndex(); needed {
		p.blocks = append(p.blocks, index)
	}
	return p
}

// keyFigures are the numbers that a reader looks for first.
func (w *writer) keyFigures(m money) block {
	f := w.small.facts
	b := block{header: []string{"This night", "", "What it means", "", ""}}
	add := func(name string, value cell, meaning string) {
		value.style.bold = true
		b.rows = append(b.rows, []cell{label(name), value, faint(meaning).spanning()})
	}
	add("Accounts", count(f.accounts), "Every account that an Atlassian source names.")
	add("Billed by Guard Standard", count(f.billable), "Accounts whose verdict is billable.")
	add("Verdict unknown", count(f.unknown), "Not enough is known to decide; they are in no price below.")
	current := w.current()
	w.addOnUsers(add)
	if current != nil {
		add("Cost per year", w.calculated(m.cell(current.AnnualCents), "scenario current", calcAnnual), orElse(upperFirst(current.Reason), billingWords(f)))
		add("Cost per month", w.calculated(m.cell(current.MonthlyCents), "scenario current", calcMonthly), "The price of one month.")
	}
	w.addOnCost(m, add)
	add("Recoverable per year", w.recoverable(m),
		orElse(upperFirst(f.recoverableReason), "What accounts cost that the organisation does not mean to pay for."))
	if f.unknown > 0 && current != nil {
		add("Cost per year, at most", w.calculated(m.cell(current.IfUnknownBilled), "+scenario current", calcAnnual), "If every account with an unknown verdict were billed.")
	}
	add("Rejected rows", count(w.rejects), "Rows that could not be read; rejects.csv lists them with their remedy.")
	return b
}

// current is the scenario in which nothing changes, or nil.
func (w *writer) current() *scenario {
	for i := range w.small.scenarios {
		if w.small.scenarios[i].ID == "current" {
			return &w.small.scenarios[i]
		}
	}
	return nil
}

// billingWords says how the bill is made.
func billingWords(f facts) string {
	s := "Guard " + spell(f.edition) + ", billed by the " + orElse(map[string]string{"annual": "year", "monthly": "month"}[f.billing], f.billing) + "."
	if f.purchasedTier != nil {
		s += " A tier of " + thousands(*f.purchasedTier) + " users is bought"
		if f.renewsOn != noDay {
			s += " and renews on " + f.renewsOn.String()
		}
		s += "."
	}
	return s
}

func (w *writer) classBlock() block {
	b := block{heading: "Who the accounts are", header: []string{"Class", "Accounts", "Share"}}
	var sum int64
	for _, c := range w.small.classes {
		sum += c.accounts
		b.rows = append(b.rows, []cell{label(spell(c.name)), count(c.accounts), share(c.accounts, w.small.facts.accounts)})
	}
	b.total = []cell{label("All accounts"), count(sum), share(sum, w.small.facts.accounts)}
	return b
}

func (w *writer) verdictBlock() block {
	b := block{heading: "Who is billed", header: []string{"Subscription", "Billable", "Not billable", "Unknown"}}
	var s summary
	for _, v := range w.small.verdicts {
		s.addVerdict(v)
	}
	for _, name := range s.Verdicts.keys {
		v := s.Verdicts.get(name)
		b.rows = append(b.rows, []cell{
			label(spell(name)),
			count(v.Billable).filled(amber, amberInk), count(v.NotBillable).filled(green, greenInk),
			count(v.Unknown).filled(violet, violetInk),
		})
	}
	return b
}

func (w *writer) reconciliationBlock() block {
	r := w.small.reconciliation
	return block{
		heading: "What Atlassian itself says", note: "The billable flag of the exports, against our verdict for Guard Standard. The sheet Checks lists the differences.",
		header: []string{"Their flag", "Accounts"},
		rows: [][]cell{
			{label("Agrees with our verdict"), count(r.Agrees)},
			{label("Disagrees"), count(r.Disagrees)},
			{label("Speaks where we cannot decide"), count(r.Undecided)},
			{label("Says nothing"), count(r.Silent)},
		},
	}
}

func (w *writer) actionBlock() block {
	b := block{
		heading: "Files to act on", note: "The folder actions/ holds for each a file to upload as it is, a review file to read first, and a manifest.",
		header: []string{"Action", "To upload", "Held back", "Quarantined", "Upload file"},
	}
	for _, a := range w.actions {
		name := a.Action + ".upload.csv"
		switch {
		case a.Files == 0:
			name = "none: nothing to upload"
		case a.Files > 1:
			name = a.Action + "-001.upload.csv and " + thousands(int64(a.Files-1)) + " more"
		}
		b.rows = append(b.rows, []cell{label(spell(a.Action)), count(a.Upload), count(a.Held), count(a.Quarantined), label(name)})
	}
	return b
}

// orElse is s, or other where s is empty.
func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// contents leads to the other sheets.
func (w *writer) contents() block {
	b := block{heading: "In this workbook", header: []string{"Sheet", "What it answers", "", "", ""}}
	for _, s := range [][2]string{
		{"Ladder", "How the bill grows from the accounts that are meant to cost something to those that are not."},
		{"Scenarios", "What each way out would cost, save and lose."},
		{"Edges", "What one seat less saves and one more costs, how far it is to the next bracket and tier, and who has to go to get below."},
		{calculationSheet, "How each amount comes about, step by step, with the inputs that may be changed."},
		{"Changes", "What became another one since the night before, why, and what it costs."},
		{"Trend", "How many accounts were billable, night by night."},
		{"Accounts", "Every account: its class, both verdicts, the rules that decided, and where the evidence lies."},
		{"Seats", "Who takes a seat of Jira, Confluence, Bitbucket and the others, by site and workspace."},
		{"Reconciliation", "What Atlassian counts, what the verdicts count, and the way from one to the other."},
		{"Price book", "The prices behind the numbers, with source and confidence."},
		{"Assumptions", "What was taken for granted, and whose the sites and workspaces are."},
		{"Checks", "What was checked, and the first rows of every claim that does not hold."},
		{"Provenance", "The files and versions that made this night."},
	} {
		if s[0] == calculationSheet && w.calcRows == nil {
			continue
		}
		b.rows = append(b.rows, []cell{linkTo(s[0]), faint(s[1]).spanning()})
	}
	return b
}

// linkTo names a sheet and leads there.
func linkTo(sheet string) cell {
	return cell{value: sheet, style: style{format: asText, color: teal, bold: true}, link: sheet}
}
