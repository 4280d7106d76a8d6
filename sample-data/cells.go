package sampledata

import (
	"fmt"
	"slices"
	"strings"
)

// strangers is how many other companies' sites the accounts are found on.
const strangers = 16

// A grant is one product at one place, spelled for this company.
type grant struct{ product, place string }

// cells are the parts of a kind's rows that are the same for everybody who
// is at the same stranger's site, made once.
type cells struct {
	grants  []grant
	managed []byte // the product cells of managed accounts, each with its comma before it
	access  []byte // the same of organisation users
	seen    []int  // for each of orgColumns the number of the grant, or -1
}

// managedProducts are the product columns of managed accounts, generation D,
// in their order, with the products of kinds that show there.
var managedProducts = []struct{ header, product string }{
	{"Bitbucket", "bitbucket"},
	{"Confluence", "confluence"},
	{"Confluence Guest", "guest"},
	{"Jira", "jira"},
	{"Jira Product Discovery", "jpd"},
	{"Jira Service Management", "jsm"},
	{"Opsgenie", "opsgenie"},
	{"Statuspage", "statuspage"},
	{"Trello", "trello"},
	{"Loom", "loom"},
}

// orgColumns are the product columns of organisation users.
var orgColumns = []struct{ header, product, place string }{
	{"Jira", "jira", "="},
	{"Confluence", "confluence", "="},
	{"Jira Service Management", "jsm", "="},
	{"Jira", "jira", "=-labs"},
	{"Bitbucket", "bitbucket", "=-code"},
	{"Whiteboards", "whiteboards", "="},
}

// isAgent says whether the kind works in the service desk.
func (k *kind) isAgent() bool { return slices.Contains(k.grants, "jsm@=") }

// isHelpSeeker says whether the kind has a JSM cell and is no agent.
func (k *kind) isHelpSeeker() bool { return slices.Contains(k.grants, "help-desk@=") }

// cellsOf spells a kind's product cells, once for each stranger's site where
// a place is one.
func (c *company) cellsOf(k *kind) []cells {
	count := 1
	if strings.Contains(strings.Join(k.grants, " "), "*") {
		count = strangers
	}
	made := make([]cells, count)
	for n := range made {
		made[n] = c.cellsAt(k, fmt.Sprintf("customer-%02d", n+1))
	}
	return made
}

func (c *company) cellsAt(k *kind, stranger string) cells {
	var made cells
	for _, text := range k.grants {
		product, place, _ := strings.Cut(text, "@")
		place = strings.NewReplacer("=", c.site, "*", stranger).Replace(place)
		made.grants = append(made.grants, grant{product, place})
	}
	for _, column := range managedProducts {
		made.managed = append(made.managed, ',')
		made.managed = appendCell(made.managed, []byte(made.places(column.product)))
	}
	for _, column := range orgColumns {
		place := strings.ReplaceAll(column.place, "=", c.site)
		nth := slices.Index(made.grants, grant{column.product, place})
		made.access = append(made.access, ',')
		if nth >= 0 {
			made.access = append(made.access, "User"...)
		}
		made.seen = append(made.seen, nth)
	}
	return made
}

// places joins the places of one product as a cell does. A help-seeker shows
// in the column of the service desk too.
func (m *cells) places(product string) string {
	var all []string
	for _, g := range m.grants {
		if g.product == product || product == "jsm" && g.product == "help-desk" {
			all = append(all, g.place)
		}
	}
	return strings.Join(all, ",")
}

// cells are those of the person's kind, at the site of chance.
func (p *person) cells() *cells {
	if len(p.kind.cells) == 1 {
		return &p.kind.cells[0]
	}
	return &p.kind.cells[p.roll(diePlace, strangers)]
}
