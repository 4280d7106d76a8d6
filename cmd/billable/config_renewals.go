package main

import (
	"strconv"

	"github.com/goccy/go-yaml/ast"

	"billable/transform"
)

// A renewalFact says what renewals are counted with where the organisation's own
// agreement says otherwise than queries/seeds/renewal_terms.csv, which the names
// are those of.
type renewalFact struct {
	NoticeDays *int64 `json:"notice_days,omitempty"`  // nil: not known
	CoTermDays *int64 `json:"co_term_days,omitempty"` // nil: the seed's
}

func (c *config) readRenewals(r *yamlReader) field {
	days := func(into **int64) field {
		return func(path string, n ast.Node) {
			*into = new(int64)
			r.integer(*into)(path, n)
		}
	}
	return section(r, map[string]field{
		"notice_days":  days(&c.Renewals.NoticeDays),
		"co_term_days": days(&c.Renewals.CoTermDays),
	})
}

// mostRenewalDays is ten years: nobody gives notice earlier.
const mostRenewalDays = 3650

func (c *config) checkRenewals() error {
	for _, d := range []struct {
		key  string
		days *int64
	}{{"notice_days", c.Renewals.NoticeDays}, {"co_term_days", c.Renewals.CoTermDays}} {
		if d.days != nil && *d.days > mostRenewalDays {
			return c.problem("renewals."+d.key, "Give a number of days up to "+strconv.Itoa(mostRenewalDays)+".", "%d days are too many", *d.days)
		}
	}
	return nil
}

// renewals is what the config says of renewals, in transform's words.
func (c *config) renewals() []transform.Assumption {
	var values []transform.Assumption
	add := func(id string, days *int64) {
		if days != nil {
			values = append(values, transform.Assumption{ID: id, Value: strconv.FormatInt(*days, 10)})
		}
	}
	add("notice_days", c.Renewals.NoticeDays)
	add("co_term_days", c.Renewals.CoTermDays)
	return values
}
