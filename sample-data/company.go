package sampledata

import (
	"math/rand/v2"
	"time"
)

// A company is a complete set of options and what follows from them. It is
// read only once found has made it.
type company struct {
	Options
	site   string // the organisation's main site
	domain string
	night  time.Time
	days   [lookback]day
	kinds  []cutKind
	was    []*cutKind // by kind: what its accounts were before; see drift.go
	gone   int        // accounts that have left by the last night
	ticks  *ticker

	// Account number i has the place (stride*i + offset) mod Accounts in the
	// row of kinds: a walk that meets every place once, so the kinds are
	// mixed and yet their counts are exact.
	stride, offset uint64
	nameStride     uint64 // the same walk over the pairs of names
}

// A cutKind is a kind of this company: how many accounts it has and what its
// cells look like.
type cutKind struct {
	*kind
	upTo  uint64 // first place in the row of kinds after it
	cells []cells
}

// A person is one account. Its parts are numbers and shared texts, so making
// one allocates nothing.
type person struct {
	no   int
	kind *cutKind
	bits [4]uint64 // of the seed and the number; each use has its own digits
	ago  int       // nights before the last one
	name *[2]namePart
	nth  uint64 // how many people before have the same two names
}

// found makes the company of some options.
func found(o Options) (*company, error) {
	o, night, err := o.complete()
	if err != nil {
		return nil, err
	}
	c := &company{Options: o, site: siteName(o.Org), night: night}
	c.domain = c.site + ".example"
	for n := range c.days {
		c.days[n] = newDay(night.AddDate(0, 0, -n))
	}
	rng := rand.New(rand.NewPCG(o.Seed, 0))
	c.stride, c.offset = coprime(rng, uint64(o.Accounts)), rng.Uint64N(uint64(o.Accounts))
	c.nameStride = coprime(rng, uint64(len(givenNames)*len(familyNames)))
	c.kinds = cutKinds(c)
	c.look()
	return c, nil
}

// cutKinds shares the accounts out: to the account where they can be, else
// to within one.
func cutKinds(c *company) []cutKind {
	kinds := profiles[c.Profile].kinds
	cut := make([]cutKind, 0, len(kinds))
	share, before, agents := 0, uint64(0), false
	for i := range kinds {
		k := &kinds[i]
		share += k.per
		upTo := uint64(share) * uint64(c.Accounts) / 10_000
		if k.isHelpSeeker() && !agents {
			// Without an agent in a group nothing tells them from agents.
			upTo = before
		}
		agents = agents || k.isAgent() && upTo > before
		cut = append(cut, cutKind{kind: k, upTo: upTo, cells: c.cellsOf(k)})
		before = upTo
	}
	return cut
}

// coprime picks a stride that shares no factor with n, so that walking by it
// meets every number below n.
func coprime(rng *rand.Rand, n uint64) uint64 {
	for {
		stride := rng.Uint64N(n) + 1
		if gcd(stride, n) == 1 {
			return stride
		}
	}
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// kindOf finds the kind of account number i.
func (c *company) kindOf(i int) *cutKind {
	place := (c.stride*uint64(i) + c.offset) % uint64(c.Accounts)
	for n := range c.kinds {
		if place < c.kinds[n].upTo {
			return &c.kinds[n]
		}
	}
	return &c.kinds[0] // the shares left over by help-seekers without agents
}

// person fills p with account number i, whose kind k is.
func (c *company) person(i int, k *cutKind, p *person) {
	var pcg rand.PCG
	pcg.Seed(c.Seed, uint64(i)+1)
	p.no, p.kind, p.ago = i, k, c.Ago
	for n := range p.bits {
		p.bits[n] = pcg.Uint64()
	}
	pairs := uint64(len(givenNames) * len(familyNames))
	at := c.nameStride * (uint64(i) % pairs) % pairs
	p.name = &namePairs[at]
	p.nth = uint64(i) / pairs
}

// each writes the rows of every account that want names, in the order of
// their numbers. row appends one record, or nothing for an account that the
// file lacks by chance.
func (c *company) each(out *output, want func(*kind) bool, row func(b []byte, p *person) []byte) error {
	start, p := 0, person{}
	if c.ticks != nil {
		start = c.ticks.done
	}
	for i := range c.Accounts + c.gone {
		if i%8192 == 0 {
			c.ticks.at(start + min(i, c.Accounts))
		}
		k, there := c.kindThen(i)
		if !there || !want(k.kind) {
			continue
		}
		c.person(i, k, &p)
		had := len(out.buf)
		out.buf = row(out.buf, &p)
		if len(out.buf) > had {
			out.rows++
		}
		if err := out.spill(); err != nil {
			return err
		}
	}
	return nil
}

// in says which kinds a source always names.
func in(s source) func(*kind) bool {
	return func(k *kind) bool { return k.in&s != 0 }
}
