package reference

import "strings"

// spellings is "billing-rules.md" section 6 and the headers of exports.md,
// compared by header key: canonical product, then its keys and names.
var spellings = map[string][]string{
	"jira":         {"Jira", "Jira Software", "jira-software", "jira-software.ondemand"},
	"jwm":          {"Jira Work Management", "Jira Core", "jira-core", "jira-core.ondemand"},
	"jsm":          {"Jira Service Management", "Jira Service Desk", "jira-service-desk", "jira-servicedesk", "jira-servicedesk.ondemand"},
	"jpd":          {"Jira Product Discovery", "jira-product-discovery"},
	"confluence":   {"Confluence", "Confluence Guest"},
	"bitbucket":    {"Bitbucket"},
	"trello":       {"Trello"},
	"loom":         {"Loom"},
	"opsgenie":     {"Opsgenie", "OpsGenie", "jira-ops", "jira-incident-manager.ondemand"},
	"statuspage":   {"Statuspage", "StatusPage"},
	"compass":      {"Compass"},
	"atlas":        {"Atlas", "townsquare"},
	"goals":        {"Goals"},
	"projects":     {"Projects"},
	"rovo":         {"Rovo"},
	"analytics":    {"Analytics", "avp"},
	"feedback":     {"Feedback"},
	"guard_detect": {"Guard Detect", "beacon"},
	"stride":       {"Stride"},
	"hipchat":      {"Hipchat"},
}

var productByKey = func() map[string]string {
	byKey := map[string]string{}
	for product, names := range spellings {
		for _, name := range names {
			byKey[keyOf(name)] = product
		}
	}
	return byKey
}()

// supported: "jira jwm jsm jpd confluence bitbucket trello loom opsgenie statuspage".
var supported = set("jira", "jwm", "jsm", "jpd", "confluence", "bitbucket", "trello", "loom", "opsgenie", "statuspage")

// canonical finds the product of a header key, or "" for one not in the table.
func canonical(key string) string { return productByKey[key] }

func isUnknown(product string) bool { return strings.HasPrefix(product, "unknown:") }

// keyOf: "strip BOM and blanks, remove every [...] group, lower-case, drop all
// characters that are not letters or digits". The names here are ASCII.
func keyOf(header string) string {
	var b strings.Builder
	depth := 0
	for _, r := range strings.ToLower(header) {
		switch {
		case r == '[':
			depth++
		case r == ']' && depth > 0:
			depth--
		case depth == 0 && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9'):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// nameSpace: "a site for Atlassian apps, a workspace for Bitbucket, a workspace
// for Trello: three name spaces, judged apart". Statuspage pages and Loom
// workspaces stand outside all three.
func nameSpace(product string) string {
	switch product {
	case "bitbucket", "trello":
		return product
	case "statuspage", "loom":
		return "other"
	}
	return "site"
}

// placeName: "Places are lower-cased"; exports.md: "normalise by dropping
// scheme, path and a trailing .atlassian.net".
func placeName(text string) string {
	place := strings.ToLower(strings.TrimSpace(text))
	if _, rest, found := strings.Cut(place, "://"); found {
		place = rest
	}
	place, _, _ = strings.Cut(place, "/")
	return strings.TrimSuffix(place, ".atlassian.net")
}

func set(words ...string) map[string]bool {
	s := map[string]bool{}
	for _, word := range words {
		s[word] = true
	}
	return s
}

var (
	yesWords  = set("yes", "true", "1", "y")
	noWords   = set("no", "false", "0", "n")
	planWords = set("free", "standard", "premium", "enterprise")
	roleWords = set("user", "admin", "customer", "guest", "contributor")
)

// glob matches "*" against any text, case-insensitively.
func glob(pattern, text string) bool {
	parts := strings.Split(strings.ToLower(pattern), "*")
	text = strings.ToLower(text)
	if len(parts) == 1 {
		return text == parts[0]
	}
	first, last := parts[0], parts[len(parts)-1]
	if !strings.HasPrefix(text, first) {
		return false
	}
	text = text[len(first):]
	for _, part := range parts[1 : len(parts)-1] {
		at := strings.Index(text, part)
		if at < 0 {
			return false
		}
		text = text[at+len(part):]
	}
	return strings.HasSuffix(text, last)
}
