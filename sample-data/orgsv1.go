package sampledata

import "strconv"

// v1Page is how many accounts a page of the Organizations API holds.
const v1Page = 100

// v1Products are the API's keys and names of the products of kinds. Those
// that live at a site have its address beside them.
var v1Products = map[string]struct {
	key, name string
	hasSite   bool
}{
	"jira":       {"jira-software", "Jira", true},
	"confluence": {"confluence", "Confluence", true},
	"jsm":        {"jira-service-desk", "Jira Service Management", true},
	"help-desk":  {"jira-service-desk", "Jira Service Management", true},
	"jpd":        {"jira-product-discovery", "Jira Product Discovery", true},
	"bitbucket":  {"bitbucket", "Bitbucket", false},
	"trello":     {"trello", "Trello", false},
	"opsgenie":   {"opsgenie", "Opsgenie", false},
	"statuspage": {"statuspage", "Statuspage", false},
	"loom":       {"loom", "Loom", false},
}

// writeOrgsV1 writes pages of the Organizations API, one a line: a fourth of
// the managed accounts, as a script leaves them that was stopped early, and
// the app accounts, which no other export knows. Guests are left out: the
// API does not tell them from users.
func writeOrgsV1(c *company, out *output) error {
	pages := &pager{size: v1Page, head: func(b []byte, _ int) []byte { return append(b, `{"data":[`...) }}
	pages.tail = func(b []byte) []byte { return append(b, "],\"links\":{\"next\":null}}\n"...) }
	want := func(k *kind) bool { return k.in&(inManaged|inV1) != 0 }
	err := c.each(out, want, func(b []byte, p *person) []byte {
		if p.kind.in&inV1 == 0 && (p.roll(dieDirectory, 4) > 0 || p.kind.isGuest()) {
			return b
		}
		return c.appendV1(pages.next(b), p)
	})
	out.buf = pages.end(out.buf)
	return err
}

func (k *kind) isGuest() bool { return len(k.grants) == 1 && k.grants[0] == "guest@=" }

func (c *company) appendV1(b []byte, p *person) []byte {
	var text [128]byte
	b = append(p.appendID(append(b, `{"account_id":"`...)), `","account_type":"`...)
	if p.kind.who == appBot {
		b = append(b, `app","account_status":"`...)
	} else {
		b = append(b, `atlassian","account_status":"`...)
	}
	if p.kind.status == "" {
		b = append(b, `active","name":`...)
	} else {
		b = append(b, `inactive","name":`...)
	}
	b = appendJSON(b, c.appendName(text[:0], p))
	if p.kind.who != appBot {
		b = append(c.appendEmail(append(b, `,"email":"`...), p), '"')
	}
	b = append(b, []string{"", `,"access_billable":true`, `,"access_billable":false`}[c.says(p)]...)
	if ago := p.lastActive(); ago != never {
		b = append(append(b, `,"last_active":"`...), c.days[ago].iso...)
		b = append(b, `T08:30:00.000Z"`...)
	}
	b = append(b, `,"product_access":[`...)
	return append(appendV1Access(b, p.cells().grants), "]}"...)
}

// appendV1Access lists the grants that the API knows a key for.
func appendV1Access(b []byte, grants []grant) []byte {
	comma := ""
	for _, g := range grants {
		product, known := v1Products[g.product]
		if !known {
			continue
		}
		b = append(append(append(b, comma...), `{"key":"`...), product.key...)
		b = append(append(append(b, `","name":"`...), product.name...), '"')
		if product.hasSite {
			b = append(append(append(b, `,"url":"`...), g.place...), `.atlassian.net"`...)
		}
		b, comma = append(b, '}'), ","
	}
	return b
}

// A pager wraps records into the pages of an API answer, one page a line.
type pager struct {
	size  int
	count int
	head  func(b []byte, start int) []byte // opens the page that starts at record start, from 1
	tail  func(b []byte) []byte
}

// next is called before every record.
func (g *pager) next(b []byte) []byte {
	switch {
	case g.count%g.size > 0:
		b = append(b, ',')
	case g.count > 0:
		b = g.head(g.tail(b), g.count+1)
	default:
		b = g.head(b, 1)
	}
	g.count++
	return b
}

// end closes the last page; an answer without records is one empty page.
func (g *pager) end(b []byte) []byte {
	if g.count == 0 {
		b = g.head(b, 1)
	}
	return g.tail(b)
}

// appendCount appends a number.
func appendCount(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }
