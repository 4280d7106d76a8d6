-- grain: one row per pair of numbers of users that a comparison of two nights prices
select users_before as users, premium_before as premium_users from cause_steps
union
select users_after as users, premium_after as premium_users from cause_steps
union
select users, premium_users from compared_counts where night_no = 1
