package ingest

// columnType is how a column is stored. Text is never null; the others may be.
type columnType uint8

const (
	text    columnType = iota // '' when the source has none
	integer                   // 64 bits
	boolean
	date // days since 1970-01-01
)

type columnDef struct {
	name string
	typ  columnType
}

// A tableDef is a raw table: the contract with the queries, which hold the same
// columns as empty selects in queries/raw.
type tableDef struct {
	name    string // without the raw_ prefix
	columns []columnDef
}

// The first columns of every raw table say where a row came from.
const (
	colFormat = iota
	colFile
	colSheet
	colRow
	placeColumns // how many they are
)

// place starts the columns of a table whose rows come from a row of a file.
func place(columns ...columnDef) []columnDef {
	return append([]columnDef{{"_format", text}, {"_file", text}, {"_sheet", text}, {"_row", integer}}, columns...)
}

func texts(names ...string) []columnDef {
	defs := make([]columnDef, len(names))
	for i, name := range names {
		defs[i] = columnDef{name, text}
	}
	return defs
}

// Columns of raw_accounts.
const (
	accAccountID = placeColumns + iota
	accEmail
	accName
	accUsername
	accAccountType
	accStatus
	accBillable
	accIsBillable
	accClaimed
	accIsClaimed
	accClaimStatus
	accManagementSource
	accPolicyName
	accPolicyType
	accSSO
	accTwoStep
	accEmailVerified
	accPasswordRequirements
	accIdleSession
	accOrgRole
	accLastActive
	accLastActiveKind
	accLastActiveOn
	accAdded
	accAddedOn
)

var accountsTable = &tableDef{"accounts", place(
	columnDef{"account_id", text}, columnDef{"email", text}, columnDef{"name", text},
	columnDef{"username", text}, columnDef{"account_type", text}, columnDef{"status", text},
	columnDef{"billable", text}, columnDef{"is_billable", boolean},
	columnDef{"claimed", text}, columnDef{"is_claimed", boolean},
	columnDef{"claim_status", text}, columnDef{"management_source", text},
	columnDef{"policy_name", text}, columnDef{"policy_type", text},
	columnDef{"sso", text}, columnDef{"two_step", text}, columnDef{"email_verified", text},
	columnDef{"password_requirements", text}, columnDef{"idle_session", text},
	columnDef{"org_role", text}, columnDef{"last_active", text},
	columnDef{"last_active_kind", text}, columnDef{"last_active_on", date},
	columnDef{"added", text}, columnDef{"added_on", date},
)}

// Columns of raw_grants. Everything behind the place is the grant's shape.
const (
	graHeader = placeColumns + iota
	graProductText
	graProductKey
	graPlaceText
	graCell
	graKind
	graLastActive
	graLastActiveKind
	graLastActiveOn
)

var grantsTable = &tableDef{"grants", place(append(texts(
	"header", "product_text", "product_key", "place_text", "cell", "kind",
	"last_active", "last_active_kind"), columnDef{"last_active_on", date})...)}

// Columns of raw_columns, which has no _row: it is about a column.
const (
	colColumnNo = 3 + iota
	colHeader
	colHeaderKey
	colProductText
	colProductKey
	colPlaceText
	colRole
)

var columnsTable = &tableDef{"columns", append(texts("_format", "_file", "_sheet"),
	append([]columnDef{{"column_no", integer}}, texts(
		"header", "header_key", "product_text", "product_key", "place_text", "role")...)...)}

// Columns of raw_other_cells: cells of columns that the format does not know.
const (
	othColumnNo = placeColumns + iota
	othHeader
	othText
)

var otherCellsTable = &tableDef{"other_cells", place(append([]columnDef{{"column_no", integer}},
	texts("header", "text")...)...)}

// Columns of raw_group_members.
const (
	memAccountID = placeColumns + iota
	memEmail
	memGroupID
	memGroupName
)

var groupMembersTable = &tableDef{"group_members", place(texts(
	"account_id", "email", "group_id", "group_name")...)}

// Columns of raw_scim_users.
const (
	scuID = placeColumns + iota
	scuUserName
	scuExternalID
	scuAccountID
	scuEmail
	scuName
	scuActive
	scuIsActive
	scuDepartment
	scuOrganization
	scuLastModified
	scuCreated
)

var scimUsersTable = &tableDef{"scim_users", place(append(append(texts(
	"scim_id", "user_name", "external_id", "account_id", "email", "name", "active"),
	columnDef{"is_active", boolean}),
	texts("department", "organization", "last_modified", "created")...)...)}

// Columns of raw_scim_group_members.
const (
	scgGroupID = placeColumns + iota
	scgGroupName
	scgMemberID
	scgMemberDisplay
)

var scimGroupMembersTable = &tableDef{"scim_group_members", place(texts(
	"group_id", "group_name", "member_id", "member_display")...)}

// Columns of raw_directory_users.
const (
	dirID = placeColumns + iota
	dirUPN
	dirEmail
	dirName
	dirUserType
	dirEnabled
	dirIsEnabled
	dirDepartment
	dirJobTitle
	dirCompany
	dirCreated
	dirCreatedOn
)

var directoryUsersTable = &tableDef{"directory_users", place(append(append(texts(
	"directory_id", "user_principal_name", "email", "name", "user_type", "enabled"),
	columnDef{"is_enabled", boolean}),
	append(texts("department", "job_title", "company", "created"), columnDef{"created_on", date})...)...)}

// Columns of raw_findings.
const (
	finHeader = placeColumns + iota
	finText
	finKind
	finReason
)

var findingsTable = &tableDef{"findings", place(texts("header", "text", "kind", "reason")...)}

// Columns of raw_mends: rows that take the place of rejected ones.
const (
	menFile = placeColumns + iota
	menSheet
	menRow
)

var mendsTable = &tableDef{"mends", place(append(texts("rejected_file", "rejected_sheet"),
	columnDef{"rejected_row", integer})...)}

// Columns of raw_rejects.
const (
	rejHeader = placeColumns + iota
	rejReason
	rejRemedy
	rejText
)

var rejectsTable = &tableDef{"rejects", place(texts("header", "reason", "remedy", "text")...)}

// The side inputs: every column is text, in the order of the file's documentation.
var (
	agentsTable          = &tableDef{"agents", place(texts("account_id", "email", "site")...)}
	sitesTable           = &tableDef{"sites", place(texts("site", "ownership", "sandbox", "product", "plan")...)}
	serviceAccountsTable = &tableDef{"service_accounts", place(texts("account_id", "email", "pattern", "note")...)}
	protectedTable       = &tableDef{"protected", place(texts("account_id", "email", "domain", "group_name", "reason")...)}
)

// tables lists every raw table.
var tables = []*tableDef{
	accountsTable, policyMembersTable, grantsTable, columnsTable, otherCellsTable, groupMembersTable,
	scimUsersTable, scimGroupMembersTable, directoryUsersTable,
	portalCustomersTable, workspaceMembersTable,
	subscriptionsTable, discoveredAppsTable, quoteLinesTable, invoicesTable, incidentsTable,
	agentsTable, sitesTable, serviceAccountsTable, protectedTable,
	findingsTable, rejectsTable, mendsTable,
}

// Tables names every raw table, without the raw_ prefix.
func Tables() []string {
	names := make([]string, len(tables))
	for i, t := range tables {
		names[i] = t.name
	}
	return names
}
