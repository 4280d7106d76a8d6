-- grain: one row per account that the rule matches
-- verdict: guard_standard unknown
-- priority: 95
-- effective: 2020-04-14..
-- why: It only has Opsgenie or Statuspage, and whether their plan is exempt is not known.
-- source: R2, R48
-- saw: cast(incident_grants as varchar) || ' of ' || cast(counting_grants as varchar) || ' counting grants are Opsgenie or Statuspage, ' || cast(incident_plan_unknown_grants as varchar) || ' without a known plan'
select
    account_no,
    counting_rank as known_rank
from classed_accounts
where counting_grants > 0
    and incident_grants = counting_grants
    and incident_grants = exempt_grants + incident_plan_unknown_grants
    and (
        incident_plan_unknown_grants > 0
        or unknown_product_grants > 0
    )
