package sampledata

import "strconv"

// roll is a number below n that this person always throws with this die. The
// dice are numbered so that two uses do not follow each other.
func (p *person) roll(die uint, n uint64) uint64 {
	word := p.bits[2+die/4%2]
	return (word >> (die % 4 * 16) & 0xffff) * n >> 16
}

// The dice. At most eight, sixteen bits each.
const (
	dieName uint = iota
	dieID
	dieDay
	dieSynced
	dieDirectory
	dieStatement
	diePlace
	dieRest
)

// appendID spells the account id: of the three forms in use, and unique for
// all purposes, as at least 88 random bits are in it.
func (p *person) appendID(b []byte) []byte {
	switch form := p.roll(dieID, 10); {
	case form < 6:
		return appendUUID(append(b, "712020:"...), p.bits[0], p.bits[1])
	case form < 9:
		b = append(b, "5f"...)
		b = appendHex(b, p.bits[0], 16)
		return appendHex(b, p.bits[1], 6)
	default:
		return appendUUID(append(b, "557058:"...), p.bits[0], p.bits[1])
	}
}

// appendSCIMID spells the id of the person's record in the user directory
// that the identity provider keeps. It is another one than the account's.
func (p *person) appendSCIMID(b []byte) []byte {
	return appendUUID(b, p.bits[1], p.bits[0])
}

// appendUUID spells 128 bits as a version 4 UUID.
func appendUUID(b []byte, hi, lo uint64) []byte {
	hi = hi&^0xf000 | 0x4000
	lo = lo&^(3<<62) | 2<<62
	b = appendHex(b, hi>>32, 8)
	b = append(b, '-')
	b = appendHex(b, hi>>16, 4)
	b = append(b, '-')
	b = appendHex(b, hi, 4)
	b = append(b, '-')
	b = appendHex(b, lo>>48, 4)
	b = append(b, '-')
	return appendHex(b, lo, 12)
}

// appendHex spells the lowest digits of v.
func appendHex(b []byte, v uint64, digits int) []byte {
	for shift := (digits - 1) * 4; shift >= 0; shift -= 4 {
		b = append(b, "0123456789abcdef"[v>>shift&0xf])
	}
	return b
}

// appendEmail spells the address as most files do, in lower case.
func (c *company) appendEmail(b []byte, p *person) []byte {
	if p.kind.who == service {
		b = strconv.AppendInt(append(b, "svc-"...), int64(p.no)+1, 10)
	} else {
		b = append(b, p.name[0].ascii...)
		b = append(b, '.')
		b = append(b, p.name[1].ascii...)
		if p.nth > 0 {
			b = strconv.AppendUint(b, p.nth+1, 10)
		}
	}
	if p.kind.who == outsider {
		return append(b, "@contractor.example"...)
	}
	return append(append(b, '@'), c.domain...)
}

// appendName spells the display name. Some are written as people really
// write them: family name first, a nickname in quotes, the address itself.
func (c *company) appendName(b []byte, p *person) []byte {
	switch p.kind.who {
	case service:
		return strconv.AppendInt(append(b, "Build service "...), int64(p.no)+1, 10)
	case appBot:
		return strconv.AppendInt(append(b, "Issue bot "...), int64(p.no)+1, 10)
	}
	given, family := p.name[0].text, p.name[1].text
	switch style := p.roll(dieName, 1000); {
	case style < 20:
		b = append(b, family...)
		b = append(b, ", "...)
		return append(b, given...)
	case style < 32:
		b = append(b, given...)
		b = append(b, " \""...)
		b = append(b, p.name[0].ascii...)
		b = append(b, "\" "...)
		return append(b, family...)
	case style < 37:
		return c.appendEmail(b, p)
	}
	b = append(b, given...)
	b = append(b, ' ')
	return append(b, family...)
}

// isSynced says whether the identity provider keeps the account. Whoever's
// groups decide something is always synced, of the others nine in ten.
func (p *person) isSynced() bool {
	if p.kind.in&inSCIM == 0 {
		return false
	}
	return p.kind.isAgent() || p.kind.isHelpSeeker() || p.roll(dieSynced, 10) > 0
}

// says is what the exports say in their Billable column: mostly the verdict,
// one time in a thousand another, one time in five hundred nothing. An
// unknown verdict is no to Atlassian. The people of Table 1 are never wrong.
func (c *company) says(p *person) statement {
	said := statesNo
	if p.kind.standard == isBillable {
		said = statesYes
	}
	if c.Profile == Table1 {
		return said
	}
	switch roll := p.roll(dieStatement, 1000); {
	case roll < 1:
		return statesYes + statesNo - said
	case roll < 3:
		return statesNothing
	}
	return said
}

// A statement is what a Billable cell says.
type statement uint8

// The statements.
const (
	statesNothing statement = iota
	statesYes
	statesNo
)
