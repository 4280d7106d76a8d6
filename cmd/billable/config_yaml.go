package main

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"billable"
)

// This file reads YAML strictly. The library's own strict decoder takes '10'
// for a number, 1.9 for an integer and true for a name, and gives no line for
// a value that is well formed and wrong; so we walk its syntax tree ourselves.
// An empty value (a key and nothing after the colon) is an error: it is not
// clear whether its writer meant "nothing" or "not said".

// A yamlReader walks one config file. Its first error stands; after it, every
// method does nothing.
type yamlReader struct {
	file  string
	lines map[string]int
	err   error
}

// A field reads the value of one key; path is the key's way from the top.
type field func(path string, n ast.Node)

// document parses text, whose top must be a mapping of the given fields.
func (r *yamlReader) document(text []byte, fields map[string]field) error {
	tree, err := parser.ParseBytes(text, 0)
	if err != nil {
		return r.syntaxProblem(err)
	}
	var bodies []ast.Node
	for _, d := range tree.Docs {
		if d.Body != nil {
			bodies = append(bodies, d.Body)
		}
	}
	switch len(bodies) {
	case 0:
		return nil
	case 1:
		r.mapping("", bodies[0], fields)
	default:
		r.fail(bodies[1], "", "there is a second document in the config", "Keep one document: remove the line ---.")
	}
	return r.err
}

func (r *yamlReader) syntaxProblem(err error) error {
	p := &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: r.file},
		What: "the config is not valid YAML", Remedy: "Mend the YAML at that line."}
	var e yaml.Error
	if errors.As(err, &e) {
		p.What = e.GetMessage()
		if t := e.GetToken(); t != nil && t.Position != nil {
			p.Pos.Row = t.Position.Line
		}
	}
	return p
}

// fail keeps the first error, with the line of n.
func (r *yamlReader) fail(n ast.Node, path, what, remedy string) {
	if r.err != nil {
		return
	}
	row := 0
	if t := n.GetToken(); t != nil && t.Position != nil {
		row = t.Position.Line
	}
	r.err = &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: r.file, Row: row}, Column: path,
		What: what, Remedy: remedy}
}

func (r *yamlReader) wrongType(n ast.Node, path, want, example string) {
	r.fail(n, path, fmt.Sprintf("%s is not %s", shown(n), want), "Write it such as "+example+".")
}

// shown is a node's text, shortened for a message.
func shown(n ast.Node) string {
	s := strings.TrimSpace(n.String())
	if _, ok := n.(*ast.NullNode); ok {
		return "an empty value"
	}
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		s = s[:i] + " ..."
	}
	if len(s) > 60 {
		s = s[:60] + " ..."
	}
	return s
}

// mapping reads a mapping whose keys are known.
func (r *yamlReader) mapping(path string, n ast.Node, fields map[string]field) {
	known := slices.Sorted(maps.Keys(fields))
	r.pairs(path, n, func(key string, keyNode, value ast.Node) {
		read, ok := fields[key]
		if !ok {
			r.fail(keyNode, path, fmt.Sprintf("unknown key %q", key), didYouMean(key, known))
			return
		}
		read(joinPath(path, key), value)
	})
}

// pairs calls f for every key of a mapping, in the order of the file.
func (r *yamlReader) pairs(path string, n ast.Node, f func(key string, keyNode, value ast.Node)) {
	m, ok := n.(*ast.MappingNode)
	if !ok {
		r.wrongType(n, path, "a list of keys and values", "key: value")
		return
	}
	for _, v := range m.Values {
		if v.Key.IsMergeKey() {
			r.fail(v, path, "merge keys are not read", "Write the values out.")
			return
		}
		key := v.Key.GetToken().Value
		r.lines[joinPath(path, key)] = v.Key.GetToken().Position.Line
		f(key, v.Key, v.Value)
	}
}

// sequence calls f for every entry of a list.
func (r *yamlReader) sequence(path string, n ast.Node, f func(path string, entry ast.Node)) {
	s, ok := n.(*ast.SequenceNode)
	if !ok {
		r.wrongType(n, path, "a list", "[one, two]")
		return
	}
	for i, v := range s.Values {
		at := path + "[" + strconv.Itoa(i) + "]"
		if t := v.GetToken(); t != nil {
			r.lines[at] = t.Position.Line
		}
		f(at, v)
	}
}

func joinPath(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// text reads a string into *to. A plain number or date counts as text: names
// and days are written without quotes.
func (r *yamlReader) text(to *string) field {
	return func(path string, n ast.Node) {
		switch v := n.(type) {
		case *ast.StringNode:
			*to = v.Value
		case *ast.LiteralNode:
			*to = v.Value.Value
		case *ast.IntegerNode, *ast.FloatNode:
			*to = n.GetToken().Value
		default:
			r.wrongType(n, path, "text", lastKey(path)+": text")
		}
	}
}

func (r *yamlReader) texts(to *[]string) field {
	return func(path string, n ast.Node) {
		*to = []string{}
		r.sequence(path, n, func(at string, entry ast.Node) {
			var s string
			r.text(&s)(at, entry)
			*to = append(*to, s)
		})
	}
}

func (r *yamlReader) flag(to *bool) field {
	return func(path string, n ast.Node) {
		if v, ok := n.(*ast.BoolNode); ok {
			*to = v.Value
			return
		}
		r.wrongType(n, path, "true or false", lastKey(path)+": true")
	}
}

func (r *yamlReader) integer(to *int64) field {
	return func(path string, n ast.Node) {
		if _, ok := n.(*ast.IntegerNode); ok {
			if v, err := strconv.ParseInt(n.GetToken().Value, 10, 64); err == nil && v >= 0 {
				*to = v
				return
			}
		}
		r.wrongType(n, path, "a whole number from 0", lastKey(path)+": 500")
	}
}

// byteUnits are the units that a number of bytes may have behind it.
var byteUnits = []struct {
	name  string
	bytes int64
}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"kB", 1e3}, {"MB", 1e6}, {"GB", 1e9}}

// bytes reads a number of bytes, plain or with a unit such as 64 MiB.
func (r *yamlReader) bytes(to *int64) field {
	return func(path string, n ast.Node) {
		var text string
		switch v := n.(type) {
		case *ast.StringNode:
			text = v.Value
		case *ast.IntegerNode:
			text = n.GetToken().Value
		}
		factor := int64(1)
		for _, u := range byteUnits {
			if number, found := strings.CutSuffix(text, u.name); found {
				text, factor = strings.TrimSpace(number), u.bytes
				break
			}
		}
		v, err := strconv.ParseInt(text, 10, 64)
		if err != nil || v < 0 || v > math.MaxInt64/factor {
			r.wrongType(n, path, "a number of bytes", lastKey(path)+": 64 MiB")
			return
		}
		*to = v * factor
	}
}

// share reads a number from 0 to 1.
func (r *yamlReader) share(to *float64) field {
	return func(path string, n ast.Node) {
		switch n.(type) {
		case *ast.IntegerNode, *ast.FloatNode:
			if v, err := strconv.ParseFloat(n.GetToken().Value, 64); err == nil && v >= 0 && v <= 1 {
				*to = v
				return
			}
		}
		r.wrongType(n, path, "a share from 0 to 1", lastKey(path)+": 0.05")
	}
}

func lastKey(path string) string {
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		return path[i+1:]
	}
	return path
}
