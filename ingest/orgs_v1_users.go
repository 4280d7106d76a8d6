package ingest

// Organizations API v1 users: managed accounts, with the products of each.

var orgsV1UsersJSON = Format{Kind: "orgs_v1_users", Encoding: "json", Variants: []Variant{
	{Must: []string{"account_id"}, json: &jsonLayout{begin: beginOrgsV1Users}},
}}

type orgsV1User struct {
	id, email, name, kind, status, billable, lastActive []byte

	products []orgsV1Product
}

type orgsV1Product struct{ key, name, url, lastActive []byte }

func beginOrgsV1Users(f *fileRun) func(c *jsonCursor, row int64) error {
	accounts, grants := f.table(accountsTable), f.table(grantsTable)
	grants.rotated = nil
	var u orgsV1User
	return func(c *jsonCursor, row int64) error {
		u = orgsV1User{products: u.products[:0]}
		if err := u.read(c); err != nil {
			return err
		}
		if len(u.id) == 0 && len(u.email) == 0 {
			return errNobody
		}
		accounts.text(accAccountID, u.id)
		accounts.text(accEmail, u.email)
		accounts.text(accName, u.name)
		accounts.text(accAccountType, u.kind)
		accounts.text(accStatus, u.status)
		accounts.text(accBillable, u.billable)
		if yes, known := parseBool(u.billable); known {
			accounts.bool(accIsBillable, yes)
		} else if len(u.billable) > 0 {
			f.finding(row, "access_billable", string(u.billable), unparsableBoolean)
		}
		a := f.activity(row, "last_active", u.lastActive)
		accounts.text(accLastActive, u.lastActive)
		accounts.text(accLastActiveKind, []byte(a.kind))
		accounts.day(accLastActiveOn, a.day)
		accounts.end(row)
		for _, p := range u.products {
			f.addProduct(grants, row, p)
		}
		grants.rotateIfFull()
		return nil
	}
}

func (u *orgsV1User) read(c *jsonCursor) error {
	err := c.object(func(key string) error {
		if key == "product_access" {
			return c.array(func() error { return u.readProduct(c) })
		}
		return c.choose(key, want{"account_id", &u.id}, want{"account_type", &u.kind}, want{"account_status", &u.status},
			want{"name", &u.name}, want{"email", &u.email}, want{"access_billable", &u.billable}, want{"last_active", &u.lastActive})
	})
	if err != nil {
		return err
	}
	return c.end()
}

func (u *orgsV1User) readProduct(c *jsonCursor) error {
	var p orgsV1Product
	err := c.pick(want{"key", &p.key}, want{"name", &p.name}, want{"url", &p.url}, want{"last_active", &p.lastActive})
	u.products = append(u.products, p)
	return err
}

// addProduct writes one product of an account. Its url may come with and without
// scheme; the text is kept.
func (f *fileRun) addProduct(grants *table, row int64, p orgsV1Product) {
	product := p.key
	if len(product) == 0 {
		product = p.name
	}
	a := f.activity(row, "product_access.last_active", p.lastActive)
	shape := grants.shapes
	shape.text(graHeader, []byte("product_access"))
	shape.text(graProductText, product)
	shape.text(graProductKey, []byte(headerKey(string(product))))
	shape.text(graPlaceText, p.url)
	shape.text(graKind, []byte(roleAccess))
	shape.text(graLastActive, p.lastActive)
	shape.text(graLastActiveKind, []byte(a.kind))
	shape.day(graLastActiveOn, a.day)
	shape.rows++
	grants.shape = append(grants.shape, int32(shape.rows-1))
	grants.add(row)
}

// activity parses a last-active text, and notes one that cannot be read.
func (f *fileRun) activity(row int64, field string, v []byte) activity {
	a := parseActivity(v, f.asOf)
	if a.odd {
		f.finding(row, field, string(v), unparsableDate)
	}
	return a
}
