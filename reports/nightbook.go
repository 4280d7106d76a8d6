package reports

// This file reads the small marts that say what a night rests on: prices,
// assumptions, places and checks.

func (r *nightReader) priceBook(n *night) error {
	t := r.open("price_book")
	no, product, plan, semantics := t.number("line_no"), t.text("product"), t.text("plan"), t.text("semantics")
	from, to, minimum := t.number("users_from"), t.number("users_to"), t.number("minimum_users")
	unit, currency, period := t.number("unit_price_cents"), t.text("currency"), t.text("period")
	effectiveFrom, effectiveTo := t.date("effective_from"), t.date("effective_to")
	minor := t.number("minor_units")
	source, confidence, isUsed := t.text("source"), t.text("confidence"), t.boolean("is_used")
	return ordered(t, no, &n.prices, func() price {
		return price{
			product: keep(product), plan: keep(plan), semantics: keep(semantics),
			from: from.int(), to: to.maybeInt(), minimum: minimum.int(),
			unitCents: unit.int(), minorUnits: minor.int(), currency: keep(currency), period: keep(period),
			effectiveFrom: effectiveFrom.day(), effectiveTo: effectiveTo.day(),
			source: keep(source), confidence: keep(confidence), isUsed: isUsed.bool(),
		}
	})
}

func (r *nightReader) assumptions(n *night) error {
	t := r.open("assumptions")
	no, id, name := t.number("assumption_no"), t.text("id"), t.text("name")
	value, unit := t.text("value"), t.text("unit")
	source, note := t.text("source"), t.text("note")
	err := ordered(t, no, &n.assumptions, func() assumption {
		return assumption{keep(id), keep(name), keep(value), keep(unit), keep(source), keep(note)}
	})
	if err != nil {
		return err
	}
	t = r.open("place_list")
	nameSpace, name, ownership, known := t.text("name_space"), t.text("place"), t.text("ownership"), t.text("known")
	reason, accounts := t.text("reason"), t.number("accounts")
	return t.each(func() {
		n.places = append(n.places, place{
			keep(nameSpace), keep(name), keep(ownership), keep(known), keep(reason), accounts.int(),
		})
	})
}

// domains come from the largest to the smallest.
func (r *nightReader) domains(n *night) error {
	t := r.open("domain_counts")
	name, accounts := t.text("domain"), t.number("accounts")
	billable, unknown := t.number("billable"), t.number("unknown_accounts")
	return t.each(func() {
		n.domains = append(n.domains, domain{keep(name), accounts.int(), billable.int(), unknown.int()})
	})
}

func (r *nightReader) checks(n *night) error {
	t := r.open("checks")
	no, name, severity := t.number("check_no"), t.text("name"), t.text("severity")
	claim, otherwise, findings := t.text("claim"), t.text("otherwise"), t.number("findings")
	return ordered(t, no, &n.checks, func() check {
		return check{name: keep(name), severity: keep(severity), claim: keep(claim), otherwise: keep(otherwise), findings: findings.int()}
	})
}

// checkRows hangs the first rows of each check under it.
func (r *nightReader) checkRows(n *night) error {
	t := r.open("check_rows")
	name, accountID, email := t.text("name"), t.text("account_id"), t.text("email")
	where, detail := t.text("place"), t.text("detail")
	byName := map[string]*check{}
	for i := range n.checks {
		byName[n.checks[i].name] = &n.checks[i]
	}
	var stray string
	err := t.each(func() {
		c := byName[name.text()]
		if c == nil {
			stray = keep(name)
			return
		}
		c.rows = append(c.rows, checkRow{keep(accountID), keep(email), keep(where), keep(detail)})
	})
	if err == nil && stray != "" {
		err = t.problem("mart check_rows names the check %s, which mart checks lacks", stray)
	}
	return err
}
