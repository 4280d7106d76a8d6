-- grain: one row: what renewals are counted with
-- The config's value comes before the seed's; null where neither has one.
with stated as (
    select
        s.id,
        cast(nullif(coalesce(c.value, s.value), '') as bigint) as days
    from seed_renewal_terms as s
    left join config_assumptions as c on c.id = s.id
)

select
    max(case when id = 'notice_days' then days end) as notice_days,
    max(case when id = 'co_term_days' then days end) as co_term_days
from stated
