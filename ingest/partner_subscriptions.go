package ingest

import "bytes"

// Subscriptions as the partner-managed portal shows them; the layout is our own.
// An app without the entitlement of the product that it hangs on is refused: what
// a cancellation takes along could not be told.

var partnerSubscriptionsCSV = Format{Kind: "partner_subscriptions", Encoding: "csv", Variants: []Variant{
	{
		Must: []string{"@entitlement_number", "@bill_date", "@active_user_count", "@kind"},
		layout: &layout{
			table: subscriptionsTable,
			fields: []field{
				{col: subAsOf, as: asDay, typed: subAsOfOn},
				{col: subState}, {col: subKind}, {col: subProduct}, {col: subPlan}, {col: subSiteURL},
				{col: subEntitlement}, {col: subParent}, {col: subInstalled},
				{col: subBillDate, as: asDay, typed: subBillOn},
				{col: subActiveUsers, as: asNumber, number: count, typed: subActiveUsersN},
				{col: subUsers, as: asNumber, number: count, typed: subUsersN},
				{col: subDaysLeft, as: asNumber, number: wholeNumber, typed: subDaysLeftN},
				{col: subPartner}, {col: subContacts},
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
