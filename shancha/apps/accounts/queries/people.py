"""Who is hidden from whom: fragments and look-ups that every list of people or of their things uses."""

from uuid import UUID

from shancha.kit import sql

# Members whom the viewer must not meet in lists: blocked by either side, or muted by the viewer.
# Embed as `author_id not in (HIDDEN_USERS_SQL)`; needs the named parameter viewer_id.
HIDDEN_USERS_SQL = """
    select blocked_id from accounts_block where blocker_id = %(viewer_id)s
    union all select blocker_id from accounts_block where blocked_id = %(viewer_id)s
    union all select muted_id from accounts_mute where muter_id = %(viewer_id)s
"""

# The same without mutes: for what one looks up on purpose, such as a profile or a note by its address.
BLOCKED_USERS_SQL = """
    select blocked_id from accounts_block where blocker_id = %(viewer_id)s
    union all select blocker_id from accounts_block where blocked_id = %(viewer_id)s
"""


def hidden_user_ids(viewer_id: UUID | None) -> frozenset[UUID]:
    """The members hidden from this viewer's lists; empty for a visitor."""
    if viewer_id is None:
        return frozenset()
    return frozenset(row[0] for row in sql.fetch_rows(HIDDEN_USERS_SQL, {"viewer_id": viewer_id}))


def blocked_user_ids(viewer_id: UUID | None) -> frozenset[UUID]:
    """The members who blocked this viewer or whom the viewer blocked; empty for a visitor."""
    if viewer_id is None:
        return frozenset()
    return frozenset(row[0] for row in sql.fetch_rows(BLOCKED_USERS_SQL, {"viewer_id": viewer_id}))


def is_blocked_between(one: UUID | None, other: UUID) -> bool:
    """Whether either has blocked the other."""
    if one is None:
        return False
    return bool(
        sql.fetch_value(
            """
            select 1 from accounts_block
            where (blocker_id = %(one)s and blocked_id = %(other)s) or (blocker_id = %(other)s and blocked_id = %(one)s)
            """,
            {"one": one, "other": other},
        )
    )
