package main

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"billable"
)

// An organisation's name becomes a folder name and a column of every table, so
// it may hold nothing that a shell, a path or SQL could take for more than that.
var orgPattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$`)

// ruleBookStart is the first night the rules speak of.
const ruleBookStart = "2020-04-14"

const dateLayout = "2006-01-02"

// checkOrg refuses a name that is not one of an organisation.
func checkOrg(org string) error {
	if orgPattern.MatchString(org) {
		return nil
	}
	return usageProblem("Use letters, digits, '.', '_' and '-', beginning with a letter or digit, at most 63 of them.",
		"%q is not a name for an organisation", org)
}

// checkNight refuses what is not a date, and dates before the rule book.
func checkNight(night string) error {
	if !isDate(night) {
		return usageProblem("Write the night as YYYY-MM-DD, such as 2026-11-20.", "%q is not a night", night)
	}
	if night < ruleBookStart {
		return usageProblem("Give a night from "+ruleBookStart+" on.",
			"the rules start on %s, and %s is before that", ruleBookStart, night)
	}
	return nil
}

// checkRulesDate refuses a date by whose rules nothing can be judged; "" is the night's.
func checkRulesDate(date string) error {
	switch {
	case date == "":
		return nil
	case !isDate(date):
		return usageProblem("Write the date as YYYY-MM-DD, such as 2024-02-08.", "--rules-as-of %q is not a date", date)
	case date < ruleBookStart:
		return usageProblem("Give a date from "+ruleBookStart+" on.",
			"the rules start on %s, and --rules-as-of %s is before that", ruleBookStart, date)
	}
	return nil
}

// isDate says whether s is a day of the calendar, spelled YYYY-MM-DD.
func isDate(s string) bool {
	_, err := time.Parse(dateLayout, s)
	return err == nil
}

// atConfig moves a usage problem to the config line that holds the value.
func atConfig(err error, file string, line int, key string) error {
	p := billable.ProblemIn(err)
	if p == nil {
		return fmt.Errorf("check %s: %w", key, err)
	}
	moved := *p
	moved.Pos, moved.Column = billable.Pos{File: file, Row: line}, key
	return &moved
}

// slug is the lower-case form that places are compared in.
func slug(s string) string { return strings.ToLower(strings.TrimSpace(s)) }
