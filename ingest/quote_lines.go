package ingest

// Lines of a reseller's quote. No vendor layout is known: this strict one is our
// own. Money has a decimal point and neither separators nor a sign of currency.

var quoteLinesCSV = Format{Kind: "quote_lines", Encoding: "csv", Variants: []Variant{
	{
		Must: []string{"@quote_number", "@line_no", "@product", "@currency", "@net_total"},
		layout: &layout{
			table:    quoteLinesTable,
			fields:   quoteFields,
			identity: []int{quoNumber},
		},
	},
}}

// quoteFields are what a line of a quote may say, in the columns of raw_quote_lines.
var quoteFields = []field{
	{col: quoNumber}, {col: quoVersion},
	{col: quoDate, as: asDay, typed: quoDateOn},
	{col: quoValidUntil, as: asDay, typed: quoValidUntilOn},
	{col: quoSeller}, {col: quoBuyer}, {col: quoStatus}, {col: quoLineNo},
	{col: quoLineType}, {col: quoSKU}, {col: quoProduct}, {col: quoPlan}, {col: quoSiteURL},
	{col: quoEntitlement},
	{col: quoTier, as: asNumber, number: count, typed: quoTierN},
	{col: quoQuantity, as: asNumber, number: count, typed: quoQuantityN},
	{col: quoTermStart, as: asDay, typed: quoTermStartOn},
	{col: quoTermEnd, as: asDay, typed: quoTermEndOn},
	{col: quoMonths, as: asNumber, number: hundredths, typed: quoMonthsE2}, {col: quoCurrency},
	{col: quoListUnit, as: asNumber, number: tenThousandths, typed: quoListUnitE4},
	{col: quoListTotal, as: asNumber, number: tenThousandths, typed: quoListTotalE4},
	{col: quoDiscount, as: asNumber, number: hundredths, typed: quoDiscountBasis},
	{col: quoDiscountTotal, as: asNumber, number: tenThousandths, typed: quoDiscountTotalE4},
	{col: quoDiscountReason},
	{col: quoNetTotal, as: asNumber, number: tenThousandths, typed: quoNetTotalE4},
	{col: quoTax, as: asNumber, number: tenThousandths, typed: quoTaxPPM},
	{col: quoTaxTotal, as: asNumber, number: tenThousandths, typed: quoTaxTotalE4},
	{col: quoLineTotal, as: asNumber, number: tenThousandths, typed: quoLineTotalE4},
}
