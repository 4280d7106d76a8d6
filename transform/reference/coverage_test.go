package reference

import (
	"os"
	"testing"
)

func TestNightsReachEveryBranch(t *testing.T) {
	const nights, least = 1000, 20
	cover := Coverage{}
	accounts := 0
	for seed := range uint64(nights) {
		accounts += len(JudgeCovered(Generate(seed), cover))
	}
	if testing.Verbose() {
		cover.Print(os.Stdout)
	}
	t.Logf("%d accounts in %d nights", accounts, nights)
	for _, low := range cover.Below(least, Branches()...) {
		t.Errorf("too few hits of %s, want %d", low, least)
	}
}
