"""What the community thinks of the brands that a merchant brings: facts for the review (S67)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from shancha.kit import sql
from shancha.kit.clock import now

WINDOW = timedelta(days=180)
LOOKED_AT = 20_000
# As many authors as leave no doubt that a brand is talked about.
MANY = 200
MAX_NAMES = 10

_FACTS = """
with recent as (
    select n.title, n.author_id, n.evaluation, n.is_paid_cooperation, n.collect_count
    from community_note n where n.is_recommendable and n.published_at > %(since)s
    order by n.published_at desc, n.id desc limit %(most)s
), about as (
    select r.*, (select avg((s ->> 'score')::numeric) from jsonb_array_elements(
        case when jsonb_typeof(r.evaluation -> 'scores') = 'array' then r.evaluation -> 'scores'
        else '[]' end) s) as stars
    from recent r
    where r.title ilike %(like)s or r.evaluation ->> 'product' ilike %(like)s
)
select count(*), count(distinct author_id), count(*) filter (where is_paid_cooperation),
    coalesce(sum(collect_count), 0)::bigint, avg(stars)::float8, count(stars)
from about
"""


@dataclass(frozen=True, slots=True)
class Esteem:
    """A brand as notes of the last half year speak of it. `score` is 0 to 100, None where nobody does."""

    name: str
    notes: int
    authors: int
    paid: int
    collects: int
    stars: float | None
    rated: int

    @property
    def score(self) -> int | None:
        """How much it is esteemed: half by how many speak of it (logarithm, 200 authors are full marks), half
        by the stars they give (three where none are given); paid notes count against it."""
        if not self.notes:
            return None
        spoken = min(1.0, math.log1p(self.authors) / math.log1p(MANY))
        liked = ((self.stars or 3.0) - 1) / 4
        unpaid = 1 - self.paid / self.notes
        return round(100 * (spoken + liked) / 2 * (0.5 + 0.5 * unpaid))


def brand_esteem(names: Sequence[str]) -> list[Esteem]:
    """Facts on each of these brands (ten at most), from the latest 20,000 public notes of half a year."""
    found = []
    for name in [each.strip() for each in names if each.strip()][:MAX_NAMES]:
        escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        row = sql.fetch_rows(_FACTS, {"since": now() - WINDOW, "most": LOOKED_AT, "like": f"%{escaped}%"})[0]
        found.append(Esteem(name, *row))
    return found
