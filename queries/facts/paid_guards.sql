-- grain: one row per subscription of Guard that the organisation pays for
-- Premium is an add-on to Standard (R5): who buys that edition pays for both.
select 'guard_standard' as subscription
from run_context
union all
select 'guard_premium' as subscription
from run_context
where edition = 'premium'
