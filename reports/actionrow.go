package reports

// each reads the rows of the plan's action with the decision that stands.
func (a *actionWriter) each(p *plan, do func(actionRow) error) error {
	t := openTable(a.ctx, "actions", a.paths)
	defer t.close()
	action, accountID, email := t.text("action"), t.text("account_id"), t.text("email")
	name, class, rule := t.text("name"), t.text("class"), t.text("rule")
	decision, mark, reason := t.text("decision"), t.text("mark"), t.text("reason")
	loses, lastActiveOn := t.text("loses"), t.text("last_active_on")
	for t.next() {
		if action.text() != p.action {
			continue
		}
		r := actionRow{
			accountID: accountID.text(), email: email.text(), name: name.text(), class: class.text(),
			rule: rule.text(), decision: decision.text(), mark: mark.text(), reason: reason.text(),
			loses: loses.text(), lastActiveOn: lastActiveOn.text(), address: uploadAddress(email.text()),
		}
		p.settle(&r)
		if err := do(r); err != nil {
			return err
		}
	}
	return t.err()
}

// settle gives the row the decision that stands. A row that the mart wants
// uploaded is quarantined when its address is doubtful. Of an address that only
// some accounts should upload, see uploadFormat.takesAway.
func (p *plan) settle(r *actionRow) {
	wanted, shared := r.decision == "upload", contains(p.shared, r.address)
	switch {
	case wanted && doubtful(r.address) != "":
		r.decision, r.reason = "quarantined", doubtful(r.address)
	case wanted && shared && p.format.takesAway:
		r.decision, r.reason = "held", contestedReason
	case !wanted && shared && !p.format.takesAway:
		r.reason = includedReason
	}
}
