package main

import (
	"slices"
	"strconv"

	"github.com/goccy/go-yaml/ast"

	"billable/transform"
)

// A wayOutFact limits the best mix of ways out, and says what an hour of work
// costs and how long each way takes.
type wayOutFact struct {
	MaxAccountsWithoutSSO *int64           `json:"max_accounts_without_sso"` // nil: any number
	MinConfidence         string           `json:"min_confidence,omitempty"`
	Assumptions           []assumptionFact `json:"assumptions,omitempty"`
}

// An assumptionFact is a value that the config puts in the place of one of
// queries/seeds/assumptions.csv.
type assumptionFact struct {
	ID    string `json:"id"`
	Value int64  `json:"value"`
}

var confidenceLevels = []string{"stated", "derived", "assumed"}

// wayOutMinutes are the ways out whose effort the config may say.
var wayOutMinutes = []string{"exclude_from_claim", "non_billable_policy", "delete_workspace", "deactivate", "support_deletion", "scim_recreate"}

func (c *config) readWaysOut(r *yamlReader) field {
	minutes := map[string]field{}
	for _, w := range wayOutMinutes {
		minutes[w] = c.readAssumption(r, "minutes_"+w)
	}
	return section(r, map[string]field{
		"max_accounts_without_sso": func(path string, n ast.Node) {
			c.WaysOut.MaxAccountsWithoutSSO = new(int64)
			r.integer(c.WaysOut.MaxAccountsWithoutSSO)(path, n)
		},
		"min_confidence": r.text(&c.WaysOut.MinConfidence),
		"cents_per_hour": c.readAssumption(r, "cents_per_hour"),
		"evidence_days":  c.readAssumption(r, "evidence_days"),
		"minutes":        section(r, minutes),
	})
}

func (c *config) readAssumption(r *yamlReader, id string) field {
	return func(path string, n ast.Node) {
		a := assumptionFact{ID: id}
		r.integer(&a.Value)(path, n)
		c.WaysOut.Assumptions = append(c.WaysOut.Assumptions, a)
	}
}

// largest values that keep the arithmetic of effort far within 64 bits.
const (
	mostMinutes      = 100_000     // ten weeks of days and nights for one account
	mostCentsPerHour = 100_000_000 // a million of the currency
	mostEvidenceDays = 36_500
)

func (c *config) checkWaysOut() (err error) {
	w := &c.WaysOut
	if w.MinConfidence != "" {
		if w.MinConfidence, err = c.word("ways_out.min_confidence", w.MinConfidence, confidenceLevels); err != nil {
			return err
		}
	}
	for _, a := range w.Assumptions {
		path, most := "ways_out."+a.ID, int64(mostCentsPerHour)
		switch a.ID {
		case "cents_per_hour":
		case "evidence_days":
			most = mostEvidenceDays
		default:
			path, most = "ways_out.minutes."+a.ID[len("minutes_"):], mostMinutes
		}
		if a.Value > most {
			return c.problem(path, "Give a number up to "+strconv.FormatInt(most, 10)+".", "%d is too large", a.Value)
		}
	}
	return nil
}

// waysOut is what the config says of ways out and of what is assumed, in transform's
// words.
func (c *config) waysOut() (transform.WaysOut, []transform.Assumption) {
	limits := transform.WaysOut{MaxAccountsWithoutSSO: c.WaysOut.MaxAccountsWithoutSSO, MinConfidence: c.WaysOut.MinConfidence}
	var values []transform.Assumption
	for _, a := range slices.Concat(c.WaysOut.Assumptions, c.Quotes.Assumptions) {
		values = append(values, transform.Assumption{ID: a.ID, Value: strconv.FormatInt(a.Value, 10)})
	}
	return limits, values
}
