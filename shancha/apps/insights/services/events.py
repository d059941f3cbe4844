"""Writing the event log: what clients saw, and what was done here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction

from shancha.apps.accounts.authentication import Viewer
from shancha.apps.accounts.queries.profiles import visitor_choices
from shancha.apps.community.services import notes, topics
from shancha.apps.discovery.services import exposure, profiles
from shancha.apps.insights.services.partitions import ensure_month
from shancha.apps.orders.services import crediting, visits
from shancha.kit import clock, sql
from shancha.kit.crypto import keyed_hash
from shancha.kit.ids import new_id

LONGEST_DWELL_MS = 10 * 60 * 1000
# Who stayed so long has read.
READ_MS = 15_000
# A client may send late what it gathered offline, but not rewrite the past.
_LATEST_DELAY = timedelta(hours=1)
# Opening a thing again within this time is the same view.
VIEW_WINDOW = timedelta(minutes=30)

# How closely goods and stores are met, by kind of event.
_MET = {"product_open": "view", "product_cart": "cart", "store_open": "open"}
# Kinds that concern no note.
_OF_OTHERS = {"topic_open", *_MET}

_ADD = """
    insert into insights_event (id, at, kind, person, note_id, subject_id, ms, context)
    select e.id, e.at, e.kind, %(person)s::text, e.note_id, e.subject_id, e.ms, e.context::jsonb
    from unnest(%(ids)s::uuid[], %(ats)s::timestamptz[], %(kinds)s::text[], %(notes)s::uuid[],
        %(subjects)s::uuid[], %(ms)s::int[], %(contexts)s::text[]
    ) e(id, at, kind, note_id, subject_id, ms, context)
    left join community_note n on n.id = e.note_id
    where (n.id is not null
           and (n.state = 'public' and n.visibility <> 'private' or n.author_id = %(viewer)s::uuid))
       or (e.kind = 'topic_open' and exists (
           select 1 from community_topic t where t.id = e.subject_id and t.state in ('active', 'ended')))
       or (e.kind in ('product_open', 'product_cart') and exists (
           select 1 from mall_product p where p.id = e.subject_id and p.status = 'on_sale'))
       or (e.kind = 'store_open' and exists (
           select 1 from mall_store s where s.id = e.subject_id and s.status in ('open', 'closing')))
    returning kind, note_id, subject_id, ms, context ->> 'source'"""

_NEW_VIEWS = """
    select w.id from unnest(%(ids)s::uuid[]) w(id)
    left join community_note n on n.id = w.id
    where n.author_id is distinct from %(viewer)s::uuid and not exists (
        select 1 from insights_event e
        where e.person = %(person)s::text and coalesce(e.note_id, e.subject_id) = w.id
          and e.kind in ('open', 'topic_open') and e.at > %(since)s)"""

_RECORD = """
    insert into insights_event (id, at, kind, person, note_id, subject_id, context)
    values (%s, %s, %s, %s, %s, %s, %s::jsonb)"""


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing a client reports. Kinds: impression, open, dwell, share_arrival, search_click (of a note),
    topic_open (of a topic), product_open, product_cart (of a product) and store_open (of a store)."""

    kind: str
    subject_id: UUID | None
    at: datetime | None
    ms: int | None
    context: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Added:
    kind: str
    note_id: UUID | None
    subject_id: UUID | None
    ms: int | None
    source: str | None


@transaction.atomic
def accept_events(*, viewer: Viewer | None, visitor_key: str, seen: Sequence[Seen]) -> int:
    """Stores what a client reports and lets views, seen notes and newcomers' exposure follow; returns how
    many were taken. Reading times are taken only from those who agreed, and count ten minutes at most; what
    concerns unknown notes is passed over."""
    kept = list(seen) if _may_measure(viewer, visitor_key, seen) else [e for e in seen if e.kind != "dwell"]
    if not kept:
        return 0
    person = person_of(viewer, visitor_key)
    at = clock.now()
    opened = _new_views(kept, viewer, person, at)
    added = _add(kept, viewer, person, at)
    _count_views(opened, {(each.kind, each.note_id or each.subject_id) for each in added})
    _teach(viewer, visitor_key, added)
    _remember_touches(viewer, visitor_key, added)
    _remember_visits(viewer, person, added)
    return len(added)


def _may_measure(viewer: Viewer | None, visitor_key: str, seen: Sequence[Seen]) -> bool:
    """Whether reading times may be kept; visitors are looked up only where they send some."""
    if viewer is not None:
        return viewer.dwell_consent
    return any(each.kind == "dwell" for each in seen) and bool(visitor_choices(visitor_key)["dwell_consent"])


def record_event(
    *,
    kind: str,
    user_id: UUID | None,
    visitor_key: str = "",
    note_id: UUID | None = None,
    subject_id: UUID | None = None,
    **context: Any,
) -> None:
    """Stores one thing done here; call it in the transaction of the deed."""
    at = clock.now()
    ensure_month(at)
    person = f"u:{user_id}" if user_id else _visitor(visitor_key) if visitor_key else ""
    sql.execute(_RECORD, [new_id(), at, kind, person, note_id, subject_id, orjson.dumps(context).decode()])


def anonymise_person(user_id: UUID) -> int:
    """Takes a departed member's name off all they did; the figures stay. Run again, it finds nothing."""
    return sql.execute("update insights_event set person = '' where person = %s", [f"u:{user_id}"])


def person_of(viewer: Viewer | None, visitor_key: str) -> str:
    """Under which name the log keeps somebody."""
    if viewer is None:
        return _visitor(visitor_key)
    if not _is_unremembered(viewer):
        return f"u:{viewer.id}"
    return "d:" + keyed_hash(f"events:{clock.now().date().isoformat()}:{viewer.id}")[:32]


def _visitor(key: str) -> str:
    return "v:" + keyed_hash(f"visitor:{key}")[:32]


def _add(seen: Sequence[Seen], viewer: Viewer | None, person: str, at: datetime) -> list[_Added]:
    times = [_time_of(each, at) for each in seen]
    for moment in {(time.year, time.month): time for time in times}.values():
        ensure_month(moment)
    parameters = {
        "person": person,
        "viewer": viewer.id if viewer else None,
        "ids": [new_id() for _ in seen],
        "ats": times,
        "kinds": [each.kind for each in seen],
        "notes": [None if each.kind in _OF_OTHERS else each.subject_id for each in seen],
        "subjects": [each.subject_id if each.kind in _OF_OTHERS else None for each in seen],
        "ms": [None if each.ms is None else min(each.ms, LONGEST_DWELL_MS) for each in seen],
        "contexts": [orjson.dumps(each.context).decode() for each in seen],
    }
    return [_Added(*row) for row in sql.fetch_rows(_ADD, parameters)]


def _time_of(each: Seen, at: datetime) -> datetime:
    if each.at is None or each.at > at or each.at < at - _LATEST_DELAY:
        return at
    return each.at


def _new_views(seen: Sequence[Seen], viewer: Viewer | None, person: str, at: datetime) -> set[UUID]:
    """Which of the opened notes and topics this person had not opened in the last half hour."""
    opened = {each.subject_id for each in seen if each.kind in {"open", "topic_open"}} - {None}
    if not opened:
        return set()
    parameters = {
        "ids": list(opened),
        "viewer": viewer.id if viewer else None,
        "person": person,
        "since": at - VIEW_WINDOW,
    }
    return {row[0] for row in sql.fetch_rows(_NEW_VIEWS, parameters)}


def _count_views(opened: set[UUID], added: set[tuple[str, UUID | None]]) -> None:
    of_notes = {each: 1 for each in opened if ("open", each) in added}
    of_topics = {each: 1 for each in opened if ("topic_open", each) in added}
    if of_notes:
        notes.add_views(of_notes)
    if of_topics:
        topics.add_views(of_topics)


def _teach(viewer: Viewer | None, visitor_key: str, added: Sequence[_Added]) -> None:
    """Lets the ranker learn what was seen, opened and read, and counts first views for newcomers."""
    key = f"u:{viewer.id}" if viewer else f"v:{visitor_key}"
    if not profiles.is_learning(viewer, key):
        return
    shown = [each.note_id for each in added if each.kind == "impression" and each.note_id]
    if shown:
        exposure.count_views(profiles.learn_seen(key=key, note_ids=shown))
    learnt = [
        (each.kind, each.note_id)
        for each in added
        if each.note_id and (each.kind == "open" or (each.kind == "dwell" and (each.ms or 0) >= READ_MS))
    ]
    for kind, note_id in dict.fromkeys(learnt):
        profiles.learn_action(key=key, kind=kind, note_id=note_id)


def _remember_touches(viewer: Viewer | None, visitor_key: str, added: Sequence[_Added]) -> None:
    """What was seen and opened may lead to a sale (`orders.services.crediting`). Of members without
    personalisation it is not kept who they were; their sales go by what they tapped and put into the cart."""
    if _is_unremembered(viewer):
        return
    met = {
        (each.note_id, each.kind) for each in added if each.note_id and each.kind in {"impression", "open"}
    }
    if met:
        crediting.record_touches(
            user_id=viewer.id if viewer else None,
            visitor_key=visitor_key,
            touches=[crediting.Met(note_id, None, kind) for note_id, kind in sorted(met)],
        )


def _is_unremembered(viewer: Viewer | None) -> bool:
    """Minors and members without personalisation."""
    return viewer is not None and not viewer.is_personal


def _remember_visits(viewer: Viewer | None, person: str, added: Sequence[_Added]) -> None:
    """Who came to stores and goods is counted for stores' figures (`orders.services.visits`), but for whom
    nothing is to be remembered of."""
    if _is_unremembered(viewer):
        return
    came = {(_MET[each.kind], each.source or "", each.subject_id) for each in added if each.kind in _MET}
    if came:
        visits.record_visits(
            person=person,
            visits=[
                visits.Came(kind, source, store_id=subject_id)
                if kind == "open"
                else visits.Came(kind, source, product_id=subject_id)
                for kind, source, subject_id in sorted(came, key=str)
            ],
        )
