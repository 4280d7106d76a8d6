package ingest

// Lines of invoices, from Atlassian or a reseller. No export is known: the layout
// is our own, that of quote lines with a period instead of a term. quantity is
// what was billed for.

var invoicesCSV = Format{Kind: "invoices", Encoding: "csv", Variants: []Variant{
	{
		Must:    []string{"@invoice_number", "@line_no", "@product", "@currency", "@net_total"},
		MustNot: []string{"quotenumber"},
		layout: &layout{
			table: invoicesTable,
			fields: []field{
				{col: invNumber},
				{col: invDate, as: asDay, typed: invDateOn},
				{col: invDue, as: asDay, typed: invDueOn},
				{col: invSeller}, {col: invBuyer}, {col: invLineNo}, {col: invLineType},
				{col: invProduct}, {col: invPlan}, {col: invSiteURL}, {col: invEntitlement},
				{col: invQuantity, as: asNumber, number: count, typed: invQuantityN},
				{col: invPeriodStart, as: asDay, typed: invPeriodStartOn},
				{col: invPeriodEnd, as: asDay, typed: invPeriodEndOn},
				{col: invCurrency},
				{col: invUnitPrice, as: asNumber, number: tenThousandths, typed: invUnitPriceE4},
				{col: invNetTotal, as: asNumber, number: cents, typed: invNetTotalCents},
				{col: invTaxTotal, as: asNumber, number: cents, typed: invTaxTotalCents},
				{col: invLineTotal, as: asNumber, number: cents, typed: invLineTotalCents},
			},
			identity: []int{invNumber},
		},
	},
}}
