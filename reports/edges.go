package reports

// margin is one row of the mart edge_margins: what the marginal seat of a
// subscription is worth.
type margin struct {
	no                        int64
	subscription, place, plan string
	product                   string
	users                     int64
	monthly, annual           *int64
	reason, moreReason        string
	fewerMonthly, fewerAnnual *int64
	moreMonthly, moreAnnual   *int64
	purchased, freeSeats      *int64
	savesFrom                 day
	edges                     []edge
	curve                     []curvePoint
}

// edge is one row of the mart edges: the block that holds tonight's count, and the
// nearest ones below and above it.
type edge struct {
	kind         string
	prices       bool
	from, to     *int64
	below, above edgeSide
	freeable     *int64
	isReachable  bool
	accounts     []edgeAccount // the first ones
}

// edgeSide is the nearest count beyond an edge; users is nil where there is none.
type edgeSide struct {
	users, seats, annual, change *int64
}

type edgeAccount struct {
	accountID, email, name, wayOut, mark, reason string
	minutes                                      int64
}

type curvePoint struct {
	users           int64
	monthly, annual *int64
	isTonight       bool
}

// maxEdgeAccounts bounds the accounts that the sheet lists for one edge.
const maxEdgeAccounts = 500

func (r *nightReader) edges(n *night) error {
	for _, read := range []func(*night) error{r.edgeMargins, r.edgeSides, r.edgeAccounts, r.edgeCurve} {
		if err := read(n); err != nil {
			return err
		}
	}
	return nil
}

func (r *nightReader) edgeMargins(n *night) error {
	t := r.open("edge_margins")
	no, subscription, product := t.number("edge_no"), t.text("subscription"), t.text("product")
	place, plan, users := t.text("place"), t.text("plan"), t.number("users")
	monthly, annual, reason := t.number("monthly_cents"), t.number("annual_cents"), t.text("reason")
	fewerMonthly, fewerAnnual := t.number("fewer_monthly_cents"), t.number("fewer_annual_cents")
	moreMonthly, moreAnnual, moreReason := t.number("more_monthly_cents"), t.number("more_annual_cents"), t.text("more_reason")
	purchased, free, from := t.number("purchased_tier"), t.number("free_seats"), t.date("saves_from")
	return ordered(t, no, &n.margins, func() margin {
		return margin{
			no: no.int(), subscription: keep(subscription), product: keep(product), place: keep(place), plan: keep(plan), users: users.int(),
			monthly: monthly.maybeInt(), annual: annual.maybeInt(), reason: keep(reason),
			fewerMonthly: fewerMonthly.maybeInt(), fewerAnnual: fewerAnnual.maybeInt(),
			moreMonthly: moreMonthly.maybeInt(), moreAnnual: moreAnnual.maybeInt(), moreReason: keep(moreReason),
			purchased: purchased.maybeInt(), freeSeats: free.maybeInt(), savesFrom: from.day(),
		}
	})
}

// margin finds a subscription by its number, or nil.
func (n *night) margin(no int64) *margin {
	for i := range n.margins {
		if n.margins[i].no == no {
			return &n.margins[i]
		}
	}
	return nil
}

// guardMargin is that of Guard Standard, or nil.
func (n *night) guardMargin() *margin {
	if len(n.margins) > 0 && n.margins[0].product == "guard_standard" {
		return &n.margins[0]
	}
	return nil
}

func (r *nightReader) edgeSides(n *night) error {
	t := r.open("edges")
	no, kind, prices := t.number("edge_no"), t.text("kind"), t.boolean("prices_tonight")
	from, to := t.number("block_from"), t.number("block_to")
	below, seatsBelow, annualBelow, saving := t.number("users_below"), t.number("seats_below"), t.number("annual_cents_below"), t.number("saving_cents")
	above, seatsAbove, annualAbove, cost := t.number("users_above"), t.number("seats_above"), t.number("annual_cents_above"), t.number("cost_cents")
	freeable, reachable := t.number("freeable"), t.boolean("is_reachable")
	return t.each(func() {
		m := n.margin(no.int())
		if m == nil {
			return
		}
		m.edges = append(m.edges, edge{
			kind: keep(kind), prices: prices.bool(), from: from.maybeInt(), to: to.maybeInt(),
			below:    edgeSide{below.maybeInt(), seatsBelow.maybeInt(), annualBelow.maybeInt(), saving.maybeInt()},
			above:    edgeSide{above.maybeInt(), seatsAbove.maybeInt(), annualAbove.maybeInt(), cost.maybeInt()},
			freeable: freeable.maybeInt(), isReachable: reachable.bool(),
		})
	})
}

// edgeAccounts hangs the first accounts to go under the edges of Guard Standard.
func (r *nightReader) edgeAccounts(n *night) error {
	t := r.open("edge_accounts")
	kind, accountID, email, name := t.text("kind"), t.text("account_id"), t.text("email"), t.text("name")
	wayOut, minutes, mark, reason := t.text("way_out"), t.number("effort_minutes"), t.text("mark"), t.text("reason")
	guard := n.guardMargin()
	return t.each(func() {
		if guard == nil {
			return
		}
		for i := range guard.edges {
			e := &guard.edges[i]
			if e.kind == kind.text() && len(e.accounts) < maxEdgeAccounts {
				e.accounts = append(e.accounts, edgeAccount{
					keep(accountID), keep(email), keep(name), keep(wayOut), keep(mark), keep(reason), minutes.int(),
				})
			}
		}
	})
}

func (r *nightReader) edgeCurve(n *night) error {
	t := r.open("edge_curve")
	no, users, tonight := t.number("edge_no"), t.number("users"), t.boolean("is_tonight")
	monthly, annual := t.number("monthly_cents"), t.number("annual_cents")
	return t.each(func() {
		if m := n.margin(no.int()); m != nil {
			m.curve = append(m.curve, curvePoint{users.int(), monthly.maybeInt(), annual.maybeInt(), tonight.bool()})
		}
	})
}
