// Package queries holds every billing meaning of the program as SQL that an
// analyst can read, and the seeds (CSV) that the SQL joins.
//
// The folders are layers, read from left to right by package transform:
//
//	raw        the columns that ingest promises, as empty selects
//	seeds      names, words, products, prices: data that the rules use
//	staging    one file per source table: rename, type, normalise
//	facts      what is true of a place, a grant, an account
//	quotes     lines of quotes worked out again, compared, and who could bill what
//	rules      one rule per file, by class and by subscription
//	scenarios  what an organisation could change: of which accounts, and how
//	changed    what a change leaves of an account, for scenarios and for explain
//	marts      one row per account, rung, scenario: what reports lay out
//	explain    changes to try on one account, for what would flip its verdicts
//	nights     the columns of published marts that later nights read
//	diff       what changed between two nights, why, and at what cost
//	bill       what published nights come to as a bill: quantities, lines, totals
//	forecast   how the count of Guard changed from night to night
//	checks     rows that break a claim
//	testdata   rows in, rows out, for every rule and every file with a thought
//
// Every file is one select whose first comment states its grain. Nothing here
// knows a file format, and the package imports nothing of the program.
package queries

import "embed"

// FS holds the SQL files and seeds that are compiled into the program.
// The flag --queries reads an edited copy from a folder instead.
//
//go:embed raw seeds staging facts quotes rules scenarios changed explain nights diff bill forecast marts checks
var FS embed.FS
