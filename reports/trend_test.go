package reports

import (
	"path/filepath"
	"strings"
	"testing"
)

// The sheet Trend lists every night and draws the count of Guard over them; amounts
// of another currency are not compared.
func TestTrendOfNights(t *testing.T) {
	m := table1Of(8)
	m.trend = []trendMart{
		{dayOf("2026-11-18"), 50, 12, 1, ptr(int64(48000)), "USD"},
		{dayOf("2026-11-19"), 51, 10, 0, ptr(int64(36800)), "EUR"},
		{dayOf("2026-11-20"), 52, 13, 0, nil, "USD"},
	}
	dir := run(t, m, table1Night(), nil)
	rows, err := openBookOf(t, dir).GetRows("Trend")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, r := range rows {
		lines = append(lines, strings.Join(r, "|"))
	}
	text := strings.Join(lines, "\n")
	for _, want := range []string{
		"2026-11-18|2026-11-20|3|12|13|+1",
		"2026-11-18|12||1|50|$480",
		"2026-11-19|10|-2|0|51|" + notKnown,
		"2026-11-20|13|+3|0|52|" + notKnown,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the sheet lacks %q:\n%s", want, text)
		}
	}
	drawn := false
	for name, part := range unzip(t, filepath.Join(dir, "scenarios.xlsx")) {
		drawn = drawn || strings.HasPrefix(name, "xl/charts/") && strings.Contains(part, "lineChart>") && strings.Contains(part, "Trend&#39;!$B$28:$B$30")
	}
	if !drawn {
		t.Error("no line chart draws the three nights")
	}
}

// One night is no trend, and the sheet says so without a chart.
func TestTrendOfOneNight(t *testing.T) {
	m := table1Of(8)
	m.trend = []trendMart{{dayOf("2026-11-20"), 52, 13, 0, nil, "USD"}}
	note, err := openBookOf(t, run(t, m, table1Night(), nil)).GetCellValue("Trend", "A3")
	if err != nil || note != "Only this night is published: the trend begins with the next one." {
		t.Errorf("the sheet says %q, %v", note, err)
	}
}
