-- grain: one row per kind of export that only one of the nights was given
-- night_no 1: only the earlier night, so it is missing now.
select b.format, 1 as night_no
from before_sources as b
left join after_sources as a on a.format = b.format
where a.format is null
union all
select a.format, 2 as night_no
from after_sources as a
cross join compared as c
left join before_sources as b on b.format = a.format
where b.format is null and c.has_before
