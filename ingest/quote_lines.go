package ingest

// Lines of a reseller's quote. No vendor layout is known: this strict one is our
// own. Money has a decimal point and neither separators nor a sign of currency.

var quoteLinesCSV = Format{Kind: "quote_lines", Encoding: "csv", Variants: []Variant{
	{
		Must: []string{"quotenumber", "lineno", "product", "currency", "nettotal"},
		layout: &layout{
			table: quoteLinesTable,
			fields: []field{
				{keys: "quotenumber", col: quoNumber},
				{keys: "quoteversion", col: quoVersion},
				{keys: "quotedate", col: quoDate, as: asDay, typed: quoDateOn},
				{keys: "validuntil", col: quoValidUntil, as: asDay, typed: quoValidUntilOn},
				{keys: "seller", col: quoSeller},
				{keys: "buyer", col: quoBuyer},
				{keys: "status", col: quoStatus},
				{keys: "lineno", col: quoLineNo},
				{keys: "linetype", col: quoLineType},
				{keys: "sku", col: quoSKU},
				{keys: "product", col: quoProduct},
				{keys: "plan", col: quoPlan},
				{keys: "siteurl", col: quoSiteURL},
				{keys: "entitlementnumber", col: quoEntitlement},
				{keys: "usertier", col: quoTier, as: asNumber, number: count, typed: quoTierN},
				{keys: "quantity", col: quoQuantity, as: asNumber, number: count, typed: quoQuantityN},
				{keys: "termstart", col: quoTermStart, as: asDay, typed: quoTermStartOn},
				{keys: "termend", col: quoTermEnd, as: asDay, typed: quoTermEndOn},
				{keys: "months", col: quoMonths},
				{keys: "currency", col: quoCurrency},
				{keys: "listunit", col: quoListUnit, as: asNumber, number: tenThousandths, typed: quoListUnitE4},
				{keys: "listtotal", col: quoListTotal, as: asNumber, number: cents, typed: quoListTotalCents},
				{keys: "discountpercent", col: quoDiscount, as: asNumber, number: cents, typed: quoDiscountBasis},
				{keys: "discountreason", col: quoDiscountReason},
				{keys: "nettotal", col: quoNetTotal, as: asNumber, number: cents, typed: quoNetTotalCents},
				{keys: "taxtotal", col: quoTaxTotal, as: asNumber, number: cents, typed: quoTaxTotalCents},
				{keys: "linetotal", col: quoLineTotal, as: asNumber, number: cents, typed: quoLineTotalCents},
			},
			identity: []int{quoNumber},
		},
	},
}}
