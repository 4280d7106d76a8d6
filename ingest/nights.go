package ingest

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"billable"
)

// Nights finds the nights of an input folder.
//
// When it has <org>/<YYYY-MM-DD> folders, there is a night for each, sorted by
// organisation and date; org and asOf, where given, pick among them. Otherwise
// the exports lie flat: one night, of org and asOf as given (either may be "").
// A folder that holds both is a Usage problem, and so is one without the night
// that was asked for.
func Nights(input, org, asOf string) ([]Night, error) {
	entries, err := os.ReadDir(input)
	if err != nil {
		return nil, inputFolderProblem(err)
	}
	var nights []Night
	var flat, foreign string // a file that lies flat; a night's folder of no proper name
	for _, e := range entries {
		if isIgnored(e.Name()) {
			continue
		}
		dates := datesIn(filepath.Join(input, e.Name()))
		if len(dates) == 0 {
			flat = cmp.Or(flat, e.Name())
			continue
		}
		if !orgName.MatchString(e.Name()) {
			foreign = cmp.Or(foreign, e.Name())
		}
		for _, date := range dates {
			nights = append(nights, Night{Org: e.Name(), AsOf: date, Dir: filepath.Join(input, e.Name(), date)})
		}
	}
	if len(nights) == 0 {
		return []Night{{Org: org, AsOf: asOf, Dir: input}}, nil
	}
	if foreign != "" {
		return nil, usageProblem(fmt.Sprintf("the folder %q cannot be the name of an organisation", foreign),
			"Rename it: letters, digits, dots, dashes and underscores, at most 63, starting with a letter or digit.")
	}
	if flat != "" {
		return nil, usageProblem(fmt.Sprintf("the input folder holds <org>/<date> folders and %q beside them", flat),
			"Move the file into the folder of its organisation and night.")
	}
	return pick(nights, org, asOf)
}

// pick keeps the nights that were asked for, sorted.
func pick(nights []Night, org, asOf string) ([]Night, error) {
	nights = slices.DeleteFunc(nights, func(n Night) bool {
		return org != "" && n.Org != org || asOf != "" && n.AsOf != asOf
	})
	if len(nights) == 0 {
		return nil, usageProblem(fmt.Sprintf("the input folder has no night %s", filepath.ToSlash(filepath.Join(cmp.Or(org, "<org>"), cmp.Or(asOf, "<date>")))),
			"Name an organisation and a date that it has, or leave both out.")
	}
	slices.SortFunc(nights, func(a, b Night) int {
		return cmp.Or(cmp.Compare(a.Org, b.Org), cmp.Compare(a.AsOf, b.AsOf))
	})
	return nights, nil
}

// datesIn lists the folders of dir that are named like a date.
func datesIn(dir string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var dates []string
	for _, e := range entries {
		if e.IsDir() && isNight(e.Name()) {
			dates = append(dates, e.Name())
		}
	}
	return dates
}

func usageProblem(what, remedy string) error {
	return &billable.Problem{Kind: billable.Usage, Column: "input", What: what, Remedy: remedy}
}

func inputFolderProblem(err error) error {
	p := &billable.Problem{
		Kind: billable.Usage, Column: "input", What: "the input folder cannot be read",
		Remedy: "Give the folder of the exports with --input, and check that it may be read.", Err: err,
	}
	if errors.Is(err, fs.ErrNotExist) {
		p.What, p.Err = "the input folder does not exist", nil
	} else if pathErr, ok := errors.AsType[*os.PathError](err); ok {
		p.Err = pathErr.Err
	}
	return p
}
