package reference

import "strings"

// Branches names every branch of the rules that a good set of nights reaches.
func Branches() []string {
	var names []string
	for _, group := range branches {
		for _, name := range group.names {
			names = append(names, group.prefix+name)
		}
	}
	return names
}

var branches = []struct {
	prefix string
	names  []string
}{
	{"class/", []string{
		"app", "inactive", "agent", "licensed", "accidental_trello", "accidental_other",
		"external", "portal_customer", "unresolved",
	}},
	{"cause/", []string{"foreign", "sandbox", "guest", "trello", "bitbucket", "unlicensed"}},
	{"standard/", []string{
		"app_account not_billable", "deactivated not_billable", "claimed_elsewhere not_billable",
		"atlassian_states billable", "atlassian_states not_billable", "only_unknown unknown",
		"no_product_evidence unknown", "no_supported_product not_billable", "non_billable_policy not_billable",
		"enterprise_plan not_billable", "guest_before_2024_02_09 not_billable",
		"statuspage_or_opsgenie_exempt not_billable", "plan_unknown unknown", "intended_seat billable",
		"trello_only billable", "free_product billable", "guest billable", "foreign_site billable",
		"sandbox_only billable", "mixed_accidental billable",
	}},
	{"premium/", []string{
		"app_account", "deactivated", "claimed_elsewhere", "only_unknown", "no_product_evidence",
		"no_jira_or_confluence", "jira_or_confluence",
	}},
	{"agrees/", []string{"", "yes", "no", "undecided"}},
	{"ownership/", []string{
		"placeless", "trello plan word", "1 sites own", "1 sites sandbox", "1 sites foreign", "1 licensed",
		"other name space", "1 licensed, Bitbucket by site:", "2 own", "2 sandbox", "3 own", "3 sandbox", "4 sandbox", "4 foreign", "5 own",
	}},
	{"intended/", []string{
		"2 subscription yes", "2 subscription no",
		"1 licensed yes", "1 licensed no", "1 trello plan does not match", "1 trello workspace by its plan", "1 lists a sandbox place",
		"1 lists a foreign place", "3 default yes derived", "3 default yes assumed", "3 default no derived",
		"3 default no assumed",
	}},
	{"plan/", []string{
		"config", "subscription", "trello cell", "unknown", "two words of trello cells", "named before every own place",
		"the first of two entries", "site list",
	}},
	{"role/", []string{
		"user stated", "user derived", "user assumed", "admin stated", "customer stated", "customer derived",
		"guest stated", "guest derived", "contributor stated", "stated by agents.csv", "account type customer",
		"jsm without group information", "jsm groups seen, none speaks", "jsm in an agent group",
		"jsm in no agent group", "jsm group with nobody's account alone",
	}},
	{"merge/", []string{
		"by id", "by e-mail alone", "e-mail to id", "e-mail of two ids", "unlinked SCIM row",
		"unlinked SCIM row by external id",
		"SCIM row without account", "directory row", "directory row without account",
		"placeless into placed", "several claims",
	}},
	{"grant/", []string{
		"no word", "yes word", "any text", "activity alone", "activity beside access column",
		"activity without a date", "trello plan word free", "trello plan word standard",
		"trello plan word premium", "trello plan word enterprise", "trello other text",
		"header place in a site list", "header place, no word", "header place, trello plan word",
	}},
	{"product/", []string{"attribute", "unknown API key", "unknown by header", "unknown by places"}},
	{"field/", []string{
		"policy unknown", "status blank everywhere", "type differs or is assumed", "status differs or is assumed",
		"policy differs or is assumed", "flag differs or is assumed", "e-mail differs or is assumed",
	}},
	{"conflict/", []string{"account type", "status", "policy", "billable", "claimed", "name", "e-mail"}},
	{"last active/", []string{"date", "before", "never", "unknown"}},
	{"night/before 2023-05-01 ", []string{
		"app", "inactive", "agent", "licensed", "accidental_trello", "accidental_other",
		"external", "portal_customer", "unresolved",
	}},
}

// SeatBranches names the rules of seats, how well their facts can be known, and
// the facts that few seats rest on. Some are rare: only a long run reaches them often.
func SeatBranches() []string {
	names := []string{"seat facts/list without workspace", "seat facts/plan by its users"}
	for _, line := range []string{
		"app_account not_billable: assumed stated",
		"deactivated not_billable: assumed stated",
		"foreign_place not_billable: derived stated",
		"sandbox not_billable: derived stated",
		"suspended not_billable: assumed stated",
		"no_membership not_billable: assumed stated",
		"customer not_billable: assumed derived stated",
		"contributor not_billable: stated",
		"guest not_billable: derived stated",
		"free_plan not_billable: derived stated",
		"atlassian_states billable: assumed stated",
		"atlassian_states not_billable:",
		"private_access_unknown unknown: derived stated",
		"guest_unknown unknown: stated",
		"workspace_unknown unknown: stated",
		"licence_unknown unknown: stated",
		"plan_unknown unknown: derived stated",
		"enterprise_contract billable: assumed derived stated",
		"agent billable: assumed derived stated",
		"creator billable: assumed derived stated",
		"bitbucket_member billable: assumed derived stated",
		"trello_member billable: stated",
		"site_user billable: assumed derived stated",
	} {
		rule, known, _ := strings.Cut(line, ":")
		names = append(names, "seat/"+rule)
		for _, k := range strings.Fields(known) {
			names = append(names, "seat confidence/"+strings.Fields(rule)[0]+" "+k)
		}
	}
	return names
}

// PriceBranches names the branches of Cost that a good set of nights reaches.
func PriceBranches() []string {
	return []string{
		"book/of the config", "book/bundled, of 2018", "book/bundled, of 2018, below the minimum", "book/bundled, of 2023",
		"price/premium priced", "price/premium unknown", "price/nobody", "price/billed by the month", "price/inferred",
		"price/seats by the month", "price/seats by the year", "price/seats not known",
		"price/tier by the month", "price/tier by the year", "price/tier not known",
		"price/add-on seats by the month", "price/add-on seats by the year", "price/add-on tier by the month", "price/add-on tier by the year",
		"price/graduated", "price/volume", "price/flat", "price/flat above the first",
	}
}

// WayOutBranches names what decides on ways out.
func WayOutBranches() []string {
	names := []string{"directory/here", "directory/disabled", "directory/absent", "directory/unclear", "directory/unknown",
		"way out/keep yes", "way out/review yes", "way out/review no"}
	for _, way := range []string{"exclude_from_claim", "non_billable_policy", "delete_workspace", "deactivate", "support_deletion", "scim_recreate"} {
		names = append(names, "way out/"+way+" no")
		if way != "support_deletion" {
			names = append(names, "way out/"+way+" yes")
		}
		if way != "exclude_from_claim" && way != "scim_recreate" {
			names = append(names, "way out/"+way+" yes check")
		}
	}
	return names
}

// ConfidenceBranches names each rule of Guard Standard with how well its facts
// can be known. Some are rare: only a long run reaches them often.
func ConfidenceBranches() []string {
	var names []string
	for _, line := range []string{
		"app_account assumed stated",
		"atlassian_states assumed stated",
		"claimed_elsewhere stated",
		"deactivated assumed stated",
		"enterprise_plan assumed derived stated",
		"foreign_site assumed derived stated",
		"free_product assumed derived stated",
		"guest assumed derived stated",
		"guest_before_2024_02_09 derived stated",
		"intended_seat assumed derived stated",
		"mixed_accidental assumed derived stated",
		"no_product_evidence assumed derived stated",
		"no_supported_product assumed derived stated",
		"non_billable_policy assumed stated",
		"only_unknown assumed derived stated",
		"plan_unknown derived stated",
		"sandbox_only assumed derived stated",
		"statuspage_or_opsgenie_exempt derived stated",
		"trello_only assumed derived stated",
	} {
		words := strings.Fields(line)
		for _, known := range words[1:] {
			names = append(names, "confidence/"+words[0]+" "+known)
		}
	}
	return names
}
