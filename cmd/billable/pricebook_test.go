package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"billable"
	"billable/queries"
)

const bookHeader = "product,plan,semantics,users_from,users_to,minimum_users,unit_price_cents,currency,period,effective_from,effective_to,source,confidence\n"

// book writes a price book; a line is "semantics from to cents since until", and
// may add a currency and PRODUCT/PLAN.
func book(lines ...string) string {
	var b strings.Builder
	b.WriteString(bookHeader)
	for _, l := range lines {
		f := strings.Fields(l)
		open := func(s string) string {
			if s == "open" {
				return ""
			}
			return s
		}
		currency := "USD"
		if len(f) > 6 {
			currency = f[6]
		}
		product := "guard_standard,"
		if len(f) > 7 {
			product = strings.Replace(f[7], "/", ",", 1)
		}
		b.WriteString(strings.Join([]string{product, f[0], f[1], open(f[2]), "0", f[3], currency, "month", f[4], open(f[5]), "offer", "documented"}, ",") + "\n")
	}
	return b.String()
}

// readBookText reads a text as a file of that name.
func readBookText(t *testing.T, file, text string) error {
	t.Helper()
	name := filepath.Join(t.TempDir(), file)
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := readBook(name, testWords(t), newConfig().Limits)
	return err
}

func TestPriceBookRefusals(t *testing.T) {
	const row = "guard_standard,,graduated,1,250,0,400,USD,month,2026-01-01,,our contract,documented\n"
	tests := []struct{ name, text, place, what, remedy string }{
		{"column missing", strings.Replace(bookHeader, "currency,", "", 1) + strings.Replace(row, "USD,", "", 1), "prices.csv:1 column currency", "lacks", "Add it"},
		{"not a number", bookHeader + strings.Replace(row, "400", "4.00", 1), "prices.csv:2 column unit_price_cents", "4.00", "cents"},
		{"below nothing", bookHeader + strings.Replace(row, "400", "-4", 1), "prices.csv:2 column unit_price_cents", "-4", "whole number"},
		{"beyond counting", bookHeader + strings.Replace(row, "400", "1000000000001", 1), "prices.csv:2 column unit_price_cents", "too large", "1,000,000,000,000"},
		{"not a word", bookHeader + strings.Replace(row, "graduated", "graduate", 1), "prices.csv:2 column semantics", "graduate", "graduated"},
		{"not a date", bookHeader + strings.Replace(row, "2026-01-01", "1.1.2026", 1), "prices.csv:2 column effective_from", "1.1.2026", "YYYY-MM-DD"},
		{"short row", bookHeader + "guard_standard,,graduated\n", "prices.csv:2", "the row has 3 cells, the header has 13", "cells"},
		{"no rows", bookHeader, "prices.csv", "no rows", "Add rows"},

		{"unknown product", book("volume 1 open 400 2026-01-01 open USD guard_standart/"), "prices.csv:2 column product", `unknown product "guard_standart"`, "guard_standard"},
		{"unknown plan", book("volume 1 open 400 2026-01-01 open USD jira/standart"), "prices.csv:2 column plan", `unknown plan "standart"`, "standard"},
		{"unknown currency", book("volume 1 open 400 2026-01-01 open US"), "prices.csv:2 column currency", `unknown currency "US"`, "USD"},
		{"ends before it begins", book("volume 10 9 400 2026-01-01 open"), "prices.csv:2 column users_to", "ends with user 9, before it begins with user 10", "Swap"},
		{"begins with nobody", book("volume 0 9 400 2026-01-01 open"), "prices.csv:2 column users_from", "begin with user 0", "user 1"},
		{"dates decrease", book("volume 1 9 400 2026-01-01 2025-12-31"), "prices.csv:2 column effective_to", "ends on 2025-12-31, not after it begins on 2026-01-01", "after 2026-01-01"},
		{"a day of nothing", book("volume 1 9 400 2026-01-01 2026-01-01"), "prices.csv:2 column effective_to", "not after", "after"},

		{"gap", book("graduated 1 250 400 2026-01-01 open", "graduated 252 open 300 2026-01-01 open"), "prices.csv:3 column users_from", "a gap: nothing prices users 251 to 251", "Add the bracket"},
		{"gap at the start", book("graduated 11 250 400 2026-01-01 open"), "prices.csv:2 column users_from", "nothing prices users 1 to 10", "begin with user 1"},
		{"a gap that opens later", book("graduated 1 250 400 2026-01-01 open", "graduated 251 500 300 2026-01-01 2027-01-01", "graduated 501 open 200 2026-01-01 2027-01-01", "graduated 502 open 200 2027-01-01 open"),
			"prices.csv:5 column users_from", "nothing prices users 251 to 501 from 2027-01-01", "Add the bracket"},
		{"a gap when a price ends", book("graduated 1 250 400 2026-01-01 2027-01-01", "graduated 251 open 200 2026-01-01 open"),
			"prices.csv:3 column users_from", "nothing prices users 1 to 250", "begin with user 1"},
		{"overlap", book("graduated 1 250 400 2026-01-01 open", "graduated 250 open 300 2026-01-01 open"), "prices.csv:3 column users_from", "users 250 to 250 are priced by row 2 and by row 3", "effective_to"},
		{"a new price beside the old one", book("volume 1 open 400 2025-01-01 open", "volume 1 open 500 2026-01-01 open"), "prices.csv:3 column users_from", "users from 1 are priced by row 2 and by row 3 from 2026-01-01", "effective_to"},
		{"two semantics", book("graduated 1 250 400 2026-01-01 open", "volume 251 open 300 2026-01-01 open"), "prices.csv:3 column semantics", "volume above graduated", "one semantics"},
		{"two currencies", book("graduated 1 250 400 2026-01-01 open USD", "graduated 251 open 300 2026-01-01 open EUR"), "prices.csv:3 column currency", "from user 251 are in EUR, those below (row 2) in USD", "one currency"},
		{"a larger tier costs less", book("tier 1 10 4000 2026-01-01 open", "tier 11 20 3000 2026-01-01 open"), "prices.csv:3 column unit_price_cents", "costs less than the smaller one of row 2", "larger tier"},
		{"every fault is named", book("graduated 1 250 400 2026-01-01 open", "graduated 252 500 300 2026-01-01 open", "volume 500 open 1 2026-01-01 open"), "prices.csv:3 column users_from",
			"(and 2 more: row 4 users_from: an overlap: users 500 to 500 are priced by row 3 and by row 4 from 2026-01-01; row 4 semantics: volume above graduated (row 3)", "Add the bracket"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := readBookText(t, "prices.csv", tt.text)
			p := billable.ProblemIn(err)
			if p == nil || p.Kind != billable.Usage {
				t.Fatalf("error is %v, want a usage Problem", err)
			}
			if p.Place() != tt.place || !strings.Contains(p.What, tt.what) || !strings.Contains(p.Remedy, tt.remedy) {
				t.Errorf("problem is %q, remedy %q; want place %q, %q, remedy %q", p.Error(), p.Remedy, tt.place, tt.what, tt.remedy)
			}
		})
	}
}

// What a contract may well look like is taken.
func TestPriceBooksThatHold(t *testing.T) {
	for name, text := range map[string]string{
		"byte order mark":          "\ufeff" + book("graduated 1 250 400 2026-01-01 open"),
		"a new price after an old": book("volume 1 open 400 2025-01-01 2026-01-01", "volume 1 open 500 2026-01-01 open"),
		"flat, then by the seat":   book("flat 1 10 1000 2026-01-01 open", "graduated 11 open 700 2026-01-01 open"),
		"flat, then by volume":     book("flat 1 3 1000 2026-01-01 open", "volume 4 open 2000 2026-01-01 open"),
		"two lists":                book("volume 1 open 400 2026-01-01 open USD", "volume 1 open 60000 2026-01-01 open JPY"),
		"seats and tiers":          book("graduated 1 open 400 2026-01-01 open", "tier 1 10 4000 2026-01-01 open", "tier 11 20 8000 2026-01-01 open"),
		"tiers above seats":        book("graduated 1 open 400 2026-01-01 open USD jira/standard", "tier 16 25 10000 2026-01-01 open USD jira/standard"),
		"plans apart":              book("volume 1 open 400 2026-01-01 open USD jira/standard", "volume 1 open 900 2026-01-01 open USD jira/premium"),
		"columns in another order": "source,confidence,plan,product,semantics,users_to,users_from,minimum_users,unit_price_cents,annual_rounding_cents,currency,period,effective_from,effective_to\n" +
			"offer,documented,,guard_standard,tier,25,1,,20375,5000,USD,month,2026-01-01,\n",
	} {
		if err := readBookText(t, "prices.csv", text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The bundled book is held to what is asked of others.
func TestBundledBookHolds(t *testing.T) {
	text, err := queries.FS.ReadFile("seeds/price_book.csv")
	if err != nil {
		t.Fatal(err)
	}
	if err := readBookText(t, "price_book.csv", string(text)); err != nil {
		t.Error(err)
	}
}

// A book may be the sheet of a workbook; dates may be dates there.
func TestPriceBookAsWorkbook(t *testing.T) {
	f := excelize.NewFile()
	f.SetCellValue("Sheet1", "A1", "Our contract")
	f.NewSheet("Prices")
	for i, line := range strings.Split(strings.TrimSpace(book("graduated 1 250 400 2026-01-01 open", "graduated 251 open 300 2026-01-01 2027-01-01")), "\n") {
		for c, text := range strings.Split(line, ",") {
			cell, _ := excelize.CoordinatesToCellName(c+1, i+1)
			f.SetCellValue("Prices", cell, text)
		}
	}
	f.SetCellValue("Prices", "J3", time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	f.SetCellValue("Prices", "G2", 450)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "prices.xlsx")
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := readBook(name, testWords(t), newConfig().Limits)
	if err != nil {
		t.Fatal(err)
	}
	want := book("graduated 1 250 450 2026-01-01 open", "graduated 251 open 300 2026-01-01 2027-01-01")
	if string(got) != want {
		t.Errorf("the sheet reads\n%s\nwant\n%s", got, want)
	}
	// A fault is named by the sheet and by its row there, titles counted.
	if err := errors.Join(f.InsertRows("Prices", 1, 2), f.SetCellValue("Prices", "A1", "Prices"), f.SetCellValue("Prices", "C5", "volum"), f.SaveAs(name)); err != nil {
		t.Fatal(err)
	}
	_, err = readBook(name, testWords(t), newConfig().Limits)
	if p := billable.ProblemIn(err); p == nil || p.Kind != billable.Usage || p.Place() != "prices.xlsx[Prices]:5 column semantics" {
		t.Errorf("error is %v", err)
	}
}

// A spreadsheet program of another country writes other separators.
func TestPriceBookWithSemicolons(t *testing.T) {
	text := book("graduated 1 250 400 2026-01-01 open")
	if err := readBookText(t, "prices.csv", strings.ReplaceAll(text, ",", ";")); err != nil {
		t.Error(err)
	}
}

func TestWorkbookWithoutPrices(t *testing.T) {
	f := excelize.NewFile()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	for text, what := range map[string]string{b.String(): "no sheet of the workbook has the columns product, plan", "PK\x03\x04 broken": "cut off"} {
		name := filepath.Join(t.TempDir(), "prices.xlsx")
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := readBook(name, testWords(t), newConfig().Limits)
		if p := billable.ProblemIn(err); p == nil || p.Kind != billable.Usage || !strings.Contains(p.What, what) || p.Remedy == "" {
			t.Errorf("error is %v, want one that says %q", err, what)
		}
	}
}

// Rates are read exactly, and refused by row and column.
func TestRates(t *testing.T) {
	read := func(text string) (*config, error) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "rates.csv"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		c := newConfig()
		c.dir, c.Money.RatesFile = dir, "rates.csv"
		return c, c.readRates(testWords(t))
	}
	c, err := read("date,from,to,rate,source\n2026-11-01,usd,EUR,0.9245,bank\n2026-11-01,USD,JPY,150,\n")
	if err != nil {
		t.Fatal(err)
	}
	got := c.money().Rates
	if len(got) != 2 || got[0].From != "USD" || got[0].Numerator != 9245 || got[0].Denominator != 10000 || got[0].Source != "bank" || got[1].Numerator != 150 || got[1].Denominator != 1 {
		t.Errorf("rates %+v", got)
	}
	for line, want := range map[string][2]string{
		"2026-11-01,US,EUR,1,":             {"rates.csv:2 column from", `unknown currency "US"`},
		"2026-11-01,USD,EURO,1,":           {"rates.csv:2 column to", `unknown currency "EURO"`},
		"1.11.2026,USD,EUR,1,":             {"rates.csv:2 column date", "is not a date"},
		"2026-11-01,USD,EUR,,":             {"rates.csv:2 column rate", "is not a rate"},
		"2026-11-01,USD,EUR,0,":            {"rates.csv:2 column rate", "is not a rate"},
		"2026-11-01,USD,EUR,-1,":           {"rates.csv:2 column rate", "is not a rate"},
		"2026-11-01,USD,EUR,\"0,92\",":     {"rates.csv:2 column rate", "is not a rate"},
		"2026-11-01,USD,EUR,0.1234567,":    {"rates.csv:2 column rate", "is not a rate"},
		"2026-11-01,USD,EUR,1e3,":          {"rates.csv:2 column rate", "is not a rate"},
		"2026-11-01,USD,IDR,20000000.001,": {"rates.csv:2 column rate", "is not a rate"},
	} {
		_, err := read("date,from,to,rate,source\n" + line + "\n")
		if p := billable.ProblemIn(err); p == nil || p.Kind != billable.Usage || p.Place() != want[0] || !strings.Contains(p.What, want[1]) || p.Remedy == "" {
			t.Errorf("%s: error is %v, want %s: %s", line, err, want[0], want[1])
		}
	}
}
