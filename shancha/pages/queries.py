"""What strangers and search engines may know of a note, a member or a topic: the public facts alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.community.queries.topics import IS_AT_ADDRESS_SQL
from shancha.kit import sql


@dataclass(frozen=True, slots=True)
class NoteHead:
    """A public note for its preview."""

    id: UUID
    kind: str
    title: str
    body: str
    cover: dict[str, Any] | None
    published_at: datetime
    edited_at: datetime | None
    like_count: int
    comment_count: int
    nickname: str
    handle: str
    topics: list[str]
    is_ad: bool


@dataclass(frozen=True, slots=True)
class MemberHead:
    """A member for a preview."""

    handle: str
    nickname: str
    bio: str
    avatar_key: str
    follower_count: int


@dataclass(frozen=True, slots=True)
class TopicHead:
    """A topic for a preview."""

    slug: str
    name: str
    introduction: str
    note_count: int
    cover: dict[str, Any] | None


def _json(value: Any) -> Any:
    return orjson.loads(value) if isinstance(value, str | bytes) else value


def find_note(note_id: UUID) -> NoteHead | None:
    """The note, if everybody may read it."""
    rows = sql.fetch_all(
        """
        select n.id, n.kind, n.title, n.body, n.cover, n.published_at, n.edited_at, n.like_count,
            n.comment_count, u.nickname, u.handle, n.is_ad or n.is_paid_cooperation as is_ad,
            array(select t.name from community_notetopic nt join community_topic t on t.id = nt.topic_id
                where nt.note_id = n.id and t.state <> 'banned' order by nt.position limit 10) as topics
        from community_note n join accounts_user u on u.id = n.author_id
        where n.id = %s and n.state = 'public' and n.visibility = 'public' and u.status <> 'deleted'
        """,
        [note_id],
    )
    return NoteHead(**{**rows[0], "cover": _json(rows[0]["cover"])}) if rows else None


def find_member(handle: str) -> MemberHead | None:
    """The member behind a handle."""
    rows = sql.fetch_all(
        """
        select handle, nickname, bio, avatar_key, follower_count from accounts_user
        where handle = %s and status <> 'deleted'
        """,
        [handle],
    )
    return MemberHead(**rows[0]) if rows else None


def find_topic(slug: str) -> TopicHead | None:
    """The topic behind a slug, also an old one, with the cover of its hottest public note."""
    rows = sql.fetch_all(
        f"""
        select t.slug, t.name, t.introduction, t.note_count,
            (select n.cover from community_notetopic nt join community_note n on n.id = nt.note_id
             where nt.topic_id = t.id and n.is_recommendable order by nt.hot desc limit 1) as cover
        from community_topic t where {IS_AT_ADDRESS_SQL}
        """,  # noqa: S608 - constants of ours
        {"slug": slug},
    )
    return TopicHead(**{**rows[0], "cover": _json(rows[0]["cover"])}) if rows else None


def list_sitemap(limit: int = 5000) -> list[tuple[str, datetime]]:
    """Addresses of the newest public notes, the hottest topics and goods, with their last change."""
    return [
        (path, changed)
        for path, changed in sql.fetch_rows(
            """
            (select '/n/' || id, coalesce(edited_at, published_at) from community_note
             where is_recommendable order by published_at desc, id desc limit %(limit)s)
            union all
            (select '/t/' || slug, coalesce(hot_at, created_at) from community_topic
             where state = 'active' order by hot desc, id desc limit 500)
            union all
            (select '/product/' || p.id, p.updated_at from mall_product p
             where p.status = 'on_sale' order by p.heat desc, p.id desc limit %(limit)s)
            """,
            {"limit": limit},
        )
    ]
