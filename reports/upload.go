package reports

import (
	"io"
	"slices"
	"strings"
	"unicode"
)

// An upload file is read by Atlassian's importer, not by a person: one address
// a line, no header, no quotes, and never an escape. An address that would need
// one is left out, and the review file says so.

// The importer's documented limits for one file.
const (
	maxUploadRows  = 10_000
	maxUploadBytes = 5_000_000
)

// An uploadFormat is what the importer of one action wants.
type uploadFormat struct {
	// separator stands between two addresses; behind the last one of a file
	// comes a line end only.
	separator string

	// takesAway says that the accounts lose something by the upload. An upload
	// names addresses, so it reaches every account of an address: when one of
	// them is held back, the address is not uploaded. An action that gives is
	// the other way round: an account that must be in is in.
	takesAway bool
}

// uploadFormats lists the known actions. Adding one is a line here.
var uploadFormats = map[string]uploadFormat{
	"claim-include": {separator: "\n"},
	"unclaim":       {separator: "\n", takesAway: true},
	"policy-move":   {separator: ",\n", takesAway: true}, // one a line, as the bulk entry accepts it
}

// uploadAddress is the spelling of an address in upload files.
func uploadAddress(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// doubtful says why an address must not be uploaded as it is, or nothing.
func doubtful(address string) string {
	switch {
	case address == "":
		return "The account has no e-mail address."
	case strings.IndexByte("=+-@", address[0]) >= 0:
		return "The address starts with " + address[:1] + ", which a spreadsheet would run; it is not uploaded and not altered."
	case strings.ContainsFunc(address, unprintable):
		return "The address holds a blank, a control character or an invisible character."
	case strings.ContainsAny(address, ",;\"<>"):
		return "The address holds a character that separates or quotes addresses."
	case strings.Count(address, "@") != 1 || strings.HasSuffix(address, "@"):
		return "The text is not an e-mail address."
	}
	return ""
}

func unprintable(r rune) bool {
	return r == unicode.ReplacementChar || unicode.IsControl(r) || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)
}

// splitUpload cuts sorted addresses into files within both limits.
func splitUpload(addresses []string, separator string, rows, bytes int) [][]string {
	var parts [][]string
	start, size := 0, 0
	for i, a := range addresses {
		line := len(a) + len(separator)
		if i > start && (i-start == rows || size+line > bytes) {
			parts = append(parts, addresses[start:i])
			start, size = i, 0
		}
		size += line
	}
	if start < len(addresses) {
		parts = append(parts, addresses[start:])
	}
	return parts
}

// writeUpload writes one upload file.
func writeUpload(w io.Writer, addresses []string, separator string) (int64, error) {
	for i, a := range addresses {
		if i > 0 {
			if _, err := io.WriteString(w, separator); err != nil {
				return 0, err
			}
		}
		if _, err := io.WriteString(w, a); err != nil {
			return 0, err
		}
	}
	_, err := io.WriteString(w, "\n")
	return int64(len(addresses)), err
}

// common lists the addresses that stand in both sorted lists.
func common(addresses, others []string) (both []string) {
	for _, a := range addresses {
		if contains(others, a) {
			both = append(both, a)
		}
	}
	return both
}

// contains says whether the sorted list has the address.
func contains(sorted []string, address string) bool {
	_, found := slices.BinarySearch(sorted, address)
	return found
}
