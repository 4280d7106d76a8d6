package reports

// renewalsPage is the calendar of what is bought: what renews when, how many users
// it has and needs, what is due, and which ends could be one.
func (w *writer) renewalsPage(money) *page {
	c := &w.small.commerce
	p := &page{
		name: "Renewals", title: "What renews when, and how much of it is needed",
		widths: []float64{13, 10, 18, 30, 9, 12, 20, 20, 11, 11, 11, 10, 14, 46, 34},
		notes:  []string{"Needed is what the verdicts of this night count; an app follows its parent (R10). Reclaimed seats save nothing before the renewal (R40)."},
	}
	if len(c.Subscriptions) == 0 {
		p.notes = append(p.notes, "No export of the partner portal is given.")
		return p
	}
	active := block{heading: "Active subscriptions, by renewal", table: "Subscriptions", header: []string{
		"Renews on", "Days left", "Entitlement", "Product or app", "Kind", "Plan", "Site or workspace", "Partner",
		"Purchased", "Active users", "Needed", "Fits in", "State", "Why, and what contradicts", "Customer contacts"}}
	inactive := block{heading: "Inactive subscriptions", note: "They renew no more. Only Atlassian's support can bring one back (R42).",
		header: []string{"Bill date", "", "Entitlement", "Product or app", "Kind", "Plan", "Site or workspace", "Partner", "Purchased", "Active users"}}
	for _, s := range c.byRenewal() {
		if s.Active {
			active.rows = append(active.rows, s.cells())
		} else {
			inactive.rows = append(inactive.rows, s.inactiveCells())
		}
	}
	for _, b := range []block{active, w.duesBlock(), w.coTermsBlock(), inactive} {
		if len(b.rows) > 0 {
			p.blocks = append(p.blocks, b)
		}
	}
	return p
}

func (s *subscription) cells() []cell {
	return []cell{
		dateCell(s.renewsOn, notKnown), knownCount(s.DaysLeft), label(s.number()), strong(s.Name), label(upperFirst(s.Kind)), label(upperFirst(s.Plan)),
		label(s.Place), label(s.Partner), knownCount(s.Purchased), knownCount(s.ActiveUsers), s.neededCell(), knownCount(s.FitsIn), s.stateCell(),
		prose(join("; ", s.Why, s.Note)), prose(join("; ", s.Contacts...)),
	}
}

func (s *subscription) inactiveCells() []cell {
	return []cell{
		dateCell(s.billOn, notKnown), {}, label(s.number()), strong(s.Name), label(upperFirst(s.Kind)), label(upperFirst(s.Plan)),
		label(s.Place), label(s.Partner), knownCount(s.Purchased), knownCount(s.ActiveUsers),
	}
}

// neededCell is the number of users needed, or the range that they lie in.
func (s *subscription) neededCell() cell {
	if s.Needed == nil && s.NeededLeast != nil && s.NeededMost != nil {
		return cell{value: thousands(*s.NeededLeast) + " to " + thousands(*s.NeededMost), style: style{format: asText, right: true, color: muted}}
	}
	return knownCount(s.Needed)
}

func (s *subscription) stateCell() cell {
	c := label(spell(s.State))
	switch s.State {
	case "over_bought":
		return c.filled(amber, amberInk)
	case "short":
		return c.filled(red, redInk)
	case "fits":
		return c.filled(green, greenInk)
	}
	return c.filled(violet, violetInk)
}

// duesBlock lists what is still to come, day by day.
func (w *writer) duesBlock() block {
	b := block{heading: "What is due when", note: "Days that have passed are left out. The same days are in renewals.ics, for a calendar.",
		header: []string{"On", "Days left", "Entitlement", "Product or app", "Mark", "", "Site or workspace", "Partner", "What to do"}}
	for _, d := range w.small.commerce.Dates {
		if d.DaysLeft < 0 {
			continue
		}
		mark := label(markName(d.Mark))
		if d.Mark == "notice" || d.Mark == "renewal" {
			mark = mark.filled(amber, amberInk)
		}
		b.rows = append(b.rows, []cell{
			dateCell(d.on, ""), count(d.DaysLeft), label(d.of.number()), strong(d.of.Name), mark, {}, label(d.of.Place), label(d.of.Partner),
			label(upperFirst(d.Meaning)).spanning(),
		})
	}
	return b
}

// markName is what people call a mark.
func markName(mark string) string {
	switch mark {
	case "mark_120":
		return "120 days"
	case "mark_90":
		return "90 days"
	case "mark_30":
		return "30 days"
	}
	return spell(mark)
}

func (w *writer) coTermsBlock() block {
	b := block{heading: "Ends that could be one",
		note:   "A note on the quote asks for it (R49); the shorter term is lengthened to the later end. Another partner would have to sell both.",
		header: []string{"Ends on", "Days apart", "Entitlement", "Product", "", "", "Site or workspace", "Partner", "Could end on", "With"}}
	for _, c := range w.small.commerce.CoTerms {
		partner := "the same partner, so one order"
		if !c.SamePartner {
			partner = orElse(c.with.Partner, "partner not known") + ", so one of the two partners would have to sell both"
		}
		b.rows = append(b.rows, []cell{
			dateCell(c.of.renewsOn, ""), count(c.DaysApart), label(c.of.number()), strong(c.of.Name), {}, {}, label(c.of.Place), label(c.of.Partner),
			dateCell(c.with.renewsOn, ""), label(c.with.title() + " (" + c.with.number() + "), " + partner).spanning(),
		})
	}
	return b
}

// renewalBasisBlock says what the calendar is counted with.
func (w *writer) renewalBasisBlock() block {
	b := block{heading: "What renewals are counted with", header: []string{"What", "Value", "Unit", "Source", "Note"}}
	for _, t := range w.small.commerce.Basis {
		b.rows = append(b.rows, []cell{strong(t.Name), label(orElse(t.Value, notKnown)), label(t.Unit), prose(t.Source), prose(t.Note)})
	}
	for _, r := range [][3]string{
		{"Renewal", "read on + days until renewal, else the bill date", "exports.md 3.16"},
		{"Needed by an app", "what its parent needs, the larger product where there are several", "R10"},
		{"Over-bought", "a smaller tier, or fewer seats where the number is no tier's bound, would hold what is needed", "R39"},
		{"Short", "more is needed than was bought", "R39"},
		{"Unknown", "no list of all users is given, or unknown verdicts decide", "R48"},
	} {
		b.rows = append(b.rows, []cell{strong(r[0]), label(""), label(""), prose(r[2]), prose(r[1])})
	}
	return b
}

// knownCount shows a number, and null as not known.
func knownCount(n *int64) cell {
	if n == nil {
		return unknownCell()
	}
	return count(*n)
}

// join puts what is not empty behind one another.
func join(sep string, parts ...string) string {
	text := ""
	for _, part := range parts {
		if part != "" && text != "" {
			text += sep
		}
		text += part
	}
	return text
}
