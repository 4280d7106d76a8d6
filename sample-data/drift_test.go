package sampledata

import (
	"encoding/csv"
	"maps"
	"strings"
	"testing"
)

// managedThen reads the managed accounts of a company so many nights ago, by id.
func managedThen(t *testing.T, o Options, ago int) map[string]map[string]string {
	t.Helper()
	o.Ago = ago
	_, content := written(t, o)
	table, err := csv.NewReader(strings.NewReader(string(content["managed-accounts.csv"]))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	people := map[string]map[string]string{}
	for _, row := range table[1:] {
		person := map[string]string{}
		for i, name := range table[0] {
			person[name] = row[i]
		}
		people[person["Atlassian ID"]] = person
	}
	return people
}

// Successive nights are one company: nobody comes back, nobody changes name or
// address, and what happens to people happens once.
func TestNightsFitTogether(t *testing.T) {
	const nights = 8
	o := Options{Accounts: 12_000, Seed: 5}
	before := managedThen(t, o, nights)
	hired, left, signed, moved, deactivated := 0, 0, 0, 0, 0
	gone := map[string]bool{}
	for ago := nights - 1; ago >= 0; ago-- {
		now := managedThen(t, o, ago)
		for id, was := range before {
			is, there := now[id]
			if !there {
				gone[id] = true
				left++
				continue
			}
			if is["Name"] != was["Name"] || is["Email"] != was["Email"] {
				t.Errorf("%s was %s, %s and is %s, %s", id, was["Name"], was["Email"], is["Name"], is["Email"])
			}
			if was["Last active date [UTC]"] > is["Last active date [UTC]"] {
				t.Errorf("%s was last active on %s, and a night later on %s", id, was["Last active date [UTC]"], is["Last active date [UTC]"])
			}
			count(t, &signed, id, was["Trello"], is["Trello"], "", "Free")
			count(t, &moved, id, was["Policy type"], is["Policy type"], "Billable", "Non-billable")
			count(t, &deactivated, id, was["Status"], is["Status"], "Active", "Deactivated")
		}
		for id := range now {
			if gone[id] {
				t.Errorf("%s came back", id)
			}
			if before[id] == nil {
				hired++
			}
		}
		before = now
	}
	for what, n := range map[string]int{"hired": hired, "left": left, "signed up": signed, "moved": moved, "deactivated": deactivated} {
		if n == 0 {
			t.Errorf("in %d nights nobody was %s", nights, what)
		}
	}
	// About 1 in 1,500 are hired each night.
	if want := nights * o.Accounts / hiredIn; hired < want/2 || hired > want*2 {
		t.Errorf("%d were hired, want about %d", hired, want)
	}
}

// count notes a change from one value to the other; no other change happens.
func count(t *testing.T, n *int, id, was, is, from, to string) {
	t.Helper()
	switch {
	case was == is:
	case was == from && is == to:
		*n++
	default:
		t.Errorf("%s changed from %q to %q", id, was, is)
	}
}

// The last of many nights is the night alone.
func TestTheLastNightIsTheNight(t *testing.T) {
	_, alone := written(t, Options{Accounts: 300, Seed: 9})
	_, earlier := written(t, Options{Accounts: 300, Seed: 9, AsOf: "2026-11-30", Ago: 10})
	if string(alone["billable.yaml"]) != string(earlier["billable.yaml"]) {
		t.Error("ten nights before the 30th is not the 20th")
	}
	if maps.Equal(asText(alone), asText(earlier)) {
		t.Error("nothing changed in ten nights")
	}
}

func asText(files map[string][]byte) map[string]string {
	text := map[string]string{}
	for name, b := range files {
		text[name] = string(b)
	}
	return text
}
