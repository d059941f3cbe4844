"""Notes that their reception brings to everybody's home page: the authors are told."""

import math

from shancha.apps.community.services import notes
from shancha.apps.discovery.queries.pools import SIZES
from shancha.apps.discovery.ranking.types import HEAT_UNIT_SECONDS
from shancha.kit import sql

# As much as ten likes, and received at least as well as is usual.
LEAST_ENGAGEMENT = 10
LEAST_QUALITY = 0.5
_OF_CATEGORY = 20
_MOST = 200

# The hottest notes over everything and of each category are what every home page draws on.
_LIFTED = """
    with home as (
        (select note_id, hot, published_at, quality, is_paid from discovery_notescore
         order by hot desc, note_id desc limit %(hot)s)
        union
        select c.* from community_category k cross join lateral (
            select note_id, hot, published_at, quality, is_paid from discovery_notescore s
            where s.category_slug = k.slug order by s.hot desc, s.note_id desc limit %(of_category)s) c
        where k.is_active
    )
    select n.id from home h join community_note n on n.id = h.note_id
    where n.lifted_at is null and not h.is_paid and h.quality >= %(quality)s
      and h.hot - extract(epoch from h.published_at)::float8 / %(unit)s >= %(heat)s
    limit %(most)s"""


def lift_notes() -> int:
    """Marks the notes that stand among the hottest by their reception, not by their being new, and tells
    their authors; returns how many were new. Safe to run twice."""
    rows = sql.fetch_rows(
        _LIFTED,
        {
            "hot": SIZES["hot"],
            "of_category": _OF_CATEGORY,
            "quality": LEAST_QUALITY,
            "unit": HEAT_UNIT_SECONDS,
            "heat": math.log1p(LEAST_ENGAGEMENT) - 1e-6,
            "most": _MOST,
        },
    )
    return notes.mark_lifted([row[0] for row in rows]) if rows else 0
