-- grain: one row, or none: the number of Bitbucket's users, for the price book
select cast(users as bigint) as users
from quote_scope
where product = 'bitbucket' and users > 0
