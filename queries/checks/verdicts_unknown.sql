-- grain: one row per account and subscription whose verdict is unknown
-- severity: info
-- claim: Every verdict is known.
-- otherwise: These are not, and are priced as a range only. The rule says what is missing.
select
    p.account_id,
    p.email,
    '' as place,
    v.subscription || ', rule ' || v.rule || ': ' || b.why as detail
from subscription_verdicts as v
join account_profile as p on p.account_no = v.account_no
join rule_book as b on b.subject = v.subscription and b.rule = v.rule
where v.verdict = 'unknown'
order by p.account_id, p.email, detail
