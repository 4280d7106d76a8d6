package ingest

// Columns of raw_portal_customers.
const (
	pcuEmail = placeColumns + iota
	pcuName
	pcuSite
	pcuStatus
)

var portalCustomersTable = &tableDef{"portal_customers", place(texts("email", "name", "site", "status")...)}

// Columns of raw_workspace_members: members of Bitbucket and Trello workspaces.
const (
	wsmWorkspace = placeColumns + iota
	wsmAccountID
	wsmEmail
	wsmName
	wsmUsername
	wsmState
	wsmIsInactive
	wsmPermission
	wsmTwoStep
	wsmOnPlan
	wsmIsOnPlan
	wsmLicensed
	wsmIsLicensed
	wsmDeactivated
	wsmIsDeactivated
	wsmLastActive
	wsmLastActiveKind
	wsmLastActiveOn
	wsmAdded
	wsmAddedOn
)

var workspaceMembersTable = &tableDef{"workspace_members", place(
	columnDef{"workspace", text}, columnDef{"account_id", text}, columnDef{"email", text},
	columnDef{"name", text}, columnDef{"username", text},
	columnDef{"state", text}, columnDef{"is_inactive", boolean},
	columnDef{"permission", text}, columnDef{"two_step", text},
	columnDef{"on_plan", text}, columnDef{"is_on_plan", boolean},
	columnDef{"licensed", text}, columnDef{"is_licensed", boolean},
	columnDef{"deactivated", text}, columnDef{"is_deactivated", boolean},
	columnDef{"last_active", text}, columnDef{"last_active_kind", text}, columnDef{"last_active_on", date},
	columnDef{"added", text}, columnDef{"added_on", date},
)}
