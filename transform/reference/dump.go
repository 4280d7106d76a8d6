package reference

import (
	"fmt"
	"strings"
)

// Dump spells the raw rows of one account, and the config, for a person who
// looks at a difference.
func (n *Night) Dump(id, email string) string {
	var b strings.Builder
	mine := map[Pos]bool{}
	same := func(rowID, rowEmail string) bool {
		return id != "" && rowID == id || emailKey(rowEmail) != "" && emailKey(rowEmail) == emailKey(email)
	}
	for _, a := range n.Accounts {
		if same(a.AccountID, a.Email) {
			mine[a.Pos] = true
			fmt.Fprintf(&b, "  %s %s:%d id=%q email=%q type=%q status=%q policy=%q billable=%q claimed=%q %s %s active=%s %q\n",
				a.Format, a.File, a.Row, a.AccountID, a.Email, a.AccountType, a.Status, a.PolicyType, a.Billable, a.Claimed,
				a.ClaimStatus, a.ManagementSource, a.LastActiveKind, a.LastActive)
		}
	}
	for _, g := range n.Grants {
		if mine[g.Pos] {
			fmt.Fprintf(&b, "    %s:%d %s [%s] place=%q cell=%q %s %q\n", g.File, g.Row, g.Kind, g.Header+"/"+g.ProductText, g.PlaceText, g.Cell, g.LastActiveKind, g.LastActive)
		}
	}
	for _, m := range n.Members {
		if same(m.AccountID, m.Email) {
			fmt.Fprintf(&b, "  %s %s:%d workspace=%q id=%q email=%q on plan=%q licensed=%q deactivated=%q inactive=%t\n", m.Format, m.File, m.Row, m.Workspace,
				m.AccountID, m.Email, m.OnPlan, m.Licensed, m.Deactivated, m.IsInactive != nil && *m.IsInactive)
		}
	}
	n.dumpGroups(&b, same)
	for _, s := range n.ScimUsers {
		if same(s.AccountID, s.Email) {
			fmt.Fprintf(&b, "  scim %s:%d %s id=%q email=%q active=%q\n", s.File, s.Row, s.ScimID, s.AccountID, s.Email, s.Active)
			for _, m := range n.ScimMembers {
				if m.MemberID == s.ScimID {
					fmt.Fprintf(&b, "    scim group %s\n", m.GroupName)
				}
			}
		}
	}
	for _, a := range n.Agents {
		if same(a.AccountID, a.Email) {
			fmt.Fprintf(&b, "  agents.csv id=%q email=%q site=%q\n", a.AccountID, a.Email, a.Site)
		}
	}
	n.dumpConfig(&b)
	return b.String()
}

func (n *Night) dumpGroups(b *strings.Builder, same func(id, email string) bool) {
	for _, m := range n.GroupMembers {
		if same(m.AccountID, m.Email) {
			fmt.Fprintf(b, "    group %s:%d %s\n", m.File, m.Row, m.GroupName)
		}
	}
}

func (n *Night) dumpConfig(b *strings.Builder) {
	fmt.Fprintf(b, "  as of %s by the rules of %s; sites %v; agent groups %v; service accounts %v\n", n.AsOf, n.rules(), n.Sites, n.AgentGroups, n.ServiceAccounts)
	if n.Licensed != nil {
		fmt.Fprintf(b, "  licensed %+v\n", *n.Licensed)
	}
	for _, s := range n.Subscriptions {
		fmt.Fprintf(b, "  subscription %s %s %s at %q plan %q\n", s.State, s.Kind, s.ProductOrApp, s.SiteURL, s.Plan)
	}
	for _, s := range n.SiteList {
		fmt.Fprintf(b, "  sites.csv %s %s sandbox=%q %s %s\n", s.Site, s.Ownership, s.Sandbox, s.Product, s.Plan)
	}
	seen := map[string]bool{}
	b.WriteString("  headers")
	for _, c := range n.Columns {
		if c.Format == "org_users" && c.PlaceText != "" && !seen[c.Header] {
			seen[c.Header] = true
			fmt.Fprintf(b, " | %s", c.Header)
		}
	}
	b.WriteString("\n")
}
