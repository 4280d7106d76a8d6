package reports

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// accepts says which numbers an input cell takes.
type accepts struct {
	whole       bool
	least, most float64
	hint        string
}

// Bounds of inputs. A user count beyond a thousand million is a slip.
const (
	mostUsers = 1e9
	mostMoney = 1e12
)

// A namedColumn gives the first rows of a block's column a name.
type namedColumn struct {
	name         string
	column, rows int
	skip         int // rows above them
}

// asInput makes a cell one that people change: it has a name that formulas use,
// a colour of its own, and takes sensible numbers only.
func (c cell) asInput(name string, a accepts) cell {
	c.named, c.accepts = name, &a
	return c.filled(yellow, blueInk)
}

// name defines the names of a page's cells and columns, and what its input cells
// take.
func (b *book) name(p *page, l layout) error {
	for i, block := range p.blocks {
		for _, n := range block.named {
			if err := b.define(n.name, p.name, at(n.column, l.firsts[i]+n.skip), at(n.column, l.firsts[i]+n.skip+n.rows-1)); err != nil {
				return err
			}
		}
		for j, row := range block.rows {
			for k, c := range row {
				where := at(k, l.firsts[i]+j)
				if c.named != "" {
					if err := b.define(c.named, p.name, where, where); err != nil {
						return err
					}
				}
				if c.accepts == nil {
					continue
				}
				if err := b.validate(p.name, where, *c.accepts); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// define gives the cells from first to last a name.
func (b *book) define(name, sheet, first, last string) error {
	ref := absolute(sheet, first)
	if first != last {
		ref += ":" + absoluteCell(last)
	}
	if err := b.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: ref}); err != nil {
		return fmt.Errorf("define name %s: %w", name, err)
	}
	return nil
}

// absolute spells a cell of a sheet for a formula: 'Price book'!$E$7.
func absolute(sheet, where string) string { return "'" + sheet + "'!" + absoluteCell(where) }

func absoluteCell(where string) string {
	col, row, err := excelize.CellNameToCoordinates(where)
	if err != nil {
		panic(err) // our own pages only
	}
	name, err := excelize.CoordinatesToCellName(col, row, true)
	if err != nil {
		panic(err)
	}
	return name
}

// validate makes a cell refuse other numbers than those it accepts.
func (b *book) validate(sheet, where string, a accepts) error {
	v := excelize.NewDataValidation(true)
	v.SetSqref(where)
	kind := excelize.DataValidationTypeDecimal
	if a.whole {
		kind = excelize.DataValidationTypeWhole
	}
	if err := v.SetRange(a.least, a.most, kind, excelize.DataValidationOperatorBetween); err != nil {
		return fmt.Errorf("bound cell %s: %w", where, err)
	}
	v.SetError(excelize.DataValidationErrorStyleStop, "Not a possible value", a.hint)
	v.SetInput("Input", a.hint)
	return b.file.AddDataValidation(sheet, v)
}
