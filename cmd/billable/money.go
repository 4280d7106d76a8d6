package main

import (
	"strconv"
	"strings"
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

// money spells cents, without the cents when there are none; "not known" when
// there is no price.
func money(cents *int64, currency string) string {
	if cents == nil {
		return "not known"
	}
	whole, rest := *cents/100, *cents%100
	s := grouped(whole)
	if rest != 0 {
		s += "." + strconv.FormatInt(100+abs(rest), 10)[1:]
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
