// Package reference is a second reading of the billing rules, in plain Go. It
// supports tests and nothing else: no program imports it.
//
// Judge takes the raw rows of one night and the config's facts and says what
// every account is, which grants it has and what Guard Standard and Guard
// Premium bill; Ladder and Night.Cost say what that comes to. Generate makes
// nights that reach every branch of the rules, and WriteParquet lays one out as
// ingest would, so that a test can hold the SQL to the rules and not to itself.
// It shares neither code nor tables with the queries: even the product names
// and the bundled prices are written down a second time.
//
// Every function quotes the sentence of the rules that it stands for. Where
// the sentence leaves room, the comment names the reading that was chosen.
package reference
