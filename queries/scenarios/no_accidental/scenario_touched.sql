-- grain: one row per account that the scenario changes
select account_no
from accidental_accounts
where not is_protected
