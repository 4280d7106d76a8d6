package transform

import (
	"context"
	"fmt"
	"io/fs"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The SQL files run on DuckDB today and on Trino or Spark SQL when the lake
// outgrows one machine. What all three understand in the same way is listed
// here; whatever is not on the lists is rejected.
var (
	portableKeywords = words(`with as select distinct from join left cross on where and or not in is null exists
		group by having order asc desc nulls last union all case when then else end like escape
		over partition filter true false date interval day year`)

	portableFunctions = words(`sum min max count avg row_number coalesce nullif try_cast cast lower upper trim replace
		translate substr length position mod floor abs greatest least`)

	portableTypes = words(`bigint integer varchar boolean date`)

	// reservedNames are keywords of one of the engines that must not name
	// anything, though they could stand behind "as".
	reservedNames = words(`alter between constraint create cube current_date current_time current_timestamp current_user
		deallocate delete describe drop except execute extract for full grouping inner insert intersect into
		json_array listagg localtime localtimestamp natural normalize outer prepare recursive right rollup skip
		table uescape unnest using values any both check collate column fetch foreign leading lateral minus offset
		only overlaps primary references session_user some sql tablesample to trailing unique user window within
		qualify pivot unpivot ilike rlike regexp similar exclude rename array struct map list lambda
		macro limit anti semi asof positional returning sample`)

	portableSymbols = words(`( ) , . = <> < > <= >= + - * / ||`)
)

func words(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// maxSQLLines is where a query stops being one thought.
const maxSQLLines = 80

func TestPortableSQL(t *testing.T) {
	bench := newRowBench(t)
	known := bench.knownNames(t)
	for _, f := range bench.lib.files {
		text, err := bench.lib.read(f.path)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range portableProblems(f.path, text, known) {
			t.Errorf("queries/%s: %s", f.path, p)
		}
	}
}

// TestPortableNotices tests the test: each of these must be rejected, with words
// that name the trouble.
func TestPortableNotices(t *testing.T) {
	known := words("a b x t n place users accounts name")
	const grain = "-- grain: one row per account\n"
	for _, exact := range []string{"a - mod(a, b)", "mod(n, x) + 1 - mod(mod(n, x) + 1, b)"} {
		if got := portableProblems("facts/good.sql", grain+"select cast(("+exact+") / b as bigint) as a\nfrom t\n", known); len(got) > 0 {
			t.Errorf("an exact division of %s is rejected: %q", exact, got)
		}
	}
	good := grain + "with t as (\n    select x as a, count(*) filter (where b is not null) as n -- list, map\n    from accounts\n" +
		"    group by x\n)\n\nselect cast(n as bigint) as n, 'qualify; x::int' as b, date '2024-02-09' as x\nfrom t\nwhere a like 'x!%' escape '!'\norder by n desc nulls last\n"
	if got := portableProblems("facts/good.sql", good, known); len(got) > 0 {
		t.Errorf("a portable file is rejected: %q", got)
	}
	for _, c := range []struct{ text, want string }{
		{"select a from t qualify row_number() over (order by a) = 1", `"qualify"`},
		{"select a, count(*) as n from t group by all", `"all" without union`},
		{"select a, count(*) as n from t group by 1", "by number"},
		{"select a, b, count(*) as n from t group by a, 2", "by number"},
		{"select a from t order by 1", "by number"},
		{"select * exclude (a) from t", "columns left out or replaced"},
		{"select t.* exclude (a) from t", "columns left out or replaced"},
		{"select * replace (a + 1 as a) from t", "columns left out or replaced"},
		{"pivot t on a using sum(b)", `"pivot"`},
		{"select string_agg(a, ';') as a from t", `"string_agg"`},
		{"select listagg(a, ';') as a from t", `"listagg"`},
		{"select group_concat(a) as a from t", `"group_concat"`},
		{"select array_agg(a) as a from t", `"array_agg"`},
		{"select [a, b] as x from t", `"["`},
		{"select {'a': a} as x from t", `"{"`},
		{"select map(a, b) as x from t", `"map"`},
		{"select unnest(a) as x from t", `"unnest"`},
		{"select list_filter(a, x -> x > 1) as x from t", `"->"`},
		{"select a from t where a ilike 'x'", `"ilike"`},
		{"select a from t where a ~ 'x'", `"~"`},
		{"select a from t where regexp_matches(a, 'x')", `"regexp_matches"`},
		{"select a from t where a similar to 'x'", `"similar"`},
		{"select strptime(a, '%Y') as a from t", `"strptime"`},
		{"select strftime(a, '%Y') as a from t", `"strftime"`},
		{"select epoch(a) as a from t", `"epoch"`},
		{"select getvariable('x') as a from t", `"getvariable"`},
		{"select current_date as a from t", `"current_date"`},
		{"select now() as a from t", `"now"`},
		{"select a::bigint as a from t", `"::"`},
		{"select a // 2 as a from t", `"//"`},
		{"select a % 2 as a from t", `"%"`},
		{"select a ** 2 as a from t", `"**"`},
		{"select round(a) as a from t", `"round"`},
		{"select cast(a as double) as a from t", `type "double"`},
		{"select cast(a as hugeint) as a from t", `type "hugeint"`},
		{"select \"a\" from t", `"\""`},
		{"select `a` from t", "\"`\""},
		{"select a from t limit 1", `"limit"`},
		{"select a from t using sample 10", `"using"`},
		{"select a from t join x using (a)", `"using"`},
		{"select a from read_parquet('x')", `"read_parquet"`},
		{"select a from t where a between 1 and 2", `"between"`},
		{"select a as user from t", `"user"`},
		{"select a from t; select b from t", "one select"},
		{"select if(a, b, x) as a from t", `"if"`},
		{"select a from t where nowhere = 1", `"nowhere"`},
		{"select cast(a * 1.5 as bigint) as a from t", `no whole number`},
		{"select a / b as a from t", `a division`},
		{"select cast(a / b as bigint) as a from t", `a division`},
		{"select cast((a - mod(a, b)) / b * n as bigint) as a from t", `a division`},
		{"select cast((a - mod(a, b)) / n as bigint) as a from t", `a division`},
		{"select cast((a - mod(n, b)) / b as bigint) as a from t", `a division`},
		{"select cast((a + mod(a, b)) / b as bigint) as a from t", `a division`},
		{"select cast(2 * (a - mod(a, b)) / b as bigint) as a from t", `a division`},
		{"select cast((a - mod(a, b)) / b as integer) as a from t", `a division`},
		{"select lag(a) over (order by a) as a from t", `"lag"`},
		{"select sum(a) over (order by a rows between 1 preceding and current row) as a from t", `"rows"`},
		{"create macro x(a) as a + 1", `"create"`},
	} {
		if got := strings.Join(portableProblems("facts/bad.sql", grain+c.text, known), "; "); !strings.Contains(got, c.want) {
			t.Errorf("%s\n  is rejected with %q, want words with %q", c.text, got, c.want)
		}
	}
	for _, c := range []struct{ path, text, want string }{
		{"marts/bad.sql", grain + "select * from t", "names its columns"},
		{"marts/bad.sql", grain + "select t.*, a from t", "names its columns"},
		{"facts/bad.sql", "select a from t", "grain"},
		{"facts/bad.sql", "\n" + grain + "select a from t", "grain"},
		{"facts/bad.sql", "-- grain: accounts\nselect a from t", "grain"},
		{"facts/bad.sql", grain + strings.Repeat("\n", maxSQLLines) + "select a from t", "lines"},
		{"facts/bad.sql", grain + "select 'a from t", "never closed"},
	} {
		if got := strings.Join(portableProblems(c.path, c.text, known), "; "); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s\n  is rejected with %q, want words with %q", c.path, c.text, got, c.want)
		}
	}
}

// portableProblems says what in the text is not of the portable subset, or not
// as a file of queries is written. known are the names of relations and columns.
func portableProblems(path, text string, known map[string]bool) []string {
	var problems []string
	if !strings.HasPrefix(text, "-- grain: one row") {
		problems = append(problems, `the first line does not state the grain ("-- grain: one row per ...")`)
	}
	if n := strings.Count(strings.TrimRight(text, "\n"), "\n") + 1; n >= maxSQLLines {
		problems = append(problems, fmt.Sprintf("%d lines, more than fit under %d: move a thought into a file of its own", n, maxSQLLines))
	}
	tokens, err := tokenize(text)
	if err != nil {
		return append(problems, err.Error())
	}
	r := portableReader{tokens: tokens, names: namesIn(tokens, known), isMart: strings.HasPrefix(path, "marts/")}
	for i := range tokens {
		r.look(i)
	}
	return append(problems, r.problems...)
}

// token is a word, number, symbol or string (”) with its line.
type token struct {
	text string
	line int
}

var sqlToken = regexp.MustCompile(`(?s)--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|[A-Za-z_][A-Za-z0-9_]*|[0-9][0-9.]*|\|\||<>|<=|>=|!=|::|//|\*\*|->|\s+|.`)

func tokenize(text string) ([]token, error) {
	var tokens []token
	line := 1
	for _, s := range sqlToken.FindAllString(text, -1) {
		switch {
		case strings.TrimSpace(s) == "", strings.HasPrefix(s, "--"), strings.HasPrefix(s, "/*"):
		case s == "'":
			return nil, fmt.Errorf("line %d: a string is never closed", line)
		case strings.HasPrefix(s, "'"):
			tokens = append(tokens, token{"''", line})
		default:
			tokens = append(tokens, token{s, line})
		}
		line += strings.Count(s, "\n")
	}
	return tokens, nil
}

var (
	isWord   = regexp.MustCompile(`^[A-Za-z_]`)
	isNumber = regexp.MustCompile(`^[0-9]`)
)

// namesIn adds to the known names those that the file makes itself: behind as,
// and before "as (".
func namesIn(tokens []token, known map[string]bool) map[string]bool {
	names := map[string]bool{}
	for n := range known {
		names[n] = true
	}
	for i, tok := range tokens {
		if tok.text != "as" {
			continue
		}
		if i+1 < len(tokens) && isWord.MatchString(tokens[i+1].text) {
			names[tokens[i+1].text] = true
		}
		if i > 0 && i+1 < len(tokens) && tokens[i+1].text == "(" {
			names[tokens[i-1].text] = true
		}
	}
	return names
}

type portableReader struct {
	tokens   []token
	names    map[string]bool
	isMart   bool
	open     []string // the word before each open bracket
	list     string   // "group by" or "order by" while its list lasts
	listAt   int      // depth of brackets at which the list stands
	problems []string
}

func (r *portableReader) at(i int) string {
	if i < 0 || i >= len(r.tokens) {
		return ""
	}
	return r.tokens[i].text
}

func (r *portableReader) reject(i int, format string, args ...any) {
	r.problems = append(r.problems, fmt.Sprintf("line %d: ", r.tokens[i].line)+fmt.Sprintf(format, args...))
}

func (r *portableReader) look(i int) {
	s := r.at(i)
	switch {
	case s == "''":
	case strings.Contains(s, ".") && isNumber.MatchString(s):
		r.reject(i, "%s is no whole number: count in cents, basis points or sixtieths", s)
	case isNumber.MatchString(s):
		if r.list != "" && len(r.open) == r.listAt && (r.at(i-1) == "by" || r.at(i-1) == ",") {
			r.reject(i, "%s by number: name the column", r.list)
		}
	case isWord.MatchString(s):
		r.lookAtWord(i, s)
	default:
		r.lookAtSymbol(i, s)
	}
}

func (r *portableReader) lookAtWord(i int, s string) {
	if s == "by" {
		r.list, r.listAt = r.at(i-1)+" by", len(r.open)
	} else if portableKeywords[s] && s != "nulls" && s != "last" && s != "desc" && s != "asc" && len(r.open) == r.listAt {
		r.list = ""
	}
	switch {
	case r.at(i-1) == "as" && r.inCast():
		if !portableTypes[s] {
			r.reject(i, "type %q: use bigint, integer, varchar, boolean or date", s)
		}
	case reservedNames[s]:
		r.reject(i, "%q is not in the portable subset, and not a name in every engine", s)
	case s == "all" && r.at(i-1) != "union":
		r.reject(i, `"all" without union: name the columns`)
	case portableKeywords[s]:
	case r.at(i+1) == "(" && r.at(i-1) != ".":
		if !portableFunctions[s] {
			r.reject(i, "function %q is not in the portable subset", s)
		}
	case !r.names[s]:
		r.reject(i, "%q is neither a keyword of the portable subset nor a known name", s)
	}
}

func (r *portableReader) inCast() bool {
	return len(r.open) > 0 && strings.HasSuffix(r.open[len(r.open)-1], "cast")
}

func (r *portableReader) lookAtSymbol(i int, s string) {
	switch {
	case s == ";":
		r.reject(i, "a file is one select, without ;")
	case !portableSymbols[s]:
		r.reject(i, "%q is not in the portable subset", s)
	case s == "/" && !r.isExactDivision(i):
		r.reject(i, "a division is a fraction on one engine and cut on another: write cast((a - mod(a, b)) / b as bigint)")
	case s == "(":
		r.open = append(r.open, r.at(i-1))
	case s == ")" && len(r.open) > 0:
		if len(r.open) == r.listAt {
			r.list = ""
		}
		r.open = r.open[:len(r.open)-1]
	case s == "*" && (r.at(i-1) == "select" || r.at(i-1) == "." || r.at(i-1) == "distinct"):
		if next := r.at(i + 1); next != "," && next != "from" {
			r.reject(i, "columns left out or replaced behind *: name the columns")
		}
		if r.isMart {
			r.reject(i, "a mart names its columns: no *")
		}
	}
}

// isExactDivision says that the sign at i stands in cast((a - mod(a, b)) / b as
// bigint), b a number or a column: see TestDivisionIsExact.
func (r *portableReader) isExactDivision(i int) bool {
	by, next := []string{r.at(i + 1)}, i+2
	if r.at(next) == "." {
		by, next = append(by, ".", r.at(i+3)), i+4
	}
	if r.at(i-1) != ")" || r.at(next) != "as" || r.at(next+1) != "bigint" || r.at(next+2) != ")" {
		return false
	}
	start, depth := i-1, 1
	for depth > 0 && start > 0 {
		start--
		depth += map[string]int{")": 1, "(": -1}[r.at(start)]
	}
	var dividend []string
	for _, t := range r.tokens[start+1 : i-1] {
		dividend = append(dividend, t.text)
	}
	half := (len(dividend) - 5 - len(by)) / 2
	if r.at(start-1) != "(" || r.at(start-2) != "cast" || half < 1 {
		return false
	}
	a := dividend[:half]
	return slices.Equal(dividend, slices.Concat(a, []string{"-", "mod", "("}, a, []string{","}, by, []string{")"}))
}

// TestDivisionIsExact holds DuckDB, which divides whole numbers as fractions of 53
// bits, to the form that the queries divide in: nothing is lost while the quotient
// stays below 2^51, however large the dividend, since the cast rounds to the nearest
// whole number and the remainder is taken away first.
func TestDivisionIsExact(t *testing.T) {
	bench := newRowBench(t)
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.Int64Range(1, 1<<40).Draw(t, "b")
		a := rapid.Int64Range(0, min(1<<51, math.MaxInt64/b)-1).Draw(t, "quotient")*b + rapid.Int64Range(0, b-1).Draw(t, "rest")
		got, err := bench.db.count(context.Background(), fmt.Sprintf("select cast((a - mod(a, b)) / b as bigint) from (select cast(%d as bigint) as a, cast(%d as bigint) as b)", a, b))
		if err != nil || got != a/b {
			t.Fatalf("%d / %d is %d, %v; want %d", a, b, got, err, a/b)
		}
	})
}

// knownNames are the relations and columns of an empty night.
func (b *rowBench) knownNames(t *testing.T) map[string]bool {
	t.Helper()
	rows, err := b.db.conn.QueryContext(context.Background(), "select table_name, column_name from information_schema.columns where table_schema = 'main'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	names := map[string]bool{}
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			t.Fatal(err)
		}
		names[table], names[column] = true, true
	}
	return names
}

// read gives a file's text as it stands.
func (l *library) read(path string) (string, error) {
	text, err := fs.ReadFile(l.fsys, path)
	return string(text), err
}

// TestColumnTypes holds every relation to types that engines and Parquet share:
// a sum is HUGEINT until it is cast, and lands in Parquet as a DOUBLE.
func TestColumnTypes(t *testing.T) {
	bench := newRowBench(t)
	rows, err := bench.db.conn.QueryContext(context.Background(),
		"select table_name, column_name, data_type from information_schema.columns where table_schema = 'main' order by 1, 2")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var table, column, kind string
		if err := rows.Scan(&table, &column, &kind); err != nil {
			t.Fatal(err)
		}
		if !portableTypes[strings.ToLower(kind)] {
			t.Errorf("%s.%s is %s: cast it to bigint, integer, varchar, boolean or date", table, column, kind)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}
