package main

import (
	"fmt"
	"slices"
	"strings"

	"billable"
)

// The words that config values may be.
var (
	ownershipWords = []string{"own", "sandbox", "foreign"}
	planWords      = []string{"free", "standard", "premium", "enterprise", "essentials", "hobby", "startup", "business"}
	roleWords      = []string{"user", "admin", "customer", "guest", "contributor"}
	editionWords   = []string{"standard", "premium"}
	billingWords   = []string{"annual", "monthly"}
)

// rolesOf names the only product that a role can be licensed for.
var rolesOf = map[string]string{"customer": "jsm", "guest": "confluence", "contributor": "jpd"}

// check refuses values that are well formed and wrong, and makes the ones that
// are compared without regard to case lower-case.
func (c *config) check(known vocabulary) error {
	steps := []func() error{
		c.checkNames,
		c.checkSites,
		func() error { return c.checkLicensed(known) },
		func() error { return c.checkKinds(known) },
		c.checkWorkspaces,
		c.checkGuard,
		c.checkWaysOut,
		c.checkRenewals,
		func() error { return c.checkMoney(known) },
		c.checkQuotes,
		c.checkPatterns,
		c.checkLimits,
		c.checkPrivacy,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// problem is a usage error at the line of a key.
func (c *config) problem(path, remedy, format string, args ...any) error {
	return &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: c.file, Row: c.lines[path]},
		Column: path, What: fmt.Sprintf(format, args...), Remedy: remedy}
}

func (c *config) checkNames() error {
	if c.lines["org"] > 0 {
		if err := checkOrg(c.Org); err != nil {
			return atConfig(err, c.file, c.lines["org"], "org")
		}
	}
	if c.lines["as_of"] > 0 {
		if err := checkNight(c.AsOf); err != nil {
			return atConfig(err, c.file, c.lines["as_of"], "as_of")
		}
	}
	return nil
}

func (c *config) checkSites() error {
	seen := map[string]string{}
	for i, s := range c.Sites {
		path := "sites." + s.Name
		word, err := c.word(path, s.Ownership, ownershipWords)
		if err != nil {
			return err
		}
		c.Sites[i].Name, c.Sites[i].Ownership = slug(s.Name), word
		if before, ok := seen[slug(s.Name)]; ok {
			return c.problem(path, "Keep one of the two lines.", "%s is said twice, as %s and as %s", s.Name, before, word)
		}
		seen[slug(s.Name)] = word
	}
	return nil
}

func (c *config) checkLicensed(known vocabulary) error {
	seen := map[licence]bool{}
	for i := range c.Licensed {
		path := fmt.Sprintf("licensed[%d]", i)
		l := &c.Licensed[i]
		if err := c.checkProduct(path, l, known); err != nil {
			return err
		}
		if err := c.checkPlace(path, l, known); err != nil {
			return err
		}
		if err := c.checkPlanAndRole(path, l); err != nil {
			return err
		}
		if seen[*l] {
			return c.problem(path, "Remove one of the two entries.", "the entry stands in the list twice")
		}
		seen[*l] = true
	}
	return nil
}

func (c *config) checkProduct(path string, l *licence, known vocabulary) error {
	if l.Product == "" {
		return c.problem(path, "Add product: with a name such as jira.", "the entry names no product")
	}
	key, ok := known.keyOf[productKey(l.Product)]
	if !ok {
		return c.problem(path+".product", didYouMean(l.Product, known.products), "unknown product %q", l.Product)
	}
	l.Product = key
	return nil
}

// checkPlace refuses a place in the wrong name space: the seed says where each
// product lives. Products of the name space "other" may say either.
func (c *config) checkPlace(path string, l *licence, known vocabulary) error {
	l.Site, l.Workspace = slug(l.Site), slug(l.Workspace)
	space := known.nameSpace[l.Product]
	switch {
	case l.Site != "" && l.Workspace != "":
		return c.problem(path, "Keep the one that the product lives in.", "the entry names a site and a workspace")
	case l.Workspace != "" && space == "site":
		return c.problem(path+".workspace", "Write site: instead.", "%s lives at a site, not in a workspace", l.Product)
	case l.Site != "" && (space == "trello" || space == "bitbucket"):
		return c.problem(path+".site", "Write workspace: instead.", "%s lives in a workspace, not at a site", l.Product)
	}
	return nil
}

func (c *config) checkPlanAndRole(path string, l *licence) (err error) {
	if l.Plan != "" {
		if l.Plan, err = c.word(path+".plan", l.Plan, planWords); err != nil {
			return err
		}
	}
	if l.Role == "" {
		return nil
	}
	if l.Role, err = c.word(path+".role", l.Role, roleWords); err != nil {
		return err
	}
	if product := rolesOf[l.Role]; product != "" && product != l.Product {
		return c.problem(path+".role", "Remove role:, or name "+product+" as the product.",
			"%s knows no role %s; only %s does", l.Product, l.Role, product)
	}
	return nil
}

func (c *config) checkKinds(known vocabulary) error {
	for _, k := range c.Kinds {
		if len(known.kinds) > 0 && !slices.Contains(known.kinds, k.Kind) {
			return c.problem("kinds."+k.Glob, didYouMean(k.Kind, known.kinds), "unknown kind %q", k.Kind)
		}
	}
	return nil
}

func (c *config) checkWorkspaces() error {
	for i, w := range c.Workspaces {
		if c.Workspaces[i].Workspace = strings.TrimSpace(w.Workspace); c.Workspaces[i].Workspace == "" {
			return c.problem("workspaces."+w.Glob, "Name the workspace that the files are of, or remove the line.",
				"the line names no workspace")
		}
	}
	return nil
}

func (c *config) checkGuard() (err error) {
	g := &c.Guard
	if g.Edition, err = c.word("guard.edition", g.Edition, editionWords); err != nil {
		return err
	}
	if g.Billing, err = c.word("guard.billing", g.Billing, billingWords); err != nil {
		return err
	}
	if line := c.lines["guard.purchased_tier"]; line > 0 {
		switch {
		case g.PurchasedTier < 1:
			return c.problem("guard.purchased_tier", "Give the number of users of the tier, or leave the key out.",
				"%d is not a tier", g.PurchasedTier)
		case g.Billing == "monthly":
			return c.problem("guard.purchased_tier", "Remove purchased_tier:, or say billing: annual.",
				"only annual billing has tiers, and the config says monthly")
		}
	}
	if c.lines["guard.billing_day"] > 0 && !isBillingDay(g.BillingDay) {
		return c.problem("guard.billing_day", billingDayRemedy, "%d is not a billing day", g.BillingDay)
	}
	if c.lines["guard.renews_on"] > 0 && !isDate(g.RenewsOn) {
		return c.problem("guard.renews_on", "Write it as YYYY-MM-DD, such as 2027-03-31.", "%q is not a date", g.RenewsOn)
	}
	return nil
}

// checkPatterns refuses empty patterns: they would match nothing, or everything.
func (c *config) checkPatterns() error {
	if c.AgentGroups != nil && len(c.AgentGroups) == 0 {
		return c.problem("agent_groups", "Name the groups, or leave the key out to use the usual names.",
			"the list of agent groups is empty")
	}
	lists := []struct {
		key  string
		list []string
	}{{"agent_groups", c.AgentGroups}, {"service_accounts", c.ServiceAccounts}, {"protected", c.Protected}}
	for _, l := range lists {
		for i, p := range l.list {
			path := fmt.Sprintf("%s[%d]", l.key, i)
			if strings.TrimSpace(p) == "" {
				return c.problem(path, "Remove the entry.", "the entry is empty")
			}
			l.list[i] = strings.TrimSpace(p)
		}
	}
	return nil
}

// checkLimits refuses limits that no export could keep to.
func (c *config) checkLimits() error {
	l := c.Limits
	for _, limit := range []struct {
		key          string
		value, least int64
	}{
		{"max_unpacked_bytes", l.MaxUnpackedBytes, 1 << 20}, {"max_pack_ratio", l.MaxPackRatio, 1},
		{"max_zip_members", l.MaxZipMembers, 1}, {"max_zip_depth", l.MaxZipDepth, 1},
		{"max_record_bytes", l.MaxRecordBytes, 1 << 20}, {"max_columns", l.MaxColumns, 1},
		{"max_sheets", l.MaxSheets, 1}, {"max_title_rows", l.MaxTitleRows, 1},
	} {
		if limit.value < limit.least {
			return c.problem("limits."+limit.key, fmt.Sprintf("Give %d or more, or leave the key out.", limit.least),
				"%d is too small a limit", limit.value)
		}
	}
	if l.MaxRecordBytes > 1<<30 {
		return c.problem("limits.max_record_bytes", "Give 1 GiB or less: a record is held in memory.", "%d is too large a limit", l.MaxRecordBytes)
	}
	return nil
}

// checkPrivacy refuses the one switch whose silent absence would do harm.
func (c *config) checkPrivacy() error {
	if c.Privacy.Pseudonymise {
		return c.problem("privacy.pseudonymise", "Set it to false, and keep the outputs where the exports may be kept.",
			"pseudonymised outputs are not written by this version")
	}
	return nil
}

// word finds value among words, whatever its case.
func (c *config) word(path, value string, words []string) (string, error) {
	w := strings.ToLower(strings.TrimSpace(value))
	if slices.Contains(words, w) {
		return w, nil
	}
	return "", c.problem(path, didYouMean(value, words), "%q is not one of %s", value, strings.Join(words, ", "))
}

// productKey is the form in which product names are compared: lower-case
// letters and digits.
func productKey(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(s))
}
