-- grain: one row per account: its facts and the class that the class rules gave it
-- as: view
select
    f.*,
    c.class
from account_facts as f
join account_classes as c on c.account_no = f.account_no
