"""The cart: filled by members and by visitors, followed over devices, merged on signing in."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction

from shancha.apps.orders.errors import (
    CartFullError,
    CartLineNotFoundError,
    GoodsUnavailableError,
)
from shancha.apps.orders.models import CartLine
from shancha.apps.orders.owners import CartOwner
from shancha.apps.orders.queries.goods import BUYABLE_SQL
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.ids import new_id

LINE_LIMIT = 120
QUANTITY_LIMIT = 99
VISITOR_DAYS = 90

_CONFLICT = {
    True: "(user_id, variant_id) where user_id is not null",
    False: "(visitor_key, variant_id) where user_id is null",
}

# One round trip: sees that the goods can be bought and the cart has room, adds or raises the line, counts.
_ADD = """
with mine as (
    select count(*) as lines, bool_or(variant_id = %(variant)s) as has from orders_cartline where {owner}
), added as (
    insert into orders_cartline as l
        (id, user_id, visitor_key, variant_id, quantity, is_selected, price_seen, touch, added_at)
    select %(id)s, %(owner_user)s::uuid, %(owner_visitor)s, v.id, %(quantity)s, true, v.price,
        %(touch)s::jsonb, %(now)s
    from mall_variant v
    join mall_product p on p.id = v.product_id
    join mall_store st on st.id = v.store_id
    cross join mine
    where v.id = %(variant)s and {buyable} and (mine.lines < {limit} or mine.has)
    on conflict {conflict} do update set
        quantity = least(l.quantity + excluded.quantity, {most}), is_selected = true,
        price_seen = excluded.price_seen, added_at = excluded.added_at,
        touch = case when excluded.touch = '{{}}' then l.touch else excluded.touch end
    returning l.id, l.quantity
)
select added.id, added.quantity, mine.lines + (not coalesce(mine.has, false))::int from added, mine
"""
_STATEMENTS = {
    is_member: _ADD.format(
        owner=CartOwner(new_id() if is_member else None, "").where,
        buyable=BUYABLE_SQL,
        limit=LINE_LIMIT,
        conflict=conflict,
        most=QUANTITY_LIMIT,
    )
    for is_member, conflict in _CONFLICT.items()
}

_MERGE = f"""
with taken as (
    delete from orders_cartline where user_id is null and visitor_key = %(visitor)s returning *
), newest as (
    select * from taken order by added_at desc, id limit {LINE_LIMIT}
)
insert into orders_cartline as l
    (id, user_id, visitor_key, variant_id, quantity, is_selected, price_seen, touch, added_at)
select id, %(user)s, '', variant_id, quantity, is_selected, price_seen, touch, added_at
from newest order by variant_id
on conflict (user_id, variant_id) where user_id is not null do update set
    quantity = greatest(l.quantity, excluded.quantity), is_selected = l.is_selected or excluded.is_selected,
    touch = case when excluded.touch = '{{}}' then l.touch else excluded.touch end
"""  # noqa: S608 - constants of ours


@dataclass(frozen=True, slots=True)
class Added:
    """What is in the cart after adding: the line, its pieces, and how many lines there are."""

    line_id: UUID
    quantity: int
    line_count: int


def add_to_cart(
    *, owner: CartOwner, variant_id: UUID, quantity: int = 1, touch: dict[str, Any] | None = None
) -> Added:
    """Puts pieces of a variant into the cart, or raises their number (at most 99), in one statement. Stock is
    not promised by it. Raises GoodsUnavailableError, CartFullError (above 120 lines)."""
    rows = sql.fetch_rows(
        _STATEMENTS[owner.user_id is not None],
        {
            **owner.parameters,
            "id": new_id(),
            "variant": variant_id,
            "quantity": min(quantity, QUANTITY_LIMIT),
            "touch": orjson.dumps(touch or {}, default=str).decode(),
            "now": now(),
        },
    )
    if not rows:
        _explain_refusal(variant_id)
    return Added(*rows[0])


def _explain_refusal(variant_id: UUID) -> None:
    is_buyable = sql.fetch_value(
        f"""
        select {BUYABLE_SQL} from mall_variant v join mall_product p on p.id = v.product_id
        join mall_store st on st.id = v.store_id where v.id = %s
        """,  # noqa: S608 - a constant of ours
        [variant_id],
    )
    raise CartFullError if is_buyable else GoodsUnavailableError


@transaction.atomic
def change_line(
    *,
    owner: CartOwner,
    line_id: UUID,
    quantity: int | None = None,
    is_selected: bool | None = None,
    variant_id: UUID | None = None,
) -> None:
    """Changes the number, the selection, or the variant (to another of the same product; a line that has it
    already takes the pieces in). The price counts as seen. Raises CartLineNotFoundError,
    GoodsUnavailableError."""
    line = _own(owner).select_for_update().select_related("variant").filter(id=line_id).first()
    if line is None:
        raise CartLineNotFoundError
    line.quantity = min(quantity or line.quantity, QUANTITY_LIMIT)
    line.is_selected = line.is_selected if is_selected is None else is_selected
    if variant_id is not None and variant_id != line.variant_id:
        _change_variant(owner, line, variant_id)
    else:
        line.price_seen = line.variant.price
        line.save(update_fields=["quantity", "is_selected", "price_seen"])


def _change_variant(owner: CartOwner, line: CartLine, variant_id: UUID) -> None:
    is_same_product = sql.fetch_value(
        "select exists (select 1 from mall_variant where id = %s and product_id = %s)",
        [variant_id, line.variant.product_id],
    )
    if not is_same_product:
        raise GoodsUnavailableError
    line.delete()
    add_to_cart(owner=owner, variant_id=variant_id, quantity=line.quantity, touch=line.touch)


def select_lines(*, owner: CartOwner, is_selected: bool, line_ids: list[UUID] | None = None) -> None:
    """Selects or deselects lines; all of them where none are named."""
    lines = _own(owner)
    if line_ids is not None:
        lines = lines.filter(id__in=line_ids)
    lines.update(is_selected=is_selected)


def remove_lines(*, owner: CartOwner, line_ids: list[UUID]) -> None:
    """Takes lines out; those that are gone already do not matter."""
    _own(owner).filter(id__in=line_ids).delete()


def acknowledge_changes(*, owner: CartOwner) -> None:
    """The owner has seen today's prices."""
    sql.execute(
        f"""
        update orders_cartline l set price_seen = v.price from mall_variant v
        where v.id = l.variant_id and {owner.where} and l.price_seen <> v.price
        """,  # noqa: S608 - constants of ours
        owner.parameters,
    )


@transaction.atomic
def merge_cart(*, user_id: UUID, visitor_key: str) -> None:
    """What was put in without an account follows the member; of the same variant the larger number stays, so
    that signing in never doubles a purchase."""
    sql.execute(_MERGE, {"user": user_id, "visitor": visitor_key})


def forget_visitors_carts() -> int:
    """Removes what visitors left 90 days ago; returns how many lines."""
    return sql.execute(
        "delete from orders_cartline where user_id is null and added_at < %s",
        [now() - timedelta(days=VISITOR_DAYS)],
    )


def _own(owner: CartOwner) -> Any:
    if owner.user_id:
        return CartLine.objects.filter(user_id=owner.user_id)
    return CartLine.objects.filter(user=None, visitor_key=owner.visitor_key)
