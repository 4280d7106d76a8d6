package ingest

// Columns of raw_incidents: one row per update of an incident, and one for an
// incident without any. Columns that end in _ms are milliseconds since 1970 in UTC
// as digits.
const (
	incID = placeColumns + iota
	incName
	incStatus
	incImpact
	incImpactOverride
	incPageID
	incShortlink
	incCreated
	incCreatedMS
	incStarted
	incStartedMS
	incMonitoring
	incMonitoringMS
	incResolved
	incResolvedMS
	incUpdateID
	incUpdateStatus
	incUpdateBody
	incUpdateCreated
	incUpdateCreatedMS
	incUpdateDisplay
	incUpdateDisplayMS
	incComponents
)

var incidentsTable = &tableDef{"incidents", place(texts(
	"incident_id", "name", "status", "impact", "impact_override", "page_id", "shortlink",
	"created_at", "created_ms", "started_at", "started_ms", "monitoring_at", "monitoring_ms",
	"resolved_at", "resolved_ms", "update_id", "update_status", "update_body",
	"update_created_at", "update_created_ms", "update_display_at", "update_display_ms", "components")...)}
