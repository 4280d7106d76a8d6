package sampledata

const entraHeader = "userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled," +
	"usageLocation,streetAddress,state,country,officeLocation,city,postalCode,telephoneNumber,mobilePhone," +
	"alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification,companyName,creationType," +
	"directorySynced,invitationState,identityIssuer,createdDateTime\n"

// writeEntra writes Entra's "Download users", new header: who works here.
// Of a hundred people two have left it and two are disabled. At the end come
// guests who have no Atlassian account, one for five hundred accounts.
func writeEntra(c *company, out *output) error {
	out.buf = append(out.buf, entraHeader...)
	err := c.each(out, in(inEntra), func(b []byte, p *person) []byte {
		switch p.presence() {
		case hasLeft:
			return b
		case isDisabled:
			return c.appendEntra(b, p, "False")
		}
		return c.appendEntra(b, p, "True")
	})
	for n := 1; n <= c.Accounts/500 && err == nil; n++ {
		out.buf = append(appendCount(append(out.buf, "guest"...), n), "_supplier.example#EXT#@"...)
		out.buf = append(append(out.buf, c.domain...), ",Visitor "...)
		out.buf = append(appendCount(out.buf, n), ",,,Visitor,"...)
		out.buf = append(appendUUID(out.buf, 0xe2, uint64(n)), ",Guest,,,True"...)
		out.buf = append(out.buf, ",,,,,,,,,,,,,,,Invitation,,Accepted,,"...)
		out.buf = append(append(out.buf, c.days[max(0, n%lookback-c.Ago)].us...), " 1:25:31 PM\n"...)
		out.rows++
		err = out.spill()
	}
	return err
}

// appendEntra appends one member of the directory. Its login is shouted for
// one in fifty, and its mail is missing for one in ten: the login holds it.
func (c *company) appendEntra(b []byte, p *person, enabled string) []byte {
	var text, whole [128]byte
	email := c.appendEmail(text[:0], p)
	given, family := p.name[0].text, p.name[1].text
	b = appendLogin(b, email, p.roll(dieRest, 50) == 0)
	b = appendCell(append(b, ','), append(append(append(whole[:0], given...), ' '), family...))
	b = append(append(append(b, ','), family...), ',')
	if p.roll(dieRest, 10) > 0 {
		b = append(b, email...)
	}
	b = append(append(append(b, ','), given...), ',')
	b = append(appendUUID(b, p.bits[0]^p.bits[1], p.bits[1]), ",Member,"...)
	b = append(b, jobTitles[p.roll(dieRest, uint64(len(jobTitles)))]...)
	b = appendCell(append(b, ','), []byte(p.department()))
	b = append(append(append(b, ','), enabled...), ",,,,,,,,,,,,,,,,True,,,"...)
	b = append(b, c.days[lookback-1-p.ago-int(p.roll(dieRest, 40))].us...)
	return append(b, " 8:00:00 AM\n"...)
}

// A presence is what the directory knows about somebody.
type presence uint8

// The presences.
const (
	isHere presence = iota
	isDisabled
	hasLeft
)

// presence is mostly what the account's status says; four in a hundred have
// left or been disabled while their Atlassian account lives on.
func (p *person) presence() presence {
	roll := p.roll(dieDirectory, 100)
	switch {
	case p.kind.status != "" && roll < 70, roll < 2:
		return hasLeft
	case p.kind.status != "", roll < 4:
		return isDisabled
	}
	return isHere
}
