-- grain: one row per assumption that figures of the night rest on
select
    cast(s.assumption_no as bigint) as assumption_no,
    s.id,
    s.name,
    v.value,
    s.unit,
    case when v.is_config then 'the config' else s.source end as source,
    s.note
from seed_assumptions as s
join assumption_values as v on v.id = s.id
order by assumption_no
