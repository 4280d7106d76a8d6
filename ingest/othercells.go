package ingest

// otherCells keeps the cells of columns that a format does not know, one row of
// raw_other_cells each, so that nothing of an export is lost before somebody can
// ask what the column meant. Formats whose unknown columns may be products keep
// those cells as candidate grants instead.
//
// Lists of people are the exception: whatever else an employer knows about a person
// has no place in the lake, and the column is only named.
type otherCells struct {
	table   *table
	columns []int
	headers []header
}

// newOtherCells gives nil when there is nothing to keep.
func newOtherCells(f *fileRun, l *layout, headers []header) *otherCells {
	o := &otherCells{headers: headers}
	for i, h := range headers {
		if h.role == roleUnknown {
			o.columns = append(o.columns, i)
		}
	}
	if len(o.columns) == 0 || l.table == directoryUsersTable {
		return nil
	}
	o.table = f.table(otherCellsTable)
	return o
}

func (o *otherCells) add(rec *record) {
	for _, i := range o.columns {
		v := value(rec.cells[i])
		if len(v) == 0 {
			continue
		}
		o.table.int(othColumnNo, int64(i+1))
		o.table.text(othHeader, []byte(o.headers[i].text))
		o.table.text(othText, v)
		o.table.end(rec.row)
	}
}
