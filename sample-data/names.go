package sampledata

// A namePart is a given or family name as people write it, and as the local
// part of an address spells it. The second form is unique in its list, so an
// address is unique too.
type namePart struct{ text, ascii string }

// The names are common words and first names of many languages put together
// by number; no real person is meant by a pair.
var givenNames = []namePart{
	{"Ada", "ada"}, {"Bo", "bo"}, {"Cleo", "cleo"}, {"Dov", "dov"}, {"Esi", "esi"},
	{"Finn", "finn"}, {"Gus", "gus"}, {"Hana", "hana"}, {"Ivo", "ivo"}, {"Jun", "jun"},
	{"Kofi", "kofi"}, {"Lea", "lea"}, {"Mira", "mira"}, {"Noor", "noor"}, {"Otto", "otto"},
	{"Pia", "pia"}, {"Quin", "quin"}, {"Rui", "rui"}, {"Suri", "suri"}, {"Tova", "tova"},
	{"Uma", "uma"}, {"Vik", "vik"}, {"Wren", "wren"}, {"Xenia", "xenia"}, {"Yara", "yara"},
	{"Zoë", "zoe"}, {"Łucja", "lucja"}, {"Øyvind", "oyvind"}, {"Çağla", "cagla"}, {"José", "jose"},
	{"Søren", "soren"}, {"Siân", "sian"}, {"Jürgen", "juergen"}, {"Ñusta", "nusta"}, {"Zdeněk", "zdenek"},
	{"Ольга", "olga"}, {"Νίκος", "nikos"}, {"美咲", "misaki"}, {"明", "ming"}, {"지우", "jiwoo"},
	{"ليلى", "layla"}, {"נועה", "noa"}, {"Anne-Marie", "anne-marie"}, {"Jo Ann", "joann"}, {"Þóra", "thora"},
	{"Amara", "amara"}, {"Bela", "bela"}, {"Cyrus", "cyrus"}, {"Dara", "dara"}, {"Eero", "eero"},
	{"Freya", "freya"}, {"Goran", "goran"}, {"Hugo", "hugo"}, {"Ines", "ines"}, {"Jana", "jana"},
	{"Karl", "karl"}, {"Lars", "lars"}, {"Malik", "malik"}, {"Nina", "nina"}, {"Oskar", "oskar"},
	{"Petra", "petra"}, {"Rosa", "rosa"}, {"Sami", "sami"}, {"Theo", "theo"},
}

var familyNames = []namePart{
	{"Quill", "quill"}, {"Ferris", "ferris"}, {"Marsh", "marsh"}, {"Hale", "hale"}, {"Nord", "nord"},
	{"Roe", "roe"}, {"Wren", "wren"}, {"Voss", "voss"}, {"Lund", "lund"}, {"Ash", "ash"},
	{"Birch", "birch"}, {"Crane", "crane"}, {"Dale", "dale"}, {"Elm", "elm"}, {"Fern", "fern"},
	{"Grove", "grove"}, {"Heath", "heath"}, {"Ivory", "ivory"}, {"Juniper", "juniper"}, {"Kestrel", "kestrel"},
	{"Larch", "larch"}, {"Moss", "moss"}, {"Nettle", "nettle"}, {"Oak", "oak"}, {"Pine", "pine"},
	{"Quartz", "quartz"}, {"Reed", "reed"}, {"Sedge", "sedge"}, {"Thorn", "thorn"}, {"Umber", "umber"},
	{"Vale", "vale"}, {"Willow", "willow"}, {"Yarrow", "yarrow"}, {"Zephyr", "zephyr"}, {"O'Brook", "obrook"},
	{"van der Veld", "vanderveld"}, {"Müllerin", "muellerin"}, {"Åström", "astrom"}, {"Señorío", "senorio"}, {"Čermák", "cermak"},
	{"Škoda-Vale", "skoda-vale"}, {"Ðorđe", "dorde"}, {"Fjörð", "fjord"}, {"Ístvan", "istvan"}, {"Ümit", "umit"},
	{"Речная", "rechnaya"}, {"Δάσος", "dasos"}, {"森", "mori"}, {"山", "shan"}, {"강", "gang"},
	{"نهر", "nahr"}, {"הר", "har"}, {"de la Peña", "delapena"}, {"D’Arbre", "darbre"}, {"Saint-Clair", "saint-clair"},
	{"Amber", "amber"}, {"Brook", "brook"}, {"Cove", "cove"}, {"Dune", "dune"}, {"Ember", "ember"},
	{"Flint", "flint"}, {"Glen", "glen"}, {"Harbor", "harbor"}, {"Inlet", "inlet"}, {"Jasper", "jasper"},
	{"Knoll", "knoll"}, {"Ledge", "ledge"}, {"Mead", "mead"}, {"North", "north"}, {"Onyx", "onyx"},
	{"Pebble", "pebble"}, {"Ridge", "ridge"}, {"Slate", "slate"}, {"Tarn", "tarn"}, {"Upland", "upland"},
	{"Vine", "vine"}, {"Weir", "weir"}, {"Yew", "yew"}, {"Zinc", "zinc"}, {"Barrow", "barrow"},
}

// namePairs is every given name with every family name.
var namePairs = pairNames(givenNames, familyNames)

func pairNames(given, family []namePart) [][2]namePart {
	pairs := make([][2]namePart, 0, len(given)*len(family))
	for _, g := range given {
		for _, f := range family {
			pairs = append(pairs, [2]namePart{g, f})
		}
	}
	return pairs
}

var (
	departments = []string{"Platform", "Sales", "Finance", "Support, Europe", "Research & \"Labs\"", "Legal", "Field Service", "People"}
	jobTitles   = []string{"Engineer", "Analyst", "Clerk", "Manager", "Technician", "Counsel", "Buyer", "Planner"}
)
