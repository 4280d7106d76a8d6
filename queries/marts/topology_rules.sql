-- grain: one row per way of splitting the bill and rule that it is held to
-- holds: yes or no where the quotes tell, noted where the rule only has to be known.
select
    t.topology_no, r.topology, cast(r.rule_no as bigint) as rule_no, r.rule,
    case
        when r.rule = 'all_offered' then case
            when t.why_not like 'no reseller%' or t.why_not like 'nobody%' then 'no'
            when t.is_feasible then 'yes' else 'noted' end
        when r.rule = 'has_bitbucket' then case
            when t.why_not like 'Bitbucket%' then 'no' else 'yes' end
        when r.rule = 'annual_only' then case
            when s.short_offers > 0 then 'no' else 'yes' end
        else 'noted'
    end as holds,
    case when r.rule = 'annual_only' and s.short_offers > 0
        then r.says || '; ' || cast(s.short_offers as varchar)
            || ' offers are for less than a year and are left out'
        else r.says end as says,
    r.source
from seed_topology_rules as r
join topology_costs as t on t.id = r.topology
cross join (select count(*) as short_offers from offer_reasons
    where reason_no = 10) as s
order by topology_no, rule_no
