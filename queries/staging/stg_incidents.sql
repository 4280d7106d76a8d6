-- grain: one row per update of an incident; one for an incident without any
-- Times are milliseconds since 1970 in UTC.
select
    _format, _file, _sheet, _row,

    -- ids
    incident_id,
    page_id,
    update_id,

    -- words
    name,
    lower(status) as status,
    lower(case when impact_override <> '' then impact_override else impact end)
        as impact,
    lower(update_status) as update_status,
    update_body,
    components,

    -- times
    cast(nullif(created_ms, '') as bigint) as created_ms,
    cast(nullif(started_ms, '') as bigint) as started_ms,
    cast(nullif(monitoring_ms, '') as bigint) as monitoring_ms,
    cast(nullif(resolved_ms, '') as bigint) as resolved_ms,
    cast(nullif(update_created_ms, '') as bigint) as update_created_ms,
    cast(nullif(update_display_ms, '') as bigint) as update_display_ms
from raw_incidents
