package reference

import "slices"

// placedColumns draws "<Product> - <site>" in an export with site lists, and
// now and then activity that names no site.
func (d *dice) placedColumns() []col {
	if !d.chance(35) {
		return nil
	}
	var cols []col
	for _, c := range some(d, 30,
		col{text: "Jira", product: "jira", place: pick(d, "acme", "acme-labs", "customer-one")},
		col{text: "Jira Service Management", product: "jsm", place: pick(d, "acme", "acme-sandbox")},
		col{text: "Confluence", product: "confluence", place: "acme"},
		col{text: "Confluence Guest", product: "confluence", place: "acme-labs", guest: true},
		col{text: "Trello", product: "trello", place: pick(d, "acme-marketing", "cust-boards")},
		col{text: "Bitbucket", product: "bitbucket", place: "acme-code"},
		col{text: "Galaxy", product: "Galaxy", place: pick(d, "acme", "customer-three")},
		col{text: "Goals", product: "goals", place: "Customer-Three"},
	) {
		c.header, c.role = c.text+" - "+c.place, "access"
		cols = append(cols, c)
	}
	for _, c := range some(d, 20, col{text: "Jira", product: "jira"}, col{text: "Loom", product: "loom"}) {
		c.header, c.role = "Last active in "+c.text, "activity"
		cols = append(cols, c)
	}
	return cols
}

// placedWord is the cell of a column whose header names the place.
func (d *dice) placedWord(c col, h *human) string {
	uses := slices.ContainsFunc(h.wishes, func(w wish) bool {
		return w.product == c.product && w.guest == c.guest && (placeName(w.place) == placeName(c.place) || w.place == "")
	})
	switch {
	case c.product == "goals":
		return d.maybe(20, "No") // a place that no grant names
	case !uses && !d.chance(3):
		return d.maybe(10, pick(d, "No", "0"))
	case c.product == "trello" && d.chance(70):
		return h.trello
	}
	return pick(d, "Yes", "User", "Admin", c.place, "customer-two", "Licensed, Active")
}
