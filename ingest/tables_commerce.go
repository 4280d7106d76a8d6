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

// Columns of raw_quote_lines: lines of resellers' quotes and of the Commerce API,
// which states no money. Columns that end in _e4 are in ten-thousandths of the
// currency's unit, whatever its minor unit is; tax_ppm in millionths of the net.
// product_is is the product that a mapping says the product's text means.
const (
	quoNumber = placeColumns + iota
	quoVersion
	quoDate
	quoDateOn
	quoValidUntil
	quoValidUntilOn
	quoSeller
	quoBuyer
	quoStatus
	quoContractType
	quoLineNo
	quoLineType
	quoSKU
	quoProduct
	quoPlan
	quoSiteURL
	quoEntitlement
	quoChargeElement
	quoTier
	quoTierN
	quoQuantity
	quoQuantityN
	quoTermStart
	quoTermStartOn
	quoTermEnd
	quoTermEndOn
	quoMonths
	quoMonthsE2
	quoCurrency
	quoListUnit
	quoListUnitE4
	quoListTotal
	quoListTotalE4
	quoDiscount
	quoDiscountBasis
	quoDiscountTotal
	quoDiscountTotalE4
	quoDiscountReason
	quoNetTotal
	quoNetTotalE4
	quoTax
	quoTaxPPM
	quoTaxTotal
	quoTaxTotalE4
	quoLineTotal
	quoLineTotalE4
	quoProductIs
)

var quoteLinesTable = &tableDef{"quote_lines", place(
	columnDef{"quote_number", text}, columnDef{"quote_version", text},
	columnDef{"quote_date", text}, columnDef{"quote_date_on", date},
	columnDef{"valid_until", text}, columnDef{"valid_until_on", date},
	columnDef{"seller", text}, columnDef{"buyer", text}, columnDef{"status", text}, columnDef{"contract_type", text},
	columnDef{"line_no", text}, columnDef{"line_type", text}, columnDef{"sku", text},
	columnDef{"product", text}, columnDef{"plan", text}, columnDef{"site_url", text},
	columnDef{"entitlement_number", text}, columnDef{"charge_element", text},
	columnDef{"user_tier", text}, columnDef{"user_tier_n", text},
	columnDef{"quantity", text}, columnDef{"quantity_n", text},
	columnDef{"term_start", text}, columnDef{"term_start_on", date},
	columnDef{"term_end", text}, columnDef{"term_end_on", date},
	columnDef{"months", text}, columnDef{"months_e2", text}, columnDef{"currency", text},
	columnDef{"list_unit", text}, columnDef{"list_unit_e4", text},
	columnDef{"list_total", text}, columnDef{"list_total_e4", text},
	columnDef{"discount_percent", text}, columnDef{"discount_basis_points", text},
	columnDef{"discount_total", text}, columnDef{"discount_total_e4", text}, columnDef{"discount_reason", text},
	columnDef{"net_total", text}, columnDef{"net_total_e4", text},
	columnDef{"tax_percent", text}, columnDef{"tax_ppm", text},
	columnDef{"tax_total", text}, columnDef{"tax_total_e4", text},
	columnDef{"line_total", text}, columnDef{"line_total_e4", text},
	columnDef{"product_is", text},
)}

// Columns of raw_invoices.
const (
	invNumber = placeColumns + iota
	invDate
	invDateOn
	invDue
	invDueOn
	invSeller
	invBuyer
	invLineNo
	invLineType
	invProduct
	invPlan
	invSiteURL
	invEntitlement
	invQuantity
	invQuantityN
	invPeriodStart
	invPeriodStartOn
	invPeriodEnd
	invPeriodEndOn
	invCurrency
	invUnitPrice
	invUnitPriceE4
	invNetTotal
	invNetTotalCents
	invTaxTotal
	invTaxTotalCents
	invLineTotal
	invLineTotalCents
)

var invoicesTable = &tableDef{"invoices", place(
	columnDef{"invoice_number", text}, columnDef{"invoice_date", text}, columnDef{"invoice_date_on", date},
	columnDef{"due_date", text}, columnDef{"due_date_on", date},
	columnDef{"seller", text}, columnDef{"buyer", text}, columnDef{"line_no", text}, columnDef{"line_type", text},
	columnDef{"product", text}, columnDef{"plan", text}, columnDef{"site_url", text},
	columnDef{"entitlement_number", text}, columnDef{"quantity", text}, columnDef{"quantity_n", text},
	columnDef{"period_start", text}, columnDef{"period_start_on", date},
	columnDef{"period_end", text}, columnDef{"period_end_on", date},
	columnDef{"currency", text}, columnDef{"unit_price", text}, columnDef{"unit_price_e4", text},
	columnDef{"net_total", text}, columnDef{"net_total_cents", text},
	columnDef{"tax_total", text}, columnDef{"tax_total_cents", text},
	columnDef{"line_total", text}, columnDef{"line_total_cents", text},
)}
