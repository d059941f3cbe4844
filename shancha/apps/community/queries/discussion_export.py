"""A member's own comments, likes of comments, filter words and followed topics, for their export."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from shancha.kit import sql

_PARTS = {
    "comments.json": """
        select id, note_id, parent_id, body, picture, city, state, like_count, created_at
        from community_comment where author_id = %(user)s order by created_at""",
    "liked-comments.json": """
        select l.comment_id, c.note_id, l.created_at from community_commentlike l
        join community_comment c on c.id = l.comment_id where l.user_id = %(user)s order by l.created_at""",
    "followed-topics.json": """
        select t.slug, t.name, f.created_at, f.level from community_topicfollow f
        join community_topic t on t.id = f.topic_id where f.user_id = %(user)s order by f.created_at""",
    "hosted-topics.json": """
        select slug, name, introduction, announcement, announced_at, created_at
        from community_topic where host_id = %(user)s order by created_at""",
    "comment-filter.json": "select words, updated_at from community_commentfilter where user_id = %(user)s",
    "mentioned-in.json": """
        select note_id, comment_id, created_at from community_mention
        where user_id = %(user)s order by created_at""",
}


def export(user_id: UUID) -> Iterable[tuple[str, Any]]:
    """Yields (path inside the export, rows)."""
    for path, statement in _PARTS.items():
        yield path, sql.fetch_all(statement, {"user": user_id})
