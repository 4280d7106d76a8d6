-- grain: one row per assumption: the value that the night rests on
-- The config's own value comes before the seed's.
select
    s.id,
    coalesce(
        c.value,
        case when s.id = 'months_paid' then b.months_paid else s.value end
    ) as value,
    c.id is not null as is_config
from seed_assumptions as s
cross join run_context as r
join seed_billing_periods as b on b.billing = r.billing
left join config_assumptions as c on c.id = s.id
