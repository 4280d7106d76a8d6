-- grain: one row per account of class accidental_other and cause
-- One cause per counting grant, the first that fits (rules.md 2, class 60).
select distinct
    g.account_no,
    case
        when g.ownership = 'foreign'
            then 'foreign:' || g.product || '@' || g.place
        when g.ownership = 'sandbox'
            then 'sandbox:' || g.product || '@' || g.place
        when g.role = 'guest' then 'guest:' || g.product || '@' || g.place
        when g.product = 'trello' then 'trello'
        when g.product = 'bitbucket' then 'bitbucket'
        else 'unlicensed:' || g.product || '@' || g.place
    end as cause
from grants as g
join account_classes as c on c.account_no = g.account_no
where c.class = 'accidental_other' and g.is_counting
order by account_no, cause
