package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A priceList is the lines of the book that price one product and plan tonight, as
// formulas refer to them: by the names KEY_from, KEY_to and KEY_price.
type priceList struct {
	key, shape, period  string
	currency            string
	rounding, listMinor int64
	minimum             string // a name or a number: so many users are billed at least
	lines               []price
}

// guardList is the list of Guard.
func (n *night) guardList() priceList {
	t := n.terms
	return priceList{key: "guard", shape: t.shape, period: t.period, currency: t.listCurrency, rounding: t.rounding, listMinor: t.listMinor, minimum: "guard_minimum", lines: n.guardLines()}
}

// addOnList is the list of the add-on of Premium; without lines where it is not bought.
func (n *night) addOnList() priceList {
	t := n.terms.addOn
	return priceList{key: "premium", shape: t.shape, period: t.period, currency: t.currency, rounding: t.rounding, listMinor: n.terms.listMinor, minimum: "premium_minimum", lines: n.addOnLines()}
}

// seatLists are those of the other products that are priced by the seat and by
// lines of one shape; what tiers price stays plain numbers.
func (n *night) seatLists() []priceList {
	var lists []priceList
	index := map[string]int{}
	for _, p := range n.prices {
		if !p.isUsed || p.product == "guard_standard" || p.product == "guard_premium" {
			continue
		}
		key := nameOf(p.product + "_" + p.plan)
		i, ok := index[key]
		if !ok {
			i = len(lists)
			index[key] = i
			lists = append(lists, priceList{key: key, currency: p.currency, period: p.period, listMinor: max(p.minorUnits, 1)})
		}
		lists[i].lines = append(lists[i].lines, p)
	}
	whole := lists[:0]
	for _, l := range lists {
		if l.settle() {
			whole = append(whole, l)
		}
	}
	return whole
}

// settle finds the shape of the lines; false where they follow several.
func (l *priceList) settle() bool {
	least := int64(0)
	shapes := map[string]bool{}
	for _, p := range l.lines {
		shapes[p.semantics] = true
		least = max(least, p.minimum)
		if p.period != l.period || p.currency != l.currency {
			return false
		}
	}
	slices.SortStableFunc(l.lines, func(a, b price) int { return cmp.Compare(a.from, b.from) })
	l.minimum = strconv.FormatInt(least, 10)
	switch {
	case shapes["tier"]:
		return false
	case shapes["flat"] && !shapes["volume"]:
		l.shape = "flat"
	case len(shapes) == 1:
		l.shape = l.lines[0].semantics
	}
	return l.shape != ""
}

// nameOf makes a text one that a spreadsheet takes for a name.
func nameOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' {
			return r
		}
		return '_'
	}, strings.Trim(strings.ToLower(s), "_"))
}

// seatsFormula gives the seats, or the tier, that users pay for.
func (l priceList) seatsFormula(users string) string {
	if l.shape == "tier" {
		return fmt.Sprintf(`IF(%[1]s=0,0,INDEX(%[2]s_to,COUNTIF(%[2]s_to,"<"&%[1]s)+1))`, users, l.key)
	}
	return fmt.Sprintf("IF(%[1]s=0,0,MAX(%[1]s,%[2]s))", users, l.minimum)
}

// formulas give the list price of a month and of a year. Beyond the last bracket
// there is no price: the cell says so instead of a number too low. monthlyCell is
// where the month's price stands.
func (l priceList) formulas(seats, users, monthlyCell string) (monthly, annual string) {
	const within = "(%[1]s>=KEY_from)*(%[1]s-KEY_from+1-(%[1]s>KEY_to)*(%[1]s-KEY_to))*KEY_price"
	var price string
	switch l.shape {
	case "graduated":
		price = fmt.Sprintf("SUMPRODUCT("+within+")", seats)
	case "volume":
		price = fmt.Sprintf("%[1]s*SUMPRODUCT((%[1]s>=KEY_from)*(%[1]s<=KEY_to)*KEY_price)", seats)
	case "flat":
		price = fmt.Sprintf("(%[1]s>0)*INDEX(KEY_price,1)+SUMPRODUCT((KEY_from>1)*"+within+")", seats)
	case "tier":
		price = fmt.Sprintf(`IF(%[1]s=0,0,INDEX(KEY_price,COUNTIF(KEY_to,"<"&%[1]s)+1))`, users)
	}
	price = strings.ReplaceAll(fmt.Sprintf("IF(%s>MAX(KEY_to),NA(),%s)", users, price), "KEY", l.key)
	if l.period == "year" {
		return "", price
	}
	annual = "months_paid*" + monthlyCell
	if l.shape == "tier" && l.rounding > 1 {
		annual = fmt.Sprintf("CEILING(%s,%s)", annual, strconv.FormatFloat(units(l.rounding, l.listMinor), 'f', -1, 64))
	}
	return price, annual
}

// costFormulas give what the users in a cell cost in the bill's currency, each in
// one cell: less discount, at the rate. month is empty where the book states years.
func (n *night) costFormulas(l priceList, users string) (month, year string, ok bool) {
	rate := ""
	switch l.currency {
	case n.terms.listCurrency:
		rate = "*exchange_rate"
	case n.facts.currency:
	default:
		return "", "", false
	}
	bill := func(list string) string {
		return fmt.Sprintf("ROUND(ROUND(%s*(1-discount),%d)%s,%d)", list, digits(l.listMinor), rate, digits(n.facts.minorUnits))
	}
	monthly, annual := l.formulas(l.seatsFormula(users), users, monthHere)
	if monthly == "" {
		return "", bill("(" + annual + ")"), true
	}
	return bill("(" + monthly + ")"), bill(strings.Replace(annual, monthHere, "("+monthly+")", 1)), true
}

// monthHere stands in a formula for the price of a month until that is known.
const monthHere = "{month}"
