package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"billable"
	"billable/ingest"
)

// A mappingFact names the mapping of the quotes that Glob matches.
type mappingFact struct {
	Glob    string               `json:"glob"`
	File    string               `json:"-"` // its text is in the identity, its path is not
	Mapping *ingest.QuoteMapping `json:"mapping"`
}

func (c *config) readQuoteMappings(r *yamlReader) field {
	return r.wordPairs(func(key, value string) {
		c.QuoteMappings = append(c.QuoteMappings, mappingFact{Glob: key, File: value})
	})
}

// readMappings reads the mapping files that the config names.
func (c *config) readMappings(known vocabulary) error {
	for i := range c.QuoteMappings {
		m := &c.QuoteMappings[i]
		path := "quote_mappings." + m.Glob
		text, err := os.ReadFile(c.besides(m.File))
		if err != nil {
			return c.problem(path, "Give a path that starts from the config's folder; 'billable quotes map FILE' drafts a mapping.",
				"the mapping %s cannot be read", m.File)
		}
		if m.Mapping, err = parseMapping(filepath.Base(m.File), text, known); err != nil {
			return err
		}
		m.Mapping.Glob = m.Glob
	}
	return nil
}

// mappings are the mappings in ingest's words.
func (c *config) mappings() (list []ingest.QuoteMapping) {
	for _, m := range c.QuoteMappings {
		list = append(list, *m.Mapping)
	}
	return list
}

// A mappingReader reads one mapping file.
type mappingReader struct {
	config // for its messages, which name the file and the line
	*ingest.QuoteMapping
}

// parseMapping reads the text of a mapping and checks every word of it.
func parseMapping(file string, text []byte, known vocabulary) (*ingest.QuoteMapping, error) {
	m := &mappingReader{config: config{file: file, lines: map[string]int{}}, QuoteMapping: &ingest.QuoteMapping{
		Name: file, Columns: map[string]string{}, Set: map[string]string{}, Titles: map[string]string{}, Totals: map[string]string{},
		Products: map[string]string{}, Words: map[string]map[string]string{},
	}}
	r := &yamlReader{file: file, lines: m.lines}
	words := map[string]field{}
	for _, w := range ingest.QuoteWords {
		words[w] = func(path string, n ast.Node) {
			m.Words[w] = map[string]string{}
			m.pairs(r, m.Words[w])(path, n)
		}
	}
	err := r.document(text, map[string]field{
		"columns": m.byField(r, m.Columns), "set": m.byField(r, m.Set), "titles": m.byField(r, m.Titles),
		"decimal": r.text(&m.Decimal), "percent": r.text(&m.Percent), "dates": r.text(&m.Dates),
		"totals": m.pairs(r, m.Totals), "products": m.pairs(r, m.Products), "words": section(r, words),
	})
	if err == nil {
		err = m.check(known)
	}
	return m.QuoteMapping, err
}

// byField reads a mapping whose keys are fields of a line of a quote.
func (m *mappingReader) byField(r *yamlReader, to map[string]string) field {
	fields := map[string]field{}
	for _, f := range ingest.QuoteFields() {
		fields[f] = func(path string, n ast.Node) {
			var text string
			r.text(&text)(path, n)
			if r.err == nil && strings.TrimSpace(text) == "" {
				r.fail(n, path, "the text is empty", "Write what the file says, or remove the line.")
			}
			to[f] = strings.TrimSpace(text)
		}
	}
	return section(r, fields)
}

func (m *mappingReader) pairs(r *yamlReader, to map[string]string) field {
	return r.wordPairs(func(key, value string) { to[strings.TrimSpace(key)] = strings.TrimSpace(value) })
}

func (m *mappingReader) check(known vocabulary) (err error) {
	for _, w := range []struct {
		key   string
		value *string
		words []string
	}{{"decimal", &m.Decimal, ingest.QuoteDecimals}, {"percent", &m.Percent, ingest.QuotePercents}, {"dates", &m.Dates, ingest.QuoteDateForms}} {
		if *w.value == "" {
			continue
		}
		if *w.value, err = m.word(w.key, *w.value, w.words); err != nil {
			return err
		}
	}
	for _, text := range slices.Sorted(maps.Keys(m.Totals)) {
		if m.Totals[text], err = m.word("totals."+text, m.Totals[text], ingest.QuoteTotals); err != nil {
			return err
		}
	}
	for _, field := range slices.Sorted(maps.Keys(m.Columns)) {
		for _, other := range []map[string]string{m.Set, m.Titles} {
			if other[field] != "" {
				return m.problem("columns."+field, "Keep the one that is right.", "%s is said twice, by a column and by set: or titles:", field)
			}
		}
	}
	if missing := m.Lacks(); len(missing) > 0 {
		return &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: m.file}, What: "the mapping does not say where " + strings.Join(missing, ", and where ") + " stands",
			Remedy: "Add it under columns:, under titles: (a label above the table), or under set: (what every line says)."}
	}
	if currency := m.Set["currency"]; currency != "" && !hasWord(known.currencies, strings.ToUpper(currency)) {
		return m.problem("set.currency", didYouMean(currency, known.currencies), "unknown currency %q", currency)
	}
	return m.checkProducts(known)
}

func (m *mappingReader) checkProducts(known vocabulary) error {
	guards := []string{"guard_standard", "guard_premium"}
	for _, text := range slices.Sorted(maps.Keys(m.Products)) {
		name, plan, _ := strings.Cut(m.Products[text], " ")
		if name == "app" && plan != "" {
			continue
		}
		if !slices.Contains(guards, name) && known.keyOf[productKey(name)] == "" {
			return m.problem("products."+text, didYouMean(name, slices.Concat(known.products, guards)), "unknown product %q", name)
		}
		if plan != "" && !slices.Contains(planWords, plan) {
			return m.problem("products."+text, didYouMean(plan, planWords), "unknown plan %q", plan)
		}
	}
	return nil
}
