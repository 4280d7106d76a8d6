package ingest

// Members of a Bitbucket workspace, from its REST API. There is no address: they
// are accounts by their id.

var bitbucketMembersJSON = Format{Kind: "bitbucket_members", Encoding: "json", Variants: []Variant{
	{Must: []string{"user", "workspace|permission"}, json: &jsonLayout{begin: beginBitbucketMembers}},
}}

type bitbucketMember struct {
	id, name, nickname, workspace []byte
	permission, added, lastActive []byte
}

func beginBitbucketMembers(f *fileRun) func(c *jsonCursor, row int64) error {
	members, grants := f.table(workspaceMembersTable), f.keyGrants()
	return func(c *jsonCursor, row int64) error {
		var m bitbucketMember
		if err := m.read(c); err != nil {
			return err
		}
		if len(m.id) == 0 {
			return errNobody
		}
		m.workspace = first(m.workspace, []byte(f.workspace))
		members.text(wsmWorkspace, m.workspace)
		members.text(wsmAccountID, m.id)
		members.text(wsmName, m.name)
		members.text(wsmUsername, m.nickname)
		members.text(wsmPermission, m.permission)
		a := f.activity(row, "last_accessed", m.lastActive)
		members.text(wsmLastActive, m.lastActive)
		members.text(wsmLastActiveKind, []byte(a.kind))
		members.day(wsmLastActiveOn, a.day)
		f.addDay(members, row, wsmAdded, "added_on", m.added)
		members.end(row)
		f.addKeyGrant(grants, row, keyGrant{
			header: "workspace", kind: roleAccess, product: []byte("bitbucket"), place: m.workspace,
			lastActive: m.lastActive, isNoted: true,
		})
		grants.rotateIfFull()
		return nil
	}
}

func (m *bitbucketMember) read(c *jsonCursor) error {
	err := c.object(func(key string) error {
		switch key {
		case "user":
			return c.pick(want{"account_id", &m.id}, want{"display_name", &m.name}, want{"nickname", &m.nickname})
		case "workspace":
			return c.pick(want{"slug", &m.workspace})
		}
		return c.choose(key, want{"permission", &m.permission}, want{"added_on", &m.added}, want{"last_accessed", &m.lastActive})
	})
	if err != nil {
		return err
	}
	return c.end()
}
