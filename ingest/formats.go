package ingest

import (
	"slices"
	"strings"
)

// A Format is one kind of export in one encoding.
type Format struct {
	Kind     string // as config kinds: and summary.json name it
	Encoding string // csv or json
	Variants []Variant
}

// A Variant is one generation of a format: how it is recognised, and the layout
// (CSV) or reader (JSON) that it is read with.
type Variant struct {
	Name string // for messages, such as "2021 on"
	// Must and MustNot are header keys (see headerKey) or, in JSON, lower-cased keys
	// of a record. "a|b" is satisfied by either; "a*" by any key that starts with a;
	// "@a" by any header of the field a.
	Must    []string
	MustNot []string
	Exact   bool // no keys but those of Must
	// ByKind: nothing in the file tells its kind, so the options must name it.
	ByKind bool
	// IsLastResort: never offered as the nearest format of an unknown file.
	IsLastResort bool

	layout *layout
	json   *jsonLayout
}

// Formats lists every format that ingest knows, in the order in which a file is
// compared with them; the first match wins. Adding one is a file with its
// layout and a line here.
var Formats = spelled([]Format{
	agentsCSV, sitesCSV, serviceAccountsCSV, protectedCSV, portalCustomersCSV,
	orgsV1FlatCSV,
	bitbucketUsersCSV,
	externalUsersCSV,
	domainAccountsCSV,
	policyMembersCSV,
	managedAccountsCSV,
	orgUsersCSV,
	entraUsersCSV,
	m365UsersCSV, googleUsersCSV, oktaUsersCSV,
	trelloEnterpriseCSV,
	discoveredAppsCSV, partnerSubscriptionsCSV, quoteLinesCSV, invoicesCSV,
	directoryListCSV,

	lastActiveDatesJSON,
	orgsV1UsersJSON,
	orgsV2UsersJSON,
	scimUsersJSON,
	scimGroupsJSON,
	bitbucketMembersJSON, statuspageIncidentsJSON, commerceQuoteJSON,
})

// id is the format as summary.json spells it.
func (f *Format) id() string { return f.Kind + "_" + f.Encoding }

// Kinds names every kind that a KindRule may name, sorted.
func Kinds() []string {
	var kinds []string
	for i := range Formats {
		if f := &Formats[i]; !slices.Contains(kinds, f.Kind) {
			kinds = append(kinds, f.Kind)
		}
	}
	slices.Sort(kinds)
	return kinds
}

// missing lists what the variant must have and keys do not.
func (v *Variant) missing(keys []string) []string {
	var missing []string
	for _, must := range v.Must {
		if !hasKey(keys, must) {
			missing = append(missing, must)
		}
	}
	return missing
}

// wants reports whether the key is one that the variant must have.
func (v *Variant) wants(key string) bool {
	return slices.ContainsFunc(v.Must, func(must string) bool { return hasKey([]string{key}, must) })
}

// refuses reports whether the key is one that the variant must not have.
func (v *Variant) refuses(key string) bool {
	return slices.ContainsFunc(v.MustNot, func(not string) bool { return hasKey([]string{key}, not) })
}

// spelled lists patterns of keys as the vendor spells them.
func (v *Variant) spelled(patterns []string) []string {
	if v.layout == nil {
		return patterns
	}
	var headers []string
	for _, pattern := range patterns {
		headers = append(headers, v.layout.headerOf(pattern))
	}
	return headers
}

// matches reports whether a file with these keys is of this variant.
func (v *Variant) matches(keys []string) bool {
	if v.ByKind || len(v.missing(keys)) > 0 {
		return false
	}
	for _, key := range keys {
		if v.Exact && !v.wants(key) {
			return false
		}
	}
	return !slices.ContainsFunc(keys, v.refuses)
}

func hasKey(keys []string, pattern string) bool {
	for alternative := range strings.SplitSeq(pattern, "|") {
		prefix, isPrefix := strings.CutSuffix(alternative, "*")
		for _, key := range keys {
			if key == alternative || isPrefix && strings.HasPrefix(key, prefix) {
				return true
			}
		}
	}
	return false
}

// recognise finds the format and variant of a file by its keys; nil when none
// matches.
func recognise(encoding string, keys []string) (*Format, *Variant) {
	for i := range Formats {
		f := &Formats[i]
		if f.Encoding != encoding {
			continue
		}
		for j := range f.Variants {
			if f.Variants[j].matches(keys) {
				return f, &f.Variants[j]
			}
		}
	}
	return nil, nil
}

// share is how much of what the variant must have the keys hold, from 0 to 1.
func (v *Variant) share(keys, missing []string) float64 {
	half := float64(len(v.nearMisses(keys, keys, missing))) / 2
	return 1 - (float64(len(missing))-half)/float64(len(v.Must))
}

// nearest finds the variant that lacks the smallest share of its keys, misspelled
// ones counting half; among equals the first. only limits it to one kind.
func nearest(encoding string, keys []string, only string) (best *Format, variant *Variant, missing []string) {
	share := 0.0
	for i := range Formats {
		f := &Formats[i]
		if f.Encoding != encoding || only != "" && f.Kind != only {
			continue
		}
		for j := range f.Variants {
			v := &f.Variants[j]
			if (v.ByKind || v.IsLastResort) && only == "" {
				continue
			}
			lacks := v.missing(keys)
			if s := v.share(keys, lacks); best == nil || s > share {
				best, variant, missing, share = f, v, lacks, s
			}
		}
	}
	return best, variant, missing
}
