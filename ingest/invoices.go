package ingest

// Lines of invoices, from Atlassian or a reseller. No export is known: the layout
// is our own, that of quote lines with a period instead of a term. quantity is
// what was billed for.

var invoicesCSV = Format{Kind: "invoices", Encoding: "csv", Variants: []Variant{
	{
		Must:    []string{"invoicenumber", "lineno", "product", "currency", "nettotal"},
		MustNot: []string{"quotenumber"},
		layout: &layout{
			table: invoicesTable,
			fields: []field{
				{keys: "invoicenumber", col: invNumber},
				{keys: "invoicedate", col: invDate, as: asDay, typed: invDateOn},
				{keys: "duedate", col: invDue, as: asDay, typed: invDueOn},
				{keys: "seller", col: invSeller},
				{keys: "buyer", col: invBuyer},
				{keys: "lineno", col: invLineNo},
				{keys: "linetype", col: invLineType},
				{keys: "product", col: invProduct},
				{keys: "plan", col: invPlan},
				{keys: "siteurl", col: invSiteURL},
				{keys: "entitlementnumber", col: invEntitlement},
				{keys: "quantity", col: invQuantity, as: asNumber, number: count, typed: invQuantityN},
				{keys: "periodstart", col: invPeriodStart, as: asDay, typed: invPeriodStartOn},
				{keys: "periodend", col: invPeriodEnd, as: asDay, typed: invPeriodEndOn},
				{keys: "currency", col: invCurrency},
				{keys: "unitprice", col: invUnitPrice, as: asNumber, number: tenThousandths, typed: invUnitPriceE4},
				{keys: "nettotal", col: invNetTotal, as: asNumber, number: cents, typed: invNetTotalCents},
				{keys: "taxtotal", col: invTaxTotal, as: asNumber, number: cents, typed: invTaxTotalCents},
				{keys: "linetotal", col: invLineTotal, as: asNumber, number: cents, typed: invLineTotalCents},
			},
			identity: []int{invNumber},
		},
	},
}}
