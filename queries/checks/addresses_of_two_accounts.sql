-- grain: one row per input row without id whose address belongs to two accounts
-- severity: warn
-- claim: An input row without account id leads to one account by its e-mail address.
-- otherwise: These lead to two and join neither: what they say is missing from the figures. Export them with account ids.
select
    '' as account_id,
    email,
    replace(_file || '[' || _sheet || ']', '[]', '')
        || ':' || cast(_row as varchar) as place,
    'the address belongs to more than one account id' as detail
from account_joins
where joined_by = 'ambiguous'
order by email, place
