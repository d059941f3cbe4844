"""What the ranker knows of a viewer, in one read."""

import math
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.accounts.authentication import Viewer
from shancha.apps.community.queries.visibility import LISTABLE
from shancha.apps.discovery.queries.pools import candidate
from shancha.apps.discovery.ranking.sources import MAX_RECENT
from shancha.apps.discovery.ranking.types import WEIGHTS, Action, ViewerState
from shancha.kit import clock, sql

SEEN_LIMIT = 1500
MARK_BYTES = 8

# The acts that give reasons, of the profile `p`: those on notes that may still be named to the viewer. What a
# visitor may see is said without one: for a null PostgreSQL would plan the statement anew each time.
_RECENT = f"""(select coalesce(json_agg(act order by place), '[]')
    from jsonb_array_elements(p.recent) with ordinality acts(act, place)
    join community_note n on n.id = (act ->> 1)::uuid
    where place <= {MAX_RECENT} and {{seen}})"""
_RECENT_OF_MEMBER = _RECENT.format(seen=LISTABLE)
_RECENT_OF_VISITOR = _RECENT.format(seen="n.state = 'public' and n.visibility = 'public'")

_MEMBER = f"""
    select json_build_object(
        'interests', (select coalesce(json_agg(i.category_slug order by i.position), '[]')
                      from accounts_interest i where i.user_id = u.id),
        'city_code', u.city_code, 'city_name', u.city_name,
        'recent', {_RECENT_OF_MEMBER}, 'affinity', coalesce(p.affinity, '{{}}'),
        'disliked', (select coalesce(json_agg(json_build_array(f.scope, f.target)), '[]')
                     from discovery_feedback f where f.key = %(key)s),
        'hidden', (select coalesce(json_agg(h.id), '[]') from (
            select blocked_id as id from accounts_block where blocker_id = u.id
            union select blocker_id from accounts_block where blocked_id = u.id
            union select muted_id from accounts_mute where muter_id = u.id) h),
        'topics', (select coalesce(json_agg(json_build_array(t.id, t.name)), '[]') from (
            select tf.topic_id from community_topicfollow tf where tf.user_id = u.id
            order by tf.created_at desc limit 12) x
            join community_topic t on t.id = x.topic_id and t.state = 'active'),
        'follow_notes', (select coalesce(json_agg(json_build_array(s.note_id, s.author_id, s.category_slug,
                s.quality, s.hot, extract(epoch from s.published_at)::float8, s.city_code, s.is_paid)),
                '[]')
            from (select n.*
                  from (select followee_id from accounts_follow where follower_id = u.id
                        order by id desc limit 60) f
                  cross join lateral (
                      select x.note_id, x.author_id, x.category_slug, x.quality, x.hot, x.published_at,
                          x.city_code, x.is_paid
                      from discovery_notescore x where x.author_id = f.followee_id
                      order by x.published_at desc limit 2) n
                  order by n.published_at desc limit 40) s))::text,
        p.seen
    from accounts_user u left join discovery_profile p on p.key = %(key)s
    where u.id = %(viewer)s::uuid"""

_VISITOR = f"""
    select json_build_object(
        'personalised', coalesce(v.personalised, true), 'interests', coalesce(v.interests, '[]'::jsonb),
        'city_code', coalesce(v.city_code, ''), 'city_name', coalesce(v.city_name, ''),
        'recent', {_RECENT_OF_VISITOR}, 'affinity', coalesce(p.affinity, '{{}}'),
        'disliked', (select coalesce(json_agg(json_build_array(f.scope, f.target)), '[]')
                     from discovery_feedback f where f.key = %(key)s),
        'hidden', '[]'::json, 'topics', '[]'::json)::text, p.seen
    from (select 1) one
    left join accounts_visitor v on v.key = %(visitor)s
    left join discovery_profile p on p.key = %(key)s"""

_HIDDEN = """
    select json_build_object(
        'disliked', (select coalesce(json_agg(json_build_array(f.scope, f.target)), '[]')
                     from discovery_feedback f where f.key = %(key)s),
        'hidden', (select coalesce(json_agg(h.id), '[]') from (
            select blocked_id as id from accounts_block where blocker_id = %(user)s::uuid
            union select blocker_id from accounts_block where blocked_id = %(user)s::uuid
            union select muted_id from accounts_mute where muter_id = %(user)s::uuid) h))::text, null"""


def viewer_key(viewer: Viewer | None, visitor_key: str) -> str:
    """Under which name the ranker remembers: the member, else the browser."""
    return f"u:{viewer.id}" if viewer is not None else f"v:{visitor_key}"


def load_state(viewer: Viewer | None, visitor_key: str) -> ViewerState:
    """What is known of the viewer. With personalisation off: only whom not to meet and what was refused."""
    key = viewer_key(viewer, visitor_key)
    if viewer is None:
        row = sql.fetch_rows(_VISITOR, {"key": key, "visitor": visitor_key})[0]
        return _state(key, None, row, is_personal=orjson.loads(row[0])["personalised"])
    if not viewer.is_personal:
        row = sql.fetch_rows(_HIDDEN, {"key": key, "user": viewer.id})[0]
        state = _state(key, viewer.id, row, is_personal=False)
        state.is_minor = viewer.minor_mode
        return state
    rows = sql.fetch_rows(_MEMBER, {"key": key, "viewer": viewer.id})
    return _state(key, viewer.id, rows[0], is_personal=True)


def _state(key: str, user_id: UUID | None, row: tuple[Any, ...], *, is_personal: bool) -> ViewerState:
    facts: Mapping[str, Any] = orjson.loads(row[0])
    state = ViewerState(key=key, user_id=str(user_id or ""), is_personal=is_personal)
    state.hidden = frozenset(facts["hidden"])
    scopes: dict[str, set[str]] = {}
    for scope, target in facts["disliked"]:
        scopes.setdefault(scope, set()).add(target)
    state.disliked = {scope: frozenset(targets) for scope, targets in scopes.items()}
    if not is_personal:
        return state
    state.interests = list(facts["interests"])
    state.city_code, state.city_name = facts["city_code"], facts["city_name"]
    state.recent = [Action(a[0], a[1], a[2], a[3], tuple(a[4]), a[5]) for a in facts["recent"]]
    state.affinity = current_affinity(facts["affinity"])
    state.followed_topics = [(topic_id, name) for topic_id, name in facts["topics"]]
    at = clock.now().timestamp()
    state.follow_notes = [candidate(row, at) for row in facts.get("follow_notes", ())]
    state.seen = read_seen(bytes(row[1] or b""))
    return state


def read_seen(packed: bytes) -> dict[int, int]:
    """Marks of seen notes with their place, 0 the oldest."""
    if not packed:
        return {}
    marks = memoryview(packed[: len(packed) // MARK_BYTES * MARK_BYTES]).cast("Q")
    return {mark: place for place, mark in enumerate(marks)}


def current_affinity(stored: Mapping[str, list[float]]) -> dict[str, float]:
    """Weights by category as worn down by now, squeezed into -1 to 1."""
    now = clock.now().timestamp()
    half_life = WEIGHTS["affinity_half_life_days"] * 86_400
    return {
        category: math.tanh(weight * 0.5 ** (max(0.0, now - at) / half_life) / 3)
        for category, (weight, at) in stored.items()
    }
