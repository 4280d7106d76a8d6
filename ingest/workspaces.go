package ingest

// A WorkspaceRule names the workspace of the files that a glob matches. The lists
// of Bitbucket and Trello members do not say which workspace they are of. The
// glob is matched as that of a KindRule.
type WorkspaceRule struct {
	Glob      string
	Workspace string
}

// workspaceOf gives the workspace that the options name for a file or sheet, or "".
func (o *Options) workspaceOf(file, sheet string) string {
	for _, rule := range o.Workspaces {
		if isNamed, _ := names(rule.Glob, file, sheet); isNamed {
			return rule.Workspace
		}
	}
	return ""
}

// inWorkspace is what a layout of a list of members adds to each row: a grant of
// the product at the workspace of the file, but for members whose grants are
// taken back. The members of a file without workspace are at no place: see the
// finding.
func inWorkspace(product string, isGone func(values [][]byte) bool) func(f *fileRun) func(row int64, values [][]byte) {
	return func(f *fileRun) func(row int64, values [][]byte) {
		f.needWorkspace()
		f.table(workspaceMembersTable).setBlank(wsmWorkspace, f.workspace)
		grants := f.keyGrants()
		return func(row int64, values [][]byte) {
			if isGone(values) {
				return
			}
			f.addKeyGrant(grants, row, keyGrant{
				header: "workspace", kind: roleAccess, product: []byte(product), place: []byte(f.workspace),
				lastActive: values[wsmLastActive], isNoted: true,
			})
			grants.rotateIfFull()
		}
	}
}

// needWorkspace notes a file whose workspace nobody names.
func (f *fileRun) needWorkspace() {
	if f.workspace == "" {
		f.finding(0, "", "", workspaceUnknown)
	}
}
