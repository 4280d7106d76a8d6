-- grain: one row per account of both nights with an outcome that is another one
select distinct pair_no, before_no, after_no
from outcome_changes
