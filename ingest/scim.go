package ingest

import (
	"encoding/json"
	"strings"
)

// SCIM Users and Groups, as ListResponse pages or bare resources. Names of
// attributes are compared without case, as RFC 7643 says; encoding/json does so.

var scimUsersJSON = Format{Kind: "scim_users", Encoding: "json", Variants: []Variant{
	{Must: []string{"schema:user"}, json: &jsonLayout{begin: beginSCIMUsers}},
	{Must: []string{"username"}, MustNot: []string{"members", "schema:group", "account_id", "accountid"},
		json: &jsonLayout{begin: beginSCIMUsers}},
}}

var scimGroupsJSON = Format{Kind: "scim_groups", Encoding: "json", Variants: []Variant{
	{Must: []string{"schema:group"}, json: &jsonLayout{begin: beginSCIMGroups}},
	{Must: []string{"displayname", "members"}, MustNot: []string{"username"}, json: &jsonLayout{begin: beginSCIMGroups}},
}}

type scimUser struct {
	ID          scalar      `json:"id"`
	UserName    scalar      `json:"userName"`
	ExternalID  scalar      `json:"externalId"`
	DisplayName scalar      `json:"displayName"`
	Active      scalar      `json:"active"`
	Emails      []scimEmail `json:"emails"`
	Name        struct {
		Formatted  scalar `json:"formatted"`
		FamilyName scalar `json:"familyName"`
		GivenName  scalar `json:"givenName"`
	} `json:"name"`
	Meta struct {
		LastModified scalar `json:"lastModified"`
		Created      scalar `json:"created"`
	} `json:"meta"`
}

type scimEmail struct {
	Value   scalar `json:"value"`
	Primary scalar `json:"primary"`
}

// The extensions are found without their version: the service sends other
// versions than its clients expect.
const (
	atlassianExtension  = "urn:scim:schemas:extension:atlassian-external:"
	enterpriseExtension = "urn:ietf:params:scim:schemas:extension:enterprise:"
)

type scimExtensions struct {
	AccountID    scalar `json:"atlassianAccountId"`
	Department   scalar `json:"department"`
	Organization scalar `json:"organization"`
}

func beginSCIMUsers(f *fileRun) func(row int64, raw []byte) error {
	users := f.table(scimUsersTable)
	return func(row int64, raw []byte) error {
		var u scimUser
		if err := json.Unmarshal(raw, &u); err != nil {
			return err
		}
		ext, err := extensionsOf(raw)
		if err != nil {
			return err
		}
		email := primaryEmail(u.Emails)
		id, accountID, userName := u.ID.value(), ext.AccountID.value(), u.UserName.value()
		if len(id)+len(accountID)+len(userName)+len(email) == 0 {
			return errNobody
		}
		users.text(scuID, id)
		users.text(scuUserName, userName)
		users.text(scuExternalID, u.ExternalID.value())
		users.text(scuAccountID, accountID)
		users.text(scuEmail, email)
		users.text(scuName, u.name())
		users.text(scuActive, u.Active.value())
		if active, known := parseBool(u.Active.value()); known || len(u.Active.value()) == 0 {
			users.bool(scuIsActive, active || !known) // missing means active
		} else {
			f.finding(row, "active", string(u.Active), unparsableBoolean)
		}
		users.text(scuDepartment, ext.Department.value())
		users.text(scuOrganization, ext.Organization.value())
		users.text(scuLastModified, u.Meta.LastModified.value())
		users.text(scuCreated, u.Meta.Created.value())
		users.end(row)
		return nil
	}
}

// extensionsOf reads the extensions of a resource, of whatever version.
func extensionsOf(raw []byte) (scimExtensions, error) {
	var all scimExtensions
	var attributes map[string]json.RawMessage
	if err := json.Unmarshal(raw, &attributes); err != nil {
		return all, err
	}
	for key, v := range attributes {
		var ext scimExtensions
		lower := strings.ToLower(key)
		switch {
		case strings.HasPrefix(lower, atlassianExtension):
			if err := json.Unmarshal(v, &ext); err != nil {
				return all, err
			}
			all.AccountID = ext.AccountID
		case strings.HasPrefix(lower, enterpriseExtension):
			if err := json.Unmarshal(v, &ext); err != nil {
				return all, err
			}
			all.Department, all.Organization = ext.Department, ext.Organization
		}
	}
	return all, nil
}

// primaryEmail is the primary address, or the first one that is not blank.
func primaryEmail(emails []scimEmail) []byte {
	var first []byte
	for _, e := range emails {
		v := e.Value.value()
		if primary, _ := parseBool(e.Primary.value()); primary && len(v) > 0 {
			return v
		}
		if len(first) == 0 {
			first = v
		}
	}
	return first
}

func (u *scimUser) name() []byte {
	for _, s := range []scalar{u.DisplayName, u.Name.Formatted, u.Name.GivenName + " " + u.Name.FamilyName} {
		if v := s.value(); len(v) > 0 {
			return v
		}
	}
	return nil
}

type scimGroup struct {
	ID          scalar `json:"id"`
	DisplayName scalar `json:"displayName"`
	Members     []struct {
		Value   scalar `json:"value"`
		Display scalar `json:"display"`
	} `json:"members"`
}

func beginSCIMGroups(f *fileRun) func(row int64, raw []byte) error {
	members := f.table(scimGroupMembersTable)
	return func(row int64, raw []byte) error {
		var g scimGroup
		if err := json.Unmarshal(raw, &g); err != nil {
			return err
		}
		id, name := g.ID.value(), g.DisplayName.value()
		if len(id) == 0 && len(name) == 0 {
			return errNobody
		}
		add := func(member, display []byte) {
			members.text(scgGroupID, id)
			members.text(scgGroupName, name)
			members.text(scgMemberID, member)
			members.text(scgMemberDisplay, display)
			members.end(row)
		}
		isEmpty := true
		for _, m := range g.Members {
			if len(m.Value.value()) == 0 {
				f.finding(row, "members", string(m.Display), memberWithoutID)
				continue
			}
			add(m.Value.value(), m.Display.value())
			isEmpty = false
		}
		if isEmpty {
			add(nil, nil)
		}
		return nil
	}
}
