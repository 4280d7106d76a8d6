package ingest

import "bytes"

// Organizations API v2 users: everybody in the directory. Every field is
// optional; productAccess stands there only when it was asked for.

var orgsV2UsersJSON = Format{Kind: "orgs_v2_users", Encoding: "json", Variants: []Variant{
	{Must: []string{"accountid"}, json: &jsonLayout{begin: beginOrgsV2Users}},
}}

type orgsV2User struct {
	id, email, name, kind        []byte
	status, accountStatus        []byte
	added, emailVerified, claim  []byte
	management, mfa, forDeletion []byte
	lastActive                   []byte
	roles                        [][]byte
	products                     []orgsV2Product
}

type orgsV2Product struct{ key, id, lastActive []byte }

func beginOrgsV2Users(f *fileRun) func(c *jsonCursor, row int64) error {
	accounts, grants := f.table(accountsTable), f.keyGrants()
	var u orgsV2User
	return func(c *jsonCursor, row int64) error {
		u = orgsV2User{products: u.products[:0], roles: u.roles[:0]}
		if err := u.read(c); err != nil {
			return err
		}
		if len(u.id) == 0 && len(u.email) == 0 {
			return errNobody
		}
		u.write(f, accounts, row)
		for _, p := range u.products {
			f.addKeyGrant(grants, row, keyGrant{
				header: "productAccess", kind: roleAccess, product: p.key, cell: p.id, lastActive: p.lastActive,
			})
		}
		grants.rotateIfFull()
		return nil
	}
}

func (u *orgsV2User) write(f *fileRun, accounts *table, row int64) {
	accounts.text(accAccountID, u.id)
	accounts.text(accEmail, u.email)
	accounts.text(accName, u.name)
	accounts.text(accAccountType, u.kind)
	accounts.text(accStatus, u.state())
	accounts.text(accClaimStatus, u.claim)
	accounts.text(accManagementSource, u.management)
	accounts.text(accTwoStep, u.mfa)
	accounts.text(accEmailVerified, u.emailVerified)
	accounts.text(accOrgRole, bytes.Join(u.roles, []byte{';'}))
	a := f.activity(row, "lastActiveTimestamp", u.lastActive)
	accounts.text(accLastActive, u.lastActive)
	accounts.text(accLastActiveKind, []byte(a.kind))
	accounts.day(accLastActiveOn, a.day)
	f.addDay(accounts, row, accAdded, "addedToOrg", u.added)
	accounts.end(row)
}

// state is the status, which unites account and membership; where it is missing,
// what the other fields say of the account.
func (u *orgsV2User) state() []byte {
	if len(u.status) > 0 {
		return u.status
	}
	if leaves, _ := parseBool(u.forDeletion); leaves {
		return []byte("for_deletion")
	}
	return u.accountStatus
}

func (u *orgsV2User) read(c *jsonCursor) error {
	err := c.object(func(key string) error {
		switch key {
		case "productaccess":
			return c.array(func() error {
				var p orgsV2Product
				err := c.pick(want{"key", &p.key}, want{"id", &p.id}, want{"lastactivetimestamp", &p.lastActive})
				u.products = append(u.products, p)
				return err
			})
		case "platformroles":
			return c.array(func() error {
				role, err := c.text()
				u.roles = append(u.roles, role)
				return err
			})
		}
		return c.choose(key, want{"accountid", &u.id}, want{"email", &u.email}, want{"name", &u.name},
			want{"accounttype", &u.kind}, want{"status", &u.status}, want{"accountstatus", &u.accountStatus},
			want{"addedtoorg", &u.added}, want{"emailverified", &u.emailVerified}, want{"claimstatus", &u.claim},
			want{"managementsource", &u.management}, want{"mfaenabled", &u.mfa}, want{"fordeletion", &u.forDeletion},
			want{"lastactivetimestamp", &u.lastActive})
	})
	if err != nil {
		return err
	}
	return c.end()
}

// addDay writes a date as text in a column and as a date in the one behind it.
func (f *fileRun) addDay(t *table, row int64, col int, field string, v []byte) {
	t.text(col, v)
	if day, known := parseDay(v); known {
		t.day(col+1, day)
	} else if len(v) > 0 {
		f.finding(row, field, string(v), unparsableDate)
	}
}
