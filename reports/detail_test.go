package reports

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCRCOfTwoTextsIsThatOfBothTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		bytesOf := rapid.SliceOfN(rapid.Byte(), 0, 400)
		first, second := bytesOf.Draw(t, "first"), bytesOf.Draw(t, "second")
		got := crcOf(crc32.ChecksumIEEE(first), crc32.ChecksumIEEE(second), int64(len(second)))
		if want := crc32.ChecksumIEEE(append(first, second...)); got != want {
			t.Fatalf("%08x, want %08x", got, want)
		}
	})
}

// Rows that were packed by themselves stand in the archive where they belong, and
// the archive says the right size and checksum of them.
func TestInsertedRowsAreReadBack(t *testing.T) {
	for _, rows := range []int{0, 1, 3, 20_000} { // the last fills several chunks
		dir := t.TempDir()
		d, err := newDetail(nil, 1, dir)
		if err != nil {
			t.Fatal(err)
		}
		defer d.close()
		var want strings.Builder
		want.WriteString("<sheetData>")
		for i := range rows {
			text := fmt.Sprintf("<row r=\"%d\">%s</row>", i+1, strings.Repeat("x", 40))
			want.WriteString(text)
			if d.chunk = append(d.chunk, text...); len(d.chunk) >= detailChunk {
				d.full <- d.chunk
				d.chunk = <-d.empty
			}
		}
		want.WriteString("</sheetData><tail/>")
		inserted, err := d.end()
		if err != nil {
			t.Fatal(err)
		}
		if got := readBack(t, inserted, "<sheetData></sheetData><tail/>"); got != want.String() {
			t.Errorf("%d rows: read back %d bytes, want %d", rows, len(got), want.Len())
		}
	}
}

// readBack writes an archive with the frame around the rows and reads it.
func readBack(t *testing.T, rows insertion, frame string) string {
	t.Helper()
	spool, err := os.Create(filepath.Join(t.TempDir(), "spool"))
	if err != nil {
		t.Fatal(err)
	}
	defer spool.Close()
	var out bytes.Buffer
	z, err := newOrderedZip(&out, spool)
	if err != nil {
		t.Fatal(err)
	}
	z.inserts["b"] = rows
	for name, text := range map[string]string{"a": "before", "b": frame, "c": "after"} {
		part, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(part, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	part, err := r.Open("b")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(part) // checks size and checksum
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Whatever a cell holds, a reader of XML gets it back, and a spreadsheet reads no
// coded character into it.
func TestTextOfDetailCells(t *testing.T) {
	for in, want := range map[string]string{
		"":                "<t></t>",
		"plain":           "<t>plain</t>",
		" blank":          `<t xml:space="preserve"> blank</t>`,
		"tab\t":           `<t xml:space="preserve">tab&#x9;</t>`,
		"a<b & c>d":       "<t>a&lt;b &amp; c&gt;d</t>",
		`"quoted"`:        `<t>"quoted"</t>`,
		"zoë 李":           "<t>zoë 李</t>",
		"_x0041_":         "<t>_x005F_x0041_</t>",
		"jira_xray":       "<t>jira_xray</t>",
		"two\nlines":      "<t>two\nlines</t>",
		"bell\a":          "<t>bell\ufffd</t>",
		"bad\xffbyte":     "<t>bad\ufffdbyte</t>",
		"end\uffff\u00ff": "<t>end\ufffd\u00ff</t>",
	} {
		got := string(appendText([]byte("<t"), in)) + "</t>"
		if got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
		var read string
		if err := xml.Unmarshal([]byte(got), &read); err != nil {
			t.Errorf("%q: %v", in, err)
		}
	}
}
