package ingest

import (
	"os"
	"testing"
)

func TestBig(t *testing.T) {
	name := os.Getenv("BIG")
	if name == "" {
		t.Skip()
	}
	o := Options{Dir: name, Org: "acme", AsOf: "2026-11-20", RunID: "r1", Lake: os.Getenv("LAKE")}
	in, err := Scan(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	l, err := Run(t.Context(), o, in)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", l)
}
