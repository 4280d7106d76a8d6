package reports

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// A pack is what an organisation hands to somebody outside the circle that may see
// its accounts: to its procurement, or to a reseller. It holds no name, no e-mail
// address and no account id; accounts, the organisation and places that the
// receiver does not sell are pseudonyms, counts of fewer than five are not told.

// PackOptions says what to hand to whom.
type PackOptions struct {
	Marts map[string][]string // of the night, as in Options
	Raw   map[string][]string // raw table ("accounts") to its files: what must not be found in the pack
	Dir   string              // an existing, empty folder that belongs to this call alone
	Night Provenance          // of which the pack tells the date and the run only

	For      string // procurement or reseller
	Reseller string // whose lines a pack for a reseller holds, in any case
	Key      []byte // of the pseudonyms; the pack does not hold it
}

// Receivers of packs.
const (
	ForProcurement = "procurement"
	ForReseller    = "reseller"
)

// packManifest is manifest.json of a pack.
type packManifest struct {
	For          string   `json:"for"`
	Organisation string   `json:"organisation"` // a pseudonym
	AsOf         string   `json:"as_of"`
	RunID        string   `json:"run_id"`
	Schema       int      `json:"schema"`
	KeyID        string   `json:"key_id"` // tells keys apart, and not what they are
	Fewest       int64    `json:"fewest"` // counts below are not told
	Notes        []string `json:"notes"`
	Files        []File   `json:"files"`
}

var packNotes = []string{
	"Pseudonyms are HMAC-SHA-256 under a key that is not in this pack; the same key gives the same pseudonyms.",
	"<5: fewer than five, or none. withheld: told together with a total it would give a smaller count away.",
	"A text in which a name, an address or an account id of the organisation was found is replaced by (withheld).",
	"needed is what the verdicts of the night count; empty where it is not known.",
}

// Sellers lists the partners and resellers that the night knows, sorted: those whom
// a pack for a reseller can be made for.
func Sellers(ctx context.Context, marts map[string][]string) ([]string, error) {
	sold, err := readSold(ctx, marts)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, s := range sold.subscriptions {
		names = append(names, s.Partner)
	}
	for _, q := range sold.quotes {
		names = append(names, q.reseller)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	return slices.DeleteFunc(names, func(s string) bool { return s == "" }), nil
}

// WritePack lays a pack out in o.Dir and returns its files, sorted by path. When it
// fails it leaves the folder as it was found.
func WritePack(ctx context.Context, o PackOptions) (files []File, err error) {
	p := &packer{PackOptions: o, ctx: ctx, folder: &folder{dir: o.Dir}}
	defer func() {
		if err != nil {
			p.folder.discard()
		}
	}()
	if err := p.lay(); err != nil {
		return nil, err
	}
	if err := p.guard(); err != nil {
		return nil, err
	}
	for i := range p.tables {
		if err := p.csv(&p.tables[i]); err != nil {
			return nil, err
		}
	}
	if err := p.book(); err != nil {
		return nil, err
	}
	_, err = p.folder.write(ctx, "manifest.json", func(out io.Writer) (int64, error) {
		return 0, writeJSON(out, packManifest{
			For: o.For, Organisation: p.ref("org", o.Night.Org), AsOf: o.Night.AsOf, RunID: o.Night.RunID, Schema: o.Night.Schema,
			KeyID: p.keyID(), Fewest: fewest, Notes: packNotes, Files: p.folder.sorted(),
		})
	})
	if err != nil {
		return nil, err
	}
	return p.folder.sorted(), p.folder.sync()
}

// packer is one call of WritePack.
type packer struct {
	PackOptions
	ctx    context.Context
	folder *folder
	tables []packTable
}

// A packTable is one table of the pack: a CSV and a sheet.
type packTable struct {
	name, title string
	header      []string
	rows        [][]packCell
}

// A packCell is a number, or a text. A free text comes from an input and is looked
// through before it is written.
type packCell struct {
	number *int64
	text   string
	free   bool
}

func own(text string) packCell  { return packCell{text: text} }
func free(text string) packCell { return packCell{text: text, free: true} }
func number(n int64) packCell   { return packCell{number: &n} }
func maybe(n *int64) packCell   { return packCell{number: n} }

func (c packCell) String() string {
	if c.number != nil {
		return fmt.Sprint(*c.number)
	}
	return c.text
}

// lay fills the tables that the receiver gets.
func (p *packer) lay() error {
	if p.For == ForReseller {
		return p.layReseller()
	}
	return p.layProcurement()
}

func (p *packer) csv(t *packTable) error {
	_, err := p.folder.write(p.ctx, t.name+".csv", func(out io.Writer) (int64, error) {
		e, err := newEyesCSV(out, t.header)
		if err != nil {
			return 0, err
		}
		for _, r := range t.rows {
			cells := make([]string, len(r))
			for i, c := range r {
				cells[i] = c.String()
			}
			if err := e.row(cells...); err != nil {
				return 0, err
			}
		}
		return e.end()
	})
	return err
}

// maxPackRows bounds the rows of one sheet; the CSV has all.
const maxPackRows = 100_000

// book writes pack.xlsx, a sheet for each table.
func (p *packer) book() (err error) {
	scratch, err := os.MkdirTemp(p.Dir, ".pack-")
	if err != nil {
		return fmt.Errorf("create scratch folder: %w", err)
	}
	defer os.RemoveAll(scratch)
	night := Provenance{Org: p.ref("org", p.Night.Org), AsOf: p.Night.AsOf, RunID: p.Night.RunID}
	b, err := newBook(p.ctx, night, "Pack of ", scratch)
	if err != nil {
		return err
	}
	defer b.close()
	for i := range p.tables {
		if err := b.write(p.tables[i].page()); err != nil {
			return err
		}
	}
	_, err = p.folder.write(p.ctx, "pack.xlsx", func(out io.Writer) (int64, error) { return 0, b.save(out) })
	return err
}

func (t *packTable) page() *page {
	page := &page{name: upperFirst(t.name), title: t.title, notes: packNotes[1:2]}
	b := block{header: make([]string, len(t.header))}
	for i, h := range t.header {
		b.header[i] = spell(h)
	}
	for i, r := range t.rows {
		if i == maxPackRows {
			b.note = "The first " + thousands(maxPackRows) + " of " + thousands(int64(len(t.rows))) + " rows; the CSV has all."
			break
		}
		cells := make([]cell, len(r))
		for j, c := range r {
			if cells[j] = label(c.text); c.number != nil {
				cells[j] = count(*c.number)
			}
		}
		b.rows = append(b.rows, cells)
	}
	if len(t.rows) == 0 {
		b.note = "There is nothing to tell."
	}
	page.blocks = []block{b}
	return page
}

// isSeller compares names of partners as people write them.
func isSeller(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}
