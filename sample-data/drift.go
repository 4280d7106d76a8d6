package sampledata

import "math/rand/v2"

// This file tells the company as it was some nights ago. The last night is what
// every other file of this package describes; going back, those who were hired
// since are not there, those who have left since are there still, and those to
// whom something happened since (a Trello sign-up, another policy, a
// deactivation) are what they were before. Each of these happened to a person on
// one night, which follows from the seed and the number: so the nights fit
// together without one knowing another.

// MaxAgo is how many nights the company is known back.
const MaxAgo = 120

// How often things happen: one account in so many, each night.
const (
	hiredIn   = 1500 // of all accounts
	leftIn    = 2500 // of all accounts
	changedIn = 240  // of the accounts of a kind that was another one
)

// look finds what each kind was, and how many have left since.
func (c *company) look() {
	c.was = make([]*cutKind, len(c.kinds))
	for i := range c.kinds {
		for j := range c.kinds {
			if was := c.kinds[i].was; was != "" && c.kinds[j].name == was {
				c.was[i] = &c.kinds[j]
			}
		}
	}
	if c.Ago > 0 {
		c.gone = c.Accounts * MaxAgo / leftIn
	}
}

// kindThen is the kind of account number i on the company's night, and whether
// it was there. Numbers from Accounts on are those who have left.
func (c *company) kindThen(i int) (*cutKind, bool) {
	k := c.kindOf(i)
	if c.Ago == 0 {
		return k, true
	}
	hired, left, changed := c.nightsAgo(i)
	// The service desk stays as it is: without an agent in a group nothing tells
	// help-seekers from agents.
	stays := k.isAgent() || k.isHelpSeeker()
	switch {
	case i >= c.Accounts && (stays || left > c.Ago):
		return k, false
	case i < c.Accounts && hired < c.Ago && !stays:
		return k, false
	}
	for n := range c.kinds {
		if &c.kinds[n] == k && c.was[n] != nil && changed < c.Ago {
			return c.was[n], true
		}
	}
	return k, true
}

// nightsAgo says how many nights ago somebody was hired, or left, and something
// happened to the person: 0 is between the last night and the one before it.
func (c *company) nightsAgo(i int) (hired, left, changed int) {
	var pcg rand.PCG
	pcg.Seed(c.Seed, ^uint64(i))
	rng := rand.New(&pcg)
	return rng.IntN(hiredIn), rng.IntN(MaxAgo) + 1, rng.IntN(changedIn)
}
