package reports

import (
	"context"
	"io"
	"strings"
)

// accountsHeader is a contract: people's scripts read these columns.
var accountsHeader = []string{
	"org", "snapshot_date", "account_id", "email", "name", "status", "class",
	"class_rule", "class_why", "products", "sites", "last_active_on",
	"guard_standard", "guard_standard_rule", "guard_standard_why",
	"guard_premium", "guard_premium_rule", "atlassian_says", "agrees",
	"confidence", "evidence",
}

// writeAccountsCSV lists every account, in the order of the mart.
func writeAccountsCSV(ctx context.Context, w io.Writer, marts map[string][]string) (int64, error) {
	out, err := newEyesCSV(w, accountsHeader)
	if err != nil {
		return 0, err
	}
	a := openAccounts(ctx, marts)
	defer a.close()
	for a.next() {
		err := out.row(
			a.org.text(), a.snapshotDate.text(), a.accountID.text(), a.email.text(), a.name.text(),
			a.status.text(), a.class.text(), a.classRule.text(), a.why(),
			strings.Join(a.productList, ";"), strings.Join(a.siteList, ";"), a.lastActiveOn.text(),
			a.standard.text(), a.standardRule.text(), a.standardWhy.text(),
			a.premium.text(), a.premiumRule.text(), a.atlassianSays.text(), a.agrees.text(),
			a.confidence.text(), strings.Join(a.evidenceList, ";"),
		)
		if err != nil {
			return 0, err
		}
	}
	if err := a.finish(); err != nil {
		return 0, err
	}
	return out.end()
}
