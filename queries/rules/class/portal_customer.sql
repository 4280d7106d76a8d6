-- grain: one row per account that the rule matches
-- class: portal_customer
-- priority: 70
-- effective: 2020-04-14..
-- why: It has no product; it can raise requests in the portal as a customer.
-- source: R6, R17, R29
-- saw: cast(counting_grants as varchar) || ' counting grants, ' || cast(unknown_product_grants as varchar) || ' of unknown products; ' || case when has_product_evidence then 'a source shows its products' else 'no source shows its products' end
select account_no
from account_facts
where counting_grants = 0
    and unknown_product_grants = 0
    and (
        has_product_evidence
        or account_type = 'customer'
        or is_portal_named
    )
