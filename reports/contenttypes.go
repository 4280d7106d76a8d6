package reports

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
)

// contentTypesName is the part of a workbook that names the type of every other.
const contentTypesName = "[Content_Types].xml"

type contentTypes struct {
	XMLName   xml.Name      `xml:"http://schemas.openxmlformats.org/package/2006/content-types Types"`
	Defaults  []contentType `xml:"Default"`
	Overrides []contentType `xml:"Override"`
}

type contentType struct {
	Extension string `xml:"Extension,attr,omitempty"`
	PartName  string `xml:"PartName,attr,omitempty"`
	Type      string `xml:"ContentType,attr"`
}

// sortContentTypes rewrites the part with its lists sorted: their order means
// nothing, and excelize lists image types in map order once a chart is there.
func sortContentTypes(part []byte) ([]byte, error) {
	var types contentTypes
	if err := xml.Unmarshal(part, &types); err != nil {
		return nil, fmt.Errorf("read content types: %w", err)
	}
	order := func(a, b contentType) int {
		return cmp.Or(cmp.Compare(a.Extension, b.Extension), cmp.Compare(a.PartName, b.PartName))
	}
	slices.SortFunc(types.Defaults, order)
	slices.SortFunc(types.Overrides, order)
	sorted, err := xml.Marshal(types)
	if err != nil {
		return nil, fmt.Errorf("write content types: %w", err)
	}
	return append([]byte(xml.Header), sorted...), nil
}
