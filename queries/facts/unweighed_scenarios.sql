-- grain: one row per scenario whose total cannot be weighed, and why
-- The best mix is the least total of a number of Standard's seats. The add-on of
-- Premium has a price of its own for other users, which that search does not see.
select
    'best_mix' as id,
    'the best mix is weighed for Guard Standard alone, not with the add-on of'
        || ' Guard Premium' as reason
from run_context
where edition = 'premium'
