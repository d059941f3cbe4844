"""The cart as its owner sees it: by store and trade mode, with what changed since it was last looked at."""

from typing import Any

import orjson

from shancha.apps.mall.queries.product_cards import TITLE
from shancha.apps.orders.owners import CartOwner
from shancha.apps.orders.queries.goods import BUYABLE_SQL, JOINS_SQL, PICTURE_SQL
from shancha.apps.promotions.policies import is_member
from shancha.kit import sql
from shancha.kit.language import is_english

_CART = f"""
select coalesce(json_agg(json_build_object(
    'id', l.id, 'variant_id', v.id, 'product_id', p.id, 'title', {TITLE}, 'options', v.options,
    'picture', {PICTURE_SQL}, 'quantity', l.quantity, 'is_selected', l.is_selected, 'price', v.price,
    'list_price', v.list_price, 'member_price', v.member_price, 'price_seen', l.price_seen,
    'available', coalesce(offer.free, 0), 'trade_mode', p.trade_mode, 'is_buyable', {BUYABLE_SQL},
    'ships_from', case when offer.id is null then null else json_build_object('name', offer.name,
        'country', offer.country, 'city', offer.city_name, 'days_min', offer.days_min,
        'days_max', offer.days_max) end,
    'store', json_build_object('id', st.id, 'slug', st.slug, 'name', st.name, 'logo', st.logo,
        'is_self_run', st.is_self_run),
    'added_at', l.added_at) order by l.added_at desc, l.id desc), '[]')::text
from (
    select * from orders_cartline where {{owner}} order by added_at desc, id desc limit 200
) l
{JOINS_SQL}
"""
_COUNT = "select count(*), coalesce(sum(quantity), 0)::bigint from orders_cartline where {owner}"


def get_cart(owner: CartOwner) -> dict[str, Any]:
    """`groups` of what can be bought (by store and trade mode, latest first), `invalid` with the reason, and
    the sum of what is selected at what its owner pays: with the card the member prices."""
    parameters = {**owner.parameters, "english": is_english()}
    lines = orjson.loads(sql.fetch_value(_CART.format(owner=owner.where), parameters))
    has_card = is_member(owner.user_id)
    groups: dict[tuple[str, str], dict[str, Any]] = {}
    invalid = []
    for line in lines:
        reason = _finish(line, has_card=has_card)
        if reason:
            invalid.append({**line, "reason": reason})
            continue
        store = line.pop("store")
        key = (store["id"], line["trade_mode"])
        group = groups.setdefault(key, {"store": store, "trade_mode": line["trade_mode"], "lines": []})
        group["lines"].append(line)
    chosen = [line for group in groups.values() for line in group["lines"] if line["is_selected"]]
    return {
        "groups": list(groups.values()),
        "invalid": invalid,
        "selected": {
            "line_count": len(chosen),
            "piece_count": sum(line["quantity"] for line in chosen),
            "goods_amount": sum(line["quantity"] * line["unit_price"] for line in chosen),
        },
        "line_count": len(lines),
        "has_changes": any(line["changes"] for line in lines),
    }


def count_cart(owner: CartOwner) -> dict[str, int]:
    """How many lines and pieces are in it."""
    lines, pieces = sql.fetch_rows(_COUNT.format(owner=owner.where), owner.parameters)[0]
    return {"line_count": lines, "piece_count": pieces}


def _finish(line: dict[str, Any], *, has_card: bool) -> str:
    """Tells what it costs its owner, what changed, and why the line can't be bought ("" where it can)."""
    line["options"] = " / ".join(str(option) for option in line["options"])
    seen, price, free = line.pop("price_seen"), line["price"], line["available"]
    line["unit_price"] = (has_card and line["member_price"]) or price
    is_buyable = line.pop("is_buyable")
    line["changes"] = []
    if price != seen:
        kind = "price_down" if price < seen else "price_up"
        line["changes"].append({"kind": kind, "before": seen, "after": price})
    if not is_buyable:
        return "off_shelf"
    if free <= 0:
        return "sold_out"
    if free < line["quantity"]:
        line["changes"].append({"kind": "stock_short", "before": line["quantity"], "after": free})
    return ""
