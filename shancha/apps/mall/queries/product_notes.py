"""Notes about goods: of a product, buyers' first; of a brand; of a store, as an honest sample."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.community.queries.cards import CARD, cards
from shancha.apps.community.queries.visibility import LISTABLE
from shancha.apps.mall.queries.tenures import WRITTEN_BY_STAFF
from shancha.kit import sql
from shancha.kit.pagination import decode_cursor, encode_cursor

_OF_PRODUCT = f"""
select coalesce(json_agg(json_build_object('is_buyer', x.is_buyer, 'verdict', x.verdict, 'at', x.at,
    'note', {CARD}) order by x.place), '[]')::text
from (
    select k.note_id, k.is_buyer, k.verdict, k.published_at as at, row_number() over () as place from (
        select k.* from mall_noteproduct k join community_note n on n.id = k.note_id
        where k.product_id = %(product)s::uuid and k.published_at is not null and n.is_recommendable
          and {LISTABLE} and {{verdict}}
          and (%(at)s::timestamptz is null or (k.is_buyer, k.published_at, k.note_id)
              < (%(buyer)s::bool, %(at)s::timestamptz, %(id)s::uuid))
        order by k.is_buyer desc, k.published_at desc, k.note_id desc limit %(limit)s::int) k) x
join community_note n on n.id = x.note_id
join accounts_user u on u.id = n.author_id
"""
# Written out, so that the index of judging notes is used.
_VERDICTS = {"": "true", "good": "k.verdict = 'good'", "critical": "k.verdict = 'critical'"}
_OF_BRAND = f"""
select coalesce(json_agg(json_build_object('at', x.at, 'note', {CARD}) order by x.at desc, n.id desc),
    '[]')::text
from (
    select k.note_id, k.published_at as at from mall_notebrand k join community_note n on n.id = k.note_id
    where k.brand_id = %(brand)s::uuid and k.published_at is not null and n.is_recommendable and {LISTABLE}
      and (%(at)s::timestamptz is null
          or (k.published_at, k.note_id) < (%(at)s::timestamptz, %(id)s::uuid))
    order by k.published_at desc, k.note_id desc limit %(limit)s::int) x
join community_note n on n.id = x.note_id
join accounts_user u on u.id = n.author_id
"""

# Every note about a store's goods that a sample may be drawn from: public, of the last half year, written by
# nobody who worked there at the time and not paid for. Goods that the merchant took off the shelf count on:
# delisting hides no criticism, nor does hiring its author. `stars` is the average of the note's own scores.
_OF_STORE = f"""
select distinct on (n.published_at, n.id) n.id,
    bool_or(k.is_buyer) over (partition by n.id) as is_buyer,
    (select avg((x ->> 'score')::numeric) from jsonb_array_elements(n.evaluation -> 'scores') x)::float8
        as stars
from mall_product p
join mall_noteproduct k on k.product_id = p.id and k.published_at > %(since)s::timestamptz
join community_note n on n.id = k.note_id
where p.store_id = %(store)s::uuid and n.is_recommendable and not n.is_paid_cooperation
  and not {WRITTEN_BY_STAFF}
  and not exists (select 1 from mall_notereward r where r.note_id = n.id)
order by n.published_at desc, n.id desc limit %(limit)s::int
"""


def list_of_product(
    *, product_id: UUID, viewer_id: UUID | None, verdict: str = "", cursor: str | None, limit: int
) -> dict[str, Any]:
    """Notes that tag the product, or those that judge it so ("good", "critical"), buyers' first, then the
    newest: {items: [{note, is_buyer, verdict}], next_cursor}."""
    after = decode_cursor(cursor, bool, datetime.fromisoformat, UUID) or (None, None, None)
    parameters = {"product": product_id, "viewer": viewer_id, "limit": limit + 1}
    statement = _OF_PRODUCT.replace("{verdict}", _VERDICTS[verdict])
    found = sql.fetch_value(statement, {**parameters, "buyer": after[0], "at": after[1], "id": after[2]})
    rows = orjson.loads(found)
    following = None
    if len(rows) > limit:
        rows = rows[:limit]
        following = encode_cursor(rows[-1]["is_buyer"], rows[-1]["at"], rows[-1]["note"]["id"])
    items = [{name: row[name] for name in ("note", "is_buyer", "verdict")} for row in rows]
    return {"items": items, "next_cursor": following}


def list_of_brand(
    *, brand_id: UUID, viewer_id: UUID | None, cursor: str | None, limit: int
) -> dict[str, Any]:
    """Notes that name the brand or goods of it, the newest first: {items: [note], next_cursor}."""
    at, note_id = decode_cursor(cursor, datetime.fromisoformat, UUID) or (None, None)
    parameters = {"brand": brand_id, "viewer": viewer_id, "at": at, "id": note_id, "limit": limit + 1}
    rows = orjson.loads(sql.fetch_value(_OF_BRAND, parameters))
    following = None
    if len(rows) > limit:
        rows = rows[:limit]
        following = encode_cursor(rows[-1]["at"], rows[-1]["note"]["id"])
    return {"items": [row["note"] for row in rows], "next_cursor": following}


def list_for_sample(*, store_id: UUID, since: datetime, limit: int) -> list[tuple[UUID, bool, float | None]]:
    """(note, whether its author bought the thing, stars or None), newest first."""
    parameters = {"store": store_id, "since": since, "limit": limit}
    return [(row[0], row[1], row[2]) for row in sql.fetch_rows(_OF_STORE, parameters)]


def note_cards(ids: Sequence[UUID], viewer_id: UUID | None) -> list[dict[str, Any]]:
    """Cards of these notes as this viewer may meet them."""
    return cards(ids, viewer_id)
