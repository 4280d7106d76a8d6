-- grain: one row per thing that somebody stated for the night: entries of the
-- config, lines of a site list, active subscriptions
select 'sites' as kind, '' as product, lower(trim(name)) as place,
    ownership as value
from config_sites
union
select 'site list', coalesce(product, ''), lower(trim(site)),
    lower(ownership || ' ' || sandbox || ' ' || plan)
from raw_sites
union
select 'licensed', product, place, plan || ' ' || role
from stg_licensed
union
select 'licensed', '', '', 'the list is given'
from run_context
where has_licensed
union
select 'subscriptions', product, place, plan
from subscription_plans
union
select case kind when 'protected' then kind else kind || 's' end, '', '',
    lower(trim(pattern))
from config_patterns
union
select 'edition', '', '', edition
from run_context
union
select 'billing', '', '', billing
from run_context
union
select 'purchased tier', '', '', cast(purchased_tier as varchar)
from run_context
where purchased_tier is not null
union
select 'discount', '', '', cast(discount_basis_points as varchar)
from config_money
union
select 'tax', '', '', cast(tax_basis_points as varchar)
from config_money
union
select 'rate', '', '', from_currency || ' ' || to_currency || ' '
    || cast(rated_on as varchar) || ' ' || cast(numerator as varchar) || '/'
    || cast(denominator as varchar)
from config_rates
order by kind, product, place, value
