package transform

// Facts is what the config states, as tables for SQL to join: run_context,
// config_sites, config_licensed, config_patterns, config_price_book,
// config_ways_out, config_assumptions, config_money, config_rates,
// config_quote_scope.
type Facts struct {
	Sites       []Site
	Licensed    []Licensed
	HasLicensed bool // the config has a licensed list, be it an empty one
	Patterns    []Pattern

	Edition       string // standard (default) or premium
	Billing       string // annual (default) or monthly
	PurchasedTier int64  // seats of the tier bought; 0: per seat
	RenewsOn      string // YYYY-MM-DD, or empty
	Currency      string // default USD
	PriceBook     []byte // CSV with the columns of seeds/price_book.csv; nil: the bundled book
	Money         Money

	QuoteScope []ScopeEntry // what quotes are compared for; empty: what they name, and tonight's counts

	WaysOut     WaysOut
	Assumptions []Assumption // what the config assumes otherwise than seeds/assumptions.csv
}

// Money is what the organisation pays otherwise than the price list says. A basis
// point is a hundredth of a percent.
type Money struct {
	DiscountBasisPoints int64 // the partner's, off the list price
	TaxBasisPoints      int64 // on what is left
	Rates               []Rate
}

// Rate turns one currency into another from a date on: a unit of From is
// Numerator/Denominator units of To.
type Rate struct {
	On, From, To           string
	Numerator, Denominator int64
	Source                 string
}

// ScopeEntry is a number of users of a product, at a place or ("") at all own ones.
type ScopeEntry struct {
	Product, Place string
	Users          int64
}

// WaysOut limits the best mix of ways out.
type WaysOut struct {
	MaxAccountsWithoutSSO *int64 // accounts that may lose single sign-on; nil: any number
	MinConfidence         string // accounts known less surely are kept: stated, derived, assumed (default)
}

// Assumption is one value that a figure rests on; ID is that of seeds/assumptions.csv.
type Assumption struct{ ID, Value string }

// Site is one entry of sites: a place and whose it is (own, sandbox, foreign).
type Site struct{ Name, Ownership string }

// Licensed is one entry of licensed: what the organisation means to pay for.
type Licensed struct{ Product, Site, Workspace, Plan, Role string }

// Pattern is one pattern of a list; Kind is agent_group, service_account or
// protected; * matches any text.
type Pattern struct{ Kind, Pattern string }

func (f Facts) withDefaults() Facts {
	if f.Edition == "" {
		f.Edition = "standard"
	}
	if f.Billing == "" {
		f.Billing = "annual"
	}
	if f.WaysOut.MinConfidence == "" {
		f.WaysOut.MinConfidence = "assumed"
	}
	if f.Currency == "" {
		f.Currency = "USD"
	}
	return f
}
