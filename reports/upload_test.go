package reports

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// actionNight is a small night with these actions.
func actionNight(rows ...actionMart) marts {
	m := hostile()
	m.actions = rows
	return m
}

func upload(action, id, email string) actionMart {
	return actionMart{Action: action, AccountID: id, Email: email, Decision: "upload"}
}

func TestUploadsPerFormat(t *testing.T) {
	m := actionNight(
		upload("claim-include", "1", "  Zed@Acme.example "), upload("claim-include", "2", "ada@acme.example"),
		upload("claim-include", "3", "ada@acme.example"),
		upload("policy-move", "1", "b@acme.example"), upload("policy-move", "2", "A@acme.example"), upload("policy-move", "4", "c@acme.example"),
	)
	dir := run(t, m, hostileNight(), nil)
	for name, want := range map[string]string{
		"claim-include": "ada@acme.example\nzed@acme.example\n",
		"policy-move":   "a@acme.example,\nb@acme.example,\nc@acme.example\n",
	} {
		if got := read(t, dir, "actions/"+name+".upload.csv"); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if manifest := read(t, dir, "actions/claim-include.manifest.json"); !strings.Contains(manifest, `"addresses": 2`) ||
		!strings.Contains(manifest, `{"account_id":"3","email":"ada@acme.example","file":"claim-include.upload.csv"}`) {
		t.Errorf("manifest of two accounts with one address:\n%s", manifest)
	}
}

// An address of two accounts, of which one must not lose anything, is uploaded
// nowhere; but one that must be claimed is claimed.
func TestOneAddressTwoDecisions(t *testing.T) {
	var rows []actionMart
	for _, action := range []string{"claim-include", "policy-move", "unclaim"} {
		held := upload(action, "2", "Two@acme.example")
		held.Decision, held.Reason = "held", "protected"
		rows = append(rows, held, upload(action, "3", "other@acme.example"), upload(action, "1", "two@acme.example"))
	}
	dir := run(t, actionNight(rows...), hostileNight(), nil)
	for name, want := range map[string]string{
		"actions/claim-include.upload.csv": "other@acme.example\ntwo@acme.example\n",
		"actions/policy-move.upload.csv":   "other@acme.example\n",
		"actions/unclaim.upload.csv":       "other@acme.example\n",
	} {
		if got := read(t, dir, name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if review := read(t, dir, "actions/claim-include.review.csv"); !strings.Contains(review, "claim-include,held,,\"Uploaded all the same") {
		t.Errorf("review:\n%s", review)
	}
	if review := read(t, dir, "actions/unclaim.review.csv"); !strings.Contains(review, "unclaim,held,,\"Another account with this address") {
		t.Errorf("review:\n%s", review)
	}
}

// Nothing to upload: the review says why, and there is no upload file.
func TestNoEmptyUpload(t *testing.T) {
	held := upload("unclaim", "1", "ciso@acme.example")
	held.Decision, held.Reason = "held", "protected"
	dir := run(t, actionNight(held), hostileNight(), nil)
	if diff := cmp.Diff([]string{"unclaim.manifest.json", "unclaim.review.csv"}, entries(t, dir+"/actions")); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if review := read(t, dir, "actions/unclaim.review.csv"); !strings.Contains(review, "unclaim,held,,protected,,1,ciso@acme.example") {
		t.Errorf("review:\n%s", review)
	}
}

func TestNoActionNoFolder(t *testing.T) {
	dir := run(t, actionNight(), hostileNight(), nil)
	if slices.Contains(entries(t, dir), "actions") {
		t.Error("a night without actions has a folder actions")
	}
}

func TestUploadsSplitAtTenThousand(t *testing.T) {
	var rows []actionMart
	for i := range 20_001 {
		rows = append(rows, upload("unclaim", fmt.Sprint(i), fmt.Sprintf("p%05d@acme.example", i)))
	}
	dir := run(t, actionNight(rows...), hostileNight(), func(o *Options) { o.Workbook = false })
	want := []string{"unclaim-001.upload.csv", "unclaim-002.upload.csv", "unclaim-003.upload.csv", "unclaim.manifest.json", "unclaim.review.csv"}
	if diff := cmp.Diff(want, entries(t, dir+"/actions")); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if last := read(t, dir, "actions/unclaim-003.upload.csv"); last != "p20000@acme.example\n" {
		t.Errorf("last file %q", last)
	}
	review := read(t, dir, "actions/unclaim.review.csv")
	for _, want := range []string{",p09999@acme.example,,,,,unclaim-001.upload.csv\n", ",p10000@acme.example,,,,,unclaim-002.upload.csv\n"} {
		if !strings.Contains(review, want) {
			t.Errorf("review lacks %q", want)
		}
	}
}

// However addresses are cut: nothing is lost, no file is empty or over a limit,
// and no file could have taken one more.
func TestSplitUpload(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		addresses := rapid.SliceOf(rapid.StringMatching(`[a-z]{1,30}`)).Draw(t, "addresses")
		rows, size := rapid.IntRange(1, 6).Draw(t, "rows"), rapid.IntRange(40, 90).Draw(t, "bytes")
		separator := rapid.SampledFrom([]string{"\n", ",\n"}).Draw(t, "separator")
		parts := splitUpload(addresses, separator, rows, size)
		if got := slices.Concat(parts...); !slices.Equal(got, addresses) {
			t.Fatalf("%q became %q", addresses, got)
		}
		for i, part := range parts {
			var b strings.Builder
			if _, err := writeUpload(&b, part, separator); err != nil {
				t.Fatal(err)
			}
			if len(part) == 0 || len(part) > rows || b.Len() > size {
				t.Fatalf("part %d has %d rows and %d bytes, limits %d and %d", i, len(part), b.Len(), rows, size)
			}
			if i+1 < len(parts) && len(part) < rows && b.Len()+2*len(separator)+len(parts[i+1][0]) <= size {
				t.Fatalf("part %d could have taken %q too", i, parts[i+1][0])
			}
		}
	})
}

func TestDoubtfulAddresses(t *testing.T) {
	for _, good := range []string{"a@acme.example", "o'brien@acme.example", "zoë@acme.example", "a+b@acme.example", "0@1"} {
		if why := doubtful(good); why != "" {
			t.Errorf("%q: %s", good, why)
		}
	}
	for _, bad := range []string{
		"", "=a@acme.example", "+a@acme.example", "-a@acme.example", "@acme.example", "a b@acme.example", "a\n@acme.example",
		"a@acme.example,b@acme.example", "a;b@acme.example", "\"a\"@acme.example", "a@b@c", "plain", "a@", "a\u200b@acme.example",
		"a\u00a0@acme.example", "\ufeffa@acme.example", "a\x7f@acme.example", "a\u202e@acme.example",
	} {
		if doubtful(bad) == "" {
			t.Errorf("%q would be uploaded", bad)
		}
	}
}

func TestUnknownActionIsRefused(t *testing.T) {
	problem(t, actionNight(upload("../evil", "1", "a@acme.example")), nil, "action \"../evil\"")
}
