-- grain: one row per figure that renewals rest on
select
    cast(s.term_no as bigint) as term_no,
    s.id,
    s.name,
    coalesce(c.value, s.value) as value,
    s.unit,
    case when c.id is not null then 'the config' else s.source end as source,
    s.note
from seed_renewal_terms as s
left join config_assumptions as c on c.id = s.id
order by term_no
