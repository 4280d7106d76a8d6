package reference

import (
	"cmp"
	"slices"
	"strings"
)

// row is what a source says about an account, whatever table it stands in.
type row struct {
	pos  Pos
	rank int // precedence of its source, 1 first
	acct *RawAccount

	email, name, accountType, status, policy, billable string
}

// person collects the rows and grants of one account.
type person struct {
	id, key   string // key: the lower-cased e-mail of an account without an id
	rows      []row
	scim      []*RawScimUser
	directory int // rows of identity providers that match
	grants    []*grant
	said      map[grantKey]*said // by lists of members, of their workspaces

	accountType, status, policy, billable, email, name field
}

func emailKey(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// roll is the night's accounts and the two ways to find one.
type roll struct {
	people  []*person
	byID    map[string]*person
	byEmail map[string]*person         // accounts without an id
	ids     map[string]map[string]bool // e-mail -> account ids that carry it
	owner   map[Pos]*person            // raw_accounts row -> account
	cover   Coverage
}

// callRoll: "Rows of one account are joined by account_id; a row without one
// joins by lower-cased, trimmed e-mail. One e-mail that matches two account
// ids joins neither: a finding." "A row whose e-mail matches two accounts and
// that has no id is a finding only, never an account of its own."
func callRoll(n *Night, cover Coverage) *roll {
	r := &roll{
		byID: map[string]*person{}, byEmail: map[string]*person{},
		ids: map[string]map[string]bool{}, owner: map[Pos]*person{}, cover: cover,
	}
	rows := n.accountRows()
	for i := range rows {
		r.noteID(rows[i].AccountID, rows[i].Email)
	}
	for i := range n.ScimUsers {
		r.noteID(n.ScimUsers[i].AccountID, n.ScimUsers[i].Email)
	}
	for i := range rows {
		a := &rows[i]
		if p := r.account(a.AccountID, a.Email); p != nil {
			p.rows = append(p.rows, accountRow(a))
			r.owner[a.Pos] = p
		}
	}
	for i := range n.ScimUsers {
		if s := &n.ScimUsers[i]; s.AccountID != "" {
			p := r.account(s.AccountID, s.Email)
			p.rows = append(p.rows, scimRow(s))
			p.scim = append(p.scim, s)
		}
	}
	r.addFacts(n)
	return r
}

func (r *roll) noteID(id, email string) {
	if id == "" || emailKey(email) == "" {
		return
	}
	if r.ids[emailKey(email)] == nil {
		r.ids[emailKey(email)] = map[string]bool{}
	}
	r.ids[emailKey(email)][id] = true
}

// account finds or makes the account of a row of an Atlassian source; nil for
// a row that is a finding only.
func (r *roll) account(id, email string) *person {
	if id != "" {
		r.cover.hit("merge/by id")
		return r.make(r.byID, id, &person{id: id})
	}
	key := emailKey(email)
	if key == "" {
		return nil
	}
	switch len(r.ids[key]) {
	case 0:
		r.cover.hit("merge/by e-mail alone")
		return r.make(r.byEmail, key, &person{key: key})
	case 1:
		r.cover.hit("merge/e-mail to id")
		return r.make(r.byID, only(r.ids[key]), &person{id: only(r.ids[key])})
	}
	r.cover.hit("merge/e-mail of two ids")
	return nil
}

func (r *roll) make(index map[string]*person, key string, fresh *person) *person {
	if index[key] == nil {
		index[key] = fresh
		r.people = append(r.people, fresh)
	}
	return index[key]
}

// addFacts: "Identity-provider and generic directory rows, and SCIM rows
// without an account id, never make an account: they add facts (enabled,
// department, synced) to accounts they match." Reading: a SCIM row matches by
// its externalId, where a linked SCIM row has the same and all that have it are
// linked to one account; else by e-mail as any other row does. It states no
// status.
func (r *roll) addFacts(n *Night) {
	external := map[string]map[string]bool{}
	for i := range n.ScimUsers {
		if s := &n.ScimUsers[i]; s.AccountID != "" && s.ExternalID != "" {
			key := strings.ToLower(s.ExternalID)
			if external[key] == nil {
				external[key] = map[string]bool{}
			}
			external[key][s.AccountID] = true
		}
	}
	for i := range n.ScimUsers {
		s := &n.ScimUsers[i]
		if s.AccountID != "" {
			continue
		}
		ids := external[strings.ToLower(s.ExternalID)]
		if len(ids) == 1 {
			r.cover.hit("merge/unlinked SCIM row by external id")
			p := r.byID[only(ids)]
			p.scim = append(p.scim, s)
		} else if p := r.find("", s.Email); p != nil {
			r.cover.hit("merge/unlinked SCIM row")
			p.scim = append(p.scim, s)
		} else {
			r.cover.hit("merge/SCIM row without account")
		}
	}
	for i := range n.Directory {
		if p := r.find("", n.Directory[i].Email); p != nil {
			r.cover.hit("merge/directory row")
			p.directory++
		} else {
			r.cover.hit("merge/directory row without account")
		}
	}
}

// find gives an existing account, or nil.
func (r *roll) find(id, email string) *person {
	if id != "" {
		return r.byID[id]
	}
	key := emailKey(email)
	switch len(r.ids[key]) {
	case 0:
		return r.byEmail[key]
	case 1:
		return r.byID[only(r.ids[key])]
	}
	return nil
}

func only(ids map[string]bool) string {
	for id := range ids {
		return id
	}
	return ""
}

// latestFirst: "within one source the last such row of the last file by path".
func latestFirst(a, b row) int {
	return cmp.Or(cmp.Compare(a.rank, b.rank), -cmp.Compare(a.pos.File, b.pos.File),
		-cmp.Compare(a.pos.Sheet, b.pos.Sheet), -cmp.Compare(a.pos.Row, b.pos.Row))
}

// named reports whether a source of one of the kinds names the account.
func (p *person) named(formats ...string) bool {
	return slices.ContainsFunc(p.rows, func(r row) bool {
		return slices.Contains(formats, r.pos.Format)
	})
}
