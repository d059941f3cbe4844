"""Members as subjects of reports."""

from uuid import UUID

from shancha.apps.accounts.queries.people import avatar_url
from shancha.apps.moderation.subjects import SubjectKind, SubjectSnapshot
from shancha.kit import sql


def describe_member(user_id: UUID) -> SubjectSnapshot | None:
    """A member's profile as it stands; None for accounts that are gone."""
    rows = sql.fetch_rows(
        """
        select nickname, bio, handle, avatar_key, follower_count from accounts_user
        where id = %s and status <> 'deleted'
        """,
        [user_id],
    )
    if not rows:
        return None
    nickname, bio, handle, avatar_key, follower_count = rows[0]
    return SubjectSnapshot(
        author_id=user_id,
        title=nickname,
        text=f"{nickname}\n{bio}".strip(),
        url=f"/u/{handle}",
        pictures=[avatar_url(avatar_key)] if avatar_key else [],
        reach=follower_count,
    )


MEMBER = SubjectKind(
    kind="user",
    describe=describe_member,
    name_zh="用户",
    name_en="Member",
    actions=("none", "reset"),
)
