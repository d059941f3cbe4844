"""Whom one may name by @: the condition that every choice of people to name uses."""


def may_name_sql(namer: str) -> str:
    """True for a member of accounts_user named `u` whose own rule lets `namer`, an expression of an id, name
    them: everybody (the default), their followers, or nobody."""
    return f"""(case coalesce(u.privacy ->> 'mention_policy', 'everyone')
        when 'everyone' then true
        when 'followers' then exists (select 1 from accounts_follow m
            where m.follower_id = {namer} and m.followee_id = u.id)
        else false end)"""
