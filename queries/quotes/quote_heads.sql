-- grain: one row per quote: a reseller, a number and a version
-- A quote of the Commerce API that names no seller is Atlassian's own. The newest
-- version of a number counts, the longer text of two being the later one.
with named as (
    select distinct
        case
            when seller <> '' then seller
            when _format = 'commerce_quote' then 'Atlassian'
            else '(no reseller named)'
        end as reseller,
        quote_number,
        quote_version
    from stg_quote_lines
),

ranked as (
    select
        reseller, quote_number, quote_version,
        row_number() over (order by reseller, quote_number, quote_version)
            as quote_no,
        row_number() over (
            partition by reseller, quote_number
            order by length(quote_version) desc, quote_version desc
        ) as version_no
    from named
)

select
    r.quote_no, r.reseller, r.quote_number, r.quote_version,
    r.version_no = 1 as is_newest,
    n.quote_version as newest_version
from ranked as r
join ranked as n
    on n.reseller = r.reseller
    and n.quote_number = r.quote_number
    and n.version_no = 1
