package reports

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file holds what keeps people out of a pack: pseudonyms, counts that are not
// told, and a last look through every text that came from an input.

// fewest is the smallest count of people that is told.
const fewest = 5

const (
	few      = "<5"
	withheld = "withheld"
)

// ref is the pseudonym of something: HMAC-SHA-256 under the key, cut to 80 bits.
func (p *packer) ref(kind, name string) string {
	return kind + "-" + hex.EncodeToString(p.mac(kind + "\x00" + name)[:10])
}

// keyID tells one key from another.
func (p *packer) keyID() string { return hex.EncodeToString(p.mac("key")[:4]) }

func (p *packer) mac(text string) []byte {
	h := hmac.New(sha256.New, p.Key)
	h.Write([]byte(text))
	return h.Sum(nil)
}

// hide tells a count, or that it is a small one. Nobody is told from a few, so none
// is told as few.
func hide(n int64) packCell {
	if n < fewest {
		return own(few)
	}
	return number(n)
}

// hideText hides a small count that is spelled as text.
func hideText(s string) packCell {
	if n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64); err == nil && n < fewest {
		return own(few)
	}
	return free(s)
}

// hideGroup tells counts that add up to a total which is told as well. Where one is
// small, the smallest of the others is withheld with it, or the total would tell
// it; and as many more as it takes until what is hidden can be shared out in more
// than one way. Where nothing is left to withhold, the total is.
func hideGroup(counts []int64) (cells []packCell, total packCell) {
	var sum, slack int64 // slack: what is hidden beyond the least that it can be
	small := false
	for _, n := range counts {
		sum += n
		cells = append(cells, hide(n))
		if n < fewest {
			small, slack = true, slack+n
		}
	}
	total = hide(sum)
	for others := 0; small && (others == 0 || slack == 0); others++ {
		least := -1
		for i, n := range counts {
			if cells[i].number != nil && (least < 0 || n < counts[least]) {
				least = i
			}
		}
		if least < 0 {
			if total.number != nil {
				total = own(withheld)
			}
			break
		}
		cells[least] = own(withheld)
		slack += counts[least] - fewest
	}
	return cells, total
}

// hiddenText stands for a text in which somebody was found.
const hiddenText = "(withheld)"

// guard looks through every text of the tables that came from an input for whatever
// names somebody, and withholds those in which it finds it. What names people is
// streamed past the few texts, so that memory does not grow with the accounts.
func (p *packer) guard() error {
	texts := map[string]bool{} // lower-cased; true: somebody was found in it
	for _, t := range p.tables {
		for _, r := range t.rows {
			for _, c := range r {
				if c.free && c.text != "" {
					key := strings.ToLower(c.text)
					texts[key] = texts[key] || strings.Contains(key, "@")
				}
			}
		}
	}
	blob := ""
	for _, s := range slices.Sorted(maps.Keys(texts)) {
		blob += "\n" + s
	}
	blob += "\n"
	look := func(who string) {
		who = strings.ToLower(strings.TrimSpace(who))
		if !identifies(who) || !strings.Contains(blob, who) {
			return
		}
		for s := range texts {
			texts[s] = texts[s] || containsWord(s, who)
		}
	}
	if err := p.eachIdentity(look); err != nil {
		return err
	}
	for _, t := range p.tables {
		for _, r := range t.rows {
			for i := range r {
				if r[i].free && texts[strings.ToLower(r[i].text)] {
					r[i].text = hiddenText
				}
			}
		}
	}
	return nil
}

// identityColumns are the columns of raw tables that name people.
var identityColumns = map[string][]string{
	"accounts":          {"account_id", "email", "name", "username"},
	"directory_users":   {"directory_id", "user_principal_name", "email", "name"},
	"portal_customers":  {"email", "name"},
	"scim_users":        {"scim_id", "user_name", "external_id", "account_id", "email", "name"},
	"workspace_members": {"account_id", "email", "name", "username"},
	"group_members":     {"account_id", "email"},
	"policy_members":    {"account_id", "email", "name"},
	"agents":            {"account_id", "email"},
	"service_accounts":  {"account_id", "email"},
	"protected":         {"account_id", "email"},
}

// eachIdentity gives every id, address and name of the accounts, of the raw tables
// and of the customer contacts, and of addresses the local part and the domain.
func (p *packer) eachIdentity(look func(string)) error {
	address := func(email string) {
		look(email)
		if local, domain, found := strings.Cut(email, "@"); found {
			look(domain)
			if strings.ContainsAny(local, "._-") || len(local) >= 8 {
				look(local)
			}
		}
	}
	read := func(t *table, names []string) error {
		columns := make([]*column, len(names))
		for i, name := range names {
			columns[i] = t.text(name)
		}
		return t.each(func() {
			for _, c := range columns {
				for part := range strings.SplitSeq(c.text(), ";") {
					address(part)
				}
			}
		})
	}
	if err := read(openTable(p.ctx, "accounts", p.Marts["accounts"]), []string{"account_id", "email", "name"}); err != nil {
		return err
	}
	if err := read(openTable(p.ctx, "subscriptions", p.Marts["subscriptions"]), []string{"contacts"}); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(identityColumns)) {
		if err := read(openTable(p.ctx, "raw_"+name, p.Raw[name]), identityColumns[name]); err != nil {
			return err
		}
	}
	return nil
}

// commonWords are names of accounts that name nobody: what services are called, and
// the products that every pack speaks of.
var commonWords = map[string]bool{
	"jira": true, "confluence": true, "bitbucket": true, "trello": true, "standard": true, "premium": true, "enterprise": true, "guard": true, "free": true,
	"jira service management": true, "jira software": true, "jira product discovery": true, "jira work management": true, "guard standard": true,
	"guard premium": true, "atlassian guard": true, "opsgenie": true, "statuspage": true, "loom": true, "compass": true,
}

// identifies says whether a text is long and rare enough to name somebody.
func identifies(who string) bool { return utf8.RuneCountInString(who) >= 4 && !commonWords[who] }

// containsWord finds a text that neither begins nor ends within a word.
func containsWord(s, who string) bool {
	for from := 0; ; {
		i := strings.Index(s[from:], who)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(who)
		before, _ := utf8.DecodeLastRuneInString(s[:start])
		after, _ := utf8.DecodeRuneInString(s[end:])
		if (start == 0 || !isWordRune(before)) && (end == len(s) || !isWordRune(after)) {
			return true
		}
		from = start + 1
	}
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
