package ingest

// An export is a clean file, and the columns in which nothing may be wrong unseen:
// who, which product and place, which policy, when, how much. Typed columns stand
// for their text.
type export struct {
	name   string
	header []string
	rows   [][]string
	counts map[string][]string
}

// at is the number of a column, by its header.
func (e *export) at(header string) int {
	for i, h := range e.header {
		if h == header {
			return i
		}
	}
	panic("no column " + header)
}

// exports are of four shapes: lists of sites in cells; sites in headers, and groups;
// a directory with addresses first; money.
var exports = []*export{managedExport, usersExport, entraExport, quoteExport}

var managedExport = &export{
	name: "managed_accounts",
	header: []string{"Name", "Email", "Atlassian ID", "Last active date [UTC]", "Status", "Billable", "Policy name", "Policy type",
		"Bitbucket", "Confluence", "Jira", "Trello"},
	rows: [][]string{
		{"Ada Quill", "ada.quill@acme.example", "712020:00000000-0000-4000-8000-000000000001", "2026-03-31", "Active", "Yes", "Staff", "Billable", "acme-code", "acme", "acme,acme-sandbox-101", ""},
		{"Dov Hale", "dov.hale@acme.example", "5f0000000000000000000002", "", "Active", "Yes", "Staff", "Billable", "", "", "", "Free"},
		{"Esi Nord", "esi.nord@acme.example", "557058:00000000-0000-4000-8000-000000000003", "2025-11-02", "Active", "No", "Contract", "Non-billable", "", "customer-one", "customer-one", ""},
		{"Zoë Größe", "zoe.groesse@acme.example", "000000000000000000000042", "2026-01-05", "Active", "Yes", "Staff", "Billable", "", "acme", "", ""},
		{"Quill, Bo", "bo.quill@acme.example", "5f0000000000000000000005", "2024-12-31", "Deactivated", "No", "Staff", "Billable", "", "", "acme", ""},
		{"José Åkesson", "jose@acme.example", "557058000000000000000006", "2026-02-28", "Active", "Yes", "Staff, north", "Billable", "", "acme,acme-labs", "acme", "Premium"},
	},
	counts: map[string][]string{
		"accounts": {"account_id", "email", "name", "status", "is_billable", "policy_name", "policy_type", "last_active_kind", "last_active_on"},
		"grants":   {"product_key", "place_text", "kind"},
	},
}

var usersExport = &export{
	name: "org_users",
	header: []string{"Group id", "Group name", "User id", "User name", "email", "User status", "Added to org", "Org role",
		"Jira - acme", "Confluence - acme", "Last seen in Jira - acme", "Last seen in Confluence - acme"},
	rows: [][]string{
		{"00000000-0000-4000-8000-0000000000a1", "jira-users-acme", "712020:00000000-0000-4000-8000-000000000001", "Ada Quill", "ada.quill@acme.example", "Active", "3 Jan 2024", "Organization admin", "User", "User", "28 Apr 2026", "Never accessed"},
		{"00000000-0000-4000-8000-0000000000a2", "org-admins", "712020:00000000-0000-4000-8000-000000000001", "Ada Quill", "ada.quill@acme.example", "Active", "3 Jan 2024", "Organization admin", "User", "User", "28 Apr 2026", "Never accessed"},
		{"00000000-0000-4000-8000-0000000000a1", "jira-users-acme", "5f0000000000000000000002", "Dov Hale", "dov.hale@acme.example", "Suspended", "12 May 2024", "", "", "", "Never accessed", "Never accessed"},
		{"00000000-0000-4000-8000-0000000000a3", "R&D, north", "000000000000000000000042", "Zoë Größe", "zoe.groesse@acme.example", "Active", "31 Dec 2023", "", "User", "", "1 Nov 2026", ""},
		{"00000000-0000-4000-8000-0000000000a3", "R&D, north", "557058:00000000-0000-4000-8000-000000000003", "José Åkesson", "jose@acme.example", "Active", "7 Feb 2022", "", "", "User", "", "9 Sep 2025"},
	},
	counts: map[string][]string{
		"accounts":      {"account_id", "email", "name", "status", "added_on", "org_role"},
		"grants":        {"product_key", "place_text", "kind", "last_active_kind", "last_active_on"},
		"group_members": {"account_id", "email", "group_id", "group_name"},
	},
}

var entraExport = &export{
	name: "entra_users",
	header: []string{"userPrincipalName", "displayName", "surname", "mail", "givenName", "id", "userType", "department",
		"accountEnabled", "usageLocation", "companyName", "createdDateTime"},
	rows: [][]string{
		{"ada.quill@acme.example", "Ada Quill", "Quill", "ada.quill@acme.example", "Ada", "00000000-0000-4000-8000-0000000000e1", "Member", "Platform", "True", "DE", "Acme", "8/19/2026 1:25:31 PM"},
		{"finn.roe_contractor.example#EXT#@acme.onmicrosoft.example", "Finn Roe", "", "", "Finn", "00000000-0000-4000-8000-0000000000e2", "Guest", "", "True", "", "", "12/1/2025 11:00:00 AM"},
		{"dov.hale@acme.example", "Dov Hale", "Hale", "dov.hale@acme.example", "Dov", "00000000-0000-4000-8000-0000000000e3", "Member", "Sales, north", "False", "SE", "Acme", "1/31/2020 12:00:00 AM"},
		{"zoe.groesse@acme.example", "Zoë Größe", "Größe", "zoe.groesse@acme.example", "Zoë", "00000000-0000-4000-8000-0000000000e4", "Member", "Käse", "True", "DE", "Acme", ""},
	},
	counts: map[string][]string{
		"directory_users": {"directory_id", "user_principal_name", "email", "name", "user_type", "is_enabled", "created_on"},
	},
}

var quoteExport = &export{
	name: "quote_lines",
	header: []string{"quote_number", "quote_date", "valid_until", "seller", "line_no", "product", "plan", "quantity",
		"term_start", "term_end", "currency", "list_unit", "net_total", "line_total"},
	rows: [][]string{
		{"AT-1000001", "2026-04-01", "2026-05-01", "Example Partner", "1", "Guard Standard", "Standard", "500", "2026-05-01", "2027-04-30", "USD", "35.00", "15750.00", "15750.00"},
		{"AT-1000001", "2026-04-01", "2026-05-01", "Example Partner", "2", "Jira", "Standard", "300", "2026-05-01", "2026-09-30", "USD", "3.1250", "12000.00", "12000.00"},
		{"AT-1000001", "2026-04-01", "2026-05-01", "Größe & Söhne, Ltd", "3", "Jira", "", "1234", "2026-05-01", "2026-09-30", "EUR", "0.5", "-12.50", "-1012.50"},
		{"0042", "2026-04-02", "2026-05-02", "Zoë Größe", "1", "Trello", "Premium", "7", "2026-06-01", "2027-05-31", "EUR", "12.00", "1008.00", "1199.52"},
	},
	counts: map[string][]string{
		"quote_lines": {"quote_number", "quote_date_on", "valid_until_on", "line_no", "product", "plan", "quantity_n", "term_start_on", "term_end_on",
			"currency", "list_unit_e4", "net_total_e4", "line_total_e4"},
	},
}
