package sampledata

// The sizes of SCIM answers. Agents are in teams, one group each, as one
// group of everybody would be a single record that grows with the company.
const (
	scimPage     = 100
	teamSize     = 200
	teamsPerPage = 5
)

const (
	listSchema  = `{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":`
	userSchemas = `{"schemas":["urn:scim:schemas:extension:atlassian-external:1.0",` +
		`"urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],`
)

// scimPages is a pager of ListResponse pages.
func scimPages(size, total int) *pager {
	return &pager{
		size: size,
		head: func(b []byte, start int) []byte {
			b = append(appendCount(append(b, listSchema...), total), `,"startIndex":`...)
			b = append(appendCount(b, start), `,"itemsPerPage":`...)
			return append(appendCount(b, min(size, total-start+1)), `,"Resources":[`...)
		},
		tail: func(b []byte) []byte { return append(b, "]}\n"...) },
	}
}

// writeSCIMUsers writes the user records of the identity provider's sync.
func writeSCIMUsers(c *company, out *output) error {
	total, err := c.countSynced(out)
	if err != nil {
		return err
	}
	pages := scimPages(scimPage, total)
	err = c.each(out, in(inSCIM), func(b []byte, p *person) []byte {
		if !p.isSynced() {
			return b
		}
		return c.appendSCIMUser(pages.next(b), p)
	})
	out.buf = pages.end(out.buf)
	return err
}

// countSynced walks ahead for the total that every page states.
func (c *company) countSynced(out *output) (total int, err error) {
	ahead := *c
	ahead.ticks = nil
	err = ahead.each(&output{ctx: out.ctx}, in(inSCIM), func(b []byte, p *person) []byte {
		if p.isSynced() {
			total++
		}
		return b
	})
	return total, err
}

func (c *company) appendSCIMUser(b []byte, p *person) []byte {
	var text [128]byte
	email := c.appendEmail(text[:0], p)
	b = append(append(append(b, userSchemas...), `"userName":`...), '"')
	b = appendLogin(b, email, p.roll(dieRest, 100) == 0)
	b = append(append(b, `","emails":[{"value":"`...), email...)
	b = append(b, `","type":"work","primary":true}],"name":{"familyName":`...)
	b = appendJSON(b, []byte(p.name[1].text))
	b = appendJSON(append(b, `,"givenName":`...), []byte(p.name[0].text))
	b = appendJSON(append(b, `},"displayName":`...), c.appendName(text[:0], p))
	b = append(b, `,"meta":{"resourceType":"User","lastModified":"`...)
	b = append(append(b, c.days[p.roll(dieRest, 300)].iso...), `T03:11:47.57476Z","created":"`...)
	b = append(append(b, c.days[lookback-1-c.Ago].iso...), `T10:00:00.993365Z"},"groups":[],`...)
	b = append(b, `"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":`...)
	b = appendJSON(b, []byte(p.department()))
	b = append(b, `},"urn:scim:schemas:extension:atlassian-external:1.0":{"atlassianAccountId":"`...)
	b = append(p.appendID(b), `"},"id":"`...)
	b = append(p.appendSCIMID(b), `","active":`...)
	if p.kind.status == "" {
		return append(b, `true}`...)
	}
	return append(b, `false}`...)
}

// appendLogin appends an address, shouted where the directory shouts it.
func appendLogin(b, email []byte, shouted bool) []byte {
	for _, ch := range email {
		if shouted && 'a' <= ch && ch <= 'z' {
			ch -= 'a' - 'A'
		}
		b = append(b, ch)
	}
	return b
}

func (p *person) department() string { return departments[p.roll(dieRest, uint64(len(departments)))] }

// writeSCIMGroups writes the teams of service desk agents, and one group
// that has lost its members.
func writeSCIMGroups(c *company, out *output) error {
	total := (c.countAgents()+teamSize-1)/teamSize + 1
	pages, members := scimPages(teamsPerPage, total), 0
	want := func(k *kind) bool { return k.isAgent() && k.in&inSCIM != 0 }
	err := c.each(out, want, func(b []byte, p *person) []byte {
		if members%teamSize == 0 {
			if members > 0 {
				b = append(b, "]}"...)
			}
			b = c.appendTeam(pages.next(b), members/teamSize+1)
		} else {
			b = append(b, ',')
		}
		members++
		return c.appendMember(b, p)
	})
	if members > 0 {
		out.buf = append(out.buf, "]}"...)
	}
	out.buf = append(c.appendGroup(pages.next(out.buf), 0, "former-project-members"), "]}"...)
	out.buf = pages.end(out.buf)
	out.rows = pages.count
	return err
}

// countAgents is exact without a walk: the kinds are cut to the account.
func (c *company) countAgents() (total int) {
	before := uint64(0)
	for _, k := range c.kinds {
		if k.isAgent() {
			total += int(k.upTo - before)
		}
		before = k.upTo
	}
	return total
}

// appendTeam opens the group of the nth team of agents of the main site. Its
// name ends in the site, so it speaks for that one alone.
func (c *company) appendTeam(b []byte, nth int) []byte {
	name := appendCount([]byte("jira-servicemanagement-users-team"), nth)
	return c.appendGroup(b, nth, string(append(append(name, '-'), c.site...)))
}

// appendGroup opens a group; its members and the end of it follow.
func (c *company) appendGroup(b []byte, nth int, name string) []byte {
	b = append(b, `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"`...)
	b = append(appendUUID(b, 0xb1, uint64(nth)), `","displayName":`...)
	b = append(appendJSON(b, []byte(name)), `,"meta":{"resourceType":"Group","lastModified":"`...)
	b = append(append(b, c.days[30].iso...), `T05:17:25.107602Z"},"members":[`...)
	return b
}

func (c *company) appendMember(b []byte, p *person) []byte {
	b = append(p.appendSCIMID(append(b, `{"type":"User","value":"`...)), `","display":"`...)
	return append(c.appendEmail(b, p), `"}`...)
}
