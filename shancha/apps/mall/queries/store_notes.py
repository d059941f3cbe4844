"""The honest sample of a store's notes, as a reader meets it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.cache import cache

from shancha.apps.mall.honest_sample import LOOKED_AT, RULE, WINDOW_DAYS, Sampled, draw
from shancha.apps.mall.queries.product_notes import list_for_sample, note_cards
from shancha.kit.clock import now
from shancha.kit.pagination import decode_cursor, encode_cursor

_KEPT_SECONDS = 60


def sample_of(store_id: UUID) -> tuple[Sampled, frozenset[UUID]]:
    """The sample, and which of its notes are by buyers; at most a minute old."""
    key = f"mall.sample:{store_id}"
    known: tuple[Sampled, frozenset[UUID]] | None = cache.get(key)
    if known is None:
        since = now() - timedelta(days=WINDOW_DAYS)
        notes = list_for_sample(store_id=store_id, since=since, limit=LOOKED_AT)
        sampled = draw(notes)
        buyers = frozenset(note_id for note_id, is_buyer, _ in notes if is_buyer)
        known = (sampled, buyers & set(sampled.note_ids))
        cache.set(key, known, _KEPT_SECONDS)
    return known


def list_store_notes(
    *, store_id: UUID, viewer_id: UUID | None, cursor: str | None, limit: int
) -> dict[str, Any]:
    """A page of the sample with its rule; what this viewer may not meet (blocked, muted) is left out."""
    sampled, buyers = sample_of(store_id)
    offset = (decode_cursor(cursor, int) or (0,))[0]
    ids = sampled.note_ids[max(0, offset) : max(0, offset) + limit]
    following = offset + limit
    return {
        "rule": str(RULE),
        "total": sampled.total,
        "kinds": [
            {"is_buyer": is_buyer, "stars": stars, "count": count}
            for (is_buyer, stars), count in sampled.kinds.items()
        ],
        "items": [
            {"note": card, "is_buyer": UUID(card["id"]) in buyers} for card in note_cards(ids, viewer_id)
        ],
        "next_cursor": encode_cursor(following) if following < len(sampled.note_ids) else None,
    }
