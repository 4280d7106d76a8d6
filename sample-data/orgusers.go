package sampledata

import "strings"

// writeOrgUsers writes the organisation's "Export users" of 2021 on, without
// groups: one column for each product and site, and one for each last visit.
func writeOrgUsers(c *company, out *output) error {
	out.buf = append(out.buf, "User id,User name,email,User status,Added to org,Org role"...)
	for _, lead := range []string{",", ",Last seen in "} {
		for _, column := range orgColumns {
			out.buf = append(append(out.buf, lead...), column.header...)
			out.buf = append(append(out.buf, " - "...), strings.ReplaceAll(column.place, "=", c.site)...)
		}
	}
	out.buf = append(out.buf, '\n')
	var name [128]byte
	return c.each(out, in(inOrgUsers), func(b []byte, p *person) []byte {
		b = append(p.appendID(b), ',')
		b = appendCell(b, c.appendName(name[:0], p))
		b = c.appendEmail(append(b, ','), p)
		b = append(append(b, ','), p.orgStatus()...)
		b = append(append(b, ','), c.days[lookback-1-p.ago-int(p.roll(dieRest, 40))].words...)
		b = append(b, ",User"...)
		b = append(b, p.cells().access...)
		for _, nth := range p.cells().seen {
			b = append(append(b, ','), c.seenWords(p, nth)...)
		}
		return append(b, '\n')
	})
}

// orgStatus is Active but for one in a hundred, who is suspended: that
// changes no verdict.
func (p *person) orgStatus() string {
	if p.kind.status == "" && p.roll(dieRest, 100) == 0 {
		return "Suspended"
	}
	return p.kind.statusWord()
}

// seenWords is the last visit of the nth grant, as this export words it.
func (c *company) seenWords(p *person, nth int) string {
	if nth < 0 {
		return "Never accessed"
	}
	ago := p.lastSeen(nth)
	if ago == never {
		return "Never accessed"
	}
	return c.days[ago].words
}
