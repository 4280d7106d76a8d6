package reports

import (
	"fmt"
	"testing"
)

// BenchmarkWrite writes whole nights, with and without the workbook. In a night
// of 100,000 accounts every account is on the sheet.
func BenchmarkWrite(b *testing.B) {
	for _, accounts := range []int64{10_000, 100_000} {
		m := table1Of(accounts)
		m.night[0].Accounts = accounts
		files := m.write(b)
		for _, workbook := range []bool{false, true} {
			b.Run(fmt.Sprintf("accounts=%d/workbook=%t", accounts, workbook), func(b *testing.B) {
				for b.Loop() {
					o := Options{Marts: files, Dir: b.TempDir(), Night: table1Night(), Workbook: workbook}
					if _, err := Write(b.Context(), o); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(accounts)*float64(b.N)/b.Elapsed().Seconds(), "accounts/s")
			})
		}
	}
}
