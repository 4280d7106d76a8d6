package reference

// guard draws the subscription and, half of the time, a price book.
func (d *dice) guard() {
	g := &d.n.Guard
	g.Edition = pick(d, "", "", "", "", "standard", "standard", "premium", "premium", "premium", "premium")
	g.Billing = pick(d, "", "annual", "annual", "monthly")
	if g.Billing != "monthly" && d.chance(45) {
		g.PurchasedTier, g.RenewsOn = pick[int64](d, 50, 500, 501), "2027-03-31"
	}
	if d.chance(60) {
		g.Book = d.priceBook()
		if d.chance(80) {
			g.Book = append(g.Book, d.addOn()...)
		}
	}
	d.limits()
}

// limits draws the limits of the best mix, and dear or cheap work.
func (d *dice) limits() {
	l := &d.n.Limits
	if d.chance(50) {
		most := pick[int64](d, 0, 1, 2, 5, 30, 300)
		l.MaxWithoutSSO = &most
	}
	l.MinConfidence = pick(d, "", "", "assumed", "derived", "stated")
	if d.chance(60) {
		hour := pick[int64](d, 0, 1, 6000, 90000)
		l.CentsPerHour = &hour
	}
	if d.chance(40) {
		l.Minutes = map[string]int64{"exclude_from_claim": int64(d.IntN(9)), "support_deletion": int64(d.IntN(9)), "scim_recreate": int64(d.IntN(30))}
	}
}

// priceBook draws the offers of one book: prices of seats in one or both periods,
// tiers, and lines that are none of tonight's business.
func (d *dice) priceBook() []PriceLine {
	var book []PriceLine
	for _, period := range pick(d, []string{"month"}, []string{"month"}, []string{"year"}, []string{"month", "year"}, nil) {
		book = append(book, d.brackets("guard_standard", period, pick(d, []string{"graduated"}, []string{"volume"}, []string{"volume"}, []string{"flat", "graduated"},
			[]string{"flat", "flat"}, []string{"flat", "volume"}))...)
	}
	for _, period := range pick(d, nil, []string{"year"}, []string{"month"}, []string{"month", "year"}) {
		book = append(book, d.brackets("guard_standard", period, []string{"tier"})...)
	}
	if len(book) == 0 || d.chance(30) {
		book = append(book, d.notTonights()...)
	}
	d.Shuffle(len(book), func(i, k int) { book[i], book[k] = book[k], book[i] })
	return book
}

// addOn draws the offers of Guard Premium: seats, tiers, both, or lines that are none
// of tonight's business.
func (d *dice) addOn() []PriceLine {
	var lines []PriceLine
	for _, period := range pick(d, []string{"month"}, []string{"year"}, []string{"month", "year"}, nil, nil) {
		lines = append(lines, d.brackets("guard_premium", period, pick(d, []string{"graduated"}, []string{"volume"}, []string{"flat", "graduated"}))...)
	}
	for _, period := range pick(d, nil, []string{"year"}, []string{"month"}, []string{"month"}) {
		lines = append(lines, d.brackets("guard_premium", period, []string{"tier"})...)
	}
	if len(lines) == 0 || d.chance(20) {
		for _, l := range d.notTonights()[1:] { // the first is of another product
			l.Product = "guard_premium"
			lines = append(lines, l)
		}
	}
	return lines
}

// brackets draws rising brackets; the last of the semantics holds for all that
// follow.
func (d *dice) brackets(product, period string, semantics []string) []PriceLine {
	var lines []PriceLine
	from, minimum := int64(1), pick[int64](d, 0, 0, 10)
	bounds := some(d, 60, 3, 10, 11, 40, 100, 250, 1000, 2500, 4000)
	if d.chance(60) || len(bounds) == 0 {
		bounds = append(bounds, 0)
	}
	for i, to := range bounds {
		lines = append(lines, PriceLine{
			Product: product, Semantics: semantics[min(i, len(semantics)-1)], From: from, To: int64(to), Minimum: minimum,
			UnitCents: int64(100 + d.IntN(5000)), Currency: "USD", Period: period,
			Since: pick(d, "2018-07-01", "2020-01-01"), Confidence: pick(d, "documented", "derived", "inferred"),
		})
		from = int64(to) + 1
	}
	return lines
}

// notTonights are lines of another product, currency or time.
func (d *dice) notTonights() []PriceLine {
	line := PriceLine{Product: "guard_standard", Semantics: "graduated", From: 1, UnitCents: 7, Currency: "USD", Period: "month", Since: "2018-07-01", Confidence: "inferred"}
	other, foreign, gone, coming := line, line, line, line
	other.Product, foreign.Currency = "jira", "EUR"
	gone.Until, coming.Since = d.n.AsOf.String(), (d.n.AsOf + 1).String()
	return []PriceLine{other, foreign, gone, coming}
}
