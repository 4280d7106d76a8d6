package ingest

// Columns of raw_subscriptions. Columns that end in _n or _cents are numbers as
// digits: see numbers.go.
const (
	subAsOf = placeColumns + iota
	subAsOfOn
	subState
	subKind
	subProduct
	subPlan
	subSiteURL
	subEntitlement
	subParent
	subInstalled
	subBillDate
	subBillOn
	subActiveUsers
	subActiveUsersN
	subUsers
	subUsersN
	subDaysLeft
	subDaysLeftN
	subPartner
	subContacts
)

var subscriptionsTable = &tableDef{"subscriptions", place(
	columnDef{"as_of", text}, columnDef{"as_of_on", date}, columnDef{"state", text}, columnDef{"kind", text},
	columnDef{"product_or_app", text}, columnDef{"plan", text}, columnDef{"site_url", text},
	columnDef{"entitlement_number", text}, columnDef{"parent_entitlement_number", text},
	columnDef{"installed_products", text}, columnDef{"bill_date", text}, columnDef{"bill_on", date},
	columnDef{"active_user_count", text}, columnDef{"active_user_count_n", text},
	columnDef{"user_count", text}, columnDef{"user_count_n", text},
	columnDef{"days_until_renewal", text}, columnDef{"days_until_renewal_n", text},
	columnDef{"billing_partner", text}, columnDef{"customer_contacts", text},
)}

// Columns of raw_discovered_apps.
const (
	appApp = placeColumns + iota
	appURL
	appUsers
	appUsersN
	appCreated
	appCreatedOn
	appLastActive
	appLastActiveKind
	appLastActiveOn
	appAdmins
)

var discoveredAppsTable = &tableDef{"discovered_apps", place(
	columnDef{"app", text}, columnDef{"url", text}, columnDef{"user_count", text}, columnDef{"user_count_n", text},
	columnDef{"created", text}, columnDef{"created_on", date},
	columnDef{"last_active", text}, columnDef{"last_active_kind", text}, columnDef{"last_active_on", date},
	columnDef{"org_admins", text},
)}
