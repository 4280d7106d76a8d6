package ingest

import (
	"archive/zip"
	"slices"
	"strings"
)

// A zip file may be an archive of inputs, a workbook, or a document of an office
// program. What it is stands in its directory; its name says nothing.

// contentTypes is the part that every Office Open XML document has.
const contentTypes = "[Content_Types].xml"

// isArchive reports whether a zip file is not a document.
func isArchive(z *zip.Reader) bool { return documentOf(z) == "" }

// documentOf says what kind of document a zip file is: "workbook" for one that can
// be read, else its name for people; "" for an archive.
func documentOf(z *zip.Reader) string {
	has := func(name string) bool {
		return slices.ContainsFunc(z.File, func(m *zip.File) bool { return strings.EqualFold(m.Name, name) })
	}
	under := func(folder string) bool {
		return slices.ContainsFunc(z.File, func(m *zip.File) bool { return strings.HasPrefix(strings.ToLower(m.Name), folder) })
	}
	switch {
	case has("mimetype") && has("META-INF/manifest.xml"):
		return "an OpenDocument file"
	case !has(contentTypes):
		return ""
	case has("xl/workbook.bin"):
		return "a binary workbook (.xlsb)"
	case under("word/"):
		return "a Word document"
	case under("ppt/"):
		return "a presentation"
	}
	return "workbook"
}
