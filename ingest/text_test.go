package ingest

import (
	"strings"
	"testing"
)

func TestHeaderKey(t *testing.T) {
	for header, want := range map[string]string{
		"Last active date [UTC]":           "lastactivedate",
		"Email Address [Required]":         "emailaddress",
		"E-mail Address":                   "emailaddress",
		"Last Login (UTC)":                 "lastloginutc",
		"StatusPage":                       "statuspage",
		"\ufeffUser id":                    "userid",
		"user_id":                          "userid",
		"Jira - acme":                      "jiraacme",
		"Größe 2":                          "größe2",
		"[only a note]":                    "",
		"odd ] bracket":                    "oddbracket",
		"Recovery [MUST BE [E.164]] Phone": "recoveryphone",
	} {
		if got := headerKey(header); got != want {
			t.Errorf("headerKey(%q) = %q, want %q", header, got, want)
		}
	}
}

func TestSplitHeader(t *testing.T) {
	tests := []struct {
		header, product, place string
		activity               bool
	}{
		{"Jira - acme", "Jira", "acme", false},
		{"Last seen in Jira - acme", "Jira", "acme", true},
		{"Last active in Confluence", "Confluence", "", true},
		{"Last active Jira Product Discovery - acme - labs", "Jira Product Discovery - acme", "labs", true},
		{"LAST SEEN IN Jira - acme", "Jira", "acme", true},
		{"Jira-acme", "Jira-acme", "", false},
		{" - acme", "- acme", "", false},
		{"Trello", "Trello", "", false},
	}
	for _, test := range tests {
		product, place, activity := splitHeader(test.header)
		if product != test.product || place != test.place || activity != test.activity {
			t.Errorf("splitHeader(%q) = %q, %q, %v; want %q, %q, %v", test.header,
				product, place, activity, test.product, test.place, test.activity)
		}
	}
}

func TestValue(t *testing.T) {
	for in, want := range map[string]string{
		"":                 "",
		" acme ":           "acme",
		"\u00a0acme\u3000": "acme",
		"\ufeffacme\t":     "acme",
		"NaN":              "",
		"None":             "",
		" N/A ":            "",
		"-":                "",
		"--":               "--",
		"NULL":             "",
		"(null)":           "",
		"Null":             "Null",
		`="0042"`:          "0042",
		`=" N/A "`:         "",
		`=""`:              `=""`,
		`="a"&"b"`:         `="a"&"b"`,
		`=A1`:              "=A1",
		"Nonesuch":         "Nonesuch",
		"No":               "No",
		"Zoë":              "Zoë",
	} {
		if got := string(value([]byte(in))); got != want {
			t.Errorf("value(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPrintable(t *testing.T) {
	if got := printable([]byte("M\xfcller,é")); got != `M\xfcller,é` {
		t.Errorf("printable = %q", got)
	}
	if got := printable([]byte(strings.Repeat("\xff", 10_000))); len(got) > maxRejectText {
		t.Errorf("printable gives %d bytes", len(got))
	}
}
