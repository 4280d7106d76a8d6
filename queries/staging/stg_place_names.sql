-- grain: one row per spelling of a place: label, host or address
-- A place loses scheme, path and a trailing .atlassian.net (exports.md 1.7).
with spelled as (
    select place_text from raw_grants
    union
    select place_text from raw_columns
    union
    select site as place_text from raw_sites
    union
    select site as place_text from raw_agents
    union
    select workspace as place_text from raw_workspace_members
    union
    select site_url as place_text from raw_subscriptions
    union
    select site_url as place_text from raw_quote_lines
    union
    select site_url as place_text from raw_invoices
),

without_scheme as (
    select
        place_text,
        case
            when position('://' in place_text) > 0
                then substr(place_text, position('://' in place_text) + 3)
            else place_text
        end as place
    from spelled
),

without_path as (
    select
        place_text,
        lower(trim(
            case
                when position('/' in place) > 0
                    then substr(place, 1, position('/' in place) - 1)
                else place
            end
        )) as place
    from without_scheme
)

select
    place_text,
    case
        when place like '%.atlassian.net'
            then substr(place, 1, length(place) - 14)
        else place
    end as place
from without_path
