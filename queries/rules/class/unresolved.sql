-- grain: one row per account that the rule matches
-- class: unresolved
-- priority: 80
-- effective: 2020-04-14..
-- why: The exports do not show enough: only unknown products, or no source that would show a product.
-- source: R37, R48
-- saw: cast(unknown_product_grants as varchar) || ' grants of unknown products; ' || case when has_product_evidence then 'a source shows its products' else 'no source shows its products' end
select account_no
from account_facts
where unknown_product_grants > 0
    or not has_product_evidence
