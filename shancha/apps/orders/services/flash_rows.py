"""A batch of flash orders as rows: priced before anything is locked, then claimed and written in one
transaction with a few statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from shancha.apps.mall.models import Warehouse
from shancha.apps.orders.events import OrdersPlaced
from shancha.apps.orders.queries.goods import Goods, load_goods
from shancha.apps.orders.regions import find_district
from shancha.apps.orders.services.placing import AMOUNTS, PAY_WITHIN, Placed
from shancha.apps.orders.services.rows import insert_rows
from shancha.apps.orders.states import GroupStatus, Status
from shancha.apps.payments.services.bulk import PaymentDraft, request_payments
from shancha.apps.promotions.errors import FlashNotFoundError
from shancha.apps.promotions.models import FlashItem
from shancha.apps.promotions.pricing import Basket, Buyer, Choice, Line, LineQuote, Parcel, TaxedLine, quote
from shancha.apps.promotions.services.flash import FlashWish, claim_batch
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.ids import new_id
from shancha.kit.numbers import HOME_ZONE, home_date, new_numbers

_ADDRESSES = """
select id, user_id, contact, region_code, province || city || district
from orders_address where id = any(%s::uuid[])
"""


@dataclass(frozen=True, slots=True)
class FlashAsk:
    """Somebody wants pieces, to this address; `at` is when they asked. `expected_payable` (fen) is what they
    were told it comes to, None where they weren't."""

    group_id: UUID
    user_id: UUID
    quantity: int
    address_id: UUID
    confirms_no_return: bool
    at: datetime
    expected_payable: int | None = None


@dataclass(frozen=True, slots=True)
class _Address:
    contact: str
    region_code: str
    names: str

    @property
    def province(self) -> str:
        """Two digits of GB/T 2260."""
        return self.region_code[:2]


class FlashFacts:
    """What is the same for all who want an item at about the same time: looked up once, priced once for each
    quantity and province. Raises FlashNotFoundError."""

    def __init__(self, item_id: UUID) -> None:
        item = FlashItem.objects.select_related("sale").filter(id=item_id).first()
        if item is None:
            raise FlashNotFoundError
        self.item = item
        self.goods: Goods = load_goods([(item.variant_id, 1)])[item.variant_id]
        self.warehouse = Warehouse.objects.get(id=item.warehouse_id)
        self.at = now()
        self.pay_by = self.at + PAY_WITHIN
        day = home_date(self.at + timedelta(days=self.warehouse.days_max))
        self.arrive_by = datetime.combine(day, time(23, 59, 59), HOME_ZONE).astimezone(UTC)
        self._prices: dict[tuple[int, str], LineQuote] = {}

    def price(self, quantity: int, province: str) -> LineQuote:
        """The one line of such an order, priced by the engine."""
        known = self._prices.get((quantity, province))
        if known is None:
            known = self._prices[quantity, province] = self._price(quantity, province)
        return known

    def _price(self, quantity: int, province: str) -> LineQuote:
        goods, warehouse = self.goods, self.warehouse
        line = Line(
            key="",
            variant_id=goods.variant_id,
            product_id=goods.product_id,
            store_id=goods.store_id,
            warehouse_id=warehouse.id,
            category_ids=goods.category_ids,
            price=goods.price,
            quantity=quantity,
            flash_price=self.item.price,
            trade_mode=goods.trade_mode,
        )
        parcel = Parcel(
            line.parcel,
            base_freight=warehouse.base_freight,
            free_over=warehouse.free_freight_over,
            remote_surcharge=warehouse.remote_freight,
            remote_provinces=frozenset(warehouse.remote_provinces),
        )
        basket = Basket((line,), (parcel,), province=province, at=self.at)
        return quote(basket, Buyer(), Choice(), tax=_no_tax).lines[0]


@dataclass(slots=True)
class _Rows:
    """An order as rows, should it be got."""

    group: dict[str, Any]
    order: dict[str, Any]
    line: dict[str, Any]
    event: dict[str, Any]


@dataclass(slots=True)
class PreparedBatch:
    """A batch with everything that can be worked out before it is known who gets what. `outcomes` of those
    that can't order at all are known already; the others have rows."""

    asks: Sequence[FlashAsk]
    facts: FlashFacts
    outcomes: list[Placed | str]
    rows: dict[int, _Rows]

    def renumber(self) -> None:
        """Draws other numbers: one of them was taken."""
        numbers = iter(new_numbers("", 2 * len(self.rows)))
        for rows in self.rows.values():
            rows.group["number"], rows.order["number"] = f"G{next(numbers)}", f"S{next(numbers)}"


def prepare_batch(*, facts: FlashFacts, asks: Sequence[FlashAsk]) -> PreparedBatch:
    """Prices the asks and makes their rows; nothing is written or promised."""
    addresses = _addresses(asks)
    outcomes: list[Placed | str] = [_obstacle(ask, addresses, facts) for ask in asks]
    rows = {
        place: _rows(facts, ask, addresses[ask.address_id])
        for place, ask in enumerate(asks)
        if outcomes[place] == ""
    }
    prepared = PreparedBatch(asks, facts, outcomes, rows)
    prepared.renumber()
    return prepared


@transaction.atomic
def commit_batch(prepared: PreparedBatch) -> list[Placed | str]:
    """Decides all asks in their order, and writes the orders of those who get something: for each ask the
    order, or why not ("sold_out", "limit", "closed", "no_address", "unconfirmed",
    "price_changed")."""
    outcomes, able = list(prepared.outcomes), list(prepared.rows)
    wishes = [_wish(prepared.asks[place]) for place in able]
    decided = claim_batch(item_id=prepared.facts.item.id, wishes=wishes, pay_by=None) if wishes else []
    winners = []
    for place, outcome in zip(able, decided, strict=True):
        outcomes[place] = outcome
        if outcome == "got":
            winners.append(place)
    _write(prepared.facts, [prepared.rows[place] for place in winners])
    for place in winners:
        outcomes[place] = _placed(prepared.rows[place].group, prepared.rows[place].order)
    return outcomes


def _addresses(asks: Sequence[FlashAsk]) -> dict[UUID, _Address]:
    """Each asker's own address."""
    owner = {ask.address_id: ask.user_id for ask in asks}
    rows = sql.fetch_rows(_ADDRESSES, [list(owner)])
    return {row[0]: _Address(*row[2:]) for row in rows if owner[row[0]] == row[1]}


def _obstacle(ask: FlashAsk, addresses: dict[UUID, _Address], facts: FlashFacts) -> str:
    if not facts.goods.is_buyable:
        return "closed"
    if ask.address_id not in addresses:
        return "no_address"
    is_final = facts.goods.return_class == "confirmed_only"
    if is_final and not ask.confirms_no_return:
        return "unconfirmed"
    if ask.expected_payable is None:
        return ""
    payable = facts.price(ask.quantity, addresses[ask.address_id].province).payable_amount
    return "" if payable == ask.expected_payable else "price_changed"


def _wish(ask: FlashAsk) -> FlashWish:
    return FlashWish(ask.user_id, ask.quantity, ask.group_id, ask.at)


def _rows(facts: FlashFacts, ask: FlashAsk, address: _Address) -> _Rows:
    line = facts.price(ask.quantity, address.province)
    amounts = {name: getattr(line, name) for name in AMOUNTS}
    order = _order(facts, ask, address, amounts)
    order["points_reward"] = line.points_reward
    return _Rows(
        group=_group(facts, ask, amounts),
        order=order,
        line=_line(facts, ask, order["id"], line, amounts),
        event=_event(order),
    )


def _write(facts: FlashFacts, winners: Sequence[_Rows]) -> None:
    if not winners:
        return
    payments = request_payments(
        purpose="order",
        drafts=[
            PaymentDraft(
                rows.group["buyer_id"], rows.group["id"], facts.goods.title, rows.group["payable_amount"]
            )
            for rows in winners
        ],
        expires_at=facts.pay_by,
    )
    for rows in winners:
        rows.group["payment_id"] = payments[rows.group["id"]]
    insert_rows(
        {
            "orders_ordergroup": [rows.group for rows in winners],
            "orders_order": [rows.order for rows in winners],
            "orders_orderline": [rows.line for rows in winners],
            "orders_orderevent": [rows.event for rows in winners],
        }
    )


def _placed(group: dict[str, Any], order: dict[str, Any]) -> Placed:
    publish(OrdersPlaced(group_id=group["id"], buyer_id=group["buyer_id"], order_ids=(order["id"],)))
    return Placed(
        group_id=group["id"],
        number=group["number"],
        status=group["status"],
        payable_amount=group["payable_amount"],
        payment_id=group["payment_id"],
        pay_by=group["pay_by"],
        order_ids=[order["id"]],
    )


def _group(facts: FlashFacts, ask: FlashAsk, amounts: dict[str, int]) -> dict[str, Any]:
    return {
        "id": ask.group_id,
        "number": "",
        "buyer_id": ask.user_id,
        "payment_id": None,
        "status": GroupStatus.TO_PAY.value,
        "coupon_claims": [],
        "has_benefits": True,  # its claim is used or released with it
        "pay_by": facts.pay_by,
        "created_at": facts.at,
        **amounts,
    }


def _order(facts: FlashFacts, ask: FlashAsk, address: _Address, amounts: dict[str, int]) -> dict[str, Any]:
    region = find_district(address.region_code)
    is_final = facts.goods.return_class == "confirmed_only"
    return {
        "id": new_id(),
        "group_id": ask.group_id,
        "number": "",
        "buyer_id": ask.user_id,
        "store_id": facts.goods.store_id,
        "warehouse_id": facts.warehouse.id,
        "trade_mode": facts.goods.trade_mode,
        "status": Status.TO_PAY.value,
        "paid_amount": 0,
        "refunded_amount": 0,
        "receiver": address.contact,
        "region_code": address.region_code,
        "region": region.full_name if region else address.names,
        "tax_version": "",
        "tax_value": 0,
        "remark": "",
        "merchant_note": "",
        "consents": {"at": ask.at, "confirmed_only": [facts.goods.variant_id]} if is_final else {},
        "delivery": "any",
        "pay_by": facts.pay_by,
        "arrive_by": facts.arrive_by,
        "cancel_reason": "",
        "is_frozen": False,
        "created_at": facts.at,
        **amounts,
    }


def _line(
    facts: FlashFacts, ask: FlashAsk, order_id: UUID, line: LineQuote, amounts: dict[str, int]
) -> dict[str, Any]:
    goods = facts.goods
    return {
        "id": new_id(),
        "order_id": order_id,
        "position": 0,
        "product_id": goods.product_id,
        "variant_id": goods.variant_id,
        "title": goods.title,
        "options": goods.options[:200],
        "picture": goods.picture,
        "product_version": goods.product_version,
        "quantity": ask.quantity,
        "unit_price": line.unit_price,
        "price_kind": line.price_kind,
        "platform_funded": line.platform_funded,
        "store_funded": line.store_funded,
        "tax_base": 0,
        "tax_detail": {},
        "points_reward": line.points_reward,
        "return_class": goods.return_class,
        "commission_bp": goods.commission_bp,
        "shipped_quantity": 0,
        "refunded_quantity": 0,
        "cancelled_quantity": 0,
        "refunded_amount": 0,
        "touch": {},
        **amounts,
    }


def _event(order: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": new_id(),
        "order_id": order["id"],
        "kind": "placed",
        "from_status": "",
        "to_status": Status.TO_PAY.value,
        "actor_kind": "buyer",
        "actor_id": order["buyer_id"],
        "reason": "flash",
        "data": {},
        "created_at": order["created_at"],
    }


def _no_tax(lines: Sequence[TaxedLine]) -> Sequence[int]:
    """Flash goods come from inside the country: their price has its tax in it."""
    return [0] * len(lines)
