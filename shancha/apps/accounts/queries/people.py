"""Who is hidden from whom, and how a member is named: fragments for every list of people or of
their things. They need the named parameter `viewer_id` (null for a visitor)."""

from uuid import UUID

from django.conf import settings

from shancha.kit import sql

# Members whom the viewer must not meet in lists: blocked by either side, or muted by the viewer.
# Embed as `author_id not in ({HIDDEN_USERS_SQL})`.
HIDDEN_USERS_SQL = """
    select blocked_id from accounts_block where blocker_id = %(viewer_id)s::uuid
    union all select blocker_id from accounts_block where blocked_id = %(viewer_id)s::uuid
    union all select muted_id from accounts_mute where muter_id = %(viewer_id)s::uuid
"""

# The same without mutes: for what one looks up on purpose, such as a profile or a note by its address.
BLOCKED_USERS_SQL = """
    select blocked_id from accounts_block where blocker_id = %(viewer_id)s::uuid
    union all select blocker_id from accounts_block where blocked_id = %(viewer_id)s::uuid
"""


def shows_city_sql(alias: str) -> str:
    """Whether the member of this row of accounts_user lets others see the city of the profile."""
    return _is_on("show_city", alias)


def shows_following_sql(alias: str) -> str:
    """Whether the member of this row of accounts_user lets others see whom they follow."""
    return _is_on("show_following", alias)


def _is_on(switch: str, alias: str) -> str:
    return f"coalesce(({alias}.privacy ->> '{switch}')::boolean, true)"


def brief_sql(alias: str = "u") -> str:
    """A jsonb expression of the shape UserBrief for a row of accounts_user under this alias."""
    media = settings.MEDIA_URL.replace("'", "").replace("%", "")
    return f"""jsonb_build_object(
        'id', {alias}.id, 'handle', {alias}.handle, 'nickname', {alias}.nickname,
        'avatar', case when {alias}.avatar_key = '' then ''
            else '{media}avatars/' || {alias}.avatar_key || '/256.webp' end,
        'badge', case when {alias}.role = 'member' then null
            else jsonb_build_object('kind', {alias}.role, 'label', {alias}.badge_label,
                'category', {alias}.badge_category) end)"""


def avatar_url(key: str) -> str:
    """The address of an avatar, empty where there is none."""
    return f"{settings.MEDIA_URL}avatars/{key}/256.webp" if key else ""


def cover_url(key: str) -> str:
    """The address of a profile's cover, empty where there is none."""
    return f"{settings.MEDIA_URL}covers/{key}/1440.webp" if key else ""


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
    statement = """
        select 1 from accounts_block
        where (blocker_id = %(one)s and blocked_id = %(other)s)
           or (blocker_id = %(other)s and blocked_id = %(one)s)
    """
    return bool(sql.fetch_value(statement, {"one": one, "other": other}))


def is_following(follower_id: UUID | None, followee_id: UUID) -> bool:
    """Whether the one follows the other."""
    statement = "select 1 from accounts_follow where follower_id = %s and followee_id = %s"
    return follower_id is not None and bool(sql.fetch_value(statement, [follower_id, followee_id]))


def staff_ids() -> list[UUID]:
    """Moderators and operators in good standing, for alarms."""
    statement = """
        select id from accounts_user where (is_moderator or is_operator) and status in ('active', 'muted')
        order by id limit 500
    """
    return [row[0] for row in sql.fetch_rows(statement)]
