-- grain: one row per account billed by a rule of priority 210 or more, and way out
-- reason: why not, where it is not feasible; what to look at first, where it is
-- marked check (rules.md 8). What is protected is never changed.
with reasons as (
    select
        w.way_out_no, w.way_out, a.account_no, a.is_synced,
        case
            when w.way_out = 'keep' then ''
            when w.way_out = 'review' then case
                when a.known_rank = 3 or a.is_contradicted
                    or a.visit_only is not null
                    or a.presence in ('unknown', 'unclear') then ''
                else 'the evidence is clear' end
            when a.is_protected then 'protected: never changed'
            when w.way_out = 'exclude_from_claim' then case
                when a.is_external
                    or not (a.is_claimed or a.is_in_domain_export)
                    then 'not an account that the organisation can claim'
                when a.home_grants > 0 then 'uses an own place: it would stay'
                    || ' billable as an external user'
                else '' end
            when w.way_out = 'non_billable_policy' then case
                when a.is_claimed then ''
                else 'not claimed: policies hold claimed accounts' end
            when w.way_out in ('support_deletion', 'scim_recreate') then case
                when a.is_synced then ''
                else 'not synced by an identity provider' end
            when w.way_out = 'delete_workspace'
                and a.class <> 'accidental_trello'
                then 'not Trello alone'
            when w.way_out = 'deactivate' and a.is_synced
                then 'synced: the identity provider rules the account'
            when a.presence = 'unknown' then 'review: no directory given'
            when a.presence = 'unclear'
                then 'review: the directory is not clear on the person'
            when w.way_out = 'delete_workspace' and a.presence <> 'here'
                then 'the person has left'
            when w.way_out = 'deactivate' and a.presence = 'here'
                then 'the person is still here'
            else ''
        end as why_not,
        case
            when w.way_out = 'non_billable_policy' and a.is_synced
                then 'synced by the identity provider: Atlassian may refuse'
                    || ' the move'
            when w.way_out = 'delete_workspace' and a.boards_of_others > 0
                then 'the person must be admin of the workspace'
            when w.way_out = 'deactivate' and not a.is_claimed
                then 'not claimed: claim it first'
            when w.way_out = 'deactivate' and a.presence = 'absent'
                then 'absent from the directory: is that export whole?'
            when w.way_out = 'support_deletion'
                then 'somebody may need the Trello boards'
            when w.way_out = 'review' then case
                when a.known_rank = 3 then 'the verdict rests on an assumed fact'
                when a.is_contradicted then 'sources contradict each other'
                when a.visit_only is not null then 'known by a visit alone, on '
                    || cast(a.visit_only as varchar)
                when a.presence = 'unknown' then 'no directory given'
                else 'the directory is not clear on the person' end
            else ''
        end as to_check
    from accidental_accounts as a
    cross join seed_ways_out as w
)

select
    account_no, cast(way_out_no as bigint) as way_out_no, way_out,
    why_not = '' as feasible,
    case when why_not = '' and to_check <> '' and way_out <> 'review'
        then 'check' else '' end as mark,
    case when why_not <> '' then why_not else to_check end as reason
from reasons
