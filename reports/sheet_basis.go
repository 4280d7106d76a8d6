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
	for _, r := range w.small.prices {
		b.rows = append(b.rows, r.cells())
	}
	p.blocks = []block{b}
	return p
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
	p := &page{name: "Assumptions", title: "What the numbers take for granted", widths: []float64{34, 20, 16, 24, 60, 13}}
	b := block{header: []string{"Assumption", "Value", "Unit", "Source", "Note"}}
	for _, a := range w.small.assumptions {
		b.rows = append(b.rows, []cell{strong(spell(a.name)), prose(a.value), label(a.unit), prose(a.source), prose(a.note)})
	}
	p.blocks = []block{b}
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
	inputs := block{heading: "Inputs", header: []string{"File", "Format", "SHA-256", "Bytes", "Rows read", "Kept", "Rejected"}}
	for _, f := range o.Inputs {
		format := spell(f.Format)
		switch {
		case f.SameAs != "":
			format = "same as " + f.SameAs
		case f.Format == "":
			format = "not read"
		}
		inputs.rows = append(inputs.rows, []cell{
			prose(billable.Pos{File: f.Path, Sheet: f.Sheet}.String()), prose(format), label(f.SHA256), count(f.Bytes), count(f.RowsRead), count(f.RowsKept), count(f.RowsRejected),
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
