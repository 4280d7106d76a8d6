package main

import (
	"path/filepath"
	"strconv"
	"strings"

	"billable"
	"billable/transform"
)

// A moneyFact says what the organisation pays otherwise than the price list says,
// and in which currency figures are wanted.
type moneyFact struct {
	Currency            string     `json:"currency,omitempty"` // "": USD
	DiscountBasisPoints int64      `json:"discount_basis_points,omitempty"`
	TaxBasisPoints      int64      `json:"tax_basis_points,omitempty"`
	RatesFile           string     `json:"-"` // its rows are in the identity, its path is not
	Rates               []rateFact `json:"rates,omitempty"`
}

// A rateFact says that one unit of From is Rate units of To, from a day on.
type rateFact struct {
	On     string `json:"on"`
	From   string `json:"from"`
	To     string `json:"to"`
	Rate   string `json:"rate"`
	Source string `json:"source"`

	numerator, denominator int64
}

func (c *config) readMoney(r *yamlReader) field {
	return section(r, map[string]field{
		"currency":              r.text(&c.Money.Currency),
		"discount_basis_points": r.integer(&c.Money.DiscountBasisPoints),
		"tax_basis_points":      r.integer(&c.Money.TaxBasisPoints),
		"rates":                 r.text(&c.Money.RatesFile),
	})
}

// wholePoints is all of it, in hundredths of a percent.
const wholePoints = 10_000

func (c *config) checkMoney(known vocabulary) error {
	m := &c.Money
	if m.Currency != "" {
		upper := strings.ToUpper(strings.TrimSpace(m.Currency))
		if !hasWord(known.currencies, upper) {
			return c.problem("money.currency", didYouMean(m.Currency, known.currencies), "unknown currency %q", m.Currency)
		}
		m.Currency = upper
	}
	for _, share := range []struct {
		key    string
		points int64
	}{{"discount_basis_points", m.DiscountBasisPoints}, {"tax_basis_points", m.TaxBasisPoints}} {
		if share.points > wholePoints {
			return c.problem("money."+share.key, "Give hundredths of a percent: 1250 is 12.5 %.", "%d is more than the whole (10000)", share.points)
		}
	}
	return nil
}

func hasWord(words []string, w string) bool {
	for _, known := range words {
		if known == w {
			return true
		}
	}
	return false
}

// rateColumns are those of a table of rates.
var rateColumns = []string{"date", "from", "to", "rate", "source"}

// readRates reads the config's table of rates, if it names one.
func (c *config) readRates(known vocabulary) error {
	if c.Money.RatesFile == "" {
		return nil
	}
	name := c.besides(c.Money.RatesFile)
	if !exists(name) {
		return c.problem("money.rates", "Give a path that starts from the config's folder.", "the rates %s cannot be read", c.Money.RatesFile)
	}
	t, err := readSmallTable(name, rateColumns, c.Limits)
	if err != nil {
		return err
	}
	return eachRow(t, func(row int, cells map[string]string) error {
		rate, problem := readRate(cells, known)
		if problem != nil {
			problem.Kind, problem.Pos = billable.Usage, t.Pos
			problem.Pos.Row = row
			return problem
		}
		c.Money.Rates = append(c.Money.Rates, rate)
		return nil
	})
}

// besides gives a path that starts from the config's folder.
func (c *config) besides(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(c.dir, name)
}

func readRate(cells map[string]string, known vocabulary) (rateFact, *billable.Problem) {
	r := rateFact{On: cells["date"], From: strings.ToUpper(cells["from"]), To: strings.ToUpper(cells["to"]), Rate: cells["rate"], Source: cells["source"]}
	for _, c := range []struct{ column, currency string }{{"from", r.From}, {"to", r.To}} {
		if !hasWord(known.currencies, c.currency) {
			return r, &billable.Problem{Column: c.column, What: "unknown currency " + strconv.Quote(c.currency), Remedy: didYouMean(c.currency, known.currencies)}
		}
	}
	if !isDate(r.On) {
		return r, &billable.Problem{Column: "date", What: strconv.Quote(r.On) + " is not a date", Remedy: "Write the day from which the rate holds as YYYY-MM-DD."}
	}
	var ok bool
	if r.numerator, r.denominator, ok = cutRate(r.Rate); !ok {
		return r, &billable.Problem{Column: "rate", What: strconv.Quote(r.Rate) + " is not a rate",
			Remedy: "Write a number above 0 with a decimal point, at most 6 decimals and 13 digits with their place, such as 0.9245."}
	}
	return r, nil
}

// mostRate is the largest product of the two parts of a rate: a conversion
// multiplies by both, and 64 bits hold the result with room for minor units.
const mostRate = 10_000_000_000_000

// cutRate reads a decimal number exactly, as a fraction.
func cutRate(s string) (numerator, denominator int64, ok bool) {
	whole, decimals, _ := strings.Cut(s, ".")
	if len(decimals) > 6 || strings.Trim(whole+decimals, "0123456789") != "" || whole == "" {
		return 0, 0, false
	}
	numerator, err := strconv.ParseInt(whole+decimals, 10, 64)
	denominator = 1
	for range decimals {
		denominator *= 10
	}
	return numerator, denominator, err == nil && numerator > 0 && numerator <= mostRate/denominator
}

// money is what the config says of money, in transform's words.
func (c *config) money() transform.Money {
	m := transform.Money{DiscountBasisPoints: c.Money.DiscountBasisPoints, TaxBasisPoints: c.Money.TaxBasisPoints}
	for _, r := range c.Money.Rates {
		if r.denominator == 0 { // of a published night, whose record has the rate as it was written
			r.numerator, r.denominator, _ = cutRate(r.Rate)
		}
		m.Rates = append(m.Rates, transform.Rate{On: r.On, From: r.From, To: r.To, Numerator: r.numerator, Denominator: r.denominator, Source: r.Source})
	}
	return m
}
