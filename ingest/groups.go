package ingest

import "bytes"

// groupColumns turns the group columns of an organisation-users file into rows
// of raw_group_members: one membership per row (Group id, Group name), a column
// per group (Group 1, Group 2, ...) or one column of joined names (Groups).
type groupColumns struct {
	table    *table
	id, name int   // columns, or -1
	pivoted  []int // columns with one name each
	joined   []int // columns with names between commas
}

// newGroupColumns gives nil when the file has no group columns.
func newGroupColumns(f *fileRun, keys groupKeys, headers []header) *groupColumns {
	g := &groupColumns{id: findColumn(headers, keys.id), name: findColumn(headers, keys.name)}
	g.joined = sources(headers, keys.list)
	for i, h := range headers {
		if h.role == roleGroup && isGroupNumber(h.key) {
			g.pivoted = append(g.pivoted, i)
		}
	}
	if g.id < 0 && g.name < 0 && len(g.joined)+len(g.pivoted) == 0 {
		return nil
	}
	g.table = f.table(groupMembersTable)
	return g
}

func (g *groupColumns) add(rec *record, accountID, email []byte) {
	cell := func(i int) []byte {
		if i < 0 {
			return nil
		}
		return value(rec.cells[i])
	}
	g.member(rec.row, accountID, email, cell(g.id), cell(g.name))
	for _, i := range g.pivoted {
		g.member(rec.row, accountID, email, nil, cell(i))
	}
	for _, i := range g.joined {
		for name := range bytes.SplitSeq(rec.cells[i], []byte{','}) {
			g.member(rec.row, accountID, email, nil, value(name))
		}
	}
}

func (g *groupColumns) member(row int64, accountID, email, id, name []byte) {
	if len(id) == 0 && len(name) == 0 {
		return
	}
	g.table.text(memAccountID, accountID)
	g.table.text(memEmail, email)
	g.table.text(memGroupID, id)
	g.table.text(memGroupName, name)
	g.table.end(row)
}
