package reports

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"billable"
)

// actionWriter writes the files of actions/ from the mart actions, which is
// sorted by action. It reads the mart once to plan each action's upload and once
// for each file that lists its rows, so that only addresses are ever kept.
type actionWriter struct {
	ctx     context.Context
	folder  *folder
	paths   []string // of the mart
	night   Provenance
	maxRows int
	maxSize int
}

// A plan is what one action uploads.
type plan struct {
	action  string
	format  uploadFormat
	parts   [][]string // addresses by file, sorted over all files
	names   []string   // file names, one for each part
	shared  []string   // sorted addresses of accounts of which some are held back
	summary actionSummary
}

// actionRow is one row of the mart with the decision that stands.
type actionRow struct {
	accountID, email, name, class, rule string
	decision, mark, reason, loses       string
	lastActiveOn, address               string
}

const (
	contestedReason = "Another account with this address is not uploaded, and an upload names addresses, not accounts."
	includedReason  = "Uploaded all the same: another account with this address is included, and an upload names addresses, not accounts."
)

// write writes every action of the mart and tells how many accounts each means.
func (a *actionWriter) write() ([]actionSummary, error) {
	names, err := a.names()
	if err != nil {
		return nil, err
	}
	var all []actionSummary
	for _, name := range names {
		p, err := a.plan(name)
		if err != nil {
			return nil, err
		}
		if err := a.files(p); err != nil {
			return nil, err
		}
		all = append(all, p.summary)
	}
	return all, nil
}

// names lists the actions present, sorted.
func (a *actionWriter) names() ([]string, error) {
	t := openTable(a.ctx, "actions", a.paths)
	action := t.text("action")
	var names []string
	err := t.each(func() {
		if name := action.text(); len(names) == 0 || names[len(names)-1] != name {
			names = append(names, strings.Clone(name))
		}
	})
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if uploadFormats[name].separator == "" {
			return nil, &billable.Problem{
				Kind: billable.Failure, What: fmt.Sprintf("mart actions holds the action %q, whose upload format is not known", name),
				Remedy: "Add it to uploadFormats in reports/upload.go, or correct the query of the mart.",
			}
		}
	}
	return distinct(names), nil
}

// plan gathers the addresses that one action uploads and counts its decisions.
func (a *actionWriter) plan(action string) (*plan, error) {
	p := &plan{action: action, format: uploadFormats[action]}
	var addresses, others []string
	err := a.each(p, func(r actionRow) error {
		if r.decision == "upload" {
			addresses = append(addresses, strings.Clone(r.address))
		} else if r.address != "" {
			others = append(others, strings.Clone(r.address))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	addresses = distinct(addresses)
	p.shared = common(addresses, distinct(others))
	if p.format.takesAway {
		addresses = slices.DeleteFunc(addresses, func(s string) bool { return contains(p.shared, s) })
	}
	p.parts = splitUpload(addresses, p.format.separator, a.maxRows, a.maxSize)
	for i := range p.parts {
		name := action + ".upload.csv"
		if len(p.parts) > 1 {
			name = fmt.Sprintf("%s-%03d.upload.csv", action, i+1)
		}
		p.names = append(p.names, "actions/"+name)
	}
	return p, nil
}

// files writes the upload files, the review and the manifest of one action.
func (a *actionWriter) files(p *plan) error {
	var uploads []File
	for i, part := range p.parts {
		file, err := a.folder.write(a.ctx, p.names[i], func(w io.Writer) (int64, error) {
			return writeUpload(w, part, p.format.separator)
		})
		if err != nil {
			return err
		}
		uploads = append(uploads, file)
	}
	_, err := a.folder.write(a.ctx, "actions/"+p.action+".review.csv", func(w io.Writer) (int64, error) {
		return a.review(w, p)
	})
	if err != nil {
		return err
	}
	_, err = a.folder.write(a.ctx, "actions/"+p.action+".manifest.json", func(w io.Writer) (int64, error) {
		return a.manifest(w, p, uploads)
	})
	return err
}

var reviewHeader = []string{
	"action", "decision", "mark", "reason", "loses", "account_id", "email", "name",
	"class", "rule", "last_active_on", "file",
}

// review lists every row of the action for eyes.
func (a *actionWriter) review(w io.Writer, p *plan) (int64, error) {
	out, err := newEyesCSV(w, reviewHeader)
	if err != nil {
		return 0, err
	}
	p.summary = actionSummary{Action: p.action, Files: len(p.parts)}
	err = a.each(p, func(r actionRow) error {
		switch r.decision {
		case "upload":
			p.summary.Upload++
		case "held":
			p.summary.Held++
		default:
			p.summary.Quarantined++
		}
		return out.row(p.action, r.decision, r.mark, r.reason, r.loses, r.accountID, r.email, r.name,
			r.class, r.rule, r.lastActiveOn, p.file(r))
	})
	if err != nil {
		return 0, err
	}
	return out.end()
}

// file names the upload file that holds the row's address, or nothing.
func (p *plan) file(r actionRow) string {
	if r.decision != "upload" {
		return ""
	}
	i, _ := slices.BinarySearchFunc(p.parts, r.address, func(part []string, address string) int {
		return strings.Compare(part[len(part)-1], address)
	})
	return strings.TrimPrefix(p.names[i], "actions/")
}

// actionManifest is <action>.manifest.json but for its list of accounts, which
// is written row by row behind it.
type actionManifest struct {
	Action      string `json:"action"`
	Org         string `json:"org"`
	AsOf        string `json:"as_of"`
	RunID       string `json:"run_id"`
	Addresses   int    `json:"addresses"`
	Files       []File `json:"files"`
	Held        int64  `json:"held"`
	Quarantined int64  `json:"quarantined"`
}

// manifest says what the upload files are and which accounts they mean.
func (a *actionWriter) manifest(w io.Writer, p *plan, uploads []File) (int64, error) {
	m := actionManifest{
		Action: p.action, Org: a.night.Org, AsOf: a.night.AsOf, RunID: a.night.RunID, Files: orEmpty(uploads),
		Held: p.summary.Held, Quarantined: p.summary.Quarantined,
	}
	for _, part := range p.parts {
		m.Addresses += len(part)
	}
	head, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return 0, err
	}
	if _, err := fmt.Fprintf(w, "%s,\n  \"accounts\": [", strings.TrimSuffix(string(head), "\n}")); err != nil {
		return 0, err
	}
	var n int64
	err = a.each(p, func(r actionRow) error {
		if r.decision != "upload" {
			return nil
		}
		line, err := json.Marshal(struct {
			AccountID string `json:"account_id"`
			Email     string `json:"email"`
			File      string `json:"file"`
		}{r.accountID, r.address, p.file(r)})
		if err != nil {
			return err
		}
		comma := ","
		if n == 0 {
			comma = ""
		}
		n++
		_, err = fmt.Fprintf(w, "%s\n    %s", comma, line)
		return err
	})
	if err != nil {
		return 0, err
	}
	end := "\n  ]\n}\n"
	if n == 0 {
		end = "]\n}\n"
	}
	_, err = io.WriteString(w, end)
	return n, err
}
