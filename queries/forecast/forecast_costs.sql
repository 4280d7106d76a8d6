-- grain: one row: why the counts of a forecast have no cost; '' where they have one
-- What comes is counted for Guard Standard. The add-on of Premium counts other users.
select
    case when edition = 'premium'
        then 'the forecast is of Guard Standard''s count; how many users Guard'
            || ' Premium counts then is not forecast'
        else '' end as reason
from run_context
