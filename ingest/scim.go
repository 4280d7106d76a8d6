package ingest

import (
	"bytes"
	"strings"
)

// SCIM Users and Groups, as ListResponse pages or bare resources. Names of
// attributes are compared without case, as RFC 7643 says.

var scimUsersJSON = Format{Kind: "scim_users", Encoding: "json", Variants: []Variant{
	{Must: []string{"schema:user"}, json: &jsonLayout{begin: beginSCIMUsers}},
	{Must: []string{"username"}, MustNot: []string{"members", "schema:group", "account_id", "accountid"},
		json: &jsonLayout{begin: beginSCIMUsers}},
}}

var scimGroupsJSON = Format{Kind: "scim_groups", Encoding: "json", Variants: []Variant{
	{Must: []string{"schema:group"}, json: &jsonLayout{begin: beginSCIMGroups}},
	{Must: []string{"displayname", "members"}, MustNot: []string{"username"}, json: &jsonLayout{begin: beginSCIMGroups}},
}}

// The extensions are found without their version: the service sends other
// versions than its clients expect.
const (
	atlassianExtension  = "urn:scim:schemas:extension:atlassian-external:"
	enterpriseExtension = "urn:ietf:params:scim:schemas:extension:enterprise:"
)

type scimUser struct {
	id, userName, externalID, displayName, active []byte
	formatted, family, given                      []byte
	primaryEmail, firstEmail                      []byte
	accountID, department, organization           []byte
	lastModified, created                         []byte
}

func beginSCIMUsers(f *fileRun) func(c *jsonCursor, row int64) error {
	users := f.table(scimUsersTable)
	return func(c *jsonCursor, row int64) error {
		var u scimUser
		if err := u.read(c); err != nil {
			return err
		}
		email := u.primaryEmail
		if len(email) == 0 {
			email = u.firstEmail
		}
		if len(u.id)+len(u.accountID)+len(u.userName)+len(email) == 0 {
			return errNobody
		}
		users.text(scuID, u.id)
		users.text(scuUserName, u.userName)
		users.text(scuExternalID, u.externalID)
		users.text(scuAccountID, u.accountID)
		users.text(scuEmail, email)
		users.text(scuName, u.name())
		users.text(scuActive, u.active)
		if active, known := parseBool(u.active); known || len(u.active) == 0 {
			users.bool(scuIsActive, active || !known) // missing means active
		} else {
			f.finding(row, "active", string(u.active), unparsableBoolean)
		}
		users.text(scuDepartment, u.department)
		users.text(scuOrganization, u.organization)
		users.text(scuLastModified, u.lastModified)
		users.text(scuCreated, u.created)
		users.end(row)
		return nil
	}
}

func (u *scimUser) read(c *jsonCursor) error {
	err := c.object(func(key string) error {
		switch key {
		case "emails":
			return c.array(func() error { return u.readEmail(c) })
		case "name":
			return c.pick(want{"formatted", &u.formatted}, want{"familyname", &u.family}, want{"givenname", &u.given})
		case "meta":
			return c.pick(want{"lastmodified", &u.lastModified}, want{"created", &u.created})
		}
		switch {
		case strings.HasPrefix(key, atlassianExtension):
			return c.pick(want{"atlassianaccountid", &u.accountID})
		case strings.HasPrefix(key, enterpriseExtension):
			return c.pick(want{"department", &u.department}, want{"organization", &u.organization})
		}
		return c.choose(key, want{"id", &u.id}, want{"username", &u.userName}, want{"externalid", &u.externalID},
			want{"displayname", &u.displayName}, want{"active", &u.active})
	})
	if err != nil {
		return err
	}
	return c.end()
}

// readEmail keeps the primary address and the first one that is not blank.
func (u *scimUser) readEmail(c *jsonCursor) error {
	var address, primary []byte
	err := c.pick(want{"value", &address}, want{"primary", &primary})
	if isPrimary, _ := parseBool(primary); isPrimary && len(u.primaryEmail) == 0 {
		u.primaryEmail = address
	}
	if len(u.firstEmail) == 0 {
		u.firstEmail = address
	}
	return err
}

func (u *scimUser) name() []byte {
	switch {
	case len(u.displayName) > 0:
		return u.displayName
	case len(u.formatted) > 0:
		return u.formatted
	default:
		return bytes.TrimSpace(bytes.Join([][]byte{u.given, u.family}, []byte{' '}))
	}
}

type scimGroup struct {
	id, name []byte
	members  []scimMember
}

type scimMember struct{ id, display []byte }

func beginSCIMGroups(f *fileRun) func(c *jsonCursor, row int64) error {
	t := f.table(scimGroupMembersTable)
	var g scimGroup
	return func(c *jsonCursor, row int64) error {
		g = scimGroup{members: g.members[:0]}
		if err := g.read(c); err != nil {
			return err
		}
		if len(g.id) == 0 && len(g.name) == 0 {
			return errNobody
		}
		isEmpty := true
		for _, m := range g.members {
			if len(m.id) == 0 {
				f.finding(row, "members", string(m.display), memberWithoutID)
				continue
			}
			g.write(t, row, m)
			isEmpty = false
		}
		if isEmpty {
			g.write(t, row, scimMember{})
		}
		return nil
	}
}

func (g *scimGroup) read(c *jsonCursor) error {
	err := c.object(func(key string) error {
		if key != "members" {
			return c.choose(key, want{"id", &g.id}, want{"displayname", &g.name})
		}
		return c.array(func() error {
			var m scimMember
			err := c.pick(want{"value", &m.id}, want{"display", &m.display})
			g.members = append(g.members, m)
			return err
		})
	})
	if err != nil {
		return err
	}
	return c.end()
}

func (g *scimGroup) write(t *table, row int64, m scimMember) {
	t.text(scgGroupID, g.id)
	t.text(scgGroupName, g.name)
	t.text(scgMemberID, m.id)
	t.text(scgMemberDisplay, m.display)
	t.end(row)
}
