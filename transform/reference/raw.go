package reference

import "time"

// A Day counts days from 1970-01-01; 0 means that no date is known.
type Day int32

// DayOf reads YYYY-MM-DD; it panics on anything else, because only tests call it.
func DayOf(date string) Day {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		panic(err)
	}
	return Day(t.Unix() / 86400)
}

// String spells the day as YYYY-MM-DD.
func (d Day) String() string {
	return time.Unix(int64(d)*86400, 0).UTC().Format(time.DateOnly)
}

// Pos is where a row stands. It is also the key between accounts and grants.
type Pos struct {
	Format string `parquet:"_format"`
	File   string `parquet:"_file"`
	Sheet  string `parquet:"_sheet"`
	Row    int64  `parquet:"_row"`
}

// RawAccount is a row of raw_accounts.
type RawAccount struct {
	Pos
	AccountID            string `parquet:"account_id"`
	Email                string `parquet:"email"`
	Name                 string `parquet:"name"`
	Username             string `parquet:"username"`
	AccountType          string `parquet:"account_type"`
	Status               string `parquet:"status"`
	Billable             string `parquet:"billable"`
	IsBillable           *bool  `parquet:"is_billable,optional"`
	Claimed              string `parquet:"claimed"`
	IsClaimed            *bool  `parquet:"is_claimed,optional"`
	ClaimStatus          string `parquet:"claim_status"`
	ManagementSource     string `parquet:"management_source"`
	PolicyName           string `parquet:"policy_name"`
	PolicyType           string `parquet:"policy_type"`
	SSO                  string `parquet:"sso"`
	TwoStep              string `parquet:"two_step"`
	EmailVerified        string `parquet:"email_verified"`
	PasswordRequirements string `parquet:"password_requirements"`
	IdleSession          string `parquet:"idle_session"`
	OrgRole              string `parquet:"org_role"`
	LastActive           string `parquet:"last_active"`
	LastActiveKind       string `parquet:"last_active_kind"`
	LastActiveOn         Day    `parquet:"last_active_on,optional,date"`
	Added                string `parquet:"added"`
	AddedOn              Day    `parquet:"added_on,optional,date"`
}

// RawGrant is a row of raw_grants.
type RawGrant struct {
	Pos
	Header         string `parquet:"header"`
	ProductText    string `parquet:"product_text"`
	ProductKey     string `parquet:"product_key"`
	PlaceText      string `parquet:"place_text"`
	Cell           string `parquet:"cell"`
	Kind           string `parquet:"kind"`
	LastActive     string `parquet:"last_active"`
	LastActiveKind string `parquet:"last_active_kind"`
	LastActiveOn   Day    `parquet:"last_active_on,optional,date"`
}

// RawColumn is a row of raw_columns.
type RawColumn struct {
	Format      string `parquet:"_format"`
	File        string `parquet:"_file"`
	Sheet       string `parquet:"_sheet"`
	ColumnNo    int64  `parquet:"column_no"`
	Header      string `parquet:"header"`
	HeaderKey   string `parquet:"header_key"`
	ProductText string `parquet:"product_text"`
	ProductKey  string `parquet:"product_key"`
	PlaceText   string `parquet:"place_text"`
	Role        string `parquet:"role"`
}

// RawGroupMember is a row of raw_group_members.
type RawGroupMember struct {
	Pos
	AccountID string `parquet:"account_id"`
	Email     string `parquet:"email"`
	GroupID   string `parquet:"group_id"`
	GroupName string `parquet:"group_name"`
}

// RawScimUser is a row of raw_scim_users.
type RawScimUser struct {
	Pos
	ScimID       string `parquet:"scim_id"`
	UserName     string `parquet:"user_name"`
	ExternalID   string `parquet:"external_id"`
	AccountID    string `parquet:"account_id"`
	Email        string `parquet:"email"`
	Name         string `parquet:"name"`
	Active       string `parquet:"active"`
	IsActive     *bool  `parquet:"is_active,optional"`
	Department   string `parquet:"department"`
	Organization string `parquet:"organization"`
	LastModified string `parquet:"last_modified"`
	Created      string `parquet:"created"`
}

// RawScimGroupMember is a row of raw_scim_group_members.
type RawScimGroupMember struct {
	Pos
	GroupID       string `parquet:"group_id"`
	GroupName     string `parquet:"group_name"`
	MemberID      string `parquet:"member_id"`
	MemberDisplay string `parquet:"member_display"`
}

// RawDirectoryUser is a row of raw_directory_users.
type RawDirectoryUser struct {
	Pos
	DirectoryID       string `parquet:"directory_id"`
	UserPrincipalName string `parquet:"user_principal_name"`
	Email             string `parquet:"email"`
	Name              string `parquet:"name"`
	UserType          string `parquet:"user_type"`
	Enabled           string `parquet:"enabled"`
	IsEnabled         *bool  `parquet:"is_enabled,optional"`
	Department        string `parquet:"department"`
	JobTitle          string `parquet:"job_title"`
	Company           string `parquet:"company"`
	Created           string `parquet:"created"`
	CreatedOn         Day    `parquet:"created_on,optional,date"`
}

// RawAgent is a row of raw_agents.
type RawAgent struct {
	Pos
	AccountID string `parquet:"account_id"`
	Email     string `parquet:"email"`
	Site      string `parquet:"site"`
}

// RawSite is a row of raw_sites.
type RawSite struct {
	Pos
	Site      string `parquet:"site"`
	Ownership string `parquet:"ownership"`
	Sandbox   string `parquet:"sandbox"`
	Product   string `parquet:"product"`
	Plan      string `parquet:"plan"`
}

// RawSubscription is a row of raw_subscriptions.
type RawSubscription struct {
	Pos
	AsOf         string `parquet:"as_of"`
	AsOfOn       Day    `parquet:"as_of_on,optional,date"`
	State        string `parquet:"state"`
	Kind         string `parquet:"kind"`
	ProductOrApp string `parquet:"product_or_app"`
	Plan         string `parquet:"plan"`
	SiteURL      string `parquet:"site_url"`
	Entitlement  string `parquet:"entitlement_number"`
	Parent       string `parquet:"parent_entitlement_number"`
	Installed    string `parquet:"installed_products"`
	BillDate     string `parquet:"bill_date"`
	BillOn       Day    `parquet:"bill_on,optional,date"`
	ActiveUsers  string `parquet:"active_user_count"`
	ActiveUsersN string `parquet:"active_user_count_n"`
	Users        string `parquet:"user_count"`
	UsersN       string `parquet:"user_count_n"`
	DaysToRenew  string `parquet:"days_until_renewal"`
	DaysToRenewN string `parquet:"days_until_renewal_n"`
	Partner      string `parquet:"billing_partner"`
	Contacts     string `parquet:"customer_contacts"`
}

// RawServiceAccount is a row of raw_service_accounts.
type RawServiceAccount struct {
	Pos
	AccountID string `parquet:"account_id"`
	Email     string `parquet:"email"`
	Pattern   string `parquet:"pattern"`
	Note      string `parquet:"note"`
}

// RawProtected is a row of raw_protected.
type RawProtected struct {
	Pos
	AccountID string `parquet:"account_id"`
	Email     string `parquet:"email"`
	Domain    string `parquet:"domain"`
	GroupName string `parquet:"group_name"`
	Reason    string `parquet:"reason"`
}
