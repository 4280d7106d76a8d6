-- grain: one row per account that the scenario changes, and how
select account_no, 'lose_accidental' as kind, '' as product
from accidental_accounts
where not is_protected
