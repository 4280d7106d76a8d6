package ingest

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// readXML prints the tags and texts of a document; texts that follow each other are
// one.
func readXML(src io.Reader) ([]string, error) {
	r := newXMLReader(src, 1<<20)
	r.buf = r.buf[:3] // so that tokens have to be moved and the buffer grown
	var lines []string
	text := ""
	flush := func() {
		if text != "" {
			lines = append(lines, fmt.Sprintf("%q", text))
		}
		text = ""
	}
	for {
		err := r.next()
		if errors.Is(err, io.EOF) {
			flush()
			return lines, nil
		}
		if err != nil {
			flush()
			return lines, err
		}
		t := &r.token
		switch t.kind {
		case xmlText:
			text += string(t.rest)
		case xmlOpen:
			flush()
			lines = append(lines, fmt.Sprintf("<%s r=%q r2=%q>", t.name, t.attribute("r"), t.attribute("r2")))
			if t.isEmpty {
				lines = append(lines, fmt.Sprintf("</%s>", t.name))
			}
		case xmlClose:
			flush()
			lines = append(lines, fmt.Sprintf("</%s>", t.name))
		}
	}
}

// readXMLStandard does the same with the standard library; false when it finds
// fault with the document, or the document has a type.
func readXMLStandard(doc string) ([]string, bool) {
	d := xml.NewDecoder(strings.NewReader(doc))
	var lines []string
	text := ""
	flush := func() {
		if text != "" {
			lines = append(lines, fmt.Sprintf("%q", text))
		}
		text = ""
	}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			flush()
			return lines, true
		}
		if err != nil {
			return nil, false
		}
		switch t := token.(type) {
		case xml.CharData:
			text += string(t)
		case xml.StartElement:
			flush()
			values := make(map[string]string)
			for i := len(t.Attr) - 1; i >= 0; i-- {
				values[t.Attr[i].Name.Local] = t.Attr[i].Value
			}
			lines = append(lines, fmt.Sprintf("<%s r=%q r2=%q>", t.Name.Local, values["r"], values["r2"]))
		case xml.EndElement:
			flush()
			lines = append(lines, fmt.Sprintf("</%s>", t.Name.Local))
		case xml.Directive:
			return nil, false
		}
	}
}

var xmlDocuments = []string{
	"", "text", "<a/>", "<a></a>", "<a>1</a>", `<a r="1" r2='2'/>`, "<a\r\n r = \"x\"\tr2=\"y\" ></a >",
	`<x:a xmlns:x="u" x:r="1">t</x:a>`, "<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;</a>", `<a r="&lt;&#10;>" r2="'"/>`,
	"<a>1\r\n2\r3\n</a>", "<a><![CDATA[<b>&amp;]] >]]>x</a>", "<!-- a > b --><a><!----></a>", `<?xml version="1.0" encoding="UTF-8"?><a/>`,
	"<a><b/><c>" + strings.Repeat("long ", 100) + "</c></a>", "\ufeff<a/>", "<a>日本</a>", "<a r=\"1\r\n2\"/>",
	`<x:a :r="1" r2:="2"></x:a>`, "<:a></:a>", "<a:></a:>",
}

func TestXMLReaderAgreesWithTheStandardLibrary(t *testing.T) {
	for _, doc := range xmlDocuments {
		want, ok := readXMLStandard(doc)
		if !ok {
			t.Fatalf("%q is not well-formed", doc)
		}
		for name, src := range map[string]io.Reader{
			"whole": strings.NewReader(doc), "byte by byte": iotest.OneByteReader(strings.NewReader(doc)),
		} {
			got, err := readXML(src)
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Errorf("%q, %s (-want +got):\n%s%v", doc, name, diff, err)
			}
		}
	}
}

func TestXMLThatIsRefused(t *testing.T) {
	for _, test := range []struct{ doc, err string }{
		{"<a>", "cut off"}, {"<a", "cut off"}, {"<", "cut off"}, {"<a r='>", "cut off"}, {"<!-- a", "cut off"}, {"<![CDATA[x]]", "cut off"},
		{"</a>", "does not fit"}, {"<>", "does not fit"}, {"<a>&nbsp;</a>", "&nbsp; means nothing"}, {"<a>&</a>", "no reference"},
		{"<a>&#xD800;</a>", "means nothing"}, {"<a>&#99999999999;</a>", "means nothing"}, {"<a>&#;</a>", "means nothing"},
		{`<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><a>&b;</a>`, "document type"}, {"<!", "document type"},
		{`<?xml version="1.0" encoding="Shift_JIS"?><a/>`, "Shift_JIS"},
	} {
		_, err := readXML(strings.NewReader(test.doc))
		if err == nil || !strings.Contains(err.Error(), test.err) {
			t.Errorf("%q gives %v, want %q", test.doc, err, test.err)
		}
	}
	r := newXMLReader(io.MultiReader(strings.NewReader("<a>"), zeros{}), 1<<20)
	var err error
	for err == nil {
		err = r.next()
	}
	if !errors.Is(err, errXMLToken) || len(r.buf) > 1<<20 {
		t.Errorf("an endless text gives %v and a buffer of %d bytes", err, len(r.buf))
	}
	if _, err := readXML(io.MultiReader(strings.NewReader("<a>"), iotest.ErrReader(errors.New("the disk is gone")))); err == nil || err.Error() != "the disk is gone" {
		t.Errorf("an error of the source gives %v", err)
	}
}

// FuzzXML: what the standard library reads without fault is read alike.
func FuzzXML(f *testing.F) {
	for _, doc := range xmlDocuments {
		f.Add(doc)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		got, err := readXML(strings.NewReader(doc))
		want, ok := readXMLStandard(doc)
		if !ok {
			return
		}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("(-want +got):\n%s%v", diff, err)
		}
	})
}
