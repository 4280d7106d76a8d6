-- grain: one row per figure of the vendor that the verdicts do not come to
-- severity: info
-- claim: What Atlassian counts and what the verdicts count differ only by accounts for which a reason is seen.
-- otherwise: The residual has no known reason: compare the figure with the bridge on the sheet Reconciliation.
select
    '' as account_id,
    '' as email,
    _file || case when _row > 0 then ':' || cast(_row as varchar) else '' end
        as place,
    case source
        when 'flags' then 'the flags of the exports'
        when 'invoice' then 'invoice ' || paper
        else 'subscription ' || paper
    end || case when source = 'flags' then ' count ' else ' counts ' end
        || cast(theirs as varchar) || ' users of ' || subscription
        || ', the verdicts ' || cast(ours as varchar) || '; nothing explains '
        || cast(unexplained as varchar) as detail
from bridge_figures
where unexplained > 0
order by detail
