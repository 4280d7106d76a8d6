package reference

import "strings"

// setIntended: "intended - the organisation means to pay for it".
func (j *judge) setIntended(g *grant) {
	switch {
	case j.night.Licensed != nil:
		g.Intended, g.IntendedKnown = j.listed(g), Stated
		j.cover.hit("intended/1 licensed " + yesNo(g.Intended))
	case j.isSubscribed(g.Product):
		g.Intended, g.IntendedKnown = j.paidFor(g), Stated
		j.cover.hit("intended/2 subscription " + yesNo(g.Intended))
	default:
		g.Intended, g.IntendedKnown = byDefault(g), Derived
		if g.OwnershipKnown == Assumed {
			g.IntendedKnown = Assumed
		}
		j.cover.hit("intended/3 default " + yesNo(g.Intended) + " " + g.IntendedKnown.String())
	}
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// listed, step 1: "config licensed: exists -> exactly the grants it lists".
// "A grant that is foreign or sandbox, or whose role is customer, guest or
// contributor, is never intended, unless licensed: lists it (the latter with
// that role)." "An unknown product is never intended."
func (j *judge) listed(g *grant) bool {
	if isUnknown(g.Product) {
		return false
	}
	for _, l := range *j.night.Licensed {
		if !j.licenseMatches(l, g) || !licenseRole(l, g) {
			continue
		}
		if g.Ownership != "own" {
			j.cover.hit("intended/1 lists a " + g.Ownership + " place")
		}
		return true
	}
	return false
}

// licenseMatches: "plan limits the match only for a Trello grant without
// workspace (an entry without plan matches any plan)". The decided reading: an
// entry with a workspace matches a Trello grant without workspace only if the
// entry states a plan and it equals the grant's plan word; an entry without
// place matches a placeless Trello grant if its plan is blank or equal.
func (j *judge) licenseMatches(l License, g *grant) bool {
	if l.Product != "trello" || g.Product != "trello" || g.Place != "" {
		return j.licensePlace(l, g)
	}
	matches := strings.EqualFold(l.Plan, g.Plan) && l.Plan != "" || l.Plan == "" && l.Place() == ""
	switch {
	case !matches:
		j.cover.hit("intended/1 trello plan does not match")
	case l.Place() != "":
		j.cover.hit("intended/1 trello workspace by its plan")
	}
	return matches
}

// licenseRole: "role defaults to user and admin".
func licenseRole(l License, g *grant) bool {
	if l.Role == "" {
		return g.Role == "user" || g.Role == "admin"
	}
	return l.Role == g.Role
}

// byDefault, step 3: "place own, and product neither trello nor bitbucket, or
// one of these on a known plan other than Free".
func byDefault(g *grant) bool {
	if isUnknown(g.Product) || g.Ownership != "own" || g.Role != "user" && g.Role != "admin" {
		return false
	}
	if g.Product == "trello" || g.Product == "bitbucket" {
		return g.Plan != "" && g.Plan != "free"
	}
	return true
}
