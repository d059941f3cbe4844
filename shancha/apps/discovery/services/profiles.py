"""What the ranker learns of a viewer, and how the viewer sees, corrects and forgets it."""

import math
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction

from shancha.apps.accounts.authentication import Viewer
from shancha.apps.discovery.errors import FeedbackTargetError
from shancha.apps.discovery.events import NoteRefused, RefusalWithdrawn
from shancha.apps.discovery.queries import profiles as queries
from shancha.apps.discovery.queries.learning import is_visitor_learning_allowed
from shancha.apps.discovery.queries.viewers import MARK_BYTES, SEEN_LIMIT, current_affinity
from shancha.apps.discovery.ranking.types import WEIGHTS, mark_of
from shancha.kit import clock, events, sql

RECENT = 30
COMMENT_MINUTES = 10
CHANNELS = 40


def learn_action(*, key: str, kind: str, note_id: UUID) -> None:
    """Remembers that a viewer did something with a note: the next first page shows more of its kind. Nothing
    is learned from a note that the viewer may not open.

    Call it only for viewers whose recommendations are personal, inside the transaction of the act.
    """
    facts = queries.find_note_facts(note_id, viewer_id=_member(key))
    if facts is None or not is_visitor_learning_allowed(key):
        return
    with transaction.atomic():
        recent, affinity = _lock(key)
        at = clock.now().timestamp()
        entry = [kind, str(note_id), facts["title"], facts["category"], facts["topics"], at]
        recent = [entry, *(old for old in recent if (old[0], old[1]) != (kind, str(note_id)))][:RECENT]
        _move(affinity, facts["category"], WEIGHTS["actions"].get(kind, 0.0), at)
        _save(key, recent, affinity)


def learn_comments() -> int:
    """Learns from the comments of the last ten minutes; returns how many taught something. A comment counts
    once per member and note. Safe to run twice: what is remembered already is passed over."""
    taught = queries.list_untaught_comments(since=clock.now() - timedelta(minutes=COMMENT_MINUTES))
    for user_id, note_id in taught:
        learn_action(key=f"u:{user_id}", kind="comment", note_id=note_id)
    return len(taught)


def forget_action(*, key: str, kind: str, note_id: UUID) -> None:
    """Takes an act back, such as a like: its weight and its being a reason go with it."""
    with transaction.atomic():
        recent, affinity = _lock(key)
        kept = [old for old in recent if (old[0], old[1]) != (kind, str(note_id))]
        for old in recent:
            if (old[0], old[1]) == (kind, str(note_id)):
                _move(affinity, old[3], -WEIGHTS["actions"].get(kind, 0.0), clock.now().timestamp())
        if len(kept) != len(recent):
            _save(key, kept, affinity)


def learn_seen(*, key: str, note_ids: Sequence[UUID]) -> list[UUID]:
    """Remembers notes as seen, the last 1,500 of them; returns those that had not been."""
    if not note_ids or not is_visitor_learning_allowed(key):
        return []
    with transaction.atomic():
        _ensure(key)
        packed = bytes(
            sql.fetch_value("select seen from discovery_profile where key = %s for update", [key]) or b""
        )
        known = set(memoryview(packed).cast("Q")) if packed else set()
        new = [note_id for note_id in dict.fromkeys(note_ids) if mark_of(note_id) not in known]
        if new:
            packed += b"".join(mark_of(note_id).to_bytes(MARK_BYTES, "little") for note_id in new)
            sql.execute(
                "update discovery_profile set seen = %s, updated_at = %s where key = %s",
                [packed[-SEEN_LIMIT * MARK_BYTES :], clock.now(), key],
            )
    return new


def set_channels(*, key: str, order: Iterable[str]) -> list[str]:
    """Keeps the channels that the viewer chose, in their order; unknown ones are left out. None brings back
    the usual ones."""
    known = set(queries.category_slugs())
    channels = [slug for slug in dict.fromkeys(order) if slug in known][:CHANNELS]
    _ensure(key)
    sql.execute(
        "update discovery_profile set channels = %s::jsonb, updated_at = %s where key = %s",
        [orjson.dumps(channels).decode(), clock.now(), key],
    )
    return channels


@transaction.atomic
def refuse(
    *, key: str, note_id: UUID, scope: str, topic_id: UUID | None = None, shown: Sequence[UUID] = ()
) -> set[str]:
    """ "Not interested" in a note, or in its author, category or (first) topic; has effect at once, also on
    pages of feeds that are open. Returns which of the notes `shown` are meant, this one among them. Raises
    FeedbackTargetError when the note doesn't have such a thing, or the viewer may not open it. Publishes
    NoteRefused."""
    facts = queries.find_note_facts(note_id, viewer_id=_member(key))
    if facts is None:
        raise FeedbackTargetError
    topics = facts["topics"]
    if scope == "topic" and topic_id is not None and str(topic_id) not in topics:
        raise FeedbackTargetError
    targets = {
        "note": str(note_id),
        "author": facts["author"],
        "category": facts["category"],
        "topic": str(topic_id) if topic_id else next(iter(topics), None),
    }
    target = targets[scope]
    if target is None:
        raise FeedbackTargetError
    made = sql.execute(
        """
        insert into discovery_feedback (key, scope, target, note_id, created_at)
        values (%s, %s, %s, %s, %s) on conflict do nothing
        """,
        [key, scope, target, note_id, clock.now()],
    )
    if made:
        recent, affinity = _lock(key)
        kept = [old for old in recent if old[1] != str(note_id)]
        if scope in {"note", "category"}:
            weight = WEIGHTS["actions"]["not_interested"] * (1.0 if scope == "category" else 0.3)
            _move(affinity, facts["category"], weight, clock.now().timestamp())
        _save(key, kept, affinity)
        events.publish(NoteRefused(**_who(key), note_id=note_id, scope=scope))
    _clean_sessions(key, scope, target)
    return queries.notes_of(scope, target, list(shown)) | {str(note_id)}


@transaction.atomic
def withdraw_refusal(*, key: str, note_id: UUID) -> None:
    """Takes back what was said about a note ("undo"); silent where nothing was said. Publishes
    RefusalWithdrawn."""
    gone = sql.fetch_rows(
        "delete from discovery_feedback where key = %s and note_id = %s returning scope", [key, note_id]
    )
    for (scope,) in gone:
        events.publish(RefusalWithdrawn(**_who(key), note_id=note_id, scope=scope))
    facts = queries.find_note_facts(note_id, viewer_id=_member(key)) if gone else None
    if facts is None:
        return
    recent, affinity = _lock(key)
    for (scope,) in gone:
        if scope in {"note", "category"}:
            weight = WEIGHTS["actions"]["not_interested"] * (1.0 if scope == "category" else 0.3)
            _move(affinity, facts["category"], -weight, clock.now().timestamp())
    _save(key, recent, affinity)


def _who(key: str) -> dict[str, Any]:
    """Whose key this is, as events name it."""
    return {"user_id": _member(key), "visitor_key": key[2:] if key.startswith("v:") else ""}


def _member(key: str) -> UUID | None:
    """The member whose key this is; None for a browser's."""
    return UUID(key[2:]) if key.startswith("u:") else None


def remove_refusal(*, key: str, scope: str, target: str) -> None:
    """Strikes one line from the list of what the viewer isn't interested in."""
    sql.execute(
        "delete from discovery_feedback where key = %s and scope = %s and target = %s", [key, scope, target]
    )


def set_affinity(*, key: str, category: str, weight: float | None) -> None:
    """Corrects what the ranker believes of one category, -1 to 1; None forgets it."""
    with transaction.atomic():
        recent, affinity = _lock(key)
        affinity.pop(category, None)
        if weight is not None:
            affinity[category] = [_stored(weight), clock.now().timestamp()]
        _save(key, [old for old in recent if weight is not None or old[3] != category], affinity)


def reset_profile(*, key: str) -> None:
    """Forgets all that was learned: actions, affinities, what was seen and refused. Choices made in the
    settings (interests, place, follows, channel order) stay."""
    with transaction.atomic():
        sql.execute("delete from discovery_feedback where key = %s", [key])
        sql.execute("delete from discovery_feedsession where key = %s", [key])
        sql.execute(
            "update discovery_profile set recent = '[]', affinity = '{}', seen = '' where key = %s", [key]
        )


@transaction.atomic
def adopt_visitor(*, visitor_key: str, user_id: UUID) -> None:
    """Hands what was learned of a browser to the member who signed up in it, unless the member has own."""
    old, new = f"v:{visitor_key}", f"u:{user_id}"
    sql.execute(
        "insert into discovery_profile (key, recent, affinity, seen, channels, updated_at) "
        "select %s, recent, affinity, seen, channels, updated_at from discovery_profile where key = %s "
        "on conflict do nothing",
        [new, old],
    )
    sql.execute(
        "insert into discovery_feedback (key, scope, target, note_id, created_at) "
        "select %s, scope, target, note_id, created_at from discovery_feedback where key = %s "
        "on conflict do nothing",
        [new, old],
    )
    for table in ("discovery_feedback", "discovery_profile"):
        sql.execute(f"delete from {table} where key = %s", [old])  # noqa: S608 - names written above


def forget_viewer(*, key: str) -> None:
    """Removes everything kept under a key, as when an account is deleted."""
    for table in (
        "discovery_feedback",
        "discovery_feedsession",
        "discovery_searchhistory",
        "discovery_profile",
    ):
        sql.execute(f"delete from {table} where key = %s", [key])  # noqa: S608 - names written above


def sweep_profiles() -> int:
    """Forgets browsers that have not come back for half a year."""
    return sql.execute(
        "delete from discovery_profile where left(key, 2) = 'v:' and updated_at < now() - interval '180 days'"
    )


def is_learning(viewer: Viewer | None, key: str = "") -> bool:
    """Whether acts of this viewer may be remembered for recommendation. Give the key of a visitor, who may
    have switched personalisation off too."""
    if viewer is not None:
        return viewer.is_personal
    return is_visitor_learning_allowed(key)


def _ensure(key: str) -> None:
    sql.execute(
        """
        insert into discovery_profile (key, recent, affinity, seen, channels, updated_at)
        values (%s, '[]', '{}', '', '[]', %s) on conflict do nothing
        """,
        [key, clock.now()],
    )


def _lock(key: str) -> tuple[list[list[Any]], dict[str, list[float]]]:
    """What is known under a key, held until the transaction ends."""
    statement = "select recent::text, affinity::text from discovery_profile where key = %s for update"
    rows = sql.fetch_rows(statement, [key])
    if not rows:
        _ensure(key)
        rows = sql.fetch_rows(statement, [key])
    return orjson.loads(rows[0][0]), orjson.loads(rows[0][1])


def _save(key: str, recent: list[list[Any]], affinity: dict[str, list[float]]) -> None:
    sql.execute(
        """
        update discovery_profile set recent = %s::jsonb, affinity = %s::jsonb, updated_at = %s where key = %s
        """,
        [orjson.dumps(recent).decode(), orjson.dumps(affinity).decode(), clock.now(), key],
    )


def _move(affinity: dict[str, list[float]], category: str, step: float, at: float) -> None:
    """Adds to a category's weight after wearing it down to the present."""
    weight, since = affinity.get(category, [0.0, at])
    half_life = WEIGHTS["affinity_half_life_days"] * 86_400
    worn = weight * 0.5 ** (max(0.0, at - since) / half_life)
    affinity[category] = [max(-6.0, min(6.0, worn + step)), at]


def _stored(weight: float) -> float:
    """The stored weight that shows as this one (see queries.viewers.current_affinity)."""
    return 3 * math.atanh(max(-0.96, min(0.96, weight)))


def _clean_sessions(key: str, scope: str, target: str) -> None:
    """Takes what was refused out of the viewer's open feeds."""
    sessions = sql.fetch_rows(
        "select id, items from discovery_feedsession where key = %s order by created_at desc limit 4", [key]
    )
    for session_id, text in sessions:
        items = orjson.loads(text)
        gone = queries.notes_of(scope, target, [UUID(item[0]) for item in items if item[0]])
        if gone:
            kept = [item if item[0] not in gone else [None, []] for item in items]
            sql.execute(
                "update discovery_feedsession set items = %s where id = %s",
                [orjson.dumps(kept).decode(), session_id],
            )


def profile_as_shown(viewer: Viewer | None, key: str) -> dict[str, Any]:
    """All that the ranker may use of a viewer, in words: see queries.profiles.describe."""
    shown = queries.describe(key=key, viewer_id=viewer.id if viewer else None)
    shown["affinities"] = [
        {"category": slug, "weight": round(weight, 2)}
        for slug, weight in sorted(current_affinity(shown.pop("affinity")).items(), key=lambda pair: -pair[1])
        if abs(weight) >= 0.01
    ]
    return {"personalised": is_learning(viewer, key), **shown}
