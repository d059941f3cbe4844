"""Notices taken back: when a reaction is, when people part, and when what they tell of is gone."""

from typing import Any
from uuid import UUID

from shancha.apps.messaging.services.stream import push
from shancha.kit import sql

# Without an author given everybody is one; the author stays in either case where one is given.
_IS_STRANGER = """(%(author)s::uuid is null or n.user_id <> %(author)s::uuid and not exists (
            select 1 from accounts_follow f
            where f.follower_id = n.user_id and f.followee_id = %(author)s::uuid))"""
_OF_SUBJECT = f"""n.kind = 'topic_note' and {_IS_STRANGER} and (
        n.subject_kind = %(kind)s and n.subject_id = %(subject)s::uuid
        or n.payload -> 'earlier' @> jsonb_build_array(jsonb_build_object('subject', %(subject)s::uuid)))"""

# Rows that gather subjects (see `notices.GATHERING`) lose those that `{drops}`: the row then tells of the
# latest that is left, and goes where none is.
_STEP_BACK = """
    with hit as materialized (
        select n.id, n.actor_ids, jsonb_build_array(
                jsonb_build_object('subject', n.subject_id, 'payload', n.payload - 'earlier'))
            || coalesce(n.payload -> 'earlier', '[]') as entries
        from messaging_notification n where {which} order by n.id for update
    ), sorted as (
        select hit.id, hit.actor_ids,
            jsonb_agg(entry order by place) filter (where not ({drops})) as kept,
            count(*) filter (where {drops}) as dropped,
            array_agg((entry -> 'payload' ->> 'by')::uuid) filter (where {drops}) as left_by,
            array_agg((entry -> 'payload' ->> 'by')::uuid) filter (where not ({drops})) as kept_by
        from hit, jsonb_array_elements(hit.entries) with ordinality as e(entry, place)
        group by hit.id, hit.actor_ids
    ), gone as (
        delete from messaging_notification n using sorted s
        where n.id = s.id and s.kept is null returning n.user_id
    ), smaller as (
        update messaging_notification n set
            subject_id = (s.kept -> 0 ->> 'subject')::uuid,
            payload = (s.kept -> 0 -> 'payload') || jsonb_build_object('earlier', s.kept - 0),
            count = greatest(n.count - s.dropped, jsonb_array_length(s.kept)),
            actor_ids = (s.kept -> 0 -> 'payload' ->> 'by')::uuid || array(
                select a.id from unnest(s.actor_ids) with ordinality as a(id, place)
                where a.id <> (s.kept -> 0 -> 'payload' ->> 'by')::uuid
                  and (a.id = any(s.kept_by) or a.id <> all(s.left_by)) order by a.place)
        from sorted s where n.id = s.id and s.kept is not null and s.dropped > 0 returning n.user_id
    )
    select user_id from gone union select user_id from smaller"""


def _step_back(which: str, drops: str, parameters: dict[str, Any]) -> None:
    changed = sql.fetch_rows(_STEP_BACK.format(which=which, drops=drops), parameters)
    push([row[0] for row in changed], "withdrawn", {})


def withdraw_notice(*, user_id: UUID, group_key: str, actor_id: UUID) -> None:
    """Takes an actor out of an unread group again, as when a like is taken back; an empty group goes."""
    _take_out(
        "user_id = %(user)s and group_key = %(group)s and not (group_key = '')",
        {"user": user_id, "group": group_key, "actor": actor_id},
    )


def withdraw_actor(*, user_id: UUID, actor_id: UUID) -> None:
    """Takes an actor out of everything a member was told, read or not, as when they block or mute them."""
    _step_back(
        "n.user_id = %(user)s and n.kind = 'topic_note' and %(actor)s::uuid = any(n.actor_ids)",
        "entry -> 'payload' ->> 'by' = %(actor)s::uuid::text",
        {"user": user_id, "actor": actor_id},
    )
    _take_out(
        "user_id = %(user)s",
        {"user": user_id, "actor": actor_id},
        also_read=True,
    )


def _take_out(which: str, parameters: dict[str, Any], *, also_read: bool = False) -> None:
    state = "true" if also_read else "read_at is null"
    changed = sql.fetch_rows(
        f"""
        with hit as (
            select id from messaging_notification
            where {which} and {state} and %(actor)s::uuid = any(actor_ids) order by id for update
        ), gone as (
            delete from messaging_notification n using hit
            where n.id = hit.id and cardinality(array_remove(n.actor_ids, %(actor)s::uuid)) = 0
            returning n.user_id
        ), smaller as (
            update messaging_notification n set
                actor_ids = array_remove(n.actor_ids, %(actor)s::uuid), count = greatest(n.count - 1, 1)
            from hit where n.id = hit.id and cardinality(array_remove(n.actor_ids, %(actor)s::uuid)) > 0
            returning n.user_id
        )
        select user_id from gone union select user_id from smaller
        """,  # noqa: S608 - both parts are written above
        parameters,
    )
    push([row[0] for row in changed], "withdrawn", {})


def withdraw_subject(*, subject_kind: str, subject_id: UUID, except_followers_of: UUID | None = None) -> None:
    """Removes every notice about a subject that is gone, so that no list leads to it or quotes it; with
    `except_followers_of` only from strangers to this member. A row that gathers several subjects steps back
    to the one before."""
    parameters = {"kind": subject_kind, "subject": subject_id, "author": except_followers_of}
    _step_back(_OF_SUBJECT, "entry ->> 'subject' = %(subject)s::uuid::text", parameters)
    _remove(f"n.subject_id = %(subject)s::uuid and {_IS_STRANGER}", parameters)


def withdraw_subjects(*, subject_kind: str, subject_ids: list[UUID], except_of: UUID | None = None) -> None:
    """Removes every notice about these subjects, which no row gathers, but those of `except_of`, who still
    sees them."""
    if not subject_ids:
        return
    _remove(
        "n.subject_id = any(%(subjects)s::uuid[]) and n.user_id is distinct from %(seer)s::uuid",
        {"kind": subject_kind, "subjects": subject_ids, "seer": except_of},
    )


def _remove(which: str, parameters: dict[str, Any]) -> None:
    """Deletes these rows about subjects of one kind; what a case or the platform says of them stays."""
    rows = sql.fetch_rows(
        f"""
        delete from messaging_notification where id in (
            select n.id from messaging_notification n
            where n.subject_kind = %(kind)s and n.lane not in ('process', 'system') and {which}
            order by n.id for update)
        returning user_id
        """,  # noqa: S608 - the parts are written above
        parameters,
    )
    push([row[0] for row in rows], "withdrawn", {})
