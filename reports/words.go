package reports

import "strings"

// words spells ids of the marts for people. An id that is not listed is spelled
// from its own letters, so that a new class or rule needs no line here.
var words = map[string]string{
	"accidental_other":    "Other accidental use",
	"accidental_trello":   "Accidental Trello",
	"app":                 "App or service account",
	"claim-include":       "Claim: addresses to include",
	"guard_premium":       "Guard Premium",
	"guard_standard":      "Guard Standard",
	"policy-move":         "Move to a non-billable policy",
	"unclaim":             "Unclaim",
	"jsm":                 "Jira Service Management",
	"jwm":                 "Jira Work Management",
	"jpd":                 "Jira Product Discovery",
	"duckdb":              "DuckDB",
	"account_id":          "Account ID",
	"scim_account_id":     "SCIM account ID",
	"external_id":         "External ID",
	"email":               "E-mail",
	"email_only":          "E-mail alone",
	"user_principal_name": "User principal name",
	"site":                "Site",
	"bitbucket":           "Bitbucket",
	"trello":              "Trello",
	"yes":                 "Agrees",
	"no":                  "Disagrees",
}

// spell gives the words of an id.
func spell(id string) string {
	if w := words[id]; w != "" || id == "" {
		return w
	}
	parts := strings.FieldsFunc(id, func(r rune) bool { return r == '_' || r == '-' })
	for i, p := range parts {
		switch {
		case p == "ids":
			parts[i] = "IDs"
		case acronyms[p]:
			parts[i] = strings.ToUpper(p)
		}
	}
	return upperFirst(strings.Join(parts, " "))
}

// acronyms are the parts of ids that people write in capitals.
var acronyms = map[string]bool{
	"api": true, "csv": true, "id": true, "jsm": true, "json": true, "mfa": true, "scim": true, "sso": true,
}

// upperFirst starts a text with a capital, where it starts with a plain letter.
func upperFirst(s string) string {
	if s == "" {
		return s
	}
	if s[0] >= 'a' && s[0] <= 'z' {
		s = string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

// verdictCell shows a verdict in words and colour.
func verdictCell(verdict string) cell {
	c := label(spell(verdict))
	switch verdict {
	case "billable":
		return c.filled(amber, amberInk)
	case "not_billable":
		return c.filled(green, greenInk)
	case "unknown":
		return c.filled(violet, violetInk)
	}
	return c
}

// severityCell shows how much a check's findings matter.
func severityCell(severity string, findings int64) cell {
	c := label(spell(severity))
	switch {
	case findings == 0:
		return c
	case severity == "info":
		return c.filled(violet, violetInk)
	case severity == "warn":
		return c.filled(amber, amberInk)
	}
	return c.filled(red, redInk)
}
