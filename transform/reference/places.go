package reference

import (
	"maps"
	"slices"
	"strings"
)

// spot is a place in its name space.
type spot struct{ space, name string }

// atlas knows whose a place is.
type atlas struct {
	said     map[string]string // config sites and sites.csv: name -> ownership
	licensed map[spot]bool     // places that config licensed names
	bySite   map[spot]bool     // those of them that Bitbucket has as site:
	headers  map[spot]bool     // places in headers of organisation-users exports
	bought   map[spot]bool     // places that a subscriptions export lists
	cover    Coverage
}

func drawAtlas(n *Night, cover Coverage) *atlas {
	a := &atlas{said: map[string]string{}, licensed: map[spot]bool{}, bySite: map[spot]bool{}, headers: map[spot]bool{}, bought: map[spot]bool{}, cover: cover}
	for _, s := range n.Sites {
		a.said[placeName(s.Name)] = s.Ownership
	}
	for _, s := range n.SiteList {
		if said := siteWord(s); said != "" {
			a.said[placeName(s.Site)] = said
		}
	}
	if n.Licensed != nil {
		for _, l := range *n.Licensed {
			if l.Place() != "" {
				a.licensed[spot{nameSpace(l.Product), l.Place()}] = true
				a.bySite[spot{nameSpace(l.Product), l.Place()}] = l.Product == "bitbucket" && l.Site != ""
			}
		}
	}
	for _, s := range n.Subscriptions {
		if at := s.spot(); at.name != "" && at.space != "other" {
			a.bought[at] = true
		}
	}
	for _, c := range n.Columns {
		if c.Format == "org_users" && c.PlaceText != "" {
			a.headers[spot{nameSpace(canonical(c.ProductKey)), placeName(c.PlaceText)}] = true
		}
	}
	return a
}

// siteWord reads a line of sites.csv: own/foreign; sandbox yes/no. Reading:
// another organisation's sandbox is foreign.
func siteWord(s RawSite) string {
	owner := strings.ToLower(s.Ownership)
	if owner != "foreign" && yesWords[strings.ToLower(s.Sandbox)] {
		return "sandbox"
	}
	return owner
}

// ownership is the ladder of rules.md, "ownership, the first that applies".
// The third result names the step for the coverage. Reading of step 4: its
// sandbox clause needs an own place of that name, but not that own places of
// the name space are known, which only "foreign" rests on.
func (a *atlas) ownership(s spot) (string, Known, string) {
	if s.name == "" {
		return "own", Assumed, "placeless"
	}
	if owner, known, step := a.byConfig(s); step != "" {
		return owner, known, step
	}
	if s.space == "other" {
		return "own", Assumed, "other name space"
	}
	if owner, step := a.bySubscription(s); step != "" {
		return owner, Stated, step
	}
	if owner, step := a.byHeader(s); step != "" {
		return owner, Derived, step
	}
	if a.sandboxOfOwn(s) {
		return "sandbox", Derived, "4 sandbox"
	}
	if a.knownSpace(s.space) {
		return "foreign", Derived, "4 foreign"
	}
	return "own", Assumed, "5 own"
}

// byConfig, step 1: "config sites:, then config licensed: (which means own for
// its place) names it -> as said - stated". "sites: speaks of a name in all
// three name spaces", and for Statuspage and Loom "unless config names them".
func (a *atlas) byConfig(s spot) (string, Known, string) {
	if said := a.said[s.name]; said != "" {
		return said, Stated, "1 sites " + said
	}
	if a.bySite[s] {
		return "own", Stated, "1 licensed, Bitbucket by site:"
	}
	if a.licensed[s] {
		return "own", Stated, "1 licensed"
	}
	return "", NotKnown, ""
}

// byHeader, step 3: "it appears in a column header of the organisation's own
// users export -> own - derived; (in 2 and 3, a place whose name is another
// own place plus -sandbox or -sandbox-<digits> is sandbox instead)".
func (a *atlas) byHeader(s spot) (string, string) {
	switch {
	case !a.headers[s]:
		return "", ""
	case a.sandboxOfOwn(s):
		return "sandbox", "3 sandbox"
	}
	return "own", "3 own"
}

// bySubscription, step 2: "a subscriptions export lists it, active or not -> own -
// stated", and the exception for sandboxes as in step 3. Reading: the exception
// changes whose it is, not how well that is known.
func (a *atlas) bySubscription(s spot) (string, string) {
	switch {
	case !a.bought[s]:
		return "", ""
	case a.sandboxOfOwn(s):
		return "sandbox", "2 sandbox"
	}
	return "own", "2 own"
}

// sandboxOfOwn: the name is an own place of the name space plus "-sandbox" or
// "-sandbox-<digits>".
func (a *atlas) sandboxOfOwn(s spot) bool {
	at := strings.LastIndex(s.name, "-sandbox")
	if at <= 0 {
		return false
	}
	digits, dashed := strings.CutPrefix(s.name[at+len("-sandbox"):], "-")
	if dashed && digits == "" || !dashed && digits != "" || strings.Trim(digits, "0123456789") != "" {
		return false
	}
	return a.ownByFacts(spot{s.space, s.name[:at]})
}

// ownByFacts: the place is own by one of the steps 1 to 3.
func (a *atlas) ownByFacts(s spot) bool {
	if owner, _, step := a.byConfig(s); step != "" {
		return owner == "own"
	}
	if owner, step := a.bySubscription(s); step != "" {
		return owner == "own"
	}
	owner, _ := a.byHeader(s)
	return owner == "own"
}

// knownSpace, step 4: "own places of its name space are known from 1-3".
// "sites: makes own places known for sites only; an entry with workspace: does
// so for its product."
func (a *atlas) knownSpace(space string) bool {
	if space == "site" && slices.Contains(slices.Collect(maps.Values(a.said)), "own") {
		return true
	}
	for s := range a.licensed {
		if s.space == space && a.ownByFacts(s) {
			return true
		}
	}
	for s := range a.bought {
		if s.space == space && a.ownByFacts(s) {
			return true
		}
	}
	for s := range a.headers {
		if s.space == space && a.ownByFacts(s) {
			return true
		}
	}
	return false
}
