package reports

import "billable"

// This file lays out what a night rests on: prices, assumptions, checks and
// where everything came from.

// priceBookPage lists the book, the lines that priced this night marked.
func (w *writer) priceBookPage(money) *page {
	p := &page{name: "Price book", title: "The prices behind the numbers", widths: []float64{9, 22, 14, 14, 13, 12, 12, 13, 9, 13, 13, 14, 44}}
	if w.small.facts.priceNote != "" {
		p.notes = append(p.notes, w.small.facts.priceNote)
	}
	p.notes = append(p.notes, "Version "+orElse(w.small.facts.priceBookVersion, notKnown)+
		". Graduated: each seat costs what its bracket says. Volume: all seats cost what the bracket of the total says. Tier: a fixed price for a block.")
	b := block{table: "PriceBook", header: []string{
		"Used", "Product", "Plan", "Semantics", "Users from", "Users to", "Minimum", "Unit price", "Per",
		"From", "Until", "Confidence", "Source",
	}}
	listed := map[price]bool{}
	lists := []priceList{w.small.guardList()}
	if w.small.terms.addOn.isPlain() {
		lists = append(lists, w.small.addOnList())
	}
	for _, l := range append(lists, w.small.seatLists()...) {
		if len(l.lines) == 0 {
			continue
		}
		n, skip := len(l.lines), len(b.rows)
		b.named = append(b.named, namedColumn{l.key + "_from", 4, n, skip}, namedColumn{l.key + "_to", 5, n, skip}, namedColumn{l.key + "_price", 7, n, skip})
		for _, r := range l.lines {
			b.rows = append(b.rows, r.inputs())
			listed[r] = true
		}
	}
	for _, r := range w.small.prices {
		if !listed[r] {
			b.rows = append(b.rows, r.cells())
		}
	}
	p.blocks = []block{b}
	return p
}

// inputs are the cells of a line that formulas rest on: its bounds and its price
// may be changed.
func (r price) inputs() []cell {
	cells := r.cells()
	bound := accepts{whole: true, least: 0, most: mostUsers, hint: "A whole number of users; 999999999 is no limit."}
	cells[4] = cells[4].asInput("", bound)
	if r.to == nil {
		cells[5] = cell{value: int64(openEnd), style: style{format: asBound, right: true}}
	}
	cells[5] = cells[5].asInput("", bound)
	cells[7] = cells[7].asInput("", accepts{least: 0, most: mostMoney, hint: "A price, 0 or more."})
	return cells
}

func (r price) cells() []cell {
	to := cell{value: "no limit", style: style{format: asText, right: true, color: muted}}
	if r.to != nil {
		to = count(*r.to)
	}
	used := label("")
	if r.isUsed {
		used = label("used").filled(green, greenInk)
	}
	confidence := label(spell(r.confidence))
	if r.confidence == "inferred" {
		confidence = confidence.filled(amber, amberInk)
	}
	return []cell{
		used, label(spell(r.product)), label(spell(r.plan)), label(spell(r.semantics)), count(r.from), to, count(r.minimum),
		money{moneyFormat(r.currency, r.minorUnits > 1), r.minorUnits}.cell(&r.unitCents), label(r.period),
		dateCell(r.effectiveFrom, notKnown), dateCell(r.effectiveTo, "open"), confidence, prose(r.source),
	}
}

// maxPlaces bounds the places that a sheet lists; a partner can have thousands.
const maxPlaces = 500

// assumptionsPage says what was taken for granted.
func (w *writer) assumptionsPage(money) *page {
	p := &page{name: "Assumptions", title: "What the numbers take for granted", widths: []float64{34, 20, 24, 30, 60, 13}}
	b := block{header: []string{"Assumption", "Value", "Unit", "Source", "Note"}}
	inputs := block{
		heading: "Inputs", note: "Change a yellow cell, and every amount that rests on it follows.",
		header: b.header, rows: w.termRows(),
	}
	for _, a := range w.small.assumptions {
		row := []cell{strong(spell(a.name)), prose(a.value), label(a.unit), prose(a.source), prose(a.note)}
		number, isNumber := w.small.number(a.id)
		if w.calcRows == nil || !isNumber {
			b.rows = append(b.rows, row)
			continue
		}
		row[1] = count(number).asInput(a.id, accepts{whole: true, least: 0, most: mostMoney, hint: "A whole number, 0 or more."})
		inputs.rows = append(inputs.rows, row)
	}
	if w.calcRows != nil {
		p.blocks = append(p.blocks, inputs)
		b.heading = "Taken for granted"
	}
	p.blocks = append(p.blocks, b)
	if len(w.small.places) == 0 {
		return p
	}
	places := block{
		heading: "Whose places they are", note: w.small.facts.siteNote,
		header: []string{"Place", "Kind", "Ownership", "How it is known", "Why", "Accounts"},
	}
	for i, s := range w.small.places {
		if i == maxPlaces {
			places.note = "The first " + thousands(maxPlaces) + " of " + thousands(int64(len(w.small.places))) + " places. " + places.note
			break
		}
		places.rows = append(places.rows, s.cells())
	}
	p.blocks = append(p.blocks, places)
	return p
}

// termRows are the inputs that are not assumptions: what is counted tonight and
// how it is billed.
func (w *writer) termRows() [][]cell {
	if w.calcRows == nil {
		return nil
	}
	f, t := w.small.facts, w.small.terms
	rate := units(*w.small.terms.rateAbove*t.listMinor, *t.rateBelow*f.minorUnits)
	rated := ""
	if t.ratedOn != noDay {
		rated = "rate of " + t.ratedOn.String()
	}
	input := func(name, words string, c cell, a accepts, unit, source, note string) []cell {
		return []cell{strong(words), c.asInput(name, a), label(unit), prose(source), prose(note)}
	}
	share := func(points int64) cell {
		return cell{value: float64(points) / 10000, style: style{format: asPoints, right: true}}
	}
	percent := accepts{least: 0, most: 1, hint: "A percentage from 0 to 100."}
	users := accepts{whole: true, least: 0, most: mostUsers, hint: "A whole number of users."}
	rows := [][]cell{
		input("users_now", "Users billed tonight", count(f.billable), users, "users", "the verdicts of the night", "every scenario is this less the seats it frees"),
		input("guard_minimum", "Users billed at least", count(w.small.guardMinimum()), users, "users", "the price book", ""),
		input("discount", "Discount of the partner", share(t.discountPoints), percent, "of the list price", "money.discount_basis_points in billable.yaml", ""),
		input("tax_rate", "Tax", share(t.taxPoints), percent, "of the price less discount", "money.tax_basis_points in billable.yaml", "shown apart, on the sheet Calculation"),
		input("exchange_rate", "Exchange rate", cell{value: rate, style: style{format: asRate, right: true}},
			accepts{least: 0, most: 1e9, hint: "How much one unit of the list's currency is."},
			f.currency+" for 1 "+t.listCurrency, orElse(rated, "the list is in the bill's currency"), ""),
	}
	if current := w.current(); w.small.hasAddOn() && current != nil && current.addOn != nil {
		rows = append(rows,
			input("premium_users_now", "Users of Guard Premium tonight", count(current.PremiumBillable), users, "users", "the verdicts of the night",
				"the add-on is paid for these, beside Guard Standard for its own"),
			input("premium_minimum", "Users of the add-on billed at least", count(w.small.addOnList().least()), users, "users", "the price book", ""))
	}
	return rows
}

func (s place) cells() []cell {
	known := label(spell(s.known))
	if s.known == "assumed" {
		known = known.filled(amber, amberInk)
	}
	return []cell{
		label(orElse(s.place, "(no place named)")), label(spell(s.nameSpace)), label(spell(s.ownership)), known,
		prose(s.reason), count(s.accounts),
	}
}

// provenancePage says which files and versions made the night.
func (w *writer) provenancePage(money) *page {
	p := &page{name: "Provenance", title: "Where the numbers come from", widths: []float64{54, 24, 68, 15, 13, 13, 13}}
	o := w.Night
	versions := block{heading: "Night and versions", header: []string{"What", "Value"}}
	add := func(name, value string) {
		versions.rows = append(versions.rows, []cell{strong(name), label(value)})
	}
	add("Organisation", o.Org)
	add("Night", o.AsOf)
	add("Rules of", orElse(o.RulesAsOf, o.AsOf))
	add("Run", o.RunID)
	for _, name := range sortedKeys(o.Versions) {
		if o.Versions[name] != "" {
			add(spell(name), o.Versions[name])
		}
	}
	inputs := block{heading: "Inputs", header: []string{"File", "Format", "SHA-256", "Bytes", "Rows read", "Kept", "Rejected", "Mended"}}
	for _, f := range o.Inputs {
		format := spell(f.Format)
		switch {
		case f.SameAs != "":
			format = "same as " + f.SameAs
		case f.Format == "":
			format = "not read"
		}
		inputs.rows = append(inputs.rows, []cell{
			prose(billable.Pos{File: f.Path, Sheet: f.Sheet}.String()), prose(format), label(f.SHA256), count(f.Bytes), count(f.RowsRead), count(f.RowsKept), count(f.RowsRejected), count(f.RowsMended),
		})
	}
	p.blocks = []block{versions, inputs, lakeBlock("Raw tables", o.Raw), lakeBlock("Mart tables", o.Marts)}
	return p
}

func lakeBlock(heading string, files []LakeFile) block {
	b := block{heading: heading, header: []string{"File in the lake", "Table", "SHA-256", "Bytes", "Rows"}}
	for _, f := range files {
		b.rows = append(b.rows, []cell{prose(f.Path), label(f.Table), label(f.SHA256), count(f.Bytes), count(f.Rows)})
	}
	return b
}
