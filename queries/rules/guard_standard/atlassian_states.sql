-- grain: one row per account that the rule matches
-- verdict: guard_standard as_stated
-- priority: 30
-- effective: 2020-04-14..
-- why: It is an external user, and the export states whether Guard bills it.
-- source: R1
-- saw: case when is_external then 'external' else 'not external' end || ', Atlassian says ' || case when atlassian_says = '' then 'nothing' else atlassian_says end
select
    account_no,
    case
        when atlassian_says = 'billable'
            then greatest(atlassian_rank, policy_rank)
        else atlassian_rank
    end as known_rank,
    atlassian_says as verdict
from classed_accounts
where is_external
    and atlassian_says <> ''
