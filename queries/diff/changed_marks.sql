-- grain: one row per changed account, product, place and count of account_facts
-- whose number the grant moves: it enters it on one of the two nights only
-- The conditions are those of queries/facts/grant_facts.sql.
with asked as (
    select distinct fact
    from rule_facts
    where fact like '%grants'
),

marks as (
    select g.pair_no, g.product, g.place, g.night_no, f.fact
    from changed_grants as g
    cross join asked as f
    where case f.fact
        when 'counting_grants' then g.is_counting
        when 'unknown_product_grants' then not g.is_known
        when 'jira_confluence_grants' then g.is_premium_product
        when 'intended_grants' then g.is_intended
        when 'intended_agent_grants' then g.is_intended
            and g.product = 'jsm' and g.role in ('user', 'admin')
        when 'intended_seat_grants' then g.is_intended and g.is_counting
            and not g.is_exempt
        when 'trello_grants' then g.is_counting and g.product = 'trello'
        when 'free_own_grants' then g.is_counting and g.ownership = 'own'
            and g.product in ('trello', 'bitbucket')
        when 'guest_grants' then g.is_counting and g.product = 'confluence'
            and g.role = 'guest'
        when 'foreign_grants' then g.is_counting and g.ownership = 'foreign'
        when 'sandbox_grants' then g.is_counting and g.ownership = 'sandbox'
        when 'incident_grants' then g.is_counting
            and g.product in ('opsgenie', 'statuspage')
        when 'exempt_grants' then g.is_counting and g.is_exempt
        when 'incident_plan_unknown_grants' then g.is_counting
            and g.product in ('opsgenie', 'statuspage') and g.plan = ''
        when 'enterprise_grants' then g.is_enterprise
        when 'home_grants' then g.is_counting and g.ownership <> 'foreign'
            and not (g.product = 'trello' and g.place = '')
        else false
    end
),

-- a grant that enters the count on both nights moves nothing
moved as (
    select
        pair_no, product, place, fact,
        min(case night_no when 1 then -1 else 1 end) as step
    from marks
    group by pair_no, product, place, fact
    having count(*) = 1
),

counts as (
    select pair_no, fact, sum(step) as step
    from moved
    group by pair_no, fact
)

select m.pair_no, m.product, m.place, m.fact
from moved as m
join counts as c on c.pair_no = m.pair_no and c.fact = m.fact
where (c.step > 0 and m.step > 0) or (c.step < 0 and m.step < 0)
