package reference

import (
	"fmt"
	"slices"
	"strings"
)

// product is the canonical product of a line, or "" for an app and for a product
// that no table holds.
func (s RawSubscription) product() string {
	if strings.EqualFold(s.Kind, "app") {
		return ""
	}
	return canonical(keyOf(s.ProductOrApp))
}

func (s RawSubscription) isActive() bool { return strings.EqualFold(s.State, "active") }

// spot is the place of a line. A workspace stands behind the host of its address.
func (s RawSubscription) spot() spot {
	url := strings.ToLower(s.SiteURL)
	for _, host := range []string{"bitbucket.org/", "trello.com/w/"} {
		if _, rest, found := strings.Cut(url, host); found {
			url = rest
		}
	}
	return spot{nameSpace(s.product()), placeName(url)}
}

// isSubscribed: "for a product that an active subscription row (a product, not an
// app) names".
func (j *judge) isSubscribed(product string) bool {
	return slices.ContainsFunc(j.night.Subscriptions, func(s RawSubscription) bool {
		return s.isActive() && s.product() == product
	})
}

// paidFor: "its places are intended (a blank site matches every own place)"; "a
// grant that is foreign or sandbox, or whose role is customer, guest or
// contributor, is never intended". Reading: a Trello grant without workspace is at
// no place, and is paid for by a subscription on its plan.
func (j *judge) paidFor(g *grant) bool {
	if g.Ownership != "own" || g.Role != "user" && g.Role != "admin" {
		return false
	}
	return slices.ContainsFunc(j.night.Subscriptions, func(s RawSubscription) bool {
		if !s.isActive() || s.product() != g.Product {
			return false
		}
		if g.Product == "trello" && g.Place == "" {
			return s.Plan != "" && strings.EqualFold(s.Plan, cellPlan(g))
		}
		place := s.spot().name
		return place == "" || place == g.Place
	})
}

// subscribedPlan: the plan of an active line for the place, else of one for every
// own place. Reading: of several the higher.
func (j *judge) subscribedPlan(g *grant) string {
	at, everywhere := "", ""
	higher := func(a, b string) string {
		if slices.Index(planOrder, b) > slices.Index(planOrder, a) {
			return b
		}
		return a
	}
	for _, s := range j.night.Subscriptions {
		if !s.isActive() || s.product() != g.Product || g.Product == "trello" && g.Place == "" {
			continue
		}
		switch plan := strings.ToLower(s.Plan); s.spot().name {
		case "":
			if g.Ownership == "own" {
				everywhere = higher(everywhere, plan)
			}
		case g.Place:
			at = higher(at, plan)
		}
	}
	if at == "" {
		at = everywhere
	}
	return at
}

// subscriptions draws a partner's list of subscriptions.
func (d *dice) subscriptions() {
	products := []string{"Jira", "Jira Software", "Confluence", "Jira Service Management", "Jira Product Discovery", "Compass", "Loom", "Opsgenie", "Example Planner"}
	for i := range 1 + d.IntN(5) {
		s := RawSubscription{
			Pos: Pos{"partner_subscriptions", "subscriptions.csv", "", int64(i + 2)}, State: pick(d, "active", "active", "Active", "inactive"),
			Kind: "product", ProductOrApp: pick(d, products...), Plan: pick(d, "", "Free", "Standard", "Premium", "Enterprise"),
			SiteURL:     pick(d, "", "https://acme.atlassian.net", "https://Acme-Labs.atlassian.net/wiki", "acme", "https://acme-sandbox-101.atlassian.net", "https://customer-two.atlassian.net"),
			Entitlement: fmt.Sprintf("E-000-000-%03d", i),
		}
		switch d.IntN(6) {
		case 0:
			s.ProductOrApp, s.SiteURL = "Trello", pick(d, "", "https://trello.com/w/acme-marketing", "https://trello.com/w/Acme-Marketing/home")
		case 1:
			s.ProductOrApp, s.SiteURL = "Bitbucket", pick(d, "", "https://bitbucket.org/acme-code/", "acme-code")
		case 2:
			s.Kind, s.Parent = "app", "E-000-000-000"
		}
		d.n.Subscriptions = append(d.n.Subscriptions, s)
	}
}
