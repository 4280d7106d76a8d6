package reference

import (
	"fmt"
	"slices"
	"strings"
)

// Saying is what one source row says on a field on which an account's sources
// differ; the first of a field is the one that counts.
type Saying struct {
	Field, Value string
	Pos          Pos
}

// String spells the saying as the comparison prints it.
func (s Saying) String() string {
	return fmt.Sprintf("%s %s from %s:%d", s.Field, s.Value, s.Pos.File, s.Pos.Row)
}

// conflicts lists, field by field, every row that speaks where two rows differ:
// "a difference is a finding, stands in evidence". Reading: case and blanks of
// names and addresses are spelling, no difference.
func (p *person) conflicts(cover Coverage) []Saying {
	var list []Saying
	for _, f := range []struct {
		name string
		read func(row) string
	}{
		{"account type", func(r row) string { return known(r.accountType, "atlassian", "customer", "app") }},
		{"status", func(r row) string { return r.status }},
		{"policy", func(r row) string { return r.policy }},
		{"billable", func(r row) string { return map[string]string{billable: "yes", notBillable: "no"}[r.billable] }},
		{"claimed", claimWord},
		{"name", func(r row) string { return r.name }},
		{"e-mail", func(r row) string { return strings.TrimSpace(r.email) }},
	} {
		said := p.sayings(f.name, f.read)
		if f.name == "claimed" {
			said = contestedClaim(said)
		} else if agree(said) {
			continue
		}
		if len(said) > 0 {
			cover.hit("conflict/" + f.name)
		}
		list = append(list, said...)
	}
	return list
}

func (p *person) sayings(field string, read func(row) string) []Saying {
	var said []Saying
	for _, r := range p.rows {
		if value := read(r); value != "" {
			said = append(said, Saying{field, value, r.pos})
		}
	}
	return said
}

func agree(said []Saying) bool {
	plain := func(s Saying) string { return strings.ToLower(strings.ReplaceAll(s.Value, " ", "")) }
	return !slices.ContainsFunc(said, func(s Saying) bool { return plain(s) != plain(said[0]) })
}

func known(word string, words ...string) string {
	if slices.Contains(words, word) {
		return word
	}
	return ""
}

// claimWord is who the row says has claimed the account: this organisation
// (managed accounts, policy members, API v1), another one or not (a domain
// export), nobody (external users, claimStatus unmanaged).
func claimWord(r row) string {
	switch format := r.pos.Format; {
	case format == "domain_accounts" && r.acct.IsClaimed != nil && *r.acct.IsClaimed:
		return "elsewhere"
	case slices.Contains([]string{"managed_accounts", "orgs_v1_users", "orgs_v1_flat", "policy_members"}, format):
		return "here"
	case format == "external_users" || r.acct != nil && strings.EqualFold(r.acct.ClaimStatus, "unmanaged"):
		return "no"
	case format == "domain_accounts" && r.acct.IsClaimed != nil:
		return "not elsewhere"
	}
	return ""
}

// contestedClaim keeps the sayings where somebody is contradicted: elsewhere by
// here or not elsewhere; here by nobody. Elsewhere comes first, for one such row
// decides (rule 25).
func contestedClaim(said []Saying) []Saying {
	says := func(word string) bool {
		return slices.ContainsFunc(said, func(s Saying) bool { return s.Value == word })
	}
	if !(says("elsewhere") && (says("here") || says("not elsewhere")) || says("here") && says("no")) {
		return nil
	}
	slices.SortStableFunc(said, func(a, b Saying) int {
		first := map[bool]int{true: 0, false: 1}
		return first[a.Value == "elsewhere"] - first[b.Value == "elsewhere"]
	})
	return said
}
