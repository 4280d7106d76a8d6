-- grain: one row per change and seat that it leaves, as the rules ask of it
select *
from changed_seats
