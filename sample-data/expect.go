package sampledata

import "context"

// An Expectation is what the rules must find in the exports of some options,
// account by account summed up. It comes from the same tables as the exports
// and from no rule, so it is a second opinion on them.
type Expectation struct {
	Accounts       int
	ByClass        map[string]int
	ByStandardRule map[string]int
	GuardStandard  Verdicts
	GuardPremium   Verdicts
	Reconciliation Reconciliation
}

// Verdicts counts the accounts by verdict of one subscription.
type Verdicts struct{ Billable, NotBillable, Unknown int }

// Reconciliation counts the accounts by what Atlassian's own flag says of
// the verdict.
type Reconciliation struct{ Agrees, Disagrees, Undecided, Silent int }

// Expect says what must be found in the exports that Write makes of o. It
// writes nothing, and Options.Dir may be empty.
func Expect(ctx context.Context, o Options) (Expectation, error) {
	o.Dir = orElse(o.Dir, ".")
	c, err := found(o)
	if err != nil {
		return Expectation{}, err
	}
	e := Expectation{ByClass: map[string]int{}, ByStandardRule: map[string]int{}}
	all := func(*kind) bool { return true }
	err = c.each(&output{ctx: ctx}, all, func(b []byte, p *person) []byte {
		k := p.kind
		e.Accounts++
		e.ByClass[k.class]++
		e.ByStandardRule[k.rule]++
		e.GuardStandard.add(k.standard)
		e.GuardPremium.add(k.premium)
		e.Reconciliation.add(k.kind, c.says(p))
		return b
	})
	return e, err
}

func (v *Verdicts) add(one verdict) {
	switch one {
	case isBillable:
		v.Billable++
	case isUnknown:
		v.Unknown++
	default:
		v.NotBillable++
	}
}

// add counts one account. Organisation users have no flag, so whoever is in
// them alone is silent.
func (r *Reconciliation) add(k *kind, says statement) {
	switch {
	case k.in&(inManaged|inV1) == 0 || says == statesNothing:
		r.Silent++
	case k.standard == isUnknown:
		r.Undecided++
	case (k.standard == isBillable) == (says == statesYes):
		r.Agrees++
	default:
		r.Disagrees++
	}
}
