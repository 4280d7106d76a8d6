package main

import (
	"cmp"
	"time"

	"billable/transform"
)

// The billing day of a month is one that every month has: a subscription that was
// begun on the 31st has no such day in June, and nothing states which one it takes.
const lastBillingDay = 28

const billingDayRemedy = "Give the day of the month on which a period begins, from 1 to 28."

func isBillingDay(day int64) bool { return day >= 1 && day <= lastBillingDay }

// monthLayout is how a month is written.
const monthLayout = "2006-01"

// monthOf names the month in which the period that holds a day begins.
func monthOf(day string, billingDay int64) (string, error) {
	at, err := time.Parse(dateLayout, day)
	if err != nil {
		return "", err
	}
	return at.AddDate(0, 0, 1-int(cmp.Or(billingDay, 1))).Format(monthLayout), nil
}

// periodsOf gives the period that begins in a month and its neighbours. Each is
// priced by what is in force on its first day.
func periodsOf(month string, billingDay int64) (before, asked, next transform.BillPeriod, err error) {
	first, err := time.Parse(monthLayout, month)
	if err != nil {
		return before, asked, next, usageProblem("Write it as YYYY-MM, such as 2026-11.", "%q is not a month", month)
	}
	first = first.AddDate(0, 0, int(cmp.Or(billingDay, 1))-1)
	day := func(months int) string { return first.AddDate(0, months, 0).Format(dateLayout) }
	period := func(months int) transform.BillPeriod {
		return transform.BillPeriod{StartsOn: day(months), EndsOn: day(months + 1), PricedOn: day(months)}
	}
	return period(-1), period(0), period(1), nil
}

// dayBefore is the day before another one.
func dayBefore(day string) string { return daysAfter(day, -1) }

// daysAfter is the day so many days after another one.
func daysAfter(day string, days int) string {
	at, err := time.Parse(dateLayout, day)
	if err != nil {
		return day
	}
	return at.AddDate(0, 0, days).Format(dateLayout)
}

// yearAfter is the day a year after another one.
func yearAfter(day string) string {
	at, err := time.Parse(dateLayout, day)
	if err != nil {
		return day
	}
	return at.AddDate(1, 0, 0).Format(dateLayout)
}
