package main

import (
	"strings"
	"testing"
)

// An effort dearer than what it saves is said to cost, not to save less than nothing.
func TestScenarioNoteOfNetSavings(t *testing.T) {
	minutes := int64(60)
	for cents, want := range map[int64]string{
		-6000: "costs $60 more than it saves in the first year",
		0:     "saves $0 net of it in the first year",
		81400: "saves $814 net of it in the first year",
	} {
		note := scenarioNote(scenario{ID: "scim_recreate", Label: "again", AccountsTouched: 3, EffortMinutes: &minutes, NetSavingCents: &cents}, "USD")
		if !strings.Contains(note, "takes 1 h, "+want) {
			t.Errorf("%d cents: %q lacks %q", cents, note, want)
		}
	}
}
