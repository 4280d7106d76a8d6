package reference

import "strings"

// claim is what one row of raw_grants says: a product, perhaps at a place.
type claim struct {
	raw            *RawGrant
	product, place string

	grants  bool  // false: only a date for a grant that another row makes
	access  Known // how well the access is known
	role    string
	roleIs  Known // Stated for a role word, Derived for a guest column
	plan    string
	activeD Day // latest known activity
}

// columnID names one column of one file.
type columnID struct{ file, sheet, header string }

func column(g *RawGrant) columnID { return columnID{g.File, g.Sheet, g.Header} }

// isAPI: a file kind whose rows name products and places by keys.
func isAPI(format string) bool {
	return strings.HasPrefix(format, "orgs_v") || set("bitbucket_users", "bitbucket_members", "trello_enterprise")[format]
}

// headerParts: "a product only if its header is <X> - <site>"; "Last seen in
// <Product> - <site> and <Product> - <site> are split at the last ' - '".
func headerParts(header string) (product, site string) {
	for _, prefix := range []string{"Last seen in ", "Last active in ", "Last active "} {
		header = strings.TrimPrefix(header, prefix)
	}
	at := strings.LastIndex(header, " - ")
	if at <= 0 {
		return header, ""
	}
	return strings.TrimSpace(header[:at]), strings.TrimSpace(header[at+3:])
}

// readKnown reads the rows of known products; the rest waits for the places.
func (j *judge) readClaims() {
	for i := range j.night.Grants {
		if g := &j.night.Grants[i]; canonical(g.ProductKey) != "" {
			j.keep(g, canonical(g.ProductKey))
		}
	}
	for _, c := range j.claims {
		if c.grants && c.place != "" {
			j.knownPlaces[c.place] = true
		}
	}
	columns := j.placeColumns()
	for i := range j.night.Grants {
		g := &j.night.Grants[i]
		if canonical(g.ProductKey) != "" {
			continue
		}
		if j.isProduct(g, columns) {
			j.keep(g, "unknown:"+strings.ToLower(strings.TrimSpace(g.ProductText)))
		} else {
			j.cover.hit("product/attribute")
		}
	}
}

// isProduct: "A column or key that is not in the table is a product only if
// its header is <X> - <site>, or it is an API product key, or every non-blank
// cell of the column in that file consists of places that known products'
// grants name (at least one). Any other unknown column is an attribute."
func (j *judge) isProduct(g *RawGrant, placeColumns map[columnID]bool) bool {
	_, site := headerParts(g.Header)
	switch {
	case isAPI(g.Format):
		j.cover.hit("product/unknown API key")
		return true
	case site != "":
		j.cover.hit("product/unknown by header")
		return true
	case g.Kind == "access" && placeColumns[column(g)]:
		j.cover.hit("product/unknown by places")
		return true
	}
	return false
}

// placeColumns finds the unknown columns that hold nothing but known places.
func (j *judge) placeColumns() map[columnID]bool {
	columns := map[columnID]bool{}
	for i := range j.night.Grants {
		g := &j.night.Grants[i]
		if canonical(g.ProductKey) != "" || g.Kind != "access" {
			continue
		}
		for _, part := range strings.Split(g.Cell, ",") {
			fits := j.knownPlaces[placeName(part)]
			if so, seen := columns[column(g)]; seen {
				fits = fits && so
			}
			columns[column(g)] = fits
		}
	}
	return columns
}

// keep adds the claim of one row, if it claims anything.
func (j *judge) keep(g *RawGrant, product string) {
	c := claim{raw: g, product: product, access: Stated, grants: true}
	if g.LastActiveKind == "known" {
		c.activeD = g.LastActiveOn
	}
	var says bool
	if g.Kind == "activity" {
		says = j.readActivity(&c)
	} else {
		says = j.readAccess(&c)
	}
	if says {
		j.claims = append(j.claims, c)
	}
}

// readActivity: "In a file that has activity columns but no access column for
// a product and place, an activity date or bound is a grant - derived; Never
// accessed is none. Where the access column exists, it alone decides."
// Reading: there, the date still belongs to a grant that stands otherwise.
func (j *judge) readActivity(c *claim) bool {
	c.place = placeName(c.raw.PlaceText)
	c.access = Derived
	if c.raw.LastActiveKind != "known" && c.raw.LastActiveKind != "before" {
		j.cover.hit("grant/activity without a date")
		return false
	}
	if j.hasAccessColumn(c) {
		j.cover.hit("grant/activity beside access column")
		c.grants = false
	} else {
		j.cover.hit("grant/activity alone")
	}
	return true
}

// hasAccessColumn looks for an access column of the product in the file, for
// the same place. Reading: a column without a place, of either kind, speaks for
// every place.
func (j *judge) hasAccessColumn(c *claim) bool {
	for _, col := range j.columnsOf[[2]string{c.raw.File, c.raw.Sheet}] {
		product := canonical(col.ProductKey)
		if product == "" {
			product = "unknown:" + strings.ToLower(strings.TrimSpace(col.ProductText))
		}
		place := placeName(col.PlaceText)
		if col.Role == "access" && product == c.product && (place == "" || c.place == "" || place == c.place) {
			return true
		}
	}
	return false
}

// readAccess: "A yes/no word, or any text in a file kind without site lists,
// is access without place."
func (j *judge) readAccess(c *claim) bool {
	if canonical(c.raw.ProductKey) == "confluence" && c.raw.ProductKey == "confluenceguest" {
		c.role, c.roleIs = "guest", Derived
	}
	if isAPI(c.raw.Format) {
		c.place = placeName(c.raw.PlaceText)
		return true
	}
	if c.raw.Format == "org_users" {
		return j.readWord(c)
	}
	return j.readPart(c)
}

// readWord reads a cell of an organisation-users export, a file kind without
// site lists: the header names the place. "The cell word User states a role."
// exports.md: "Another word is a role: keep it"; reading: the other four role
// names of rules.md state theirs.
func (j *judge) readWord(c *claim) bool {
	word := strings.ToLower(c.raw.Cell)
	c.place = placeName(c.raw.PlaceText)
	switch {
	case noWords[word]:
		j.cover.hit("grant/no word")
		return false
	case roleWords[word]:
		j.cover.hit("role/stated by cell " + word)
		c.role, c.roleIs = word, Stated
	case c.product == "trello" && planWords[word]:
		c.plan = word
	default:
		j.cover.hit("grant/any text")
	}
	return true
}

// readPart reads one part of a site list. "The Trello cell holds a plan word
// such as Free, not a site. Never create a site from it." Reading: no place of
// any kind, whatever the text; a workspace comes from the API or a header.
// Reading of a header "<X> - <site>" in such a file: it names the place, and the
// whole cell is a word.
func (j *judge) readPart(c *claim) bool {
	if _, site := headerParts(c.raw.Header); site != "" {
		return j.readPlacedWord(c, placeName(site))
	}
	word := strings.ToLower(c.raw.PlaceText)
	switch {
	case noWords[word]:
		j.cover.hit("grant/no word")
		return false
	case yesWords[word]:
		j.cover.hit("grant/yes word")
	case c.product == "trello" && planWords[word]:
		j.cover.hit("grant/trello plan word " + word)
		c.plan = word
	case c.product == "trello":
		j.cover.hit("grant/trello other text")
	default:
		c.place = placeName(c.raw.PlaceText)
	}
	return true
}

// readPlacedWord reads a cell under a header that names the place. A role is
// stated by "the cell word User in an organisation-users export" only.
func (j *judge) readPlacedWord(c *claim, place string) bool {
	word := strings.ToLower(c.raw.Cell)
	if noWords[word] {
		j.cover.hit("grant/header place, no word")
		return false
	}
	j.cover.hit("grant/header place in a site list")
	c.place = place
	if c.product == "trello" && planWords[word] {
		j.cover.hit("grant/header place, trello plan word")
		c.plan = word
	}
	return true
}
