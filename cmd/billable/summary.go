package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"billable"
)

// summaryName is the file that the terminal's summary is read from.
const summaryName = "summary.json"

// A summary is what this package reads of a published summary.json. What the
// terminal shows comes from that file and nowhere else, so that the two cannot
// differ.
type summary struct {
	Org      string `json:"org"`
	AsOf     string `json:"as_of"`
	RunID    string `json:"run_id"`
	Accounts struct {
		Total   int64       `json:"total"`
		ByClass namedCounts `json:"by_class"`
	} `json:"accounts"`
	Verdicts       map[string]verdictCounts `json:"verdicts"`
	Reconciliation struct {
		Agrees    int64 `json:"agrees"`
		Disagrees int64 `json:"disagrees"`
		Undecided int64 `json:"undecided"`
		Silent    int64 `json:"silent"`
	} `json:"reconciliation"`
	Ladder            []rung     `json:"ladder"`
	Scenarios         []scenario `json:"scenarios"`
	RecoverableCents  *int64     `json:"recoverable_cents"`
	RecoverableReason string     `json:"recoverable_reason"`
	Currency          string     `json:"currency"`
	PriceBook         struct {
		Note string `json:"note"`
	} `json:"price_book"`
	Files []fileCount `json:"files"`
	Guard struct {
		Edition string `json:"edition"`
		Billing string `json:"billing"`
	} `json:"guard"`
	Seats    []seatCount  `json:"seats"`
	SiteNote string       `json:"site_note"`
	Checks   []checkCount `json:"checks"`
	Changes  *changeSum   `json:"changes"` // nil: no night before
	Bridge   []figure     `json:"bridge"`
	Renewals *renewals    `json:"renewals"` // nil: published by an older version
	Cascades []cascade    `json:"cascades"`
}

// figure is a figure of the vendor beside what the verdicts come to; the latter
// and what is left between them are nil where it is not held against the night.
type figure struct {
	Subscription string `json:"subscription"`
	Source       string `json:"source"`
	Paper        string `json:"paper"`
	Place        string `json:"place"`
	CountedOn    string `json:"counted_on"`
	Theirs       int64  `json:"theirs"`
	Ours         *int64 `json:"ours"`
	Residual     *int64 `json:"residual"`
	Unexplained  *int64 `json:"unexplained"`
	Reason       string `json:"reason"`
	Note         string `json:"note"`
	Lines        []struct {
		Line     string `json:"line"`
		Accounts *int64 `json:"accounts"`
		Users    int64  `json:"users"`
	} `json:"lines"`
}

// changeSum is what changed since the night before, in numbers.
type changeSum struct {
	Since       string `json:"since"`
	Appeared    int64  `json:"appeared"`
	Left        int64  `json:"left"`
	Classes     int64  `json:"classes"`
	Verdicts    int64  `json:"verdicts"`
	Unexplained int64  `json:"unexplained"`
	Cents       *int64 `json:"cents"`
}

type verdictCounts struct {
	Billable    int64 `json:"billable"`
	NotBillable int64 `json:"not_billable"`
	Unknown     int64 `json:"unknown"`
}

// A seatCount is one product at one place.
type seatCount struct {
	Product  string `json:"product"`
	Billable int64  `json:"billable"`
	Unknown  int64  `json:"unknown"`
}

type rung struct {
	ID              string `json:"id"`
	Accounts        int64  `json:"accounts"`
	Billable        int64  `json:"billable"`
	AnnualCents     *int64 `json:"annual_cents"`
	AnnualReason    string `json:"annual_reason"`
	UnknownAccounts int64  `json:"unknown_accounts"`
	IfUnknownBilled *int64 `json:"annual_cents_if_unknown_billed"`
	*AddOn
}

// AddOn is what the add-on of Guard Premium counts and costs within a rung or a
// scenario; nil where it is not bought. It is exported for encoding/json to fill it.
type AddOn struct {
	PremiumBillable    int64  `json:"premium_billable"`
	PremiumUnknown     int64  `json:"premium_unknown"`
	PremiumAnnualCents *int64 `json:"premium_annual_cents"`
}

type scenario struct {
	ID              string `json:"id"`
	Label           string `json:"label,omitempty"`
	AccountsTouched int64  `json:"accounts_touched"`
	Billable        int64  `json:"billable"`
	AnnualCents     *int64 `json:"annual_cents"`
	MonthlyCents    *int64 `json:"monthly_cents"`
	SavingCents     *int64 `json:"saving_cents"`
	AnnualReason    string `json:"annual_reason,omitempty"`
	Loses           string `json:"loses,omitempty"`

	EffortMinutes  *int64      `json:"effort_minutes"`
	EffortCents    *int64      `json:"effort_cents"`
	NetSavingCents *int64      `json:"net_saving_cents"`
	ByWayOut       namedCounts `json:"by_way_out"`
	*AddOn
}

type fileCount struct {
	Path         string `json:"path"`
	Format       string `json:"format"`
	RowsRead     int64  `json:"rows_read"`
	RowsKept     int64  `json:"rows_kept"`
	RowsRejected int64  `json:"rows_rejected"`
	RowsMended   int64  `json:"rows_mended"`
	Findings     int64  `json:"findings"`
}

type checkCount struct {
	Name     string `json:"name"`
	Severity string `json:"severity"`
	Findings int64  `json:"findings"`
	Claim    string `json:"claim"`
}

// namedCounts is a JSON object of counts whose order matters.
type namedCounts []namedCount

type namedCount struct {
	Name  string
	Count int64
}

// UnmarshalJSON reads the object in its own order.
func (c *namedCounts) UnmarshalJSON(b []byte) error {
	d := json.NewDecoder(bytes.NewReader(b))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		name, ok := key.(string)
		if !ok {
			return fmt.Errorf("read counts: %v is not a name", key)
		}
		entry := namedCount{Name: name}
		if err := d.Decode(&entry.Count); err != nil {
			return err
		}
		*c = append(*c, entry)
	}
	return nil
}

// MarshalJSON writes the object in its own order.
func (c namedCounts) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, n := range c {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(n.Name)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%s:%d", name, n.Count)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// readSummary reads a published summary.json.
func readSummary(name string) (*summary, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read summary: %w", err)
	}
	s := &summary{}
	if err := json.Unmarshal(b, s); err != nil {
		return nil, &billable.Problem{Kind: billable.Damage, Pos: billable.Pos{File: filepath.Base(name)},
			What: "the summary is not readable", Err: err, Remedy: "Run the night again."}
	}
	return s, nil
}

// exit is the exit code that a night's findings mean. A fatal check says that
// the tables contradict themselves: then nothing may be published.
func (s *summary) exit() (int, error) {
	code := exitDone
	for _, f := range s.Files {
		if f.RowsRejected > f.RowsMended {
			code = exitFindings
		}
	}
	for _, c := range s.Checks {
		switch {
		case c.Findings == 0:
		case c.Severity == "fatal":
			return exitFailed, &billable.Problem{Kind: billable.Failure,
				What:   fmt.Sprintf("check %s has %d findings: %s", c.Name, c.Findings, c.Claim),
				Remedy: "The tables contradict themselves, so nothing was published: please report this with the exports' headers."}
		case c.Severity != "info":
			code = exitFindings
		}
	}
	return code, nil
}

// rejected counts the rows that could not be read and that nobody has mended.
func (s *summary) rejected() (rows int64) {
	for _, f := range s.Files {
		rows += f.RowsRejected - f.RowsMended
	}
	return rows
}

// mended counts the rejected rows whose place a mended row takes.
func (s *summary) mended() (rows int64) {
	for _, f := range s.Files {
		rows += f.RowsMended
	}
	return rows
}
