"""Candidate sources: where notes for a viewer come from, each with the true reason it gives.

Every source is a bounded index scan (see queries.pools) or came with the viewer's state.
"""

from collections.abc import Callable

from shancha.apps.discovery.ranking.types import Candidate, Source, ViewerState

Pool = tuple[Candidate, ...]
PoolsOf = Callable[..., dict[str, Pool]]
SharedPool = Callable[..., Pool]
MAX_INTERESTS = 6
MAX_RECENT = 3


def gather(
    state: ViewerState,
    *,
    category: str,
    depth: int,
    names: dict[str, str],
    pools_of: PoolsOf,
    shared_pool: SharedPool,
) -> list[Source]:
    """The sources of the discover feed, or of one category's channel. `names` are the categories' names."""
    if category:
        return _of_category(state, category, depth, names, pools_of)
    sources = []
    if state.is_personal:
        sources += _personal(state, depth, names, pools_of)
    sources += [
        Source("featured", "", shared_pool("featured", depth=depth)),
        Source("hot", "", shared_pool("hot", depth=depth)),
        Source("fresh", "", shared_pool("fresh", depth=depth)),
    ]
    return sources


def _of_category(
    state: ViewerState, category: str, depth: int, names: dict[str, str], pools_of: PoolsOf
) -> list[Source]:
    pool = pools_of("category", [category], depth=depth)[category]
    is_chosen = state.is_personal and category in state.interests
    sources = [Source("interest", names.get(category, category), pool)] if is_chosen else []
    if state.is_personal and depth == 0:
        followed = [item for item in state.follow_notes if item.category == category]
        sources.append(Source("follow", "", followed))
    half = len(pool) // 2
    by_age = sorted(pool, key=lambda item: -item.published)
    sources += [Source("hot", "", pool[:half]), Source("fresh", "", by_age[: max(half, 20)])]
    return sources + ([] if is_chosen else [Source("hot", "", pool[half:])])


def _personal(state: ViewerState, depth: int, names: dict[str, str], pools_of: PoolsOf) -> list[Source]:
    sources = []
    if depth == 0:
        sources.append(Source("follow", "", state.follow_notes))
    sources += _topics(state, depth, pools_of)
    interests = state.interests[:MAX_INTERESTS]
    lately = [action.category for action in state.recent[:MAX_RECENT] if not action.topics]
    pools = pools_of("category", [*interests, *lately], depth=depth)
    share = 40 if len(interests) < 4 else 28
    sources += [Source("interest", names.get(slug, slug), pools[slug][:share]) for slug in interests]
    for action in state.recent[:MAX_RECENT]:
        if not action.topics and action.category in pools:
            near = [item for item in pools[action.category][:24] if item.id != action.note_id]
            sources.append(Source("similar", action.title, near, action.note_id))
    if state.city_code:
        pool = pools_of("city", [state.city_code], depth=depth)[state.city_code]
        sources.append(Source("place", state.city_name, pool[:30]))
    return sources


def _topics(state: ViewerState, depth: int, pools_of: PoolsOf) -> list[Source]:
    """Notes of followed topics, and notes that share a topic with what the viewer lately acted on."""
    recent = [action for action in state.recent[:MAX_RECENT] if action.topics]
    wanted = [topic_id for topic_id, _ in state.followed_topics]
    wanted += [topic for action in recent for topic in action.topics[:2]]
    if not wanted:
        return []
    pools = pools_of("topic", wanted, depth=depth)
    sources = [Source("topic", name, pools[topic_id]) for topic_id, name in state.followed_topics]
    for action in recent:
        for topic in action.topics[:2]:
            near = [item for item in pools[topic] if item.id != action.note_id]
            sources.append(Source("similar", action.title, near, action.note_id))
    return sources
