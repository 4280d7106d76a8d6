package reports

import (
	"context"
	"errors"
	"slices"
	"strings"

	"billable"
)

// accounts streams the accounts of a night, each with its products, sites,
// causes and evidence, in the order of accounts.csv.
type accounts struct {
	*table
	no, org, snapshotDate, accountID, email, name, status    *column
	class, classRule, classWhy, lastActiveOn                 *column
	standard, standardRule, standardWhy                      *column
	premium, premiumRule, atlassianSays, agrees, confidence  *column
	products, evidence, causes                               *follower
	seats                                                    *follower // nil unless asked for
	seatProduct, seatPlace, seatVerdict                      *column
	product, place, evidenceFile, evidenceSheet, evidenceRow *column
	evidenceNote, joinedBy, cause                            *column

	productList, siteList, causeList, evidenceList, joinList []string // of the current account
	seatList                                                 []string // those billed or unknown
}

// openAccounts prepares the stream over the marts; close it after use.
func openAccounts(ctx context.Context, marts map[string][]string) *accounts {
	t := openTable(ctx, "accounts", marts["accounts"])
	long := func(name string) *follower { return follow(openTable(ctx, name, marts[name])) }
	a := &accounts{
		table: t, no: t.number("account_no"), org: t.text("org"), snapshotDate: t.date("snapshot_date"),
		accountID: t.text("account_id"), email: t.text("email"), name: t.text("name"), status: t.text("status"),
		class: t.text("class"), classRule: t.text("class_rule"), classWhy: t.text("class_why"),
		lastActiveOn: t.text("last_active_on"), standard: t.text("guard_standard"),
		standardRule: t.text("guard_standard_rule"), standardWhy: t.text("guard_standard_why"),
		premium: t.text("guard_premium"), premiumRule: t.text("guard_premium_rule"),
		atlassianSays: t.text("atlassian_says"), agrees: t.text("agrees"), confidence: t.text("confidence"),
		products: long("account_products"), evidence: long("account_evidence"), causes: long("account_causes"),
	}
	a.product, a.place = a.products.text("product"), a.products.text("place")
	a.evidenceFile, a.evidenceSheet = a.evidence.text("_file"), a.evidence.text("_sheet")
	a.evidenceRow, a.evidenceNote = a.evidence.number("_row"), a.evidence.text("note")
	a.joinedBy = a.evidence.text("joined_by")
	a.cause = a.causes.text("cause")
	return a
}

// withSeats also gathers the seats of each account.
func (a *accounts) withSeats(ctx context.Context, marts map[string][]string) *accounts {
	a.seats = follow(openTable(ctx, "account_seats", marts["account_seats"]))
	a.seatProduct, a.seatPlace, a.seatVerdict = a.seats.text("product"), a.seats.text("place"), a.seats.text("verdict")
	return a
}

// gatherSeats lists the seats that are billed, jira@acme, and those of which
// that is not known.
func (a *accounts) gatherSeats(no int64) {
	a.seatList = a.seatList[:0]
	for a.seats != nil && a.seats.of(no) {
		name := a.seatProduct.text() + "@" + a.seatPlace.text()
		switch a.seatVerdict.text() {
		case "billable":
			a.seatList = append(a.seatList, name)
		case "unknown":
			a.seatList = append(a.seatList, name+" (unknown)")
		}
	}
}

// next moves to the next account and gathers what belongs to it.
func (a *accounts) next() bool {
	if !a.table.next() {
		return false
	}
	no := a.no.int()
	a.productList, a.siteList = a.productList[:0], a.siteList[:0]
	for a.products.of(no) {
		a.productList = append(a.productList, a.product.text())
		if site := a.place.text(); site != "" {
			a.siteList = append(a.siteList, site)
		}
	}
	a.productList, a.siteList = distinct(a.productList), distinct(a.siteList)
	a.causeList = a.causeList[:0]
	for a.causes.of(no) {
		a.causeList = append(a.causeList, a.cause.text())
	}
	a.causeList = distinct(a.causeList)
	a.gatherEvidence(no)
	a.gatherSeats(no)
	return a.err() == nil
}

// gatherEvidence lists the places that speak of the account and how they were
// joined to it. Where sources differ, what a place says stands behind it in
// brackets: file:row (status active).
func (a *accounts) gatherEvidence(no int64) {
	a.evidenceList, a.joinList = a.evidenceList[:0], a.joinList[:0]
	for a.evidence.of(no) {
		pos := billable.Pos{File: a.evidenceFile.text(), Sheet: a.evidenceSheet.text(), Row: int(a.evidenceRow.int())}
		place := pos.String()
		if note := a.evidenceNote.text(); note != "" {
			place += " (" + strings.ReplaceAll(note, ";", ",") + ")" // ; separates places
		}
		if !slices.Contains(a.evidenceList[max(0, len(a.evidenceList)-1):], place) {
			a.evidenceList = append(a.evidenceList, place)
		}
		if how := spell(a.joinedBy.text()); !slices.Contains(a.joinList, how) {
			a.joinList = append(a.joinList, how)
		}
	}
}

// appendName spells the account as an index does: its id and its address.
func (a *accounts) appendName(to []byte) []byte {
	id, email := a.accountID.text(), a.email.text()
	to = append(to, id...)
	switch {
	case email == "":
	case id == "":
		to = append(to, email...)
	default:
		to = append(append(append(to, " ("...), email...), ')')
	}
	return to
}

// why is what the class rests on: the causes where it has any.
func (a *accounts) why() string {
	if len(a.causeList) > 0 {
		return strings.Join(a.causeList, "+")
	}
	return a.classWhy.text()
}

// err says why next reported false.
func (a *accounts) err() error {
	return errors.Join(a.table.err(), a.products.err(), a.causes.err(), a.evidence.err(), a.seats.err())
}

// finish closes the stream after its last account and reports what stopped it
// early, or a row that belongs to no account.
func (a *accounts) finish() error {
	defer a.close()
	if err := a.err(); err != nil {
		return err
	}
	return errors.Join(a.products.done(), a.causes.done(), a.evidence.done(), a.seats.done())
}

// close gives the files back.
func (a *accounts) close() {
	a.table.close()
	a.products.close()
	a.causes.close()
	a.evidence.close()
	a.seats.close()
}

// distinct sorts the list by bytes, in place, and drops repeats.
func distinct(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
