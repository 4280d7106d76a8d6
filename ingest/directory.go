package ingest

import "bytes"

// Columns that lists of users have and raw_directory_users has not, numbered
// behind it.
const (
	dirGivenName = dirCreatedOn + 1 + iota
	dirSurname
)

// directoryNames are the parts of a name; completeDirectory joins them.
var directoryNames = []field{
	{name: "given_name", col: dirGivenName, as: asInput},
	{name: "surname", col: dirSurname, as: asInput},
}

// completeDirectory fills in the name from its parts. A blank address stays
// blank: whether the login stands in for it is for whoever joins to say.
func completeDirectory(values [][]byte) {
	if len(values[dirName]) == 0 {
		values[dirName] = bytes.TrimSpace(append(append(bytes.Clone(values[dirGivenName]), ' '), values[dirSurname]...))
	}
}
