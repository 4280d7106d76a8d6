-- grain: one row per account that the scenario changes, and how
-- Without its workspaces an account has no Trello.
select account_no, 'lose_product' as kind, 'trello' as product
from ways_out
where way_out = 'delete_workspace' and feasible
