-- grain: one row per account on which two sources differ, with the fields
-- claims: by another organisation, against a source that says here or not; or
-- here, against one that says by nobody. On most nights few accounts are here.
with marked as (
    select
        p.account_no,
        coalesce(p.account_types_differ, false) as account_types_differ,
        coalesce(p.statuses_differ, false) as statuses_differ,
        coalesce(p.policies_differ, false) as policies_differ,
        coalesce(p.billables_differ, false) as billables_differ,
        (
            p.is_claimed_elsewhere = 1
            and p.claims + p.is_not_claimed_elsewhere > 0
        )
        or (p.claims = 1 and p.is_external_row = 1) as claims_differ,
        coalesce(d.names_differ, false) as names_differ,
        coalesce(d.emails_differ, false) as emails_differ
    from account_picks as p
    left join name_differences as d on d.account_no = p.account_no
)

select
    account_no,
    account_types_differ,
    statuses_differ,
    policies_differ,
    billables_differ,
    claims_differ,
    names_differ,
    emails_differ
from marked
where account_types_differ or statuses_differ or policies_differ
    or billables_differ or claims_differ or names_differ or emails_differ
