-- grain: one row per thing that is true of every cancellation of its kind
select
    cast(note_no as bigint) as note_no,
    topic,
    applies_to,
    text,
    source
from seed_cascade_notes
order by note_no
