package ingest

import "bytes"

// Subscriptions as the partner-managed portal shows them; the layout is our own.
// An app without the entitlement of the product that it hangs on is refused: what
// a cancellation takes along could not be told.

var partnerSubscriptionsCSV = Format{Kind: "partner_subscriptions", Encoding: "csv", Variants: []Variant{
	{
		Must: []string{"entitlementnumber", "billdate", "activeusercount", "kind"},
		layout: &layout{
			table: subscriptionsTable,
			fields: []field{
				{keys: "asof", col: subAsOf, as: asDay, typed: subAsOfOn},
				{keys: "state", col: subState},
				{keys: "kind", col: subKind},
				{keys: "productorapp|product|app", col: subProduct},
				{keys: "plan", col: subPlan},
				{keys: "siteurl|site", col: subSiteURL},
				{keys: "entitlementnumber", col: subEntitlement},
				{keys: "parententitlementnumber", col: subParent},
				{keys: "installedon", col: subInstalled},
				{keys: "billdate", col: subBillDate, as: asDay, typed: subBillOn},
				{keys: "activeusercount", col: subActiveUsers, as: asNumber, number: count, typed: subActiveUsersN},
				{keys: "usercount", col: subUsers, as: asNumber, number: count, typed: subUsersN},
				{keys: "daysuntilrenewal", col: subDaysLeft, as: asNumber, number: wholeNumber, typed: subDaysLeftN},
				{keys: "billingpartner", col: subPartner},
				{keys: "customercontacts|technicalcontacts", col: subContacts},
			},
			identity: []int{subEntitlement, subProduct},
			refuse: func(values [][]byte) (header, reason, remedy string) {
				if bytes.EqualFold(values[subKind], []byte("app")) && len(values[subParent]) == 0 {
					return "parent_entitlement_number", "the app names no parent entitlement",
						"Fill in the entitlement of the product that the app is associated with."
				}
				return "", "", ""
			},
		},
	},
}}
