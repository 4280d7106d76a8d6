package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A night is one command line in a folder of its own.
type bench struct {
	t         *testing.T
	dir       string
	lake, out string
}

func newBench(t *testing.T) *bench {
	dir := t.TempDir()
	return &bench{t: t, dir: dir, lake: filepath.Join(dir, "lake"), out: filepath.Join(dir, "out")}
}

// exports writes one organisation-users export with n accounts and gives its folder.
func (b *bench) exports(name string, n int) string {
	b.t.Helper()
	dir := filepath.Join(b.dir, name)
	var text strings.Builder
	text.WriteString("User id,User name,email,User status,Added to org,Jira - acme\n")
	for i := range n {
		id := string(rune('a'+i%26)) + strings.Repeat("x", i/26)
		text.WriteString(id + ",Ada Quill," + id + "@acme.example,Active,3 Jan 2026,User\n")
	}
	b.must(os.MkdirAll(dir, 0o755))
	b.must(os.WriteFile(filepath.Join(dir, "org-users.csv"), []byte(text.String()), 0o644))
	return dir
}

func (b *bench) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// run carries out a night on a folder of exports.
func (b *bench) run(ctx context.Context, input string) (code int, stderr string) {
	var out, errs bytes.Buffer
	code = run(ctx, []string{"run", "--input", input, "--org", "acme", "--as-of", "2026-11-20",
		"--lake", b.lake, "--out", b.out, "--threads", "1"}, &out, &errs)
	return code, errs.String()
}

func (b *bench) verify() {
	b.t.Helper()
	var out, errs bytes.Buffer
	if code := run(b.t.Context(), []string{"verify", "--lake", b.lake, "--out", b.out}, &out, &errs); code != exitDone {
		b.t.Fatalf("verify: exit %d\n%s", code, errs.String())
	}
}

// strays lists the files that the night's record does not know.
func (b *bench) strays() (strays []string) {
	b.t.Helper()
	known := map[string]bool{filepath.Join(b.lake, ".lock"): true}
	l := lake(b.lake)
	if r, err := l.record("acme", "2026-11-20"); err == nil && r != nil {
		known[l.recordPath("acme", "2026-11-20")] = true
		known[filepath.Join(b.out, "acme", "2026-11-20")] = true
		known[filepath.Join(b.out, "acme", "latest")] = true
		for _, f := range r.lakeFiles() {
			known[l.path(f.Path)] = true
		}
		p := publication{out: b.out, record: r}
		for _, f := range r.Out {
			known[filepath.Join(p.runDir(), f.Path)] = true
		}
	}
	for _, root := range []string{b.lake, b.out} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil
			}
			if !known[name] {
				strays = append(strays, name)
			}
			return nil
		})
		b.must(err)
	}
	return strays
}

func TestLockHeld(t *testing.T) {
	b := newBench(t)
	unlock, err := lockLake(b.lake)
	b.must(err)
	code, stderr := b.run(t.Context(), b.exports("in", 1))
	if code != exitRetry || !strings.Contains(stderr, "another run is writing") || !strings.Contains(stderr, "hint: Wait") {
		t.Errorf("with the lock held: exit %d, stderr %q", code, stderr)
	}
	unlock()
	if code, stderr := b.run(t.Context(), b.exports("in", 1)); code != exitDone {
		t.Errorf("with the lock free: exit %d, stderr %q", code, stderr)
	}
}

// A lock file that a dead process left means nothing.
func TestStaleLock(t *testing.T) {
	b := newBench(t)
	b.must(os.MkdirAll(b.lake, 0o755))
	b.must(os.WriteFile(filepath.Join(b.lake, ".lock"), []byte("4242\n"), 0o644))
	if code, stderr := b.run(t.Context(), b.exports("in", 1)); code != exitDone {
		t.Errorf("exit %d, stderr %q", code, stderr)
	}
}

// Whenever a run is interrupted, the published night stays as it is and nothing
// of the new one is left.
func TestInterruptedAnywhere(t *testing.T) {
	b := newBench(t)
	if code, stderr := b.run(t.Context(), b.exports("old", 2)); code != exitDone {
		t.Fatalf("exit %d, stderr %q", code, stderr)
	}
	next := b.exports("new", 3)
	for delay := time.Millisecond; ; delay = delay*3/2 + 10*time.Millisecond {
		ctx, cancel := context.WithTimeout(t.Context(), delay)
		ctx, stop := withCancelInsteadOfDeadline(ctx)
		code, stderr := b.run(ctx, next)
		stop()
		cancel()
		b.verify()
		if strays := b.strays(); len(strays) > 0 {
			t.Fatalf("after %v: left behind %v", delay, strays)
		}
		r, err := lake(b.lake).record("acme", "2026-11-20")
		b.must(err)
		switch {
		case code == exitDone && r.Accounts == 3:
			return
		case code == exitInterrupted && strings.Contains(stderr, "interrupted"):
			// The old night stands, unless the signal came after the new one was in place.
		default:
			t.Fatalf("after %v: exit %d, %d accounts, stderr %q", delay, code, r.Accounts, stderr)
		}
	}
}

// withCancelInsteadOfDeadline gives a context that ends as a signal ends it.
func withCancelInsteadOfDeadline(from context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(from))
	stop := context.AfterFunc(from, cancel)
	return ctx, func() { stop(); cancel() }
}

// What a killed run left is gone after the next one.
func TestLeftoversOfAKilledRun(t *testing.T) {
	b := newBench(t)
	in := b.exports("in", 2)
	if code, stderr := b.run(t.Context(), in); code != exitDone {
		t.Fatalf("exit %d, stderr %q", code, stderr)
	}
	partition := filepath.Join("org=acme", "snapshot_date=2026-11-20")
	for _, name := range []string{
		filepath.Join(b.lake, ".staging", "acme-2026-11-20", "raw", "x.parquet"),
		filepath.Join(b.lake, "raw", "accounts", partition, "0123456789abcdef-1.parquet"),
		filepath.Join(b.lake, "marts", "accounts", partition, "0123456789abcdef-1.parquet"),
		filepath.Join(b.lake, "raw", "_ledger", partition, "0123456789abcdef.json"),
		filepath.Join(b.out, "acme", ".runs", ".0123456789abcdef", "accounts.csv"),
		filepath.Join(b.out, "acme", ".runs", "fedcba9876543210", "accounts.csv"),
	} {
		b.must(os.MkdirAll(filepath.Dir(name), 0o755))
		b.must(os.WriteFile(name, []byte("{}"), 0o644))
	}
	mine := filepath.Join(b.lake, "marts", "accounts", partition, "notes of mine.txt")
	b.must(os.WriteFile(mine, nil, 0o644))
	if code, stderr := b.run(t.Context(), b.exports("in", 3)); code != exitDone {
		t.Fatalf("exit %d, stderr %q", code, stderr)
	}
	strays := b.strays()
	if len(strays) != 1 || strays[0] != mine {
		t.Errorf("left behind %v, want only the file that is not ours", strays)
	}
	b.verify()
}

// A folder where a link belongs is told before anything is computed.
func TestSomethingElseAtTheLink(t *testing.T) {
	b := newBench(t)
	b.must(os.MkdirAll(filepath.Join(b.out, "acme", "latest"), 0o755))
	code, stderr := b.run(t.Context(), b.exports("in", 1))
	if code != exitUsage || !strings.Contains(stderr, "out/acme/latest") {
		t.Errorf("exit %d, stderr %q", code, stderr)
	}
}
