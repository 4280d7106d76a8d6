-- grain: one row per account: the facts that the rules asked, for explain
select
    f.account_no,
    f.account_type, f.account_type_rank,
    f.status, f.status_rank, f.is_gone,
    f.policy_type, f.policy_rank,
    f.atlassian_says, f.atlassian_rank,
    f.is_external, f.is_claimed_elsewhere, f.is_service_account,
    f.has_product_evidence, f.is_portal_named,
    f.counting_grants, f.unknown_product_grants, f.jira_confluence_grants,
    f.intended_grants, f.intended_agent_grants, f.intended_seat_grants,
    f.trello_grants, f.free_own_grants, f.guest_grants, f.foreign_grants,
    f.sandbox_grants, f.incident_grants, f.exempt_grants,
    f.incident_plan_unknown_grants, f.enterprise_grants, f.home_grants,
    f.counting_rank, f.uncounted_rank, f.unknown_rank, f.intended_rank, f.intended_seat_rank,
    f.ownership_rank, f.guest_rank, f.enterprise_rank,
    f.class
from classed_accounts as f
order by account_no
