package ingest

import (
	"strings"
	"testing"
)

// A misspelled column that is not required is read as what its format makes of
// unknown columns; a finding says what it may have been.
func TestMisspelledColumns(t *testing.T) {
	for header, want := range map[string]string{
		"User id,User name,email,User status,Added to org,Orgrole":              "",
		"User id,User name,email,User status,Added to org,Or role":              "header=Or role text=Org role kind=near_miss_column",
		"User id,User name,email,User status,Added to org,Org role,Org rloe":    "", // the column itself is there
		"User id,User name,email,User status,Added to org,Last activ":           "header=Last activ text=Last active kind=near_miss_column",
		"User id,User name,email,User status,Added to org,Loom,Compass,Goals":   "",
		"User id,User name,email,User status,Added to org,Or role - acme":       "", // names a site
		"Name,Email,Status,Billable,Policy name,Policy type,SAML singel signon": "header=SAML singel signon text=SAML single sign-on kind=near_miss_column",
		"quote_number,line_no,product,currency,net_total,quantty":               "header=quantty text=quantity kind=near_miss_column",
	} {
		_, rows := newNight(t, map[string]string{"a.csv": header + "\n"}).mustRun()
		var got []string
		for _, finding := range rows["findings"] {
			if !strings.Contains(finding, headerOnly) {
				got = append(got, finding)
			}
		}
		if want == "" && len(got) > 0 || want != "" && (len(got) != 1 || !strings.Contains(got[0], want)) {
			t.Errorf("%s: findings are %q, want %q", header, got, want)
		}
	}
}

// What a format does not know is kept, but for lists of people.
func TestUnknownColumnsAreKept(t *testing.T) {
	_, rows := newNight(t, map[string]string{
		"people.csv": "Name,Email,Salary\nAda Quill,ada.quill@acme.example,100\n",
		"quote.csv":  "quote_number,line_no,product,currency,net_total,Rebate code\nQ-1,1,Jira,USD,1.00,R-7\nQ-1,2,Jira,USD,1.00, \n",
	}).mustRun()
	want := "quote_lines quote.csv:2 column_no=6 header=Rebate code text=R-7"
	if got := rows["other_cells"]; len(got) != 1 || got[0] != want {
		t.Errorf("other cells are %q, want %q", got, want)
	}
	named := 0
	for _, column := range rows["columns"] {
		if strings.Contains(column, "role=unknown") {
			named++
		}
	}
	if named != 2 {
		t.Errorf("%d columns are called unknown: %q", named, rows["columns"])
	}
}
