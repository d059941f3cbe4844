"""Notices: written in the transaction of what they tell, collapsed by group, silent where people wish it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import orjson
from django.db import transaction

from shancha.apps.messaging import wire
from shancha.apps.messaging.services.stream import push, wake_by_redis, wakes_by_database
from shancha.apps.messaging.texts import switch_of
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.ids import new_id

LaneName = Literal["likes", "follows", "comments", "process", "system"]
KEEP_DAYS = 180
MAX_PER_MEMBER = 2000

# A row of these remembers so many of the subjects it was told of before, in payload.earlier: each subject is
# told once, and when the latest is withdrawn the row steps back to the one before.
KEPT_EARLIER = 20
GATHERING = frozenset({"topic_note"})

# One round trip: asks whether the member wants it, collapses it into the group's unread row, stores the
# stream event and wakes the devices. An actor counts once in likes and follows, however often they click.
_NOTIFY = """
    with told as (
        select %(user)s::uuid as user_id, %(actor)s::uuid as actor_id, %(lane)s::text as lane,
            %(kind)s::text as kind, %(group)s::text as group_key, %(once)s::bool as once,
            %(gathers)s::bool as gathers, %(subject_id)s::uuid as subject_id
    ), wanted as (
        select told.* from told join accounts_user u on u.id = told.user_id
        where u.status <> 'deleted' and coalesce((u.notices ->> %(switch)s::text)::boolean, true)
          and (actor_id is null or (
              not exists (
                  select 1 from accounts_block
                  where (blocker_id, blocked_id) in ((user_id, actor_id), (actor_id, user_id)))
              and not exists (
                  select 1 from accounts_mute where muter_id = user_id and muted_id = actor_id)
              and not (once and exists (
                  select 1 from messaging_notification n
                  where n.user_id = told.user_id and n.group_key = told.group_key
                    and not (n.group_key = '') and told.actor_id = any(n.actor_ids)
                    and n.updated_at > %(now)s::timestamptz - interval '1 day'))))
          and not (gathers and exists (
              select 1 from messaging_notification n
              where n.user_id = told.user_id and n.group_key = told.group_key and not (n.group_key = '')
                and (n.subject_id = told.subject_id or n.payload -> 'earlier' @> jsonb_build_array(
                    jsonb_build_object('subject', told.subject_id)))))
    ), written as (
        insert into messaging_notification as n (id, user_id, lane, kind, group_key, actor_ids, count,
            subject_kind, subject_id, payload, created_at, updated_at)
        select %(id)s::uuid, user_id, lane, kind, group_key, %(actors)s::uuid[], 1,
            %(subject_kind)s::text, %(subject_id)s::uuid, %(payload)s::jsonb, %(now)s::timestamptz,
            %(now)s::timestamptz
        from wanted
        on conflict (user_id, group_key) where read_at is null and not (group_key = '') do update set
            actor_ids = (excluded.actor_ids || array_remove(n.actor_ids, %(actor)s::uuid))[:50],
            count = n.count + case
                when %(actor)s::uuid is null or %(once)s::bool and %(actor)s::uuid = any(n.actor_ids) then 0
                else 1 end,
            payload = case when %(gathers)s::bool then excluded.payload || jsonb_build_object('earlier', (
                    select jsonb_agg(e.entry order by e.place)
                    from jsonb_array_elements(
                        jsonb_build_array(
                            jsonb_build_object('subject', n.subject_id, 'payload', n.payload - 'earlier'))
                        || coalesce(n.payload -> 'earlier', '[]')) with ordinality as e(entry, place)
                    where e.place <= %(kept)s::int))
                else excluded.payload end, subject_kind = excluded.subject_kind,
            subject_id = excluded.subject_id, updated_at = excluded.updated_at
        returning id, user_id, lane, kind
    ), event as (
        insert into messaging_streamevent (user_id, kind, payload, transaction_id, created_at)
        select user_id, 'notification', jsonb_build_object('id', id, 'lane', lane, 'kind', kind),
            pg_current_xact_id()::text::bigint, %(now)s::timestamptz
        from written returning user_id
    )
    select case when %(wake)s::bool
        then pg_notify(%(channel)s::text, replace(user_id::text, '-', '')) end is null
    from event
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What to tell one member. `kind` names the sentence (see `texts`), `group_key` what collapses into one
    row ("" never collapses), `subject` what it is about, `payload` what the sentence shows."""

    user_id: UUID
    lane: LaneName
    kind: str
    actor_id: UUID | None = None
    subject_kind: str = ""
    subject_id: UUID | None = None
    group_key: str = ""
    payload: dict[str, Any] = field(default_factory=dict)


def notify(
    *,
    user_id: UUID,
    lane: LaneName,
    kind: str,
    actor_id: UUID | None = None,
    subject_kind: str = "",
    subject_id: UUID | None = None,
    group_key: str = "",
    payload: dict[str, Any] | None = None,
) -> None:
    """Gives one member a notice, inside the caller's transaction. Silent when the actor is the member, is
    blocked by or blocks or is muted by the member, when the member switched the kind off, and when the same
    actor (for a kind that gathers subjects: the same subject) is in the same group already. For several
    members in one transaction use `notify_many`."""
    notify_many(
        [
            Notice(
                user_id=user_id,
                lane=lane,
                kind=kind,
                actor_id=actor_id,
                subject_kind=subject_kind,
                subject_id=subject_id,
                group_key=group_key,
                payload=payload or {},
            )
        ]
    )


def notify_many(notices: Iterable[Notice]) -> None:
    """Gives notices to several members, always in the order of their ids, so that two transactions that
    tell the same people never wait for each other."""
    for notice in sorted(notices, key=lambda each: (each.user_id, each.group_key)):
        if notice.actor_id != notice.user_id:
            _write(notice)


def _write(notice: Notice) -> None:
    gathers = notice.kind in GATHERING
    payload = {**notice.payload, "by": notice.actor_id, "earlier": []} if gathers else notice.payload
    written = sql.fetch_value(
        _NOTIFY,
        {
            "id": new_id(),
            "user": notice.user_id,
            "lane": notice.lane,
            "kind": notice.kind,
            "group": notice.group_key,
            "actor": notice.actor_id,
            "actors": [notice.actor_id] if notice.actor_id else [],
            "switch": switch_of(notice.kind),
            "once": notice.lane in {"likes", "follows"} and not gathers,
            "gathers": gathers,
            "kept": KEPT_EARLIER,
            "subject_kind": notice.subject_kind,
            "subject_id": notice.subject_id,
            "payload": orjson.dumps(payload, default=str).decode(),
            "now": now(),
            "wake": wakes_by_database(),
            "channel": wire.CHANNEL,
        },
    )
    if written is not None:
        wake_by_redis([notice.user_id])


@transaction.atomic
def read_notifications(
    *, user_id: UUID, lane: str | None = None, ids: list[UUID] | None = None, up_to: datetime | None = None
) -> int:
    """Marks a lane (or these notices) read as far as `up_to`; what came later stays unread. All devices are
    told. Returns how many became read."""
    count = sql.execute(
        """
        update messaging_notification set read_at = %(now)s
        where user_id = %(user)s and read_at is null
          and (%(lane)s::text is null or lane = %(lane)s::text)
          and (%(ids)s::uuid[] is null or id = any(%(ids)s::uuid[]))
          and (%(up_to)s::timestamptz is null or updated_at <= %(up_to)s::timestamptz)
        """,
        {"user": user_id, "lane": lane, "ids": ids, "up_to": up_to, "now": now()},
    )
    if count:
        push([user_id], "read", {"lane": lane, "ids": ids})
    return count


@transaction.atomic
def notify_everybody(
    *, kind: str, group_key: str, payload: dict[str, Any], after: UUID | None
) -> UUID | None:
    """Gives the next 1,000 members after `after` a system notice and tells their devices; returns the last
    one's id, or None at the end. `group_key` makes it safe to run twice."""
    rows = sql.fetch_rows(
        """
        with member as (
            select id from accounts_user
            where status <> 'deleted' and (%(after)s::uuid is null or id > %(after)s::uuid)
            order by id limit 1000
        ), written as (
            insert into messaging_notification (id, user_id, lane, kind, group_key, actor_ids, count,
                subject_kind, payload, created_at, updated_at)
            select gen_random_uuid(), m.id, 'system', %(kind)s::text, %(group)s::text, '{}', 1, '',
                %(payload)s::jsonb, %(now)s::timestamptz, %(now)s::timestamptz
            from member m
            where not exists (
                select 1 from messaging_notification
                where user_id = m.id and group_key = %(group)s::text and not (group_key = ''))
            on conflict do nothing returning user_id
        )
        select (select max(id::text) from member), array(select user_id from written)
        """,
        {
            "after": after,
            "kind": kind,
            "group": group_key,
            "payload": orjson.dumps(payload, default=str).decode(),
            "now": now(),
        },
    )
    last, told = rows[0]
    push(told, "notification", {"lane": "system", "kind": kind})
    return UUID(last) if last else None


def sweep_notifications() -> int:
    """Removes notices older than 180 days, and the oldest read ones of members with more than 2,000."""
    old = sql.execute(
        "delete from messaging_notification where updated_at < now() - make_interval(days => %s)", [KEEP_DAYS]
    )
    surplus = sql.execute(
        """
        delete from messaging_notification where id in (
            select id from (
                select id, read_at, row_number() over (partition by user_id order by updated_at desc) as place
                from messaging_notification
                where user_id in (
                    select user_id from messaging_notification group by user_id having count(*) > %s)
            ) as ranked where place > %s and read_at is not null)
        """,
        [MAX_PER_MEMBER, MAX_PER_MEMBER],
    )
    return old + surplus
