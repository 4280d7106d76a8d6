package sampledata

import (
	"bytes"
	"fmt"
	"text/template"
)

// The config of each profile: the facts that no export holds. The kinds of
// the profile are judged by exactly these.
var configs = map[string]*template.Template{
	Company: companyConfig,
	Users:   companyConfig,
	Table1:  table1Config,
}

var companyConfig = template.Must(template.New(Company).Parse(`# What {{.Org}} pays for. Everything else that an account can use is accidental.
org: "{{.Org}}"
as_of: {{.AsOf}}
sites:
  "{{.Site}}": own
  "{{.Site}}-labs": own
  "{{.Site}}-sandbox": sandbox
licensed:
  - {product: jsm, site: "{{.Site}}", plan: standard}
  - {product: jira, site: "{{.Site}}", plan: premium}
  - {product: jira, site: "{{.Site}}-labs", plan: standard}
  - {product: confluence, site: "{{.Site}}", plan: standard}
  - {product: bitbucket, workspace: "{{.Site}}-code", plan: standard}
  - {product: loom, site: "{{.Site}}", plan: business}
  - {product: opsgenie, site: "{{.Site}}", plan: standard}
service_accounts: ["svc-*@{{.Domain}}"]
`))

var table1Config = template.Must(template.New(Table1).Parse(`# 200 agents on one site are meant; whoever else is billed is an accident.
org: "{{.Org}}"
as_of: {{.AsOf}}
sites: {"{{.Site}}": own}
licensed: [{product: jsm, site: "{{.Site}}"}]
`))

// writeConfig writes billable.yaml.
func writeConfig(c *company, out *output) error {
	facts := map[string]string{"Org": c.Org, "AsOf": c.AsOf, "Site": c.site, "Domain": c.domain}
	var text bytes.Buffer
	if err := configs[c.Profile].Execute(&text, facts); err != nil {
		return fmt.Errorf("fill config: %w", err)
	}
	out.buf = append(out.buf, text.Bytes()...)
	return nil
}
