package ingest

import "encoding/json"

// Organizations API v1 users: managed accounts, with the products of each.

var orgsV1UsersJSON = Format{Kind: "orgs_v1_users", Encoding: "json", Variants: []Variant{
	{Must: []string{"account_id"}, json: &jsonLayout{begin: beginOrgsV1Users}},
}}

type orgsV1User struct {
	AccountID     scalar `json:"account_id"`
	AccountType   scalar `json:"account_type"`
	AccountStatus scalar `json:"account_status"`
	Name          scalar `json:"name"`
	Email         scalar `json:"email"`
	Billable      scalar `json:"access_billable"`
	LastActive    scalar `json:"last_active"`
	ProductAccess []struct {
		Key        scalar `json:"key"`
		Name       scalar `json:"name"`
		URL        scalar `json:"url"`
		LastActive scalar `json:"last_active"`
	} `json:"product_access"`
}

func beginOrgsV1Users(f *fileRun) func(row int64, raw []byte) error {
	accounts, grants := f.table(accountsTable), f.table(grantsTable)
	grants.rotated = nil
	return func(row int64, raw []byte) error {
		var u orgsV1User
		if err := json.Unmarshal(raw, &u); err != nil {
			return err
		}
		id, email := u.AccountID.value(), u.Email.value()
		if len(id) == 0 && len(email) == 0 {
			return errNobody
		}
		accounts.text(accAccountID, id)
		accounts.text(accEmail, email)
		accounts.text(accName, u.Name.value())
		accounts.text(accAccountType, u.AccountType.value())
		accounts.text(accStatus, u.AccountStatus.value())
		f.setBool(accounts, accBillable, accIsBillable, row, "access_billable", u.Billable)
		f.setActivity(accounts, accLastActive, row, "last_active", u.LastActive)
		accounts.end(row)
		for _, p := range u.ProductAccess {
			product := p.Key.value()
			if len(product) == 0 {
				product = p.Name.value()
			}
			shape := grants.shapes
			shape.text(graHeader, []byte("product_access"))
			shape.text(graProductText, product)
			shape.text(graProductKey, []byte(headerKey(string(product))))
			shape.text(graPlaceText, p.URL.value())
			shape.text(graKind, []byte(roleAccess))
			a := f.activity(row, "product_access.last_active", p.LastActive)
			shape.text(graLastActive, p.LastActive.value())
			shape.text(graLastActiveKind, []byte(a.kind))
			shape.day(graLastActiveOn, a.day)
			shape.rows++
			grants.shape = append(grants.shape, int32(shape.rows-1))
			grants.add(row)
		}
		grants.rotateIfFull()
		return nil
	}
}

// setBool writes a boolean's text, and its value when the word is known.
func (f *fileRun) setBool(t *table, col, typed int, row int64, field string, s scalar) {
	v := s.value()
	t.text(col, v)
	if b, known := parseBool(v); known {
		t.bool(typed, b)
	} else if len(v) > 0 {
		f.finding(row, field, string(v), unparsableBoolean)
	}
}

// setActivity writes a last-active text with its kind and date.
func (f *fileRun) setActivity(t *table, col int, row int64, field string, s scalar) {
	a := f.activity(row, field, s)
	t.text(col, s.value())
	t.text(col+1, []byte(a.kind))
	t.day(col+2, a.day)
}

func (f *fileRun) activity(row int64, field string, s scalar) activity {
	a := parseActivity(s.value(), f.asOf)
	if a.odd {
		f.finding(row, field, string(s.value()), unparsableDate)
	}
	return a
}
