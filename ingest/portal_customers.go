package ingest

// Portal-only customers of Jira Service Management. No vendor export is known:
// the layout is our own, recognised by exactly its columns.

var portalCustomersCSV = Format{Kind: "portal_customers", Encoding: "csv", Variants: []Variant{
	{
		Must:  []string{"@email", "@name", "@site", "@status"},
		Exact: true,
		layout: &layout{
			table: portalCustomersTable,
			fields: []field{
				{col: pcuEmail}, {col: pcuName}, {col: pcuSite}, {col: pcuStatus},
			},
			identity: []int{pcuEmail},
		},
	},
}}
