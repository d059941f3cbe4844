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


def list_channels(*, key: str, viewer_id: UUID | None, names: dict[str, str]) -> dict[str, Any]:
    """The own channels in their order, then the others: chosen interests, then the rest; each once. All are
    the viewer's until some are chosen."""
    interests, own = orjson.loads(sql.fetch_value(_CHOSEN, {"key": key, "viewer": viewer_id}))
    order = dict.fromkeys(slug for slug in [*own, *interests, *names] if slug in names)
    mine = [slug for slug in own if slug in names]
    items = [
        {
            "slug": slug,
            "name": names[slug],
            "is_chosen": slug in interests,
            "is_mine": not mine or slug in mine,
        }
        for slug in order
    ]
    return {"items": items, "is_default": not mine}
