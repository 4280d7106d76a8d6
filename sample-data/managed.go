package sampledata

// writeManaged writes "Export managed accounts", generation D: one row per
// claimed account, product cells with lists of sites, Trello with its plan.
func writeManaged(c *company, out *output) error {
	out.buf = append(out.buf, "Name,Email,Atlassian ID,Last active date [UTC],Status,Billable,Policy name,Policy type,"+
		"SAML single sign-on,Two-step verification,Password requirements,Idle session duration"...)
	for _, column := range managedProducts {
		out.buf = append(append(out.buf, ','), column.header...)
	}
	out.buf = append(out.buf, '\n')
	var name [128]byte
	return c.each(out, in(inManaged), func(b []byte, p *person) []byte {
		b = appendCell(b, c.appendName(name[:0], p))
		b = c.appendEmail(append(b, ','), p)
		b = p.appendID(append(b, ','))
		b = append(b, ',')
		if ago := p.lastActive(); ago != never {
			b = append(b, c.days[ago].iso...)
		}
		b = append(append(b, ','), p.kind.statusWord()...)
		b = append(append(b, ','), []string{"", "Yes", "No"}[c.says(p)]...)
		b = append(b, p.kind.policyCells()...)
		b = append(b, p.cells().managed...)
		return append(b, '\n')
	})
}

// statusWord is the Status cell, in the spelling of both CSV exports.
func (k *kind) statusWord() string { return orElse(k.status, "Active") }

// policyCells are the policy and what it asks of its members.
func (k *kind) policyCells() string {
	if k.policy == "Contract" {
		return ",Contract,Non-billable,No,No,Strong,8 hours"
	}
	return ",Staff,Billable,Yes,Yes,Strong,8 hours"
}
