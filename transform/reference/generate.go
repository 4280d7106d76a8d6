package reference

import (
	"fmt"
	"math/rand/v2"
)

// Generate makes a night of a small organisation, the same for the same seed.
// Two nights in five also hold the export kinds of later steps; see Later.
func Generate(seed uint64) *Night {
	d := newDice(seed)
	return d.night(5+d.IntN(56), d.chance(40))
}

// GenerateFirst is Generate with the export kinds of the first step only.
func GenerateFirst(seed uint64) *Night {
	d := newDice(seed)
	return d.night(5+d.IntN(56), false)
}

// GenerateLarge makes a night with the given number of people.
func GenerateLarge(seed uint64, people int, later bool) *Night {
	return newDice(seed).night(people, later)
}

// Later reports whether the night holds export kinds of later steps.
func (n *Night) Later() bool {
	for _, a := range n.Accounts {
		switch a.Format {
		case "managed_accounts", "org_users", "orgs_v1_users":
		default:
			return true
		}
	}
	return false
}

// dice draws everything random of one night.
type dice struct {
	*rand.Rand
	n    *Night
	file int // files so far, for names that sort
}

func newDice(seed uint64) *dice {
	return &dice{Rand: rand.New(rand.NewPCG(seed, 0x62696c6c61626c65))}
}

func (d *dice) chance(percent int) bool { return d.IntN(100) < percent }

func pick[T any](d *dice, from ...T) T { return from[d.IntN(len(from))] }

// some keeps each element with the given chance, in order.
func some[T any](d *dice, percent int, from ...T) []T {
	var kept []T
	for _, x := range from {
		if d.chance(percent) {
			kept = append(kept, x)
		}
	}
	return kept
}

// maybe gives the text with the given chance, else nothing.
func (d *dice) maybe(percent int, text string) string {
	if d.chance(percent) {
		return text
	}
	return ""
}

var nights = []string{
	"2020-04-14", "2022-06-30", "2023-04-30", "2023-05-01", "2023-10-31", "2023-12-31",
	"2024-02-08", "2024-02-09", "2024-02-09", "2026-11-20", "2026-11-20",
}

func (d *dice) night(people int, later bool) *Night {
	d.n = &Night{Org: "acme", AsOf: DayOf(pick(d, nights...))}
	d.config()
	crowd := d.crowd(people)
	for range 1 + d.IntN(2) {
		if d.chance(85) {
			d.managed("managed_accounts", crowd)
		}
	}
	if d.chance(70) {
		d.orgUsers(crowd)
	}
	if d.chance(30) {
		d.orgUsers(crowd)
	}
	if d.chance(25) {
		d.oldOrgUsers(crowd)
	}
	if d.chance(55) {
		d.api(crowd, "orgs_v1_users")
	}
	if d.chance(60) {
		d.scim(crowd)
	}
	if d.chance(50) {
		d.directory(crowd)
	}
	if later {
		d.later(crowd)
	}
	if len(d.n.Accounts) == 0 {
		d.managed("managed_accounts", crowd)
	}
	d.sideInputs(crowd)
	if later && d.chance(45) {
		d.subscriptions()
	}
	if later {
		d.members(crowd)
	}
	d.rules()
	d.guard()
	return d.n
}

func (d *dice) later(crowd []*human) {
	if d.chance(40) {
		d.managed("policy_members", crowd)
	}
	if d.chance(50) {
		d.managed("domain_accounts", crowd)
	}
	if d.chance(60) {
		d.managed("external_users", crowd)
	}
	if d.chance(50) {
		d.api(crowd, "orgs_v2_users")
	}
}

// newFile names the next file so that paths do not sort as they are drawn.
func (d *dice) newFile(kind, ending string) string {
	d.file++
	return fmt.Sprintf("%c%d-%s.%s", 'a'+rune(d.IntN(26)), d.file, kind, ending)
}

// wish is access that somebody has in truth; files show parts of it.
type wish struct {
	product, place string
	guest          bool
}

// human is one account, or one address, with what is true of it.
type human struct {
	id, email, name string
	wishes          []wish
	trello          string // plan word of the Trello cell
	alsoTrello      string // a second plan word of it
	runsBoards      bool   // is the admin of workspaces of Trello, as the users of the organisation list alone

	accountType, status, policy string
	flag                        *bool
	oldEmail                    string // address in some of the files
	outside                     bool   // not managed: external, or of the sites only
	unlinked                    bool   // its SCIM row carries no account id
	fickle                      bool   // a customer in one API, none in the other
}

func (d *dice) crowd(people int) []*human {
	crowd := make([]*human, 0, people)
	for i := range people {
		h := &human{
			id: fmt.Sprintf("712020:%06d", i), name: fmt.Sprintf("Person %d", i),
			email:       fmt.Sprintf("person%d@%s.example", i, pick(d, "acme", "acme", "supplier")),
			trello:      pick(d, "Free", "Free", "Standard", "premium", "Enterprise"),
			status:      pick(d, "Active", "Active", "Active", "Active", "Active", "active", "Suspended", "", "Deactivated", "closed"),
			policy:      pick(d, "Billable", "Billable", "Billable", "billable", "", "Non-billable"),
			accountType: pick(d, "", "", "atlassian", "atlassian", "atlassian", "customer", "app"),
			wishes:      d.wishes(), outside: d.chance(30), unlinked: d.chance(20),
			alsoTrello: d.maybe(20, pick(d, "Free", "standard", "Premium", "Enterprise")), runsBoards: d.chance(30),
		}
		if d.chance(70) {
			h.flag = new(d.chance(50))
		}
		d.quirk(h, crowd)
		crowd = append(crowd, h)
	}
	return crowd
}

// quirk makes service accounts, people without id, and shared addresses.
func (d *dice) quirk(h *human, before []*human) {
	switch d.IntN(20) {
	case 0:
		h.email = "svc-" + h.email
	case 1, 2:
		h.id = ""
	case 3:
		if len(before) > 0 {
			twin := pick(d, before...)
			h.email, h.trello = twin.email, twin.trello
		}
	case 4:
		h.oldEmail = "former-" + h.email
	case 5:
		h.id = fmt.Sprintf("%03de%d", d.IntN(1000), len(before))
	case 6: // JSM alone, as a customer that only one source knows
		h.fickle, h.accountType, h.wishes = true, "customer", []wish{{product: "jsm", place: "acme"}}
	case 7: // JSM alone, and nobody who would show other products names it
		h.outside, h.flag, h.policy, h.wishes = true, nil, "Billable", []wish{{product: "jsm", place: "acme"}}
		h.accountType = ""
	case 8: // Jira Product Discovery alone, mostly where the directory API names no place
		h.outside, h.wishes = d.chance(60), []wish{{product: "jpd", place: "acme"}}
	}
}

var (
	sitePlaces      = []string{"acme", "acme", "acme", "acme-labs", "acme-sandbox", "acme-sandbox-101", "acme-labs-sandbox-7", "customer-one", "customer-two", "customer-one-sandbox", "beta-sandbox-x"}
	bitbucketPlaces = []string{"acme-code", "acme-code", "acme-code-sandbox", "cust-code", "acme"}
	trelloPlaces    = []string{"", "", "", "acme-marketing", "cust-boards", "acme"}
	siteProducts    = []string{"jira", "jwm", "jsm", "jsm", "jpd", "confluence", "confluence", "compass", "goals"}
)

// wishes draws what one person uses, with a liking for the corners of the rules.
func (d *dice) wishes() []wish {
	site := func(product string) wish { return wish{product: product, place: pick(d, sitePlaces...)} }
	switch d.IntN(18) {
	case 0, 1:
		return nil
	case 2, 3:
		return []wish{{product: "trello", place: pick(d, trelloPlaces...)}}
	case 4:
		return some(d, 70, wish{product: "bitbucket", place: pick(d, bitbucketPlaces...)}, wish{product: "trello", place: pick(d, trelloPlaces...)})
	case 5:
		return []wish{{product: "confluence", place: pick(d, sitePlaces...), guest: true}}
	case 6, 16:
		return some(d, 70, wish{product: "opsgenie", place: "acme"}, wish{product: "statuspage", place: pick(d, "acme-status", "cust-status")})
	case 7:
		return []wish{{product: pick(d, unknownProducts...), place: pick(d, "acme", "acme", "customer-one")}}
	case 8, 17:
		return []wish{site("jsm")}
	case 9:
		return []wish{{product: pick(d, "jira", "confluence", "jsm"), place: pick(d, "customer-one", "customer-two")}}
	case 10:
		return []wish{{product: pick(d, "jira", "confluence", "jwm"), place: pick(d, "acme-sandbox", "acme-sandbox-101")}}
	case 11:
		return []wish{site(pick(d, "jpd", "jpd", "compass", "goals", "loom"))}
	}
	var all []wish
	for range 1 + d.IntN(4) {
		all = append(all, site(pick(d, siteProducts...)))
	}
	return append(all, some(d, 20, wish{product: "trello", place: pick(d, trelloPlaces...)}, wish{product: "bitbucket", place: pick(d, bitbucketPlaces...)},
		wish{product: "opsgenie", place: "acme"}, wish{product: pick(d, unknownProducts...), place: "acme"},
		wish{product: "confluence", place: "acme", guest: true})...)
}

// unknownProducts are names that no table holds.
var unknownProducts = []string{"Galaxy", "Orbit Planner"}
