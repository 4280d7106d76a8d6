package transform

import (
	"context"

	"billable"
)

// ExplainedJoin is one place of the evidence, how its row was joined to the
// account, and what it says where the sources differ.
type ExplainedJoin struct {
	Place    string `json:"place"`
	JoinedBy string `json:"joined_by"`
	Note     string `json:"note"`
}

// ExplainedConflict is one field on which the account's sources differ: the
// value that counts, the place that decided it, and every place that says
// otherwise.
type ExplainedConflict struct {
	Field  string            `json:"field"`
	Value  string            `json:"value"`
	Place  string            `json:"place"`
	Others []ExplainedSaying `json:"others"`
}

// ExplainedSaying is what one place says on a field.
type ExplainedSaying struct {
	Value string `json:"value"`
	Place string `json:"place"`
}

func (x *explainer) evidence(ctx context.Context) error {
	return x.each(ctx, "select account_no, _file, _sheet, _row, joined_by, note from account_evidence order by account_no, _file, _sheet, _row",
		func(scan func(...any) *Explanation) {
			var p billable.Pos
			var j ExplainedJoin
			e := scan(&p.File, &p.Sheet, &p.Row, &j.JoinedBy, &j.Note)
			j.Place = p.String()
			e.Evidence = append(e.Evidence, j.Place)
			e.Joins = append(e.Joins, j)
		})
}

func (x *explainer) conflicts(ctx context.Context) error {
	return x.each(ctx, "select account_no, field, value, is_chosen, _file, _sheet, _row from account_conflicts order by account_no, field_no, speaker_no",
		func(scan func(...any) *Explanation) {
			var field, value string
			var isChosen bool
			var p billable.Pos
			e := scan(&field, &value, &isChosen, &p.File, &p.Sheet, &p.Row)
			if isChosen {
				e.Conflicts = append(e.Conflicts, ExplainedConflict{Field: field, Value: value, Place: p.String(), Others: []ExplainedSaying{}})
				return
			}
			if last := len(e.Conflicts) - 1; last >= 0 && value != e.Conflicts[last].Value {
				e.Conflicts[last].Others = append(e.Conflicts[last].Others, ExplainedSaying{Value: value, Place: p.String()})
			}
		})
}
