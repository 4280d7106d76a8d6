package reports

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// seatRows gives the rows of the sheet Seats from the one that begins with
// heading on.
func seatRows(t *testing.T, m marts, heading string) [][]string {
	t.Helper()
	rows, err := openBookOf(t, run(t, m, table1Night(), nil)).GetRows("Seats")
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(rows, func(r []string) bool { return len(r) > 0 && r[0] == heading })
	if at < 0 {
		t.Fatalf("no row %q in %q", heading, rows)
	}
	return rows[at:]
}

func TestSeatsListOwnPlacesFirst(t *testing.T) {
	m := table1Of(10)
	m.seats = []seatMart{
		{"confluence", "globex", "foreign", 0, 9, 0}, {"jira", "acme", "own", 5, 1, 0}, {"jira", "acme-sandbox", "sandbox", 0, 4, 0},
		{"jsm", "acme", "own", 7, 0, 2}, {"trello", "", "own", 5, 0, 0},
	}
	want := [][]string{
		{"By place"},
		{"Product", "Site or workspace", "Ownership", "Billable", "Not billable", "Unknown", "Plan", "Per month", "Per year"},
		{"Jira Service Management", "acme", "Own", "7", "0", "2"},
		{"Jira", "acme", "Own", "5", "1", "0"},
		{"Trello", "(no place named)", "Own", "5", "0", "0"},
		{"Jira", "acme-sandbox", "Sandbox", "0", "4", "0"},
		{"Confluence", "globex", "Foreign", "0", "9", "0"},
	}
	if diff := cmp.Diff(want, seatRows(t, m, "By place")); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func TestSeatsOfManyPlacesSayHowManyAreListed(t *testing.T) {
	m := table1Of(10)
	m.seats = nil
	for i := range maxPlaces + 1 {
		m.seats = append(m.seats, seatMart{Product: "jira", Place: fmt.Sprintf("site%04d", i), Ownership: "foreign", NotBillable: 1})
	}
	rows := seatRows(t, m, "By place")
	if len(rows) != maxPlaces+3 || rows[1][0] != "The first 500 of 501 rows; summary.json lists all of them." {
		t.Errorf("%d rows under %q", len(rows), rows[1])
	}
	if got := seatRows(t, m, "Jira"); !slices.Equal(got[0], []string{"Jira", "501", "", "0", "501", "0"}) {
		t.Errorf("the sum of all places is %q", got[0])
	}
}

func TestNoSeats(t *testing.T) {
	m := table1Of(10)
	m.seats = nil
	if rows := seatRows(t, m, "No account has access to a product that is billed by the seat."); len(rows) != 1 {
		t.Errorf("rows %q", rows)
	}
}
