"""The feed: ranks once, remembers the order, and serves it in pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.accounts.authentication import Viewer
from shancha.apps.community.queries.cards import CARD_TEXTS, finished_card
from shancha.apps.discovery.queries import nearby, pools
from shancha.apps.discovery.queries.categories import category_names
from shancha.apps.discovery.queries.viewers import load_state, viewer_key
from shancha.apps.discovery.ranking.ranker import rank
from shancha.apps.discovery.ranking.rules import spread_commercial, trimmed, within_ceiling
from shancha.apps.discovery.ranking.sources import gather
from shancha.apps.discovery.ranking.types import VERSION, Ranked, Source, ViewerState
from shancha.apps.discovery.services import commercial
from shancha.kit import clock, sql
from shancha.kit.ids import new_id
from shancha.kit.pagination import decode_cursor, encode_cursor

MAX_DEPTH = 40
ENOUGH = 20  # unseen notes that a stretch should hold before seen ones are shown again
DEEPER = 5  # how many steps down the sources one request may go for them
# One note on its way to the client: its id (null once it was refused) and its reasons, each a code, an
# argument and, where that is a note's title, the note's id.
Item = tuple[str | None, list[tuple[str, ...]]]
# A card as it is sent, with whether it is advertising.
Card = tuple[bool, orjson.Fragment]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a "nearby" feed looks around; `name` is shown."""

    lat: float
    lng: float
    name: str


@dataclass(frozen=True, slots=True)
class FeedAsk:
    """Who asks for which feed."""

    viewer: Viewer | None
    visitor_key: str
    channel: str = "discover"
    category: str = ""
    place: Place | None = None

    @property
    def key(self) -> str:
        """Under which name the ranker remembers the asker."""
        return viewer_key(self.viewer, self.visitor_key)

    @property
    def viewer_id(self) -> UUID | None:
        """The member, if one asks."""
        return self.viewer.id if self.viewer else None


def get_page(ask: FeedAsk, *, cursor: str | None, limit: int) -> dict[str, Any]:
    """A page of a ranked feed, ready for orjson: `{items, next_cursor}`.

    The first page ranks and remembers the order; later ones slice it and extend it when it runs out. A
    cursor whose session is gone (after six hours, or a crash) starts anew rather than fail. Notes that
    have been hidden, deleted or blocked meanwhile are left out. Raises CursorInvalidError for junk.
    """
    after = decode_cursor(cursor, UUID, int)
    session = _find_session(ask, after[0]) if after else None
    if after is None or session is None:
        return _first_page(ask, limit)
    return _next_page(ask, after[0], session, max(0, after[1]), limit)


def _first_page(ask: FeedAsk, limit: int) -> dict[str, Any]:
    items, depth = _order(ask, depth=0, skip=frozenset())
    session_id = new_id()
    unkept: dict[str, object] | None = _session_row(ask, session_id, items, depth)
    if not items:
        sql.execute(_KEEP, unkept)
        unkept = None
    return _serve(ask, session_id, items, 0, limit, depth=depth, unkept=unkept)


def _next_page(
    ask: FeedAsk, session_id: UUID, session: tuple[str, int], offset: int, limit: int
) -> dict[str, Any]:
    items: list[Item] = orjson.loads(session[0])
    return _serve(ask, session_id, items, offset, limit, depth=session[1])


def _serve(
    ask: FeedAsk,
    session_id: UUID,
    items: list[Item],
    offset: int,
    limit: int,
    *,
    depth: int,
    unkept: dict[str, object] | None = None,
) -> dict[str, Any]:
    """Fills a page from the order, going on where notes have vanished, and extending it at its end. Whatever
    the order is, the page holds no more advertising than the operators' ceiling allows. An `unkept` order is
    kept by the statement that reads its first cards."""
    share_bp = commercial.max_share_bp()
    cards: list[Card] = []
    is_at_end = False
    while len(cards) < limit and not is_at_end:
        part = items[offset : offset + limit - len(cards)]
        if part:
            offset += len(part)
            cards += _allowed(_hydrate(ask, part, unkept), cards, limit=limit, share_bp=share_bp)
            unkept = None
        else:
            more, depth = _extend(ask, session_id, items, depth)
            items += more
            is_at_end = not more
    if is_at_end:
        cards = [cards[place] for place in trimmed([is_ad for is_ad, _ in cards], share_bp)]
    commercial.count_page([is_ad for is_ad, _ in cards])
    next_cursor = None if is_at_end else encode_cursor(session_id, offset)
    return {"items": [card for _, card in cards], "next_cursor": next_cursor}


def _allowed(found: list[Card], cards: list[Card], *, limit: int, share_bp: int) -> list[Card]:
    """The cards among these that the page may take."""
    flags = [is_ad for is_ad, _ in found]
    if not any(flags):
        return found
    before = sum(is_ad for is_ad, _ in cards)
    return [found[place] for place in within_ceiling(flags, limit=limit, share_bp=share_bp, before=before)]


def _extend(ask: FeedAsk, session_id: UUID, items: Sequence[Item], depth: int) -> tuple[list[Item], int]:
    """What comes after the end of a session, remembered with it."""
    skip = frozenset(note_id for note_id, _ in items if note_id)
    more, depth = _order(ask, depth=depth, skip=skip)
    if more:
        sql.execute(
            "update discovery_feedsession set items = %(items)s, depth = %(depth)s where id = %(id)s",
            {"items": orjson.dumps([*items, *more]).decode(), "depth": depth, "id": session_id},
        )
    return more, depth


def _order(ask: FeedAsk, *, depth: int, skip: frozenset[str]) -> tuple[list[Item], int]:
    """Ranks the next stretch: from the sources at this depth, and deeper while they hold little that is
    new. Notes seen before come when there is nothing else. Returns the depth that was reached."""
    state = load_state(ask.viewer, ask.visitor_key)
    at, share_bp = clock.now().timestamp(), commercial.max_share_bp()
    newcomers = pools.shared_pool("newcomer") if not skip and ask.place is None else ()
    sources: list[Source] = []
    ranked: list[Ranked] = []
    seen: list[Ranked] = []
    for level in range(depth, min(depth + DEEPER, MAX_DEPTH) + 1):
        found = _sources(ask, state, level)
        if level > depth and ask.place is None and not any(source.pool for source in found):
            break
        _drop_disliked_topics(state, found)
        sources += found
        ranked, seen = rank(
            sources,
            state,
            at=at,
            newcomers=newcomers,
            category=ask.category,
            skip=skip,
            commercial_bp=share_bp,
        )
        depth = level
        if len(ranked) >= ENOUGH:
            break
    else:
        depth += 1
    if len(ranked) < ENOUGH:
        ranked = ranked + seen
    if ask.place is not None:
        order = {item.id: place for place, item in enumerate(c for s in sources for c in s.pool)}
        ranked.sort(key=lambda item: order[item.candidate.id])
    ranked = spread_commercial(ranked, share_bp, goes_on=bool(skip))
    return [(item.candidate.id, [r[: 3 if r.cause else 2] for r in item.why()]) for item in ranked], depth


def _sources(ask: FeedAsk, state: ViewerState, depth: int) -> list[Source]:
    """The candidates of the discover feed, of a category's channel, or of what is near."""
    if ask.place is not None:
        found = nearby.find_near(ask.place.lat, ask.place.lng, depth=depth)
        return [Source("place", ask.place.name, found)]
    return gather(
        state,
        category=ask.category,
        depth=depth,
        names=category_names(),
        pools_of=pools.pools_of,
        shared_pool=pools.shared_pool,
    )


def _drop_disliked_topics(state: ViewerState, sources: Sequence[Source]) -> None:
    """Adds the notes of topics that the viewer isn't interested in to those refused."""
    topics = state.dislikes("topic")
    if not topics:
        return
    ids = {candidate.id for source in sources for candidate in source.pool}
    rows = sql.fetch_rows(
        """
        select note_id::text from community_notetopic
        where topic_id = any(%(topics)s::uuid[]) and note_id = any(%(notes)s::uuid[])
        """,
        {"topics": list(topics), "notes": list(ids)},
    )
    state.disliked["note"] = state.dislikes("note") | {row[0] for row in rows}


_KEEP = """
    insert into discovery_feedsession (id, key, channel, category_slug, place, items, depth,
        weights_version, created_at)
    values (%(id)s, %(key)s, %(channel)s, %(category)s,
        %(place)s::jsonb, %(items)s, %(depth)s, %(version)s,
        %(now)s)"""
# One round trip less to the database for the busiest of all requests.
_KEEP_AND_READ = f"with kept as ({_KEEP}) {CARD_TEXTS}"


def _session_row(ask: FeedAsk, session_id: UUID, items: Sequence[Item], depth: int) -> dict[str, object]:
    place = ask.place
    return {
        "id": session_id,
        "key": ask.key,
        "channel": ask.channel,
        "category": ask.category,
        "place": orjson.dumps([place.lat, place.lng, place.name]).decode() if place else None,
        "items": orjson.dumps(items).decode(),
        "depth": depth,
        "version": VERSION,
        "now": clock.now(),
    }


def _hydrate(ask: FeedAsk, items: Sequence[Item], unkept: dict[str, object] | None) -> list[Card]:
    """Cards in order, each with its reasons; notes that may no longer be shown are missing, and no reason
    names them. An `unkept` order has just been made of what may be named."""
    reasons = {note_id: reasons for note_id, reasons in items if note_id}
    if not reasons:
        return []
    causes = frozenset() if unkept else _causes(reasons.values())
    found = sql.fetch_rows(
        _KEEP_AND_READ if unkept else CARD_TEXTS,
        {**(unkept or {}), "ids": sql.array([*reasons, *(causes - reasons.keys())]), "viewer": ask.viewer_id},
    )
    gone = causes - {row[0] for row in found}
    away: dict[str, float] = {}
    if ask.place is not None:
        away = nearby.distances(ask.place.lat, ask.place.lng, list(reasons))
    return [
        (is_ad, finished_card(text, why=_why(reasons[note_id], author, gone), distance_km=away.get(note_id)))
        for note_id, is_ad, author, text in found
        if note_id in reasons
    ]


def _causes(reasons: Iterable[Sequence[tuple[str, ...]]]) -> frozenset[str]:
    """The notes that reasons name: a few, read along with the cards."""
    return frozenset(cause for each in reasons for _, _, *named in each for cause in named)


def _why(reasons: Sequence[tuple[str, ...]], author: str, gone: frozenset[str]) -> list[dict[str, str]]:
    return [
        {"code": code, "arg": author if code == "follow" else arg if gone.isdisjoint(named) else ""}
        for code, arg, *named in reasons
    ]


def _find_session(ask: FeedAsk, session_id: UUID) -> tuple[str, int] | None:
    rows = sql.fetch_rows(
        """
        select items, depth from discovery_feedsession
        where id = %(id)s and key = %(key)s and channel = %(channel)s and category_slug = %(category)s
        """,
        {"id": session_id, "key": ask.key, "channel": ask.channel, "category": ask.category},
    )
    return (rows[0][0], rows[0][1]) if rows else None


def sweep_sessions() -> int:
    """Removes sessions older than six hours."""
    return sql.execute("delete from discovery_feedsession where created_at < now() - interval '6 hours'")
