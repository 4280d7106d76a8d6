package reports

// This file reads the marts of quotes. A night of a version that had none is laid out
// without them.

// offers is what a night says of resellers' quotes.
type offers struct {
	quotes       []quote
	lines        []quoteLine
	deviations   []quoteDeviation
	equal        []equalTerm
	reasons      []quoteReason
	topologies   []topology
	assignments  []topologyNote // product, reseller and quote
	rules        []topologyNote
	changes      []topologyNote
	preparations []topologyNote
	advice       string
	taken        string // id of the recommended topology, or ""
}

type quote struct {
	no                          int64
	number, version, reseller   string
	currency                    string
	minor                       int64
	comparable                  bool
	why                         string
	total, annual, equal, renew *int64
	years                       [5]*int64
	rank                        *int64
	deviations                  int64
	validUntil, ratedOn         day
	rateUp, rateDown            *int64
	billCurrency                string
}

type quoteLine struct {
	quote, reseller, line, kind, text, product, plan, place, at string
	tier, users                                                 *int64
	from, to                                                    day
	currency                                                    string
	minor                                                       int64
	list, points, net, tax, total, annual                       *int64
	reason                                                      string
	deviations                                                  int64
	isTotal                                                     bool
}

type quoteDeviation struct{ quote, reseller, line, label, at, expected, found, says string }

type equalTerm struct {
	no                                 int64
	quote, reseller, product, currency string
	minor                              int64
	users, scope                       *int64
	basis                              string
	same, open                         bool
	quoted, quotedRenewal              *int64 // in the quote's currency
	equal, renewal                     *int64 // the same for the scope
	annual, annualRenewal              *int64 // in the bill's
	perUser                            *int64
}

type quoteReason struct{ quote, reseller, product, reason string }

type topology struct {
	id, label, why            string
	feasible, best            bool
	annual, more, points, two *int64
	years                     [5]*int64
}

type topologyNote struct{ topology, what, says, source string }

func (r *nightReader) offers(n *night) error {
	if len(r.marts["quotes"]) == 0 {
		return nil
	}
	for _, read := range []func(*night) error{r.quotes, r.quoteLines, r.quoteNotes, r.equalTerms, r.topologies, r.topologyNotes} {
		if err := read(n); err != nil {
			return err
		}
	}
	return nil
}

func (r *nightReader) quotes(n *night) error {
	t := r.open("quotes")
	no, number, version, reseller, currency := t.number("quote_no"), t.text("quote"), t.text("quote_version"), t.text("reseller"), t.text("currency")
	minor, isComparable, why := t.number("minor_units"), t.boolean("is_comparable"), t.text("why")
	total, annual, equal, renew := t.number("total_cents"), t.number("annual_cents"), t.number("equal_cents"), t.number("equal_renewal_cents")
	var years [5]*column
	for i := range years {
		years[i] = t.number("year_" + string(rune('1'+i)))
	}
	rank, deviations, until, rated := t.number("rank_no"), t.number("deviations"), t.date("valid_until_on"), t.date("rated_on")
	up, down, bill := t.number("rate_numerator"), t.number("rate_denominator"), t.text("bill_currency")
	return ordered(t, no, &n.offers.quotes, func() quote {
		q := quote{no: no.int(), number: keep(number), version: keep(version), reseller: keep(reseller), currency: keep(currency), minor: minor.int(),
			comparable: isComparable.bool(), why: keep(why), total: total.maybeInt(), annual: annual.maybeInt(), equal: equal.maybeInt(), renew: renew.maybeInt(),
			rank: rank.maybeInt(), deviations: deviations.int(), validUntil: until.day(), ratedOn: rated.day(), rateUp: up.maybeInt(), rateDown: down.maybeInt(),
			billCurrency: keep(bill)}
		for i := range years {
			q.years[i] = years[i].maybeInt()
		}
		return q
	})
}

func (r *nightReader) quoteLines(n *night) error {
	t := r.open("quote_lines")
	no, number, reseller, line, kind := t.number("row_no"), t.text("quote"), t.text("reseller"), t.text("line"), t.text("line_type")
	text, product, plan, place, at := t.text("product_text"), t.text("product"), t.text("plan"), t.text("place"), t.text("source_row")
	tier, users, from, to := t.number("user_tier"), t.number("users"), t.date("term_start_on"), t.date("term_end_on")
	currency, minor, list, points := t.text("currency"), t.number("minor_units"), t.number("list_total_cents"), t.number("discount_basis_points")
	reason, net, tax, total := t.text("discount_reason"), t.number("net_total_cents"), t.number("tax_total_cents"), t.number("line_total_cents")
	annual, deviations, isTotal := t.number("annual_cents"), t.number("deviations"), t.boolean("is_total")
	return ordered(t, no, &n.offers.lines, func() quoteLine {
		return quoteLine{quote: keep(number), reseller: keep(reseller), line: keep(line), kind: keep(kind), text: keep(text), product: keep(product),
			plan: keep(plan), place: keep(place), at: keep(at), tier: tier.maybeInt(), users: users.maybeInt(), from: from.day(), to: to.day(),
			currency: keep(currency), minor: minor.int(), list: list.maybeInt(), points: points.maybeInt(), net: net.maybeInt(), tax: tax.maybeInt(),
			total: total.maybeInt(), annual: annual.maybeInt(), reason: keep(reason), deviations: deviations.int(), isTotal: isTotal.bool()}
	})
}

func (r *nightReader) quoteNotes(n *night) error {
	t := r.open("quote_deviations")
	no, number, reseller, line, label := t.number("deviation_no"), t.text("quote"), t.text("reseller"), t.text("line"), t.text("label")
	at, expected, found, says := t.text("source_row"), t.text("expected"), t.text("found"), t.text("says")
	if err := ordered(t, no, &n.offers.deviations, func() quoteDeviation {
		return quoteDeviation{keep(number), keep(reseller), keep(line), keep(label), keep(at), keep(expected), keep(found), keep(says)}
	}); err != nil {
		return err
	}
	t = r.open("quote_reasons")
	number, reseller, product, reason := t.text("quote"), t.text("reseller"), t.text("product"), t.text("reason")
	if err := t.each(func() {
		n.offers.reasons = append(n.offers.reasons, quoteReason{keep(number), keep(reseller), keep(product), keep(reason)})
	}); err != nil {
		return err
	}
	t = r.open("quote_recommendation")
	taken, why := t.text("topology"), t.text("why")
	return t.each(func() { n.offers.taken, n.offers.advice = keep(taken), keep(why) })
}

func (r *nightReader) equalTerms(n *night) error {
	t := r.open("quote_equal_terms")
	no, number, reseller, product, currency := t.number("quote_no"), t.text("quote"), t.text("reseller"), t.text("product"), t.text("currency")
	minor, users, scope, basis := t.number("minor_units"), t.number("users"), t.number("scope_users"), t.text("scope_basis")
	same, open, quoted, quotedRenewal := t.boolean("is_same"), t.boolean("is_open"), t.number("quoted_cents"), t.number("quoted_renewal_cents")
	equal, renewal := t.number("equal_cents"), t.number("equal_renewal_cents")
	annual, again, perUser := t.number("annual_cents"), t.number("renewal_cents"), t.number("per_user_cents")
	return t.each(func() {
		n.offers.equal = append(n.offers.equal, equalTerm{no: no.int(), quote: keep(number), reseller: keep(reseller), product: keep(product),
			currency: keep(currency), minor: minor.int(), users: users.maybeInt(), scope: scope.maybeInt(), basis: keep(basis), same: same.bool(), open: open.bool(),
			quoted: quoted.maybeInt(), quotedRenewal: quotedRenewal.maybeInt(), equal: equal.maybeInt(), renewal: renewal.maybeInt(), annual: annual.maybeInt(), annualRenewal: again.maybeInt(),
			perUser: perUser.maybeInt()})
	})
}

func (r *nightReader) topologies(n *night) error {
	t := r.open("topologies")
	no, id, label, why := t.number("topology_no"), t.text("id"), t.text("label"), t.text("why")
	feasible, best := t.boolean("is_feasible"), t.boolean("is_best")
	annual, more, points, two := t.number("annual_cents"), t.number("more_cents"), t.number("break_even_basis_points"), t.number("guard_again_cents")
	var years [5]*column
	for i := range years {
		years[i] = t.number("year_" + string(rune('1'+i)))
	}
	return ordered(t, no, &n.offers.topologies, func() topology {
		o := topology{id: keep(id), label: keep(label), why: keep(why), feasible: feasible.bool(), best: best.bool(),
			annual: annual.maybeInt(), more: more.maybeInt(), points: points.maybeInt(), two: two.maybeInt()}
		for i := range years {
			o.years[i] = years[i].maybeInt()
		}
		return o
	})
}

func (r *nightReader) topologyNotes(n *night) error {
	for _, m := range []struct {
		mart, what, says, source string
		to                       *[]topologyNote
	}{
		{"topology_assignments", "product", "reseller", "quote", &n.offers.assignments},
		{"topology_rules", "holds", "says", "source", &n.offers.rules},
		{"topology_changes", "who", "change", "source", &n.offers.changes},
		{"topology_preparations", "step", "why", "source", &n.offers.preparations},
	} {
		t := r.open(m.mart)
		id, what, says, source := t.text("topology"), t.text(m.what), t.text(m.says), t.text(m.source)
		if err := t.each(func() {
			*m.to = append(*m.to, topologyNote{keep(id), keep(what), keep(says), keep(source)})
		}); err != nil {
			return err
		}
	}
	return nil
}
