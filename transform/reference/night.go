package reference

// Night is everything that decides one organisation's bill on one date.
type Night struct {
	Org  string
	AsOf Day
	Config
	RulesAsOf Day // the date whose rules judge; 0: AsOf
	Guard     Guard
	Limits

	Accounts      []RawAccount
	Grants        []RawGrant
	Columns       []RawColumn
	GroupMembers  []RawGroupMember
	ScimUsers     []RawScimUser
	ScimMembers   []RawScimGroupMember
	Directory     []RawDirectoryUser
	Agents        []RawAgent
	SiteList      []RawSite
	ServiceList   []RawServiceAccount
	ProtectedList []RawProtected
	Subscriptions []RawSubscription
	Members       []RawWorkspaceMember
}

// rules is the date whose rules judge the night.
func (n *Night) rules() Day {
	if n.RulesAsOf != 0 {
		return n.RulesAsOf
	}
	return n.AsOf
}

// Config holds the config's facts as far as the rules speak of them.
type Config struct {
	Sites    []Site
	Licensed *[]License // nil: no licensed key; empty: nothing is intended

	AgentGroups     []string // nil: the two default patterns
	ServiceAccounts []string
	Protected       []string
}

// Site is one entry of config sites.
type Site struct{ Name, Ownership string }

// License is one entry of config licensed. At most one of Site and Workspace is set.
type License struct{ Product, Site, Workspace, Plan, Role string }

// Place is the entry's site or workspace, or nothing.
func (l License) Place() string {
	if l.Workspace != "" {
		return placeName(l.Workspace)
	}
	return placeName(l.Site)
}

// Known says how well a fact is known; a smaller value is better known.
type Known int

// The three degrees of knowing, and none for a fact that is not there.
const (
	NotKnown Known = iota
	Stated
	Derived
	Assumed
)

// String spells the degree as the tables do.
func (k Known) String() string {
	return [...]string{"", "stated", "derived", "assumed"}[k]
}

// Account is the judgement on one account.
type Account struct {
	ID, Email, Name, Status string

	Class  string
	Causes []string // of accidental_other, sorted and distinct

	Standard, StandardRule string // verdict: billable, not_billable, unknown
	Premium, PremiumRule   string
	Confidence             string

	AtlassianSays, Agrees string
	LastActiveOn          string
	PolicyType            string

	Claimed, Synced, External, Protected, Service bool

	WaysOut []WayOut // where an accident bills it, in the order of Ways

	Grants []Grant // sorted by product and place

	Conflicts []Saying // by field, the source that counts first
	Seats     []Seat   // of those grants that have seats, in the same order
}

// Grant is one product at one place that an account can use.
type Grant struct {
	Product, Place string

	Ownership      string
	OwnershipKnown Known
	Plan           string
	PlanKnown      Known
	Role           string
	RoleKnown      Known
	Intended       bool
	IntendedKnown  Known
	AccessKnown    Known
	Counting       bool
}
