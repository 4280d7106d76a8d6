-- grain: one row per account that has a grant: what the rules ask of its grants
-- *_rank is the weakest (1 stated, 2 derived, 3 assumed) of the facts that a
-- rule's condition names, over the grants that satisfy it.
with weighed as (
    select
        account_no, product, place, role, plan, ownership,
        is_known, is_supported, is_intended, is_counting, is_exempt,
        is_enterprise, is_premium_product,
        access_rank, ownership_rank, intended_rank,
        -- the role decides whether JSM and JPD count
        case when product in ('jsm', 'jpd')
            then greatest(access_rank, role_rank)
            else access_rank end as counting_rank,
        role_rank,
        product in ('opsgenie', 'statuspage') as is_incident,
        last_active_on, active_before
    from grants
)

select
    account_no,
    count(*) filter (where is_counting) as counting_grants,
    count(*) filter (where not is_known) as unknown_product_grants,
    count(*) filter (where is_premium_product) as jira_confluence_grants,

    -- intended
    count(*) filter (where is_intended) as intended_grants,
    count(*) filter (where is_intended and product = 'jsm'
        and role in ('user', 'admin')) as intended_agent_grants,
    count(*) filter (where is_intended and is_counting and not is_exempt)
        as intended_seat_grants,

    -- kinds of counting grants
    count(*) filter (where is_counting and product = 'trello')
        as trello_grants,
    count(*) filter (where is_counting and ownership = 'own'
        and product in ('trello', 'bitbucket')) as free_own_grants,
    count(*) filter (where is_counting and product = 'confluence'
        and role = 'guest') as guest_grants,
    count(*) filter (where is_counting and ownership = 'foreign')
        as foreign_grants,
    count(*) filter (where is_counting and ownership = 'sandbox')
        as sandbox_grants,
    count(*) filter (where is_counting and is_incident) as incident_grants,
    count(*) filter (where is_counting and is_exempt) as exempt_grants,
    count(*) filter (where is_counting and is_incident and plan = '')
        as incident_plan_unknown_grants,
    count(*) filter (where is_enterprise) as enterprise_grants,

    -- at an own or sandbox place; a Trello grant without workspace is at none
    count(*) filter (where is_counting and ownership <> 'foreign'
        and not (product = 'trello' and place = '')) as home_grants,

    -- how each is known
    max(case when is_counting then counting_rank else 1 end) as counting_rank,
    max(case when is_supported and not is_counting then role_rank else 1
        end) as uncounted_rank,
    max(case when is_known then 1 else access_rank end) as unknown_rank,
    max(case when is_counting then intended_rank else 1 end) as intended_rank,
    max(case when is_intended and is_counting and not is_exempt
        then greatest(intended_rank, counting_rank) else 1 end)
        as intended_seat_rank,
    max(case when is_counting then greatest(counting_rank, ownership_rank)
        else 1 end) as ownership_rank,
    max(case when is_counting and product = 'confluence'
        then greatest(access_rank, role_rank) else 1 end) as guest_rank,
    max(case when is_enterprise then greatest(access_rank, ownership_rank)
        else 1 end) as enterprise_rank,
    max(last_active_on) as last_active_on,
    max(active_before) as active_before
from weighed
group by account_no
