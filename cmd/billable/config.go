package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"billable"
	"billable/ingest"
)

// A config is what billable.yaml says about one organisation. Every key is
// optional; the zero value together with newConfig's defaults is a valid one.
// Its JSON form goes into the run's identity, so nothing here may depend on
// where the file lies.
type config struct {
	Org  string `json:"org"`
	AsOf string `json:"as_of"`

	Licensed    []licence `json:"licensed"`
	HasLicensed bool      `json:"has_licensed"` // an empty list means that nothing is intended

	Sites           []siteFact      `json:"sites"`
	AgentGroups     []string        `json:"agent_groups"` // nil: the seed's default
	ServiceAccounts []string        `json:"service_accounts"`
	Protected       []string        `json:"protected"`
	Kinds           []kindFact      `json:"kinds"`
	Workspaces      []workspaceFact `json:"workspaces,omitempty"`
	QuoteMappings   []mappingFact   `json:"quote_mappings,omitempty"`

	Guard     guardFact   `json:"guard"`
	WaysOut   wayOutFact  `json:"ways_out"`
	Money     moneyFact   `json:"money"`
	Renewals  renewalFact `json:"renewals"`
	Quotes    quotesFact  `json:"quotes"`
	PriceBook string      `json:"-"` // its rows are in the identity, its path is not
	Gates     gates       `json:"gates"`
	Limits    limits      `json:"limits"`
	Privacy   privacy     `json:"privacy"`

	file  string         // as messages name it; "" when there is no config
	dir   string         // the folder that relative paths start from
	lines map[string]int // key path, such as licensed[1].product -> line
}

// A licence is one thing the organisation means to pay for.
type licence struct {
	Product   string `json:"product"`
	Site      string `json:"site"`
	Workspace string `json:"workspace"`
	Plan      string `json:"plan"`
	Role      string `json:"role"`
}

// A siteFact says whose a place is: own, sandbox or foreign.
type siteFact struct {
	Name      string `json:"name"`
	Ownership string `json:"ownership"`
}

// A kindFact overrides the recognition of the files that Glob matches.
type kindFact struct {
	Glob string `json:"glob"`
	Kind string `json:"kind"`
}

// A workspaceFact names the workspace of the files that Glob matches: lists of
// Bitbucket and Trello members do not say which one they are of.
type workspaceFact struct {
	Glob      string `json:"glob"`
	Workspace string `json:"workspace"`
}

// A guardFact says how the organisation buys Guard.
type guardFact struct {
	Edition       string `json:"edition"` // standard or premium
	Billing       string `json:"billing"` // annual or monthly
	PurchasedTier int64  `json:"purchased_tier"`
	RenewsOn      string `json:"renews_on"`
	BillingDay    int64  `json:"billing_day,omitempty"` // of each month; 0: the first
}

// Gates hold publication back when a night looks wrong.
type gates struct {
	MaxRejectShare float64 `json:"max_reject_share"` // of one file's rows
	MinRejects     int64   `json:"min_rejects"`      // always allowed in one file
	MaxAccountDrop float64 `json:"max_account_drop"` // share lost since the night before
	MaxUnexplained float64 `json:"max_unexplained"`  // share of a vendor's figure
}

// Limits bound what one input file may make the program do; ingest says what each
// one means.
type limits struct {
	MaxUnpackedBytes int64 `json:"max_unpacked_bytes"`
	MaxPackRatio     int64 `json:"max_pack_ratio"`
	MaxZipMembers    int64 `json:"max_zip_members"`
	MaxZipDepth      int64 `json:"max_zip_depth"`
	MaxRecordBytes   int64 `json:"max_record_bytes"`
	MaxColumns       int64 `json:"max_columns"`
	MaxSheets        int64 `json:"max_sheets"`
	MaxTitleRows     int64 `json:"max_title_rows"`
}

type privacy struct {
	Pseudonymise bool `json:"pseudonymise"`
}

func newConfig() *config {
	return &config{
		Guard:  guardFact{Edition: "standard", Billing: "annual"},
		Gates:  gates{MaxRejectShare: 0.01, MinRejects: 10, MaxAccountDrop: 0.2, MaxUnexplained: 0.005},
		Limits: limits(ingest.DefaultLimits()),
		lines:  map[string]int{},
	}
}

// loadConfig reads the config file that path names; without a path, the first
// billable.yaml in one of the folders, which may be none.
func loadConfig(path string, folders []string, known vocabulary) (*config, error) {
	for _, dir := range folders {
		if name := filepath.Join(dir, configName); path == "" && exists(name) {
			path = name
		}
	}
	if path == "" {
		return newConfig(), nil
	}
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: filepath.Base(path)},
			What: "there is no such config file", Remedy: "Check the path that --config gives."}
	case err != nil:
		return nil, fmt.Errorf("read config: %w", err)
	}
	c, err := parseConfig(filepath.Base(path), text, known)
	if err != nil {
		return nil, err
	}
	c.dir = filepath.Dir(path)
	return c, nil
}

// configName is the name of the config file in an input folder.
const configName = "billable.yaml"
