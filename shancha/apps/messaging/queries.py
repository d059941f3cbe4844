"""Reads of the messaging app: lists of notices and unread counts."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.accounts.queries.people import HIDDEN_USERS_SQL, brief_sql
from shancha.apps.messaging import wire
from shancha.apps.messaging.texts import render
from shancha.kit import sql
from shancha.kit.pagination import decode_cursor, encode_cursor

# How many faces a collapsed notice shows.
SHOWN_ACTORS = 3


def _list_sql() -> str:
    return f"""
        select n.id, n.lane, n.kind, n.count, n.subject_kind, n.subject_id, n.payload::text as payload,
            n.created_at, n.updated_at, n.read_at,
            coalesce((
                select jsonb_agg({brief_sql("u")} order by a.place)
                from (select id, place from unnest(n.actor_ids) with ordinality as x(id, place)
                      where id not in ({HIDDEN_USERS_SQL}) order by place limit {SHOWN_ACTORS}) as a
                join accounts_user u on u.id = a.id), '[]')::text as actors,
            (select count(*) from unnest(n.actor_ids) as a(id) where id not in ({HIDDEN_USERS_SQL}))
                + case when n.lane in ('likes', 'follows') and n.kind <> 'topic_note'
                    then greatest(n.count - cardinality(n.actor_ids), 0) else 0 end as actor_count
        from messaging_notification n
        where n.user_id = %(viewer_id)s::uuid and (%(lane)s::text is null or n.lane = %(lane)s::text)
          and (%(before)s::timestamptz is null
               or (n.updated_at, n.id) < (%(before)s::timestamptz, %(before_id)s::uuid))
          and (n.actor_ids = '{{}}' or exists (
              select 1 from unnest(n.actor_ids) as actor(id) where id not in ({HIDDEN_USERS_SQL})))
        order by n.updated_at desc, n.id desc limit %(limit)s::int
    """


def list_notifications(user_id: UUID, *, lane: str | None, cursor: str | None, limit: int) -> dict[str, Any]:
    """A page of a member's notices, newest first, with a sentence in the reader's language."""
    after = decode_cursor(cursor, datetime.fromisoformat, UUID)
    before, before_id = after or (None, None)
    rows = sql.fetch_all(
        _list_sql(),
        {"viewer_id": user_id, "lane": lane, "before": before, "before_id": before_id, "limit": limit + 1},
    )
    items = rows[:limit]
    last = items[-1] if len(rows) > limit else None
    return {
        "items": [_notification(row) for row in items],
        "next_cursor": encode_cursor(last["updated_at"].isoformat(), str(last["id"])) if last else None,
    }


def _notification(row: dict[str, Any]) -> dict[str, Any]:
    payload = orjson.loads(row["payload"])
    for inner in ("by", "earlier"):
        payload.pop(inner, None)
    title, text = render(row["kind"], payload)
    subject = {"kind": row["subject_kind"], "id": row["subject_id"]} if row["subject_kind"] else None
    return {
        "id": row["id"],
        "lane": row["lane"],
        "kind": row["kind"],
        "title": title,
        "text": text,
        "actors": orjson.loads(row["actors"]),
        "actor_count": row["actor_count"],
        "count": row["count"],
        "subject": subject,
        "payload": payload,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "is_read": row["read_at"] is not None,
    }


def count_unread(user_id: UUID) -> dict[str, int]:
    """Unread notices by lane and together, counted anew from the rows themselves, so that all devices agree.
    A lane stops at 100 ("99+")."""
    row = sql.fetch_rows(wire.COUNT_UNREAD, [[user_id]])[0]
    counts = dict(zip(wire.LANES, row[1:], strict=True))
    return {**counts, "total": sum(counts.values())}


def staff_ids() -> list[UUID]:
    """Moderators and operators in good standing."""
    rows = sql.fetch_rows(
        """
        select id from accounts_user
        where (is_moderator or is_operator) and status in ('active', 'muted') order by id
        """
    )
    return [row[0] for row in rows]
