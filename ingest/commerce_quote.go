package ingest

// Quotes of the Commerce API: one row per line item and charged element. They
// state no money.

var commerceQuoteJSON = Format{Kind: "commerce_quote", Encoding: "json", Variants: []Variant{
	{Must: []string{"lineitems", "contracttype|transactionaccountid"}, json: &jsonLayout{begin: beginCommerceQuote}},
}}

const errNoQuote = unusable("the quote has neither a number nor an id")

type commerceQuote struct {
	id, number, version, status, contract, account []byte
	created, expires                               []byte
	lines                                          []commerceLine
}

type commerceLine struct {
	id, kind, offering, plan, entitlement []byte
	charges                               []commerceCharge
}

type commerceCharge struct{ element, quantity []byte }

func beginCommerceQuote(f *fileRun) func(c *jsonCursor, row int64) error {
	t := f.table(quoteLinesTable)
	return func(c *jsonCursor, row int64) error {
		var q commerceQuote
		if err := q.read(c); err != nil {
			return err
		}
		if len(q.number) == 0 && len(q.id) == 0 {
			return errNoQuote
		}
		if len(q.lines) == 0 {
			q.write(f, t, row, commerceLine{}, commerceCharge{})
		}
		for _, l := range q.lines {
			if len(l.charges) == 0 {
				q.write(f, t, row, l, commerceCharge{})
			}
			for _, charge := range l.charges {
				q.write(f, t, row, l, charge)
			}
		}
		return nil
	}
}

func (q *commerceQuote) write(f *fileRun, t *table, row int64, l commerceLine, charge commerceCharge) {
	t.text(quoNumber, first(q.number, q.id))
	t.text(quoVersion, q.version)
	f.addDay(t, row, quoDate, "createdAt", q.created)
	f.addDay(t, row, quoValidUntil, "expiresAt", q.expires)
	t.text(quoBuyer, q.account)
	t.text(quoStatus, q.status)
	t.text(quoContractType, q.contract)
	t.text(quoLineNo, l.id)
	t.text(quoLineType, l.kind)
	t.text(quoSKU, l.offering)
	t.text(quoPlan, l.plan)
	t.text(quoEntitlement, l.entitlement)
	t.text(quoChargeElement, charge.element)
	f.addNumber(t, row, quoQuantity, quoQuantityN, "chargeQuantities.quantity", charge.quantity, count)
	t.end(row)
}

func (q *commerceQuote) read(c *jsonCursor) error {
	err := c.object(func(key string) error {
		if key == "lineitems" {
			return c.array(func() error {
				var l commerceLine
				err := l.read(c)
				q.lines = append(q.lines, l)
				return err
			})
		}
		return c.choose(key, want{"id", &q.id}, want{"number", &q.number}, want{"version", &q.version},
			want{"status", &q.status}, want{"contracttype", &q.contract}, want{"transactionaccountid", &q.account},
			want{"createdat", &q.created}, want{"expiresat", &q.expires})
	})
	if err != nil {
		return err
	}
	return c.end()
}

func (l *commerceLine) read(c *jsonCursor) error {
	return c.object(func(key string) error {
		if key == "chargequantities" {
			return c.array(func() error {
				var charge commerceCharge
				err := c.pick(want{"chargeelement", &charge.element}, want{"quantity", &charge.quantity})
				l.charges = append(l.charges, charge)
				return err
			})
		}
		return c.choose(key, want{"lineitemid", &l.id}, want{"lineitemtype", &l.kind}, want{"offeringkey", &l.offering},
			want{"pricingplanid", &l.plan}, want{"entitlementid", &l.entitlement})
	})
}
