-- grain: one row per deviation of the users that a quote is for
-- wrong_tier: the tier bought (R39) is smaller than the quantity, or a smaller one
-- would hold it; where no quantity is stated, the users counted take its place.
-- Otherwise a quantity is held to what the night counts, and a tier is right when it is
-- the smallest that holds the count. A range is as good as its nearer end.
with tiers as (
    select cast(users_to as bigint) as users_to from seed_tier_bounds
),

needed as (
    select
        r.quote_no, r.row_no, r.line, r.user_tier, r.quantity, q.least, q.most,
        q.users, q.lines, q.basis,
        coalesce(r.quantity, case when r.user_tier < q.least then q.least
            when r.user_tier > q.most then q.most else r.user_tier end) as wanted,
        q.row_no = r.row_no as is_first
    from quote_rows as r
    left join quoted_users as q
        on q.quote_no = r.quote_no and q.product = r.product and q.place = r.place
    where not r.is_total and not r.is_credit and not r.is_app
        and r.row_no not in (select row_no from repeated_lines)
),

bounded as (
    select
        n.quote_no, n.row_no, n.line, n.user_tier, n.quantity, n.least, n.most,
        n.users, n.lines, n.basis, n.wanted, n.is_first,
        min(t.users_to) as right_tier,
        min(m.users_to) as most_tier
    from needed as n
    left join tiers as t on t.users_to >= n.wanted
    left join tiers as m on m.users_to >= n.most
    group by n.quote_no, n.row_no, n.line, n.user_tier, n.quantity, n.least,
        n.most, n.users, n.lines, n.basis, n.wanted, n.is_first
)

select
    quote_no, row_no, line, 'wrong_tier' as kind,
    cast(null as bigint) as expected_cents, cast(null as bigint) as found_cents,
    cast(greatest(wanted, right_tier) as varchar) as expected,
    cast(user_tier as varchar) as found,
    'the tier of ' || cast(user_tier as varchar)
        || case when user_tier < wanted then ' does not hold ' else ' is more than ' end
        || cast(wanted as varchar) || ' users'
        || case when quantity is null then ' counted tonight'
            else ' asked for' end
        || case when user_tier < wanted then '' else ' need: that of '
            || cast(right_tier as varchar) || ' holds them' end as says
from bounded
where user_tier < wanted or (user_tier > wanted and user_tier > right_tier)
union all
select
    quote_no, row_no, line, 'users_above_count', null, null,
    case when least = most then cast(most as varchar)
        else cast(least as varchar) || ' to ' || cast(most as varchar) end,
    cast(users as varchar),
    cast(users - most as varchar) || ' users more than '
        || case when basis = 'config' then 'the scope has' else 'are counted tonight'
            end || case when least = most then '' else ', unknown ones included' end
from bounded
where is_first and quantity is not null and users > most
    and not coalesce(lines = 1 and user_tier = quantity
        and user_tier = most_tier, false)
union all
select
    quote_no, row_no, line, 'users_below_count', null, null,
    case when least = most then cast(least as varchar)
        else cast(least as varchar) || ' to ' || cast(most as varchar) end,
    cast(users as varchar),
    cast(least - users as varchar) || ' users fewer than '
        || case when basis = 'config' then 'the scope has' else 'are billed tonight'
            end
from bounded
where is_first and quantity is not null and users < least
