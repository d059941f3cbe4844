"""Who may see which notes: the fragments every read of notes uses, for a row of community_note named `n`.

All take the parameter %(viewer)s, null for a visitor.
"""

_FOLLOWS = """exists (select 1 from accounts_follow f
    where f.follower_id = %(viewer)s::uuid and f.followee_id = n.author_id)"""
_BLOCKED = """exists (select 1 from accounts_block b
    where (b.blocker_id = n.author_id and b.blocked_id = %(viewer)s::uuid)
        or (b.blocker_id = %(viewer)s::uuid and b.blocked_id = n.author_id))"""
_MUTED = """exists (select 1 from accounts_mute m
    where m.muter_id = %(viewer)s::uuid and m.muted_id = n.author_id)"""

# Published, and open to the viewer; the viewer's own private notes too.
_OPEN = f"""n.state = 'public' and (
    n.visibility = 'public' or n.author_id = %(viewer)s::uuid
    or (n.visibility = 'followers' and {_FOLLOWS}))"""

# What one may open by its address: what is open to the viewer, and every note of the viewer's own.
VISIBLE = f"""(
    ({_OPEN} and not {_BLOCKED})
    or (n.author_id = %(viewer)s::uuid and n.state <> 'deleted'))"""

# What may stand in a list: published, open to the viewer, of nobody blocked or muted.
LISTABLE = f"""({_OPEN} and not {_BLOCKED} and not {_MUTED})"""

FOLLOWS_AUTHOR = _FOLLOWS
BLOCKED_WITH_AUTHOR = _BLOCKED
