package ingest

import (
	"strings"
	"testing"
	"unicode/utf16"

	"billable"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
)

// inUTF16 spells a text in UTF-16.
func inUTF16(text string, bigEndian, mark bool) string {
	if mark {
		text = "\ufeff" + text
	}
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(text)) {
		high, low := byte(u>>8), byte(u)
		if bigEndian {
			high, low = low, high
		}
		b.WriteByte(low)
		b.WriteByte(high)
	}
	return b.String()
}

func in1252(t *testing.T, text string) string {
	t.Helper()
	s, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEncodings(t *testing.T) {
	text := orgUsersHeader + "1,Zoë Größe,zoe@acme.example,Active,,,User\n2,\"José\nÅkesson\",j@acme.example,,,,\n3,L’été à Paris – 5 €,,,,,\n"
	wide := text + "4,😀 日本,,,,,\n"
	plain := func(content string) []string {
		_, rows := newNight(t, map[string]string{"a.csv": content}).mustRun()
		return append(rows["accounts"], rows["grants"]...)
	}
	want, wantWide := plain(text), plain(wide)
	page := `{"data":[{"account_id":"3","name":"Zoë"}]}`
	for _, test := range []struct {
		name, content string
		want          []string
		guess         string
	}{
		{"UTF-8 with mark", "\ufeff" + wide, wantWide, ""},
		{"UTF-16, little-endian", inUTF16(wide, false, true), wantWide, ""},
		{"UTF-16, big-endian", inUTF16(wide, true, true), wantWide, ""},
		{"UTF-16, little-endian, no mark", inUTF16(wide, false, false), wantWide, "UTF-16, little-endian"},
		{"UTF-16, big-endian, no mark", inUTF16(wide, true, false), wantWide, "UTF-16, big-endian"},
		{"UTF-16, gzip", packed(t, inUTF16(wide, true, true)), wantWide, ""},
		{"UTF-16, CRLF and tabs", inUTF16(strings.ReplaceAll(strings.ReplaceAll(wide, "\n", "\r\n"), ",", "\t"), false, true), wantWide, ""},
		{"UTF-16, CR and semicolons", inUTF16(strings.ReplaceAll(strings.ReplaceAll(wide, "\n", "\r"), ",", ";"), true, true), wantWide, ""},
		{"Windows-1252", in1252(t, text), want, "Windows-1252"},
		{"Windows-1252, gzip", packed(t, in1252(t, text)), want, "Windows-1252"},
		{"Windows-1252, CRLF and tabs", in1252(t, strings.ReplaceAll(strings.ReplaceAll(text, "\n", "\r\n"), ",", "\t")), want, "Windows-1252"},
		{"Windows-1252, CR and semicolons", in1252(t, strings.ReplaceAll(strings.ReplaceAll(text, "\n", "\r"), ",", ";")), want, "Windows-1252"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, rows := newNight(t, map[string]string{"a.csv": test.content}).mustRun()
			got := append(rows["accounts"], rows["grants"]...)
			for i := range got { // a line end in a cell is the file's own
				got[i] = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(got[i])
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			findings := strings.Join(rows["findings"], "\n")
			if strings.Contains(findings, "kind=guessed_encoding") != (test.guess != "") || !strings.Contains(findings, test.guess) {
				t.Errorf("the findings are %q, want the encoding %q", findings, test.guess)
			}
		})
	}
	_, rows := newNight(t, map[string]string{"a.json": inUTF16(page, false, true)}).mustRun()
	if len(rows["accounts"]) != 1 || !strings.Contains(rows["accounts"][0], "name=Zoë") {
		t.Errorf("JSON in UTF-16 gives %q", rows)
	}
}

// Text that may be broken UTF-8 is never read as something else: its rows are
// rejected and show their bytes.
func TestBrokenTextIsNotGuessed(t *testing.T) {
	many := func(name string) string { // on enough lines to be an encoding
		return strings.Repeat("7,"+name+",,,,,\n", 3)
	}
	for name, rows := range map[string]string{
		"one row only":              "7,M\xfcller,,,,,\n",
		"beside good UTF-8":         "1,Zoë,,,,,\n" + many("M\xfcller"),
		"before good UTF-8":         many("M\xfcller") + "1,Zoë,,,,,\n",
		"half of a letter":          many("Zo\xc3"),
		"half of a letter and a ?":  many("Zo\xc3?"),
		"two thirds of a letter":    many("\xe6\x97 Taro"),
		"a byte without meaning":    many("M\xfcll\x81r"),
		"a letter that is no word":  many("Ada \xe9"),
		"controls":                  many("M\xfcller \xb1"),
		"in an address":             many("M\xfcller") + "8,Bo,m\xfcller@acme.example,,,,\n",
		"in an id":                  many("M\xfcller") + "712020:00\xe4000,Bo,,,,,\n",
		"the last byte of the code": many("L'Ha\xff"),
		"with a mark of UTF-8":      many("M\xfcller"),
	} {
		content := orgUsersHeader + rows
		if strings.HasPrefix(name, "with a mark") {
			content = "\ufeff" + content
		}
		n := newNight(t, map[string]string{"a.csv": content})
		_, got := n.mustRun()
		if len(got["rejects"]) == 0 || !strings.Contains(got["rejects"][0], `reason=the row holds bytes that are not UTF-8`) || !strings.Contains(got["rejects"][0], `\x`) {
			t.Errorf("%s: the rejects are %q, the accounts %q", name, got["rejects"], got["accounts"])
		}
		if strings.Contains(strings.Join(got["findings"], ""), "guessed") {
			t.Errorf("%s: an encoding was guessed: %q", name, got["findings"])
		}
	}
}

func TestALoneSurrogateIsARejectedRow(t *testing.T) {
	content := inUTF16(orgUsersHeader+"1,Ada,,,,,\n2,Bo?,,,,,\n", false, true)
	content = strings.Replace(content, "?\x00", "\x00\xd8", 1)
	_, rows := newNight(t, map[string]string{"a.csv": content}).mustRun()
	if len(rows["rejects"]) != 1 || !strings.Contains(rows["rejects"][0], `text=2,Bo\xed\xa0\x80,`) || len(rows["accounts"]) != 1 {
		t.Errorf("rejects %q, accounts %q", rows["rejects"], rows["accounts"])
	}
}

func TestUTF16InPieces(t *testing.T) {
	text := strings.Repeat("a", 32<<10) + strings.Repeat("😀é", 40_000)
	content := orgUsersHeader + "1," + text + ",,,,,\n"
	_, rows := newNight(t, map[string]string{"a.csv": inUTF16(content, true, true)}).mustRun()
	if !strings.Contains(rows["accounts"][0], "name="+text+" ") {
		t.Error("a long text in UTF-16 is altered")
	}
}

func TestAFolderOfWindows1252PageIsStillRefusedWhenUnknown(t *testing.T) {
	p := newNight(t, map[string]string{"a.csv": in1252(t, "Gericht,Größe\nSüppchen,3\nKäse,2\n")}).refused(billable.Input)
	if !strings.Contains(p.What, `"Größe"`) {
		t.Errorf("it is refused as %v", p)
	}
}
