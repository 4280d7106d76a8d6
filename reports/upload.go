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

// uploadSeparators says how the addresses of each action stand apart; behind the
// last address of a file comes a line end only. Adding an action is a line here.
var uploadSeparators = map[string]string{
	"claim-include": "\n",
	"unclaim":       "\n",
	"policy-move":   ",\n", // one a line with a comma, as the bulk entry accepts it
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

// without removes from the sorted addresses those that also stand in the sorted
// others, and returns both what stays and what went.
func without(addresses, others []string) (stay, gone []string) {
	stay = addresses[:0]
	for _, a := range addresses {
		if _, found := slices.BinarySearch(others, a); found {
			gone = append(gone, a)
		} else {
			stay = append(stay, a)
		}
	}
	return stay, gone
}
