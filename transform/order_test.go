package transform_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"billable/transform"
	"billable/transform/reference"
)

// The order in which rows lie in the raw tables decides nothing: they carry their
// places. The marts of random nights and of the same rows shuffled are the same
// bytes, with one thread and with two, in memory and in a file.
func TestOrderOfRowsIsNothing(t *testing.T) {
	for i := range setting(t, "BILLABLE_ORDER_NIGHTS", 3) {
		seed := uint64(40 + i)
		night, shuffled := reference.Generate(seed), reference.Generate(seed)
		rng := rand.New(rand.NewPCG(seed, 1))
		mix(rng, shuffled.Accounts)
		mix(rng, shuffled.Grants)
		mix(rng, shuffled.Columns)
		mix(rng, shuffled.GroupMembers)
		mix(rng, shuffled.ScimUsers)
		mix(rng, shuffled.ScimMembers)
		mix(rng, shuffled.Directory)
		mix(rng, shuffled.Agents)
		mix(rng, shuffled.SiteList)
		mix(rng, shuffled.ServiceList)
		mix(rng, shuffled.ProtectedList)
		mix(rng, shuffled.Subscriptions)
		mix(rng, shuffled.Members)
		want := martsOf(t, night, 1)
		restore := transform.NoNightIsSmall()
		got := martsOf(t, shuffled, 2)
		restore()
		for name := range want {
			if want[name] != got[name] {
				t.Errorf("seed %d: mart %s differs when rows lie in another order", seed, name)
			}
		}
		if len(want) == 0 || len(want) != len(got) {
			t.Errorf("seed %d: %d marts, then %d", seed, len(want), len(got))
		}
	}
}

func mix[T any](rng *rand.Rand, rows []T) {
	rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
}

// martsOf runs a night and gives the hash of each mart.
func martsOf(t *testing.T, n *reference.Night, threads int) map[string]string {
	t.Helper()
	lake := t.TempDir()
	raw, err := n.WriteParquet(lake)
	if err != nil {
		t.Fatal(err)
	}
	r, err := transform.Run(context.Background(), transform.Options{
		Queries: os.DirFS(filepath.Join("..", "queries")), Lake: lake, Org: n.Org, AsOf: n.AsOf.String(), RunID: "order", RulesAsOf: rulesOf(n),
		Raw: raw, Facts: configFacts(n), Threads: threads, MemoryLimit: "600MB", TempDir: lake,
	})
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]string{}
	for name, files := range r.Marts {
		for _, f := range files {
			sums[name] += fmt.Sprintf("%s %d ", f.SHA256, f.Rows)
		}
	}
	return sums
}
