package main

import (
	"github.com/goccy/go-yaml/ast"
)

// parseConfig reads the text of a config file and checks every value. The
// error names the line and, for a word that is not known, a near one.
func parseConfig(file string, text []byte, known vocabulary) (*config, error) {
	c := newConfig()
	c.file = file
	r := &yamlReader{file: file, lines: c.lines}
	if err := r.document(text, c.fields(r)); err != nil {
		return nil, err
	}
	if err := c.check(known); err != nil {
		return nil, err
	}
	return c, nil
}

// fields lists every key of the config, and where its value goes.
func (c *config) fields(r *yamlReader) map[string]field {
	return map[string]field{
		"org":              r.text(&c.Org),
		"as_of":            r.text(&c.AsOf),
		"licensed":         c.readLicensed(r),
		"sites":            c.readSites(r),
		"agent_groups":     r.texts(&c.AgentGroups),
		"service_accounts": r.texts(&c.ServiceAccounts),
		"protected":        r.texts(&c.Protected),
		"kinds":            c.readKinds(r),
		"workspaces":       c.readWorkspaces(r),
		"price_book":       r.text(&c.PriceBook),
		"guard": section(r, map[string]field{
			"edition":        r.text(&c.Guard.Edition),
			"billing":        r.text(&c.Guard.Billing),
			"purchased_tier": r.integer(&c.Guard.PurchasedTier),
			"renews_on":      r.text(&c.Guard.RenewsOn),
			"billing_day":    r.integer(&c.Guard.BillingDay),
		}),
		"money":    c.readMoney(r),
		"ways_out": c.readWaysOut(r),
		"renewals": c.readRenewals(r),
		"quotes":   c.readQuotes(r),

		"quote_mappings": c.readQuoteMappings(r),
		"gates": section(r, map[string]field{
			"max_reject_share": r.share(&c.Gates.MaxRejectShare),
			"min_rejects":      r.integer(&c.Gates.MinRejects),
			"max_account_drop": r.share(&c.Gates.MaxAccountDrop),
			"max_unexplained":  r.share(&c.Gates.MaxUnexplained),
		}),
		"limits": section(r, map[string]field{
			"max_unpacked_bytes": r.bytes(&c.Limits.MaxUnpackedBytes),
			"max_pack_ratio":     r.integer(&c.Limits.MaxPackRatio),
			"max_zip_members":    r.integer(&c.Limits.MaxZipMembers),
			"max_zip_depth":      r.integer(&c.Limits.MaxZipDepth),
			"max_record_bytes":   r.bytes(&c.Limits.MaxRecordBytes),
			"max_columns":        r.integer(&c.Limits.MaxColumns),
			"max_sheets":         r.integer(&c.Limits.MaxSheets),
			"max_title_rows":     r.integer(&c.Limits.MaxTitleRows),
		}),
		"privacy": section(r, map[string]field{
			"pseudonymise": r.flag(&c.Privacy.Pseudonymise),
		}),
	}
}

func section(r *yamlReader, fields map[string]field) field {
	return func(path string, n ast.Node) { r.mapping(path, n, fields) }
}

func (c *config) readLicensed(r *yamlReader) field {
	return func(path string, n ast.Node) {
		c.HasLicensed, c.Licensed = true, []licence{}
		r.sequence(path, n, func(at string, entry ast.Node) {
			var l licence
			r.mapping(at, entry, map[string]field{
				"product":   r.text(&l.Product),
				"site":      r.text(&l.Site),
				"workspace": r.text(&l.Workspace),
				"plan":      r.text(&l.Plan),
				"role":      r.text(&l.Role),
			})
			c.Licensed = append(c.Licensed, l)
		})
	}
}

func (c *config) readSites(r *yamlReader) field {
	return r.wordPairs(func(key, value string) { c.Sites = append(c.Sites, siteFact{key, value}) })
}

func (c *config) readKinds(r *yamlReader) field {
	return r.wordPairs(func(key, value string) { c.Kinds = append(c.Kinds, kindFact{key, value}) })
}

func (c *config) readWorkspaces(r *yamlReader) field {
	return r.wordPairs(func(key, value string) { c.Workspaces = append(c.Workspaces, workspaceFact{key, value}) })
}

// wordPairs reads a mapping of free keys to texts, in the order of the file.
func (r *yamlReader) wordPairs(add func(key, value string)) field {
	return func(path string, n ast.Node) {
		r.pairs(path, n, func(key string, _, value ast.Node) {
			var text string
			r.text(&text)(joinPath(path, key), value)
			add(key, text)
		})
	}
}
