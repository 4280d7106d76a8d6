package ingest

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// walk reads a value and gives every scalar in it.
func walk(in string) (texts []string, err error) {
	var c jsonCursor
	c.start([]byte(in))
	var visit func() error
	visit = func() error {
		switch c.peek() {
		case '{':
			return c.object(func(key string) error {
				texts = append(texts, key+":")
				return visit()
			})
		case '[':
			return c.array(visit)
		}
		v, err := c.text()
		texts = append(texts, string(v))
		return err
	}
	if err = visit(); err == nil {
		err = c.end()
	}
	return texts, err
}

func TestJSONCursor(t *testing.T) {
	for in, want := range map[string]string{
		`{"A":"x","b":[1,-2.5e+3,true,null,{}]}`:   "a: x b: 1 -2.5e+3 true ",
		` { "k" : " \"\\\/\b\f\n\r\té\u00e9x " } `: "k: \"\\/\b\f\n\r\téé" + "x",
		`"\ud83d\ude00"`: "😀",
		`"\ud83dx"`:      "\ufffdx",
		`"N/A"`:          "",
	} {
		texts, err := walk(in)
		if got := strings.Join(texts, " "); got != want || err != nil {
			t.Errorf("%s gives %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestJSONCursorTypeErrors(t *testing.T) {
	var c jsonCursor
	c.start([]byte(`{"name":{"given":["a"]}}`))
	var given []byte
	err := c.object(func(string) error { return c.pick(want{"given", &given}) })
	if wrong, ok := errors.AsType[*jsonTypeError](err); !ok || wrong.field != "name.given" || wrong.got != "list" {
		t.Errorf("the error is %v", err)
	}
	c.start([]byte(`{"name":"x"}`))
	err = c.object(func(string) error { return c.pick() })
	if err == nil || err.Error() != "name is of the wrong type: no object" {
		t.Errorf("the error is %v", err)
	}
	if _, err := walk(strings.Repeat("[", maxJSONDepth+1)); err == nil {
		t.Error("there is no end to nesting")
	}
}

// FuzzJSONCursor: the cursor takes what encoding/json takes, and no more.
func FuzzJSONCursor(f *testing.F) {
	for _, seed := range []string{
		`{"a":[1,2.5,-0,1e9,"x\u00e9\n",true,false,null]}`, `{"a" 1}`, `[1,]`, `01`, `"\x"`, `"` + "\t" + `"`, `nul`, `{"a":1}x`, `1.`, `-`, `"\ud800"`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) || strings.Count(in, "[")+strings.Count(in, "{") >= maxJSONDepth {
			return
		}
		_, err := walk(in)
		if valid := json.Valid([]byte(in)); valid != (err == nil) {
			t.Errorf("%q: valid is %v, the cursor says %v", in, valid, err)
		}
		var v any
		if json.Unmarshal([]byte(in), &v) == nil {
			if s, ok := v.(string); ok {
				texts, _ := walk(in)
				if want := string(value([]byte(s))); fmt.Sprint(texts) != fmt.Sprint([]string{want}) {
					t.Errorf("%q gives %q, want %q", in, texts, want)
				}
			}
		}
	})
}
