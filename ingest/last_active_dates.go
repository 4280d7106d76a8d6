package ingest

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"
)

// Last-active dates of one account, from the Organizations API. The response does
// not say whose dates they are: the file is named after the account
// (712020:<uuid>.json; %3A may stand for the colon), or each response is wrapped
// in {"account_id":"...","response":{...}}. Its dates are grants of activity.

var lastActiveDatesJSON = Format{Kind: "last_active_dates", Encoding: "json", Variants: []Variant{
	{Name: "wrapped", Must: []string{"account_id", "response"}, json: &jsonLayout{begin: beginLastActiveDates}},
	{
		Must:    []string{"data", "product_access"},
		MustNot: []string{"account_id", "accountid"},
		json:    &jsonLayout{begin: beginLastActiveDates},
	},
}}

var errNoAccountID = fmt.Errorf("%w; name the file after the account id, or wrap the response as %s",
	errNobody, `{"account_id":"...","response":{...}}`)

type lastActiveDates struct {
	id, added, addedAt []byte
	products           []lastActiveProduct
}

type lastActiveProduct struct{ id, key, on, at []byte }

func beginLastActiveDates(f *fileRun) func(c *jsonCursor, row int64) error {
	accounts, grants := f.table(accountsTable), f.keyGrants()
	accounts.setBlank(accLastActiveKind, unknownActivity.kind)
	ofFile := accountIDOf(f.record.Path)
	if f.isMended {
		ofFile = accountIDOf(f.mends) // a copy has another name
	}
	var d lastActiveDates
	return func(c *jsonCursor, row int64) error {
		d = lastActiveDates{products: d.products[:0]}
		if err := d.read(c); err != nil {
			return err
		}
		if len(d.id) == 0 {
			d.id = []byte(ofFile)
		}
		if len(d.id) == 0 {
			return errNoAccountID
		}
		accounts.text(accAccountID, d.id)
		f.addDay(accounts, row, accAdded, "added_to_org", first(d.added, d.addedAt))
		accounts.end(row)
		for _, p := range d.products {
			f.addKeyGrant(grants, row, keyGrant{
				header: "product_access", kind: roleActivity, product: p.key, cell: p.id, lastActive: first(p.on, p.at),
			})
		}
		grants.rotateIfFull()
		return nil
	}
}

// read takes a response, bare or wrapped: its fields stand at any depth.
func (d *lastActiveDates) read(c *jsonCursor) error {
	var each func(key string) error
	each = func(key string) error {
		switch key {
		case "data", "response":
			return c.object(each)
		case "product_access":
			return c.array(func() error {
				var p lastActiveProduct
				err := c.pick(want{"id", &p.id}, want{"key", &p.key}, want{"last_active", &p.on}, want{"last_active_timestamp", &p.at})
				d.products = append(d.products, p)
				return err
			})
		}
		return c.choose(key, want{"account_id", &d.id}, want{"added_to_org", &d.added}, want{"added_to_org_timestamp", &d.addedAt})
	}
	if err := c.object(each); err != nil {
		return err
	}
	return c.end()
}

// first is the first text that is not blank.
func first(texts ...[]byte) []byte {
	for _, t := range texts {
		if len(t) > 0 {
			return t
		}
	}
	return nil
}

// accountIDForm is what account ids are known to look like. Any other name of a
// file is just a name.
var accountIDForm = regexp.MustCompile(`^([0-9a-f]{24}|[0-9]+:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$`)

// accountIDOf is the account that a file is named after, or "".
func accountIDOf(file string) string {
	name := path.Base(file)
	for _, ending := range []string{".gz", ".json", ".jsonl"} {
		name = strings.TrimSuffix(name, ending)
	}
	if id, err := url.PathUnescape(name); err == nil && accountIDForm.MatchString(id) {
		return id
	}
	return ""
}
