"""The category chips in a viewer's order."""

from typing import Any
from uuid import UUID

import orjson

from shancha.kit import sql

_CHOSEN = """
    select json_build_array(
        case when %(viewer)s::uuid is not null then
            (select coalesce(json_agg(i.category_slug order by i.position), '[]')
             from accounts_interest i where i.user_id = %(viewer)s::uuid)
            else coalesce((select v.interests::json from accounts_visitor v
                where v.key = substr(%(key)s, 3)), '[]') end,
        coalesce((select p.channels::json from discovery_profile p where p.key = %(key)s), '[]'))::text"""


def list_channels(*, key: str, viewer_id: UUID | None, names: dict[str, str]) -> list[dict[str, Any]]:
    """The own order first, then chosen interests, then the rest; each once."""
    interests, own = orjson.loads(sql.fetch_value(_CHOSEN, {"key": key, "viewer": viewer_id}))
    order = dict.fromkeys(slug for slug in [*own, *interests, *names] if slug in names)
    return [{"slug": slug, "name": names[slug], "is_chosen": slug in interests} for slug in order]
