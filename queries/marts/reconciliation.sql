-- grain: one row: what Atlassian says against the guard_standard verdict
select
    cast(count(*) filter (where agrees = 'yes') as bigint) as agrees,
    cast(count(*) filter (where agrees = 'no') as bigint) as disagrees,
    cast(count(*) filter (where agrees = 'undecided') as bigint) as undecided,
    cast(count(*) filter (where agrees = '') as bigint) as silent
from account_results
