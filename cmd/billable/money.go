package main

import (
	"strconv"
	"strings"
	"sync"

	"billable/queries"
)

// grouped spells a count with a comma between thousands.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	var b strings.Builder
	for i, digit := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	return sign + b.String()
}

// money spells an amount in minor units, without them when there are none; "not
// known" when there is no price.
func money(cents *int64, currency string) string {
	if cents == nil {
		return "not known"
	}
	minor := minorUnits(currency)
	whole, rest := *cents/minor, *cents%minor
	s := grouped(whole)
	if rest != 0 {
		s += "." + strconv.FormatInt(minor+abs(rest), 10)[1:]
	}
	if whole == 0 && rest < 0 {
		s = "-" + s
	}
	if currency != "USD" && currency != "" {
		return currency + " " + s
	}
	if strings.HasPrefix(s, "-") {
		return "-$" + s[1:]
	}
	return "$" + s
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}

// minorUnits says how many minor units a currency has to the major one: yen have
// none.
func minorUnits(currency string) int64 {
	if minor, ok := currencyUnits()[currency]; ok {
		return minor
	}
	return 100
}

var currencyUnits = sync.OnceValue(func() map[string]int64 {
	units := map[string]int64{}
	err := readSeed(queries.FS, currencySeed, func(row map[string]string) {
		if minor, err := strconv.ParseInt(row["minor_units"], 10, 64); err == nil && minor > 0 {
			units[row["currency"]] = minor
		}
	})
	if err != nil {
		panic(err) // the seed is in the program
	}
	return units
})
