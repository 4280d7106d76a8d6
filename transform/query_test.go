package transform

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"billable"
	"billable/queries"
)

func TestQueryKnowsRawTablesWithoutRows(t *testing.T) {
	var out bytes.Buffer
	if err := Query(context.Background(), queries.FS, nil, "select count(*) as n from raw_agents", &out, false); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "n\n0\n"; got != want {
		t.Errorf("an empty raw table gives %q, want %q", got, want)
	}
}

func TestQueryRefusesToWriteAndToLeaveTheNight(t *testing.T) {
	for _, text := range []string{
		"copy raw_agents to '" + t.TempDir() + "/out.csv'",
		"select * from read_csv('/etc/hosts')",
		"set enable_external_access = true",
		"install httpfs",
		"select * from no_such_table",
	} {
		err := Query(context.Background(), queries.FS, nil, text, &bytes.Buffer{}, true)
		p := billable.ProblemIn(err)
		if p == nil || p.Kind != billable.Usage || !strings.Contains(p.Remedy, "raw_accounts") {
			t.Errorf("%s: got %v, want a usage problem that lists the tables", text, err)
		}
	}
}
