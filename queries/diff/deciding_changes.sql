-- grain: one row per outcome that changed and changed fact that decided it
-- field_no ranks them. is_loss: less is known or less can be used than before;
-- is_gain the other way round: a kind of export that is missing, or new, may be
-- behind that.
with account_facts_asked as (
    select
        d.pair_no, d.what, c.field_no, c.field,
        '' as product, '' as place, c.before_value, c.after_value,
        c.is_loss, c.is_gain
    from deciding_facts as d
    join account_differences as c on c.pair_no = d.pair_no and c.fact = d.fact
    where d.what not like '%@%'
),

grants_asked as (
    select distinct d.pair_no, d.what, m.product, m.place
    from deciding_facts as d
    join changed_marks as m on m.pair_no = d.pair_no and m.fact = d.fact
    where d.what not like '%@%'
)

select
    pair_no, what, field_no, field, product, place, before_value, after_value,
    is_loss, is_gain
from account_facts_asked
union all
select
    pair_no, what, field_no, field, product, place, before_value, after_value,
    is_loss, is_gain
from deciding_seat_changes
union all
select
    g.pair_no,
    g.what,
    case c.field
        when 'granted' then 11
        when 'removed' then 12
        when 'role' then 13
        when 'plan' then 14
        when 'ownership' then 15
        when 'licensed' then 16
        else 17
    end as field_no,
    c.field,
    g.product,
    g.place,
    c.before_value,
    c.after_value,
    c.field = 'removed' or (c.field <> 'granted' and c.after_value = '')
        as is_loss,
    c.field = 'granted' or (c.field <> 'removed' and c.before_value = '')
        as is_gain
from grants_asked as g
join grant_differences as c
    on c.pair_no = g.pair_no
    and c.product = g.product
    and c.place = g.place
