package reports

// cascadePage lists what each cancellation takes along: every active subscription,
// its apps set in below it.
func (w *writer) cascadePage(m money) *page {
	p := &page{
		name: "Cascade", title: "What a cancellation takes along",
		widths: []float64{19, 36, 18, 20, 11, 30, 11, 13, 13, 13, 13, 15, 13, 30},
		notes:  []string{"Judged by the rules on the access that is left, account by account; nothing is subtracted. The mart cascade_accounts lists the accounts."},
	}
	if w.small.hasAddOn() {
		p.notes = append(p.notes, "\"Guard now\" and \"Guard then\" count Guard Standard; what Guard frees is of it and of the add-on of Guard Premium together.")
	}
	m = w.exactMoney(m)
	b := block{heading: "Active subscriptions and their apps", header: []string{
		"Entitlement", "Subscription, and apps below it", "Site or workspace", "Partner", "Users bought", "What happens",
		"Accounts", "Only access", "Guard now", "Guard then", "Guard frees", "A year of it", "Freed from", "Picture, beside this book"}}
	for _, c := range w.small.cascades {
		for i, l := range c.Lines {
			if !l.Active {
				continue
			}
			picture := ""
			if i == 0 {
				picture = c.Picture
			}
			b.rows = append(b.rows, l.cells(c.Entitlement, picture, m))
			for _, a := range l.Apps {
				b.rows = append(b.rows, a.cells())
			}
		}
	}
	if len(b.rows) == 0 {
		return nil
	}
	p.blocks = []block{b, w.cascadeNotes()}
	return p
}

// exactMoney shows cents on a sheet of which an amount has some.
func (w *writer) exactMoney(m money) money {
	for _, c := range w.small.cascades {
		for _, l := range c.Lines {
			if l.Money.Freed != nil && *l.Money.Freed%max(m.minor, 1) != 0 {
				m.format = moneyFormat(w.small.facts.currency, true)
			}
		}
	}
	return m
}

func (l *cascadeLine) cells(entitlement, picture string, m money) []cell {
	guard := []cell{unknownCell(), unknownCell(), unknownCell()}
	if g := l.Guard; g != nil {
		guard = []cell{count(g.Billable), count(g.After), m.cell(g.Freed)}
	} else if l.Accounts != nil { // Guard itself
		guard = []cell{{}, {}, {}}
	}
	from := cell{value: notKnown, style: style{format: asText, right: true, color: muted}}
	if l.RenewsOn != nil {
		from = label(*l.RenewsOn)
	}
	only := knownCount(l.OnlyAccess)
	if l.OnlyAccess == nil && l.Accounts != nil {
		only = cell{}
	}
	return []cell{
		strong(entitlement), strong(l.Name), label(l.Place), label(l.Partner), knownCount(l.Purchased), prose(orElse(l.Why, "cancelled")),
		knownCount(l.Accounts), only, guard[0], guard[1], guard[2], m.cell(l.Money.Freed), from, label(picture),
	}
}

func (a cascadeApp) cells() []cell {
	indent := ""
	for range min(a.Depth, 6) {
		indent += "    "
	}
	what := prose(fateWords(a))
	switch a.Fate {
	case "cancelled":
		what = what.filled(red, redInk)
	case "loses_product":
		what = what.filled(amber, amberInk)
	default:
		what = what.filled(violet, violetInk)
	}
	tier := ""
	if a.Tier == "below" || a.Tier == "above" {
		tier = "tier " + a.Tier + " its parent's (R10)"
	}
	number := (&subscription{Entitlement: a.Entitlement, ParentEntitlement: a.Parent}).number()
	return []cell{label(number), label(indent + a.Name), label(a.Place), label(a.Partner), knownCount(a.Purchased), what, label(tier).spanning()}
}

// cascadeNotes says what is true of all cancellations, and what is odd about some.
func (w *writer) cascadeNotes() block {
	b := block{heading: "What is true of every cancellation", header: []string{"About", "What, and where it is stated"}}
	for _, n := range w.small.cascadeNotes {
		b.rows = append(b.rows, []cell{strong(upperFirst(n.topic)), label(n.text + " (" + n.source + ")").spanning()})
	}
	for _, c := range w.small.cascades {
		for _, note := range c.Notes {
			b.rows = append(b.rows, []cell{strong(c.Entitlement), label(note).spanning()})
		}
	}
	return b
}
