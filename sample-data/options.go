package sampledata

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"billable"
)

// The bounds of Options.
const (
	maxAccounts = 1_000_000_000 // the walk over the kinds multiplies two such numbers
	firstNight  = "2020-04-14"  // where the rule book starts
)

var orgPattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$`)

// complete fills the defaults in and refuses what cannot be written.
func (o Options) complete() (Options, time.Time, error) {
	o.Org = orElse(o.Org, "acme")
	o.AsOf = orElse(o.AsOf, "2026-11-20")
	o.Profile = orElse(o.Profile, Company)
	night, err := time.Parse(time.DateOnly, o.AsOf)
	var what, remedy, flag string
	switch {
	case o.Accounts < 1 || o.Accounts > maxAccounts:
		flag, what = "--accounts", "the number of accounts is out of range"
		remedy = "Give a number from 1 to 1000000000."
	case o.Dir == "":
		flag, what = "--out", "no folder is named for the exports"
		remedy = "Give the folder they are to be written to."
	case !orgPattern.MatchString(o.Org):
		flag, what = "--org", "the organisation's name holds characters that a folder name may not"
		remedy = "Use letters, digits, dot, dash and underscore, at most 63, the first a letter or digit."
	case err != nil || o.AsOf < firstNight:
		flag, what = "--as-of", "the night is no date of the rule book"
		remedy = "Write it as YYYY-MM-DD, " + firstNight + " or later."
	case o.Ago < 0 || o.Ago > MaxAgo || err == nil && night.AddDate(0, 0, -o.Ago).Format(time.DateOnly) < firstNight:
		flag, what = "--nights", "the company is known for a limited number of nights"
		remedy = "Give a number from 1 to " + strconv.Itoa(MaxAgo+1) + ", none of the nights before " + firstNight + "."
	case profiles[o.Profile].kinds == nil:
		flag, what = "--profile", "there is no company profile of this name"
		remedy = "Use " + Company + ", " + Table1 + " or " + Users + "."
	}
	if what != "" {
		return o, night, &billable.Problem{Kind: billable.Usage, Column: flag, What: what, Remedy: remedy}
	}
	night = night.AddDate(0, 0, -o.Ago)
	o.AsOf = night.Format(time.DateOnly)
	return o, night, nil
}

func orElse(text, fallback string) string {
	if text == "" {
		return fallback
	}
	return text
}

// siteName spells the organisation as a site: a host label is lower case and
// has no dots, underscores or outer dashes.
func siteName(org string) string {
	label := strings.NewReplacer(".", "-", "_", "-").Replace(strings.ToLower(org))
	return strings.Trim(label, "-")
}
