package ingest

// A keyGrant is a grant that names its product itself, by an API key or by the
// kind of its file, rather than by the header of a column.
type keyGrant struct {
	header     string // field path, such as product_access
	product    []byte
	place      []byte
	cell       []byte // whatever else stands beside the product
	lastActive []byte
	kind       string // roleAccess or roleActivity
	isNoted    bool   // an odd lastActive is a finding already
}

// keyGrants gives the table of grants to a reader that adds one grant at a time.
func (f *fileRun) keyGrants() *table {
	grants := f.table(grantsTable)
	grants.rotated = nil // nobody remembers the numbers of its shapes
	return grants
}

// addKeyGrant writes one grant of the account row at row.
func (f *fileRun) addKeyGrant(grants *table, row int64, g keyGrant) {
	a := parseActivity(g.lastActive, f.asOf)
	if a.odd && !g.isNoted {
		f.finding(row, g.header+".last_active", string(g.lastActive), unparsableDate)
	}
	shape := grants.shapes
	shape.text(graHeader, []byte(g.header))
	shape.text(graProductText, g.product)
	shape.text(graProductKey, []byte(headerKey(string(g.product))))
	shape.text(graPlaceText, g.place)
	shape.text(graCell, g.cell)
	shape.text(graKind, []byte(g.kind))
	shape.text(graLastActive, g.lastActive)
	shape.text(graLastActiveKind, []byte(a.kind))
	shape.day(graLastActiveOn, a.day)
	shape.rows++
	grants.shape = append(grants.shape, int32(shape.rows-1))
	grants.add(row)
}
