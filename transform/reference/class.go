package reference

import (
	"slices"
	"strings"
)

// view is an account as the tables of classes and verdicts look at it.
type view struct {
	person   *person
	service  bool
	evidence bool
	asOf     Day // whose rules judge
	tonight  Day
	kind     string // the class, once it is known
	cover    Coverage

	all, counting, unknown, intended []*grant
}

func (j *judge) view(p *person) *view {
	v := &view{person: p, service: j.service(p), evidence: j.productEvidence(p), asOf: j.night.rules(), tonight: j.night.AsOf, all: p.grants, cover: j.cover}
	for _, g := range p.grants {
		if g.Counting {
			v.counting = append(v.counting, g)
		}
		if isUnknown(g.Product) {
			v.unknown = append(v.unknown, g)
		}
		if g.Intended {
			v.intended = append(v.intended, g)
		}
	}
	return v
}

// class is the table of section 2, first match wins.
func (v *view) class() (string, []string) {
	p := v.person
	switch {
	case p.accountType.value == "app" || v.service:
		return "app", nil
	case p.left():
		return "inactive", nil
	case slices.ContainsFunc(v.intended, isAgentGrant):
		return "agent", nil
	case len(v.intended) > 0:
		return "licensed", nil
	case len(v.counting) > 0 && all(v.counting, isTrello):
		return "accidental_trello", nil
	case len(v.counting) > 0:
		return "accidental_other", v.causes()
	case p.external():
		return "external", nil
	case len(v.unknown) == 0 && (v.evidence || p.customer() || p.named("portal_customers")):
		return "portal_customer", nil
	}
	return "unresolved", nil
}

// isAgentGrant: "an intended jsm grant with role user or admin".
func isAgentGrant(g *grant) bool {
	return g.Product == "jsm" && (g.Role == "user" || g.Role == "admin")
}

func isTrello(g *grant) bool { return g.Product == "trello" }

// causes: "one per counting grant, distinct, byte-sorted; the first that fits
// of foreign:<product>@<place>, sandbox:<product>@<place>,
// guest:<product>@<place>, trello, bitbucket, unlicensed:<product>@<place>".
func (v *view) causes() []string {
	var causes []string
	for _, g := range v.counting {
		causes = append(causes, cause(g))
		word, _, _ := strings.Cut(cause(g), ":")
		v.cover.hit("cause/" + word)
	}
	slices.Sort(causes)
	return slices.Compact(causes)
}

func cause(g *grant) string {
	at := g.Product + "@" + g.Place
	switch {
	case g.Ownership == "foreign":
		return "foreign:" + at
	case g.Ownership == "sandbox":
		return "sandbox:" + at
	case g.Role == "guest":
		return "guest:" + at
	case g.Product == "trello", g.Product == "bitbucket":
		return g.Product
	}
	return "unlicensed:" + at
}

// all reports whether every grant fits; it is true of none.
func all(grants []*grant, fits func(*grant) bool) bool {
	for _, g := range grants {
		if !fits(g) {
			return false
		}
	}
	return true
}

func filter(grants []*grant, fits func(*grant) bool) []*grant {
	var out []*grant
	for _, g := range grants {
		if fits(g) {
			out = append(out, g)
		}
	}
	return out
}
