package reference

// RawWorkspaceMember is a row of raw_workspace_members.
type RawWorkspaceMember struct {
	Pos
	Workspace      string `parquet:"workspace"`
	AccountID      string `parquet:"account_id"`
	Email          string `parquet:"email"`
	Name           string `parquet:"name"`
	Username       string `parquet:"username"`
	State          string `parquet:"state"`
	IsInactive     *bool  `parquet:"is_inactive,optional"`
	Permission     string `parquet:"permission"`
	TwoStep        string `parquet:"two_step"`
	OnPlan         string `parquet:"on_plan"`
	IsOnPlan       *bool  `parquet:"is_on_plan,optional"`
	Licensed       string `parquet:"licensed"`
	IsLicensed     *bool  `parquet:"is_licensed,optional"`
	Deactivated    string `parquet:"deactivated"`
	IsDeactivated  *bool  `parquet:"is_deactivated,optional"`
	LastActive     string `parquet:"last_active"`
	LastActiveKind string `parquet:"last_active_kind"`
	LastActiveOn   Day    `parquet:"last_active_on,optional,date"`
	Added          string `parquet:"added"`
	AddedOn        Day    `parquet:"added_on,optional,date"`
}

func (m RawWorkspaceMember) product() string {
	if m.Format == "trello_enterprise" {
		return "trello"
	}
	return "bitbucket"
}

// accountRow: "Bitbucket or Trello members" are an Atlassian source. exports.md:
// " (INACTIVE)" behind a Bitbucket name is a flag, and says that the account is.
func (m RawWorkspaceMember) accountRow() RawAccount {
	a := RawAccount{
		Pos: m.Pos, AccountID: m.AccountID, Email: m.Email, Name: m.Name,
		LastActive: m.LastActive, LastActiveKind: m.LastActiveKind, LastActiveOn: m.LastActiveOn,
	}
	if m.IsInactive != nil && *m.IsInactive {
		a.Status = "inactive"
	}
	return a
}

// accountRows are the rows of every source that is a table of accounts.
func (n *Night) accountRows() []RawAccount {
	rows := append([]RawAccount{}, n.Accounts...)
	for _, m := range n.Members {
		rows = append(rows, m.accountRow())
	}
	return rows
}
