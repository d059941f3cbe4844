"""Reviews: of a product for everybody, of a store for its staff, one's own."""

from typing import Any
from uuid import UUID

import orjson

from shancha.apps.orders.models import Review
from shancha.kit import sql
from shancha.kit.language import bilingual
from shancha.kit.pagination import decode_cursor, encode_cursor

_FOLDS = {
    "irrelevant": bilingual("与商品无关", "not about the goods"),
    "abuse": bilingual("辱骂攻击", "abusive"),
    "advert": bilingual("广告引流", "advertising"),
    "privacy": bilingual("泄露隐私", "private data"),
    "rewarded": bilingual("诱导好评", "praise for a reward"),
    "illegal": bilingual("法律禁止的内容", "forbidden by law"),
    "rules": bilingual("违反社区公约", "against the community rules"),
}
_SHUT = f"r.fold_reason in ({', '.join(repr(str(reason)) for reason in Review.SHUT)})"
_FIELDS = f"""'id', r.id, 'product_id', r.product_id, 'rating', r.rating, 'options', r.options,
    'text', case when {_SHUT} then '' else r.text end,
    'pictures', case when {_SHUT} then '[]'::jsonb else r.pictures end,
    'follow_up', case when {_SHUT} then '' else r.follow_up end,
    'follow_up_pictures', case when {_SHUT} then '[]'::jsonb else r.follow_up_pictures end,
    'follow_up_at', r.follow_up_at, 'reply', r.reply, 'reply_at', r.reply_at,
    'fold_reason', r.fold_reason, 'created_at', r.created_at"""
# A note names its author, and an order its buyer: who wrote a review without their name is told by neither.
_NAMED_NOTE = ", 'note_id', case when not r.is_anonymous then r.note_id end"
_NAMED_ORDER = """, 'order_id', case when not r.is_anonymous then r.order_id end,
    'line_id', case when not r.is_anonymous then r.line_id end"""
_AUTHOR = """case when r.is_anonymous or u.status = 'deleted' then null
    else json_build_object('handle', u.handle, 'nickname', u.nickname, 'avatar_key', u.avatar_key) end"""
_LIST = f"""
with picked as materialized (
    select r.id, row_number() over (order by (r.fold_reason <> ''), r.id desc) as place
    from orders_review r
    where {{where}}
        and (%(after)s::uuid is null or (r.fold_reason <> '') > %(folded)s::bool
             or (r.fold_reason <> '') = %(folded)s::bool and r.id < %(after)s::uuid)
    order by (r.fold_reason <> ''), r.id desc limit %(limit)s
)
select coalesce(json_agg(json_build_object({_FIELDS}, 'author', {_AUTHOR} {{more}})
    order by picked.place), '[]')::text
from picked join orders_review r on r.id = picked.id join accounts_user u on u.id = r.buyer_id
join orders_orderline l on l.id = r.line_id
"""
_GOODS = ", 'title', l.title, 'picture', l.picture"
# Each has an index of its own, behind the product.
_WHICH = {
    "rating": "r.rating = %(rating)s::int",
    "good": "r.rating in (4, 5)",
    "medium": "r.rating = 3",
    "poor": "r.rating in (1, 2)",
    "pictures": "r.pictures <> '[]'::jsonb",
    "follow_ups": "r.follow_up_at is not null",
}
_OF_STORE = _LIST.format(
    where="r.store_id = %(owner)s::uuid and (%(rating)s::int is null or r.rating = %(rating)s::int)"
    " and (not %(unanswered)s::bool or r.reply_at is null)",
    more=_GOODS + _NAMED_ORDER + _NAMED_NOTE,
)
_OWN = _LIST.format(
    where="r.buyer_id = %(owner)s::uuid",
    more=f"{_GOODS}, 'order_id', r.order_id, 'line_id', r.line_id, 'note_id', r.note_id",
)
_SUMMARY = """
select coalesce(jsonb_object_agg(rating, number), '{}')::text, coalesce(sum(pictured), 0)::int,
    coalesce(sum(followed_up), 0)::int
from (select rating, count(*) as number, count(*) filter (where pictures <> '[]'::jsonb) as pictured,
          count(follow_up_at) as followed_up
      from orders_review where product_id = %s group by rating) r
"""


def list_product_reviews(
    *,
    product_id: UUID,
    rating: int | None = None,
    stars: str | None = None,
    with_pictures: bool = False,
    with_follow_up: bool = False,
    cursor: str,
    limit: int,
) -> dict[str, Any]:
    """Reviews of a product, latest first, folded ones last with the reason. `stars` is good (4 and 5), medium
    (3) or poor (1 and 2)."""
    asked = {"rating": rating is not None, "pictures": with_pictures, "follow_ups": with_follow_up}
    which = [_WHICH[name] for name, is_asked in asked.items() if is_asked]
    which += [_WHICH[stars]] if stars else []
    statement = _LIST.format(where=" and ".join(["r.product_id = %(owner)s::uuid", *which]), more=_NAMED_NOTE)
    return _page(statement, product_id, cursor, limit, rating=rating)


def list_store_reviews(
    *, store_id: UUID, rating: int | None, unanswered: bool, cursor: str, limit: int
) -> dict[str, Any]:
    """Reviews of everything in a store."""
    return _page(_OF_STORE, store_id, cursor, limit, rating=rating, unanswered=unanswered)


def list_own_reviews(*, buyer_id: UUID, cursor: str, limit: int) -> dict[str, Any]:
    """One's own reviews."""
    return _page(_OWN, buyer_id, cursor, limit)


def get_summary(product_id: UUID) -> dict[str, Any]:
    """How many reviews of each star, how many with pictures and with a follow-up."""
    stars, pictured, followed_up = sql.fetch_rows(_SUMMARY, [product_id])[0]
    counted = {int(star): number for star, number in orjson.loads(stars).items()}
    total = sum(counted.values())
    score = sum(star * number for star, number in counted.items())
    return {
        "count": total,
        "rating": round(score / total, 1) if total else None,
        "stars": {str(star): counted.get(star, 0) for star in range(1, 6)},
        "with_pictures": pictured,
        "with_follow_up": followed_up,
    }


def _page(
    statement: str,
    owner: UUID,
    cursor: str,
    limit: int,
    *,
    rating: int | None = None,
    unanswered: bool = False,
) -> dict[str, Any]:
    after = decode_cursor(cursor, bool, UUID) or (False, None)
    found = sql.fetch_value(
        statement,
        {
            "owner": owner,
            "rating": rating,
            "unanswered": unanswered,
            "folded": after[0],
            "after": after[1],
            "limit": limit + 1,
        },
    )
    rows = orjson.loads(found)
    more = len(rows) > limit
    items = [_shaped(row) for row in rows[:limit]]
    last = items[-1] if items else None
    return {
        "items": items,
        "next_cursor": encode_cursor(bool(last["fold_reason"]), last["id"]) if more and last else None,
    }


def _shaped(row: dict[str, Any]) -> dict[str, Any]:
    row["fold_text"] = str(_FOLDS.get(row["fold_reason"], ""))
    return row
