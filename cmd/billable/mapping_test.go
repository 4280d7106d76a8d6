package main

import (
	"strings"
	"testing"

	"billable"
)

const goodMapping = `columns: {line_no: Pos, product: Artikel, quantity: Menge, net_total: Netto}
titles: {quote_number: "Angebot Nr."}
set: {seller: Reseller B, currency: EUR}
decimal: comma
`

func TestMappingReads(t *testing.T) {
	m, err := parseMapping("m.yaml", []byte(goodMapping+"totals: {Summe: Total}\nproducts: {Ticketing: jira premium, Zeiten: app Timesheets}\nwords: {line_type: {Neu: new}}\n"), testWords(t))
	if err != nil {
		t.Fatal(err)
	}
	if m.Name != "m.yaml" || m.Columns["net_total"] != "Netto" || m.Totals["Summe"] != "total" || m.Words["line_type"]["Neu"] != "new" || m.Products["Ticketing"] != "jira premium" {
		t.Errorf("mapping %+v", m)
	}
}

// What is wrong with a mapping is told with its line, and a near miss by the word that
// was meant.
func TestMappingRefusals(t *testing.T) {
	for _, c := range []struct{ name, text, place, what, remedy string }{
		{"unknown field", "columns:\n  produkt: Artikel\n", "m.yaml:2 column columns", `unknown key "produkt"`, "Did you mean product?"},
		{"unknown key", goodMapping + "decimals: comma\n", "m.yaml:5", `unknown key "decimals"`, "Did you mean decimal?"},
		{"unknown word", goodMapping + "dates: days_first\n", "m.yaml:5 column dates", `"days_first" is not one of`, "Did you mean day_first?"},
		{"unknown total", goodMapping + "totals:\n  Summe: totals\n", "m.yaml:6 column totals.Summe", `"totals" is not one of`, "Did you mean total?"},
		{"unknown product", goodMapping + "products:\n  Wiki: confluense\n", "m.yaml:6 column products.Wiki", `unknown product "confluense"`, "confluence"},
		{"unknown plan", goodMapping + "products: {Wiki: confluence premum}\n", "column products.Wiki", `unknown plan "premum"`, "Did you mean premium?"},
		{"unknown currency", "columns: {product: A, net_total: N}\nset:\n  quote_number: '1'\n  currency: EURO\n", "m.yaml:4 column set.currency", `unknown currency "EURO"`, "EUR"},
		{"no price", "columns: {product: A}\nset: {quote_number: '1', currency: EUR}\n", "m.yaml", "where net_total or line_total or list_total or list_unit stands", "columns:"},
		{"said twice", goodMapping + "words: {plan: {}}\n" + "", "", "", ""},
		{"column and constant", "columns: {product: A, net_total: N, currency: W}\nset: {quote_number: '1', currency: EUR}\n", "m.yaml:1 column columns.currency", "said twice", "Keep"},
		{"empty header", "columns:\n  product: ''\n", "m.yaml:2 column columns.product", "empty", "remove the line"},
		{"unknown list of words", goodMapping + "words: {plans: {a: b}}\n", "column words", `unknown key "plans"`, "Did you mean plan?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := parseMapping("m.yaml", []byte(c.text), testWords(t))
			if c.what == "" {
				if err != nil {
					t.Errorf("refused: %v", err)
				}
				return
			}
			p := billable.ProblemIn(err)
			if p == nil || p.Kind != billable.Usage {
				t.Fatalf("error %v is no usage problem", err)
			}
			place := p.Pos.String()
			if p.Column != "" {
				place += " column " + p.Column
			}
			for _, w := range [][2]string{{place, c.place}, {p.What, c.what}, {p.Remedy, c.remedy}} {
				if !strings.Contains(w[0], w[1]) {
					t.Errorf("%q does not hold %q", w[0], w[1])
				}
			}
		})
	}
}
