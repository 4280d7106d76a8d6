package ingest

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/iotest"

	"billable"

	"github.com/google/go-cmp/cmp"
)

// records prints the records of a JSON text.
func records(r func(each func(raw []byte) error) *jsonReader) ([]string, error) {
	var got []string
	err := r(func(raw []byte) error {
		got = append(got, string(raw))
		return nil
	}).read()
	return got, err
}

func TestJSONRecords(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"page", `{"data":[{"a":1},{"b":"]}\"\\"}],"meta":{"x":[1]}}`, []string{`{"a":1}`, `{"b":"]}\"\\"}`}},
		{"list last", `{"links": {"n": null}, "Resources" : [ {"a":1} ] } `, []string{`{"a":1}`}},
		{"array of pages", `[{"data":[{"a":1}]},{"data":[]},{"data":[{"a":2}]}]`, []string{`{"a":1}`, `{"a":2}`}},
		{"bare records", `[{"a":1},{"a":[2,{"c":3}]}]`, []string{`{"a":1}`, `{"a":[2,{"c":3}]}`}},
		{"lines", "{\"a\":1}\n{\"a\": 2 ,\"b\":true}\n", []string{`{"a":1}`, `{"a":2,"b":true}`}},
		{"lines of pages", "{\"data\":[{\"a\":1}]}\n{\"data\":[{\"a\":2}]}", []string{`{"a":1}`, `{"a":2}`}},
		{"records that are no objects", `{"data":[1,"two",null,[3]]}`, []string{"1", `"two"`, "null", "[3]"}},
		{"null for a list", `{"data":null}`, nil},
		{"object for a list", `{"data":{"product_access":[]}}`, []string{`{"data":{"product_access":[]}}`}},
		{"empty", `[]`, nil},
		{"nothing", " \n", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := records(func(each func([]byte) error) *jsonReader {
				return newJSONReader("a.json", strings.NewReader(test.in), each)
			})
			if diff := cmp.Diff(test.want, got); diff != "" || err != nil {
				t.Errorf("(-want +got):\n%s%v", diff, err)
			}
			pieces, err := records(func(each func([]byte) error) *jsonReader {
				r := newJSONReader("a.json", iotest.OneByteReader(strings.NewReader(test.in)), each)
				r.buf = r.buf[:2]
				return r
			})
			if diff := cmp.Diff(test.want, pieces); diff != "" || err != nil {
				t.Errorf("in pieces (-want +got):\n%s%v", diff, err)
			}
		})
	}
}

func TestJSONThatIsBroken(t *testing.T) {
	tests := []struct {
		in, what string
		row      int
	}{
		{`{"data":[{"a":1},{"a":`, "cut off", 2},
		{`{"data":[{"a":1}`, "cut off", 2},
		{`{"data":[{"a":1}]`, "cut off", 2},
		{`{"data":[{"a":"x`, "cut off", 1},
		{`{"data":[{"a":"x\`, "cut off", 1},
		{`[{"a":1},`, "cut off", 2},
		{`{"da`, "cut off", 1},
		{`{"data"`, "cut off", 1},
		{`{"data":`, "cut off", 1},
		{`{"data":[{"a":1} {"a":2}]}`, "a comma or the end of the list should stand here", 2},
		{`{"data" [1]}`, "a colon should stand here", 1},
		{`{data:[1]}`, "a key should stand here", 1},
		{`{"a":}`, "a value should stand here", 1},
		{`[,]`, "a value should stand here", 1},
	}
	for _, test := range tests {
		_, err := records(func(each func([]byte) error) *jsonReader {
			return newJSONReader("a.json", strings.NewReader(test.in), each)
		})
		p := billable.ProblemIn(err)
		if p == nil || p.Kind != billable.Input || p.Remedy == "" || p.Pos.Row != test.row || !strings.Contains(p.What, test.what) {
			t.Errorf("%s gives %v, want %q in record %d", test.in, err, test.what, test.row)
		}
	}
}

// FuzzJSON: proper JSON is never refused, and what is refused is refused by a
// Problem; in pieces the records are the same.
func FuzzJSON(f *testing.F) {
	for _, seed := range []string{
		`{"data":[{"a":1}]}`, `[{"Resources":[]},{"a":"\\\""}]`, `{"a":`, `{"a":1}{"b":2}`, `[[1],2,"x"]`, `{"data":null,"x":{}}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		whole, err := records(func(each func([]byte) error) *jsonReader {
			return newJSONReader("a.json", strings.NewReader(in), each)
		})
		pieces, err2 := records(func(each func([]byte) error) *jsonReader {
			r := newJSONReader("a.json", iotest.OneByteReader(strings.NewReader(in)), each)
			r.buf = r.buf[:1]
			return r
		})
		if diff := cmp.Diff(whole, pieces); diff != "" || (err == nil) != (err2 == nil) {
			t.Errorf("in pieces (-whole +pieces):\n%s%v, %v", diff, err, err2)
		}
		if err != nil && billable.ProblemIn(err) == nil {
			t.Errorf("%v is not a Problem", err)
		}
		if err != nil && json.Valid([]byte(in)) {
			t.Errorf("proper JSON %s gives %v", in, err)
		}
	})
}
