package reference

import (
	"cmp"
	"slices"
	"strings"
)

// grant is a Grant while it is being put together.
type grant struct {
	Grant
	claims []claim
}

type grantKey struct{ product, place string }

// mergeGrants: "Grants are the union over all sources; the same product and
// place merge". "A grant without a place merges into that account's grants of
// the same product that have one; otherwise it is at no place."
func (j *judge) mergeGrants(p *person, claims []claim) {
	grants := map[grantKey]*grant{}
	for _, c := range claims {
		if c.grants && c.place != "" {
			add(grants, c, c.place)
		}
	}
	placed := map[string][]*grant{}
	for key, g := range grants {
		placed[key.product] = append(placed[key.product], g)
	}
	for _, c := range claims {
		switch {
		case c.place != "" && c.grants:
		case c.place == "" && len(placed[c.product]) > 0:
			j.cover.hit("merge/placeless into placed")
			for _, g := range placed[c.product] {
				g.claims = append(g.claims, c)
			}
		case c.grants:
			add(grants, c, "")
		}
	}
	for _, c := range claims {
		g := grants[grantKey{c.product, c.place}]
		if !c.grants && g != nil && (c.place != "" || len(placed[c.product]) == 0) {
			g.claims = append(g.claims, c)
		}
	}
	for _, g := range grants {
		if len(g.claims) > 1 {
			j.cover.hit("merge/several claims")
		}
		p.grants = append(p.grants, g)
	}
	slices.SortFunc(p.grants, func(a, b *grant) int {
		return cmp.Or(strings.Compare(a.Product, b.Product), strings.Compare(a.Place, b.Place))
	})
}

func add(grants map[grantKey]*grant, c claim, place string) {
	key := grantKey{c.product, place}
	if grants[key] == nil {
		grants[key] = &grant{Grant: Grant{Product: c.product, Place: place}}
	}
	grants[key].claims = append(grants[key].claims, c)
}

// describe fills in what the rules say about a merged grant, in the order in
// which one fact rests on another.
func (j *judge) describe(p *person, g *grant) {
	g.AccessKnown = Derived
	for _, c := range g.claims {
		if c.grants && c.access == Stated {
			g.AccessKnown = Stated
		}
	}
	j.own(g)
	j.setPlan(g)
	j.setRole(p, g)
	j.setIntended(g)
	g.Counting = counting(g)
}

// own: "at no place: ownership own - assumed (Trello with a plan word: stated)".
func (j *judge) own(g *grant) {
	var step string
	g.Ownership, g.OwnershipKnown, step = j.atlas.ownership(spot{nameSpace(g.Product), g.Place})
	if g.Place == "" && g.Product == "trello" && cellPlan(g) != "" {
		g.OwnershipKnown, step = Stated, "trello plan word"
	}
	j.cover.hit("ownership/" + step)
}

// counting: "a grant of a supported product, except JSM as customer (R29) and
// JPD as contributor (R31)".
func counting(g *grant) bool {
	switch {
	case g.Product == "jsm" && g.Role == "customer", g.Product == "jpd" && g.Role == "contributor":
		return false
	}
	return supported[g.Product]
}

// exempt: "Opsgenie on Standard/Enterprise or Statuspage on
// Startup/Business/Enterprise (R2)".
func exempt(g *grant) bool {
	switch g.Product {
	case "opsgenie":
		return set("standard", "enterprise")[g.Plan]
	case "statuspage":
		return set("startup", "business", "enterprise")[g.Plan]
	}
	return false
}

// cellPlan is the plan word of the Trello cell. The rules do not say which of
// two such words holds. Reading: the higher, for the account has both.
func cellPlan(g *grant) string {
	best := ""
	for _, c := range g.claims {
		if slices.Index(planOrder, c.plan) > slices.Index(planOrder, best) {
			best = c.plan
		}
	}
	return best
}

var planOrder = []string{"", "free", "standard", "premium", "enterprise"}

// plansDiffer says that two cells state two plans.
func plansDiffer(g *grant) bool {
	return slices.ContainsFunc(g.claims, func(c claim) bool { return c.plan != "" && c.plan != cellPlan(g) })
}

// setPlan: "plan - from config, subscriptions, the API, or the Trello cell;
// else unknown", and "of several plans config, subscriptions, API, cell".
func (j *judge) setPlan(g *grant) {
	g.Plan = j.configPlan(g)
	if g.Plan != "" {
		j.cover.hit("plan/config")
	} else if g.Plan = j.subscribedPlan(g); g.Plan != "" {
		j.cover.hit("plan/subscription")
	} else if g.Plan = cellPlan(g); g.Plan != "" {
		j.cover.hit("plan/trello cell")
		if plansDiffer(g) {
			j.cover.hit("plan/two words of trello cells")
		}
	}
	if g.Plan != "" {
		g.PlanKnown = Stated
	} else {
		j.cover.hit("plan/unknown")
	}
}

// configPlan: "plan states the plan, and limits the match only for a Trello
// grant without workspace". Readings: an entry that names the place goes before
// one that speaks of every own place; of two alike the first; after them a line
// of sites.csv, for the product that it names.
func (j *judge) configPlan(g *grant) string {
	var named, general []string
	for _, l := range j.licenses() {
		switch {
		case l.Plan == "" || !j.licensePlace(l, g) || g.Product == "trello" && g.Place == "":
		case l.Place() != "":
			named = append(named, strings.ToLower(l.Plan))
		default:
			general = append(general, strings.ToLower(l.Plan))
		}
	}
	plan := ""
	if all := append(named, general...); len(all) > 0 {
		plan = all[0]
		j.coverPlans(named, general)
	}
	for _, s := range j.night.SiteList {
		if plan == "" && s.Plan != "" && placeName(s.Site) == g.Place && g.Place != "" && canonical(keyOf(s.Product)) == g.Product {
			plan = strings.ToLower(s.Plan)
			j.cover.hit("plan/site list")
		}
	}
	return plan
}

func (j *judge) coverPlans(named, general []string) {
	if len(named) > 0 && len(general) > 0 && named[0] != general[0] {
		j.cover.hit("plan/named before every own place")
	}
	if len(named) > 1 && named[0] != named[1] || len(named) == 0 && len(general) > 1 && general[0] != general[1] {
		j.cover.hit("plan/the first of two entries")
	}
}

func (j *judge) licenses() []License {
	if j.night.Licensed == nil {
		return nil
	}
	return *j.night.Licensed
}

// licensePlace: the entry is of the product, and names the place or, "without
// place, matches every own place". Reading: a grant at no place is own, so an
// entry without place matches it and one with a place does not.
func (j *judge) licensePlace(l License, g *grant) bool {
	switch {
	case l.Product != g.Product:
		return false
	case l.Place() == "":
		return g.Ownership == "own"
	}
	return l.Place() == g.Place
}
