package main

import (
	"strconv"

	"github.com/goccy/go-yaml/ast"

	"billable/transform"
)

// A quotesFact says what quotes are compared for, and what is assumed of the years to
// come.
type quotesFact struct {
	ScopeFile   string           `json:"-"` // its rows are in the identity, its path is not
	Scope       []scopeFact      `json:"scope,omitempty"`
	Assumptions []assumptionFact `json:"assumptions,omitempty"`
}

// A scopeFact is a number of users of a product, at a place or ("") at all own ones.
type scopeFact struct {
	Product string `json:"product"`
	Place   string `json:"place"`
	Users   int64  `json:"users"`
}

func (c *config) readQuotes(r *yamlReader) field {
	assumed := func(id string) field {
		return func(path string, n ast.Node) {
			a := assumptionFact{ID: id}
			r.integer(&a.Value)(path, n)
			c.Quotes.Assumptions = append(c.Quotes.Assumptions, a)
		}
	}
	return section(r, map[string]field{
		"scope":                   r.text(&c.Quotes.ScopeFile),
		"years":                   assumed("quote_years"),
		"price_rise_basis_points": assumed("quote_price_rise_basis_points"),
		"growth_basis_points":     assumed("quote_growth_basis_points"),
		"scale_factor":            assumed("quote_scale_factor"),
	})
}

// mostQuoteYears is how many years of a quote are worked out.
const mostQuoteYears = 5

func (c *config) checkQuotes() error {
	for _, a := range c.Quotes.Assumptions {
		path := "quotes." + a.ID[len("quote_"):]
		switch {
		case a.ID == "quote_years" && (a.Value < 1 || a.Value > mostQuoteYears):
			return c.problem(path, "Give 1 to 5 years.", "%d is no number of years that quotes are compared for", a.Value)
		case a.ID == "quote_scale_factor" && (a.Value < 1 || a.Value > 100):
			return c.problem(path, "Give 1 to 100; 1 compares quotes for the very number of users alone.", "%d is no factor", a.Value)
		case a.Value > wholePoints:
			return c.problem(path, "Give hundredths of a percent: 500 is 5 %.", "%d is more than the whole (10000)", a.Value)
		}
	}
	return nil
}

// scopeColumns are those of a table of the scope of quotes.
var scopeColumns = []string{"product", "place", "users"}

// readScope reads the config's scope of quotes, if it names one.
func (c *config) readScope(known vocabulary) (err error) {
	if c.Quotes.ScopeFile == "" {
		return nil
	}
	name := c.besides(c.Quotes.ScopeFile)
	if !exists(name) {
		return c.problem("quotes.scope", "Give a path that starts from the config's folder.", "the scope %s cannot be read", c.Quotes.ScopeFile)
	}
	c.Quotes.Scope, err = readScopeTable(name, known, c.Limits)
	return err
}

func readScopeTable(name string, known vocabulary, l limits) ([]scopeFact, error) {
	t, err := readSmallTable(name, scopeColumns, l)
	if err != nil {
		return nil, err
	}
	var scope []scopeFact
	seen := map[scopeFact]bool{}
	err = eachRow(t, func(row int, cells map[string]string) error {
		s, problem := readScopeEntry(cells, known)
		if key := (scopeFact{Product: s.Product, Place: s.Place}); problem == nil {
			if seen[key] {
				problem = usageProblem("Keep one of the rows.", "the product and place stand in the scope twice")
			}
			seen[key] = true
		}
		if problem != nil {
			return atConfig(problem, t.Pos.File, row, "")
		}
		scope = append(scope, s)
		return nil
	})
	if err == nil && len(scope) == 0 {
		return nil, atConfig(usageProblem("Add a row for each product, or leave the scope out to compare for tonight's counts.", "the scope has no rows"), t.Pos.File, 0, "")
	}
	return scope, err
}

func readScopeEntry(cells map[string]string, known vocabulary) (scopeFact, error) {
	s := scopeFact{Place: slug(cells["place"])}
	var ok bool
	switch key := productKey(cells["product"]); key {
	case "":
		return s, usageProblem("Name a product such as jira or guard_standard.", "the row names no product")
	case "guard", "guardstandard", "atlassianguard":
		s.Product = "guard_standard"
	case "guardpremium":
		s.Product = "guard_premium"
	default:
		if s.Product, ok = known.keyOf[key]; !ok {
			return s, usageProblem(didYouMean(cells["product"], known.products), "unknown product %q", cells["product"])
		}
	}
	var err error
	if s.Users, err = strconv.ParseInt(cells["users"], 10, 64); err != nil || s.Users < 1 || s.Users > largestUsers/10 {
		return s, usageProblem("Write a whole number from 1.", "%q is no number of users", cells["users"])
	}
	return s, nil
}

// quoteScope is what quotes are compared for, in transform's words.
func (c *config) quoteScope() (scope []transform.ScopeEntry) {
	for _, s := range c.Quotes.Scope {
		scope = append(scope, transform.ScopeEntry(s))
	}
	return scope
}
