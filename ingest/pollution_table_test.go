package ingest

import (
	"fmt"
	"slices"
	"strings"
)

// Damage to single characters of cells.
var characterDamage = []pollution{
	{family: "characters", name: "non-breaking blanks for blanks in the header", damage: func(d *dirt) {
		d.cells(func(row int, _, cell string) string {
			if row < 0 && !strings.Contains(cell, " - ") && !strings.HasPrefix(cell, "Last seen") {
				cell = strings.ReplaceAll(cell, " ", "\u00a0")
			}
			return cell
		})
	}},
	{family: "characters", name: "non-breaking blanks around cells", damage: func(d *dirt) {
		d.cells(func(_ int, _, cell string) string { return "\u00a0" + cell + "\u00a0" })
	}},
	{family: "characters", name: "tabs around cells", damage: func(d *dirt) {
		d.cells(func(row int, _, cell string) string {
			if row >= 0 {
				cell = "\t" + cell + "\t"
			}
			return cell
		})
	}},
	{family: "characters", name: "a zero-width blank in an id", damage: inID("\u200b")},
	{family: "characters", name: "a soft hyphen in an id", damage: inID("\u00ad")},
	{family: "characters", name: "a right-to-left mark in an id", damage: inID("\u200f")},
	{family: "characters", name: "a byte order mark in an id", damage: inID("\ufeff")},
	{family: "characters", name: "NUL in an id", damage: inID("\x00")},
	{family: "characters", name: "a control character in an id", damage: inID("\x07")},
	{family: "characters", name: "NULs at the end of the file", damage: func(d *dirt) {
		d.edit(func(s string) string { return s + strings.Repeat("\x00", 512) })
	}},
	{family: "characters", name: "a zero-width blank behind every cell", damage: func(d *dirt) {
		d.cells(func(row int, _, cell string) string {
			if row >= 0 && cell != "" {
				cell += "\u200b"
			}
			return cell
		})
		d.lost = upTo(len(d.rows))
	}},
	{family: "characters", name: "full-width letters in an id", damage: func(d *dirt) {
		d.cells(func(row int, header, cell string) string {
			if row == 0 && header == d.ids()[0] {
				return string([]rune(cell)[0]+0xfee0) + cell[1:]
			}
			return cell
		})
		d.lost = []int{0}
	}},
}

// ids are the headers of the columns that say who or what a row is about, the
// deciding one first.
func (d *dirt) ids() []string {
	return map[string][]string{
		"managed_accounts": {"Atlassian ID", "Email"}, "org_users": {"User id", "email"},
		"entra_users": {"userPrincipalName", "mail"}, "quote_lines": {"quote_number"},
	}[d.export.name]
}

// inID puts text into the deciding id of the first row.
func inID(text string) func(d *dirt) {
	return func(d *dirt) {
		d.cells(func(row int, header, cell string) string {
			if row == 0 && header == d.ids()[0] {
				return cell[:3] + text + cell[3:]
			}
			return cell
		})
		d.lost = []int{0}
	}
}

// renamed changes the header.
func renamed(change func(header string) string) func(d *dirt) {
	return func(d *dirt) {
		d.cells(func(row int, header, cell string) string {
			if row < 0 && !strings.Contains(header, " - ") {
				return change(header)
			}
			return cell
		})
	}
}

// without leaves a column out.
func without(n int) func(d *dirt) {
	return func(d *dirt) {
		table := d.table()
		for i := range table {
			table[i] = slices.Delete(slices.Clone(table[i]), n, n+1)
		}
		d.content = csvText(table...)
	}
}

// ordered puts the columns into another order.
func ordered(change func(row []string)) func(d *dirt) {
	return func(d *dirt) {
		table := d.table()
		for i := range table {
			table[i] = slices.Clone(table[i])
			change(table[i])
		}
		d.content = csvText(table...)
	}
}

// withColumn adds a column behind the others.
func withColumn(header, cell string) func(d *dirt) {
	return func(d *dirt) {
		d.lines(func(i int, line string) string { return line + "," + []string{header, cell}[min(i, 1)] + "\n" })
	}
}

var headerDamage = []pollution{
	{family: "header", name: "in capitals", damage: renamed(strings.ToUpper)},
	{family: "header", name: "in small letters", damage: renamed(strings.ToLower)},
	{family: "header", name: "underscores for blanks", damage: renamed(func(h string) string { return strings.ReplaceAll(h, " ", "_") })},
	{family: "header", name: "dots and colons", damage: renamed(func(h string) string { return strings.ReplaceAll(h, " ", ". ") + ":" })},
	{family: "header", name: "notes in brackets", damage: renamed(func(h string) string { return h + " [Required]" })},
	{family: "header", name: "a star behind", damage: renamed(func(h string) string { return h + " *" })},
	{family: "header", name: "line breaks for blanks", damage: renamed(func(h string) string { return strings.ReplaceAll(h, " ", "\n") })},
	{family: "header", name: "columns the other way round", damage: ordered(slices.Reverse[[]string])},
	{family: "header", name: "the last column first", damage: ordered(func(row []string) {
		last := row[len(row)-1]
		copy(row[1:], row[:len(row)-1])
		row[0] = last
	})},
	{family: "header", name: "missing", damage: func(d *dirt) { d.content = csvText(d.rows...); d.isRefused = true }},
	{family: "header", name: "a required column is missing", damage: func(d *dirt) {
		without(slices.Index(d.header, map[string]string{
			"managed_accounts": "Email", "org_users": "User id", "entra_users": "userPrincipalName", "quote_lines": "currency"}[d.export.name]))(d)
		d.isRefused = true
	}},
	{family: "header", name: "a required column is misspelled", damage: func(d *dirt) {
		wrong := map[string]string{"managed_accounts": "Email", "org_users": "email", "entra_users": "userPrincipalName", "quote_lines": "currency"}[d.export.name]
		d.cells(func(row int, header, cell string) string {
			if row < 0 && header == wrong {
				return "X" + cell
			}
			return cell
		})
		d.isRefused = true
	}},
	{family: "header", name: "a column twice, the second one empty", damage: func(d *dirt) { withColumn(d.header[0], "")(d) }},
	{family: "header", name: "a column twice, the second one different", damage: func(d *dirt) { withColumn(d.header[0], "other")(d) }},
	{family: "header", name: "a column without header", damage: withColumn("", "x")},
	{family: "header", name: "a column of row numbers", damage: func(d *dirt) {
		d.lines(func(i int, line string) string { return []string{"", fmt.Sprint(i)}[min(i, 1)] + "," + line + "\n" })
	}},
	{family: "header", name: "repeated in the middle", damage: func(d *dirt) {
		table := slices.Insert(d.table(), 3, d.header)
		d.content = csvText(table...)
	}},
	{family: "header", name: "repeated at the end", damage: func(d *dirt) { d.content = csvText(append(d.table(), d.header)...) }},
	{family: "header", name: "another order in the middle", damage: func(d *dirt) {
		table := d.table()
		for i := 3; i < len(table); i++ {
			table[i] = slices.Clone(table[i])
			slices.Reverse(table[i])
		}
		reversed := slices.Clone(d.header)
		slices.Reverse(reversed)
		d.content = csvText(slices.Insert(table, 3, reversed)...)
		d.isRefused = true
	}},
	{family: "header", name: "a second row of units", damage: func(d *dirt) {
		d.content = csvText(slices.Insert(d.table(), 1, slices.Repeat([]string{"(text)"}, len(d.header)))...)
	}},
	{family: "header", name: "a row of groups above", damage: func(d *dirt) {
		groups := make([]string, len(d.header))
		groups[0], groups[len(groups)/2] = "Person", "Access"
		d.content = csvText(append([][]string{groups}, d.table()...)...)
	}},
	{family: "header", name: "cut in two rows", damage: func(d *dirt) {
		first, second := slices.Clone(d.header), slices.Clone(d.header)
		for i, h := range d.header {
			first[i], second[i], _ = strings.Cut(h, " ")
		}
		d.content = csvText(append([][]string{first, second}, d.rows...)...)
		d.isRefused = d.export.name != "quote_lines" && d.export.name != "entra_users"
		if !d.isRefused {
			d.lost = nil
		}
	}},
}

func above(text string) func(d *dirt) {
	return func(d *dirt) { d.edit(func(s string) string { return text + s }) }
}

func below(text string) func(d *dirt) {
	return func(d *dirt) { d.edit(func(s string) string { return s + text }) }
}

// filled is a row of as many cells as the header, the first ones given.
func (d *dirt) filled(cells ...string) string {
	row := make([]string, len(d.header))
	copy(row, cells)
	return csvText(row)
}

var surroundingDamage = []pollution{
	{family: "surroundings", name: "a title above", damage: above("Managed accounts of Acme\n")},
	{family: "surroundings", name: "a title and a date above, and a blank line", damage: above("Export of accounts\nGenerated on 2026-11-20 03:00 UTC\n\n")},
	{family: "surroundings", name: "a title as wide as the table", damage: func(d *dirt) { above(d.filled("Export of Acme"))(d) }},
	{family: "surroundings", name: "ten comment lines above", damage: above(strings.Repeat("# exported by a script, do not edit\n", 10))},
	{family: "surroundings", name: "keys and values above", damage: above("Organisation,Acme\nDate,2026-11-20\nRows,6\n\n")},
	{family: "surroundings", name: "blank lines above", damage: above("\n\n  \n")},
	{family: "surroundings", name: "rows of commas above", damage: func(d *dirt) { above(strings.Repeat(d.filled(), 3))(d) }},
	{family: "surroundings", name: "a comment below", damage: below("# end of export\n")},
	{family: "surroundings", name: "a total below", damage: below("Total: 12\n")},
	{family: "surroundings", name: "a total as wide as the table", damage: func(d *dirt) { below(d.filled("Total", "", "", "12"))(d) }},
	{family: "surroundings", name: "a total with its number beside it", damage: func(d *dirt) { below(d.filled("Total", "12"))(d) }},
	{family: "surroundings", name: "a sum in the last column", damage: func(d *dirt) {
		row := make([]string, len(d.header))
		row[0], row[len(row)-1] = "Grand total", "27750.00"
		below(csvText(row))(d)
	}},
	{family: "surroundings", name: "a count of rows below", damage: func(d *dirt) { below("\n" + d.filled(fmt.Sprintf("%d rows", len(d.rows))))(d) }},
	{family: "surroundings", name: "a line of time below", damage: func(d *dirt) { below(d.filled("Generated on 2026-11-20 03:00 UTC"))(d) }},
	{family: "surroundings", name: "a notice below", damage: func(d *dirt) { below("\n\nConfidential. For internal use only.\n")(d) }},
	{family: "surroundings", name: "a notice as wide as the table", damage: func(d *dirt) { below(d.filled("Confidential. For internal use only."))(d) }},
	{family: "surroundings", name: "blank lines below", damage: below("\n \n\r\n")},
	{family: "surroundings", name: "a hundred rows of commas below", damage: func(d *dirt) { below(strings.Repeat(d.filled(), 100))(d) }},
	{family: "surroundings", name: "another table below", damage: below("\nDish,Price\nSoup,3\nPie,4\n")},
	{family: "surroundings", name: "the same export once more below", damage: func(d *dirt) { d.edit(func(s string) string { return s + s }) }},
	{family: "surroundings", name: "the same export once more, with a byte order mark", damage: func(d *dirt) { d.edit(func(s string) string { return s + "\ufeff" + s }) }},
	{family: "surroundings", name: "the rows twice", damage: func(d *dirt) { d.content = csvText(append(d.table(), d.rows...)...) }},
	{family: "surroundings", name: "an SQL prompt around", damage: func(d *dirt) {
		d.edit(func(s string) string { return "mysql> select * from users;\n" + s + "6 rows in set (0.01 sec)\n" })
	}},
	{family: "surroundings", name: "a fence of Markdown around", damage: func(d *dirt) { d.edit(func(s string) string { return "```csv\n" + s + "```\n" }) }},
	{family: "surroundings", name: "a page of HTML", damage: func(d *dirt) {
		d.content = "<!DOCTYPE html>\n<html><body>Your session has expired, sign in again.</body></html>\n"
		d.isRefused = true
	}},
}

// onRow changes the line of a row, from 0.
func onRow(row int, change func(line string) string) func(d *dirt) {
	return func(d *dirt) {
		d.lines(func(i int, line string) string {
			if i == row+1 {
				line = change(line)
			}
			return line + "\n"
		})
		d.lost = []int{row}
	}
}

var rowDamage = []pollution{
	{family: "rows", name: "a cell is missing", damage: onRow(1, func(l string) string { return l[:strings.LastIndex(l, ",")] })},
	{family: "rows", name: "the first cell is missing", damage: onRow(1, func(l string) string { return l[strings.Index(l, ",")+1:] })},
	{family: "rows", name: "a cell too many", damage: onRow(1, func(l string) string { return l + ",x" })},
	{family: "rows", name: "a cell too many at the start", damage: onRow(1, func(l string) string { return "x," + l })},
	{family: "rows", name: "an empty cell too many at the start", damage: onRow(1, func(l string) string { return "," + l })},
	{family: "rows", name: "empty cells too many", damage: func(d *dirt) { onRow(1, func(l string) string { return l + ",,," })(d); d.lost = nil }},
	{family: "rows", name: "cut to one cell", damage: onRow(1, func(l string) string { return l[:strings.Index(l, ",")] })},
	{family: "rows", name: "broken in two", damage: onRow(1, func(l string) string { return l[:len(l)/2] + "\n" + l[len(l)/2:] })},
	{family: "rows", name: "two in one line", damage: func(d *dirt) {
		d.lines(func(i int, line string) string { return line + []string{"\n", ""}[btoi(i == 1)] })
		d.lost = []int{0, 1}
	}},
	{family: "rows", name: "blank lines between them", damage: func(d *dirt) { d.edit(func(s string) string { return strings.ReplaceAll(s, "\n", "\n\n\n") }) }},
	{family: "rows", name: "rows of commas between them", damage: func(d *dirt) { d.lines(func(_ int, line string) string { return line + "\n" + d.filled() }) }},
	{family: "rows", name: "comments between them", damage: func(d *dirt) { d.lines(func(_ int, line string) string { return line + "\n# checked\n" }) }},
	{family: "rows", name: "a line of dashes under the header", damage: func(d *dirt) {
		d.content = csvText(slices.Insert(d.table(), 1, slices.Repeat([]string{"----"}, len(d.header)))...)
	}},
	{family: "rows", name: "trailing empty cells are missing", damage: func(d *dirt) {
		d.lines(func(_ int, line string) string { return strings.TrimRight(line, ",") + "\n" })
		for i, row := range d.rows {
			if row[len(row)-1] == "" {
				d.lost = append(d.lost, i)
			}
		}
	}},
	{family: "rows", name: "the ids are missing", damage: func(d *dirt) {
		d.cells(func(row int, header, cell string) string {
			if row == 1 && slices.Contains(d.ids(), header) {
				return ""
			}
			return cell
		})
		d.lost = []int{1}
	}},
	{family: "rows", name: "cells say N/A", damage: func(d *dirt) {
		d.cells(func(row int, _, cell string) string {
			if row >= 0 && cell == "" {
				return "N/A"
			}
			return cell
		})
	}},
	{family: "rows", name: "cells say NULL", damage: func(d *dirt) {
		d.cells(func(row int, _, cell string) string {
			if row >= 0 && cell == "" {
				return "NULL"
			}
			return cell
		})
		d.lost = d.withBlanks()
	}},
	{family: "rows", name: "sorted the other way round", damage: func(d *dirt) {
		table := d.table()
		slices.Reverse(table[1:])
		d.content = csvText(table...)
	}},
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// withBlanks are the rows that have a blank cell.
func (d *dirt) withBlanks() (rows []int) {
	for i, row := range d.rows {
		if slices.Contains(row, "") {
			rows = append(rows, i)
		}
	}
	return rows
}
