"""From a checkout to a placed order, in one transaction: everything is there afterwards, or nothing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from shancha.apps.mall.errors import OutOfStockError
from shancha.apps.mall.services import stock
from shancha.apps.orders.errors import (
    CheckoutEmptyError,
    CheckoutIncompleteError,
    CheckoutStaleError,
    GoodsUnavailableError,
    OrderLimitError,
    PriceChangedError,
)
from shancha.apps.orders.events import OrdersPlaced
from shancha.apps.orders.models import BuyerIdentity, Checkout, Invoice
from shancha.apps.orders.regions import find_district
from shancha.apps.orders.services import identities, paying, year_limits
from shancha.apps.orders.services.checkouts import CROSS_BORDER_NOTICE, get_checkout, reckon_checkout
from shancha.apps.orders.services.quoting import Reckoning
from shancha.apps.orders.services.rows import insert_rows
from shancha.apps.orders.states import GroupStatus, Status
from shancha.apps.payments.services import request_payment
from shancha.apps.promotions.pricing import LineQuote, ParcelKey, Quote
from shancha.apps.promotions.services.benefits import hold_benefits
from shancha.apps.wallet.services.holds import hold
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.ids import new_id
from shancha.kit.language import bilingual
from shancha.kit.numbers import HOME_ZONE, new_number

PAY_WITHIN = timedelta(minutes=30)
REFERENCE = "order_group"
AMOUNTS = (
    "goods_amount",
    "store_discount",
    "platform_discount",
    "freight_amount",
    "freight_discount",
    "tax_amount",
    "points_amount",
    "wallet_amount",
    "payable_amount",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A group of orders that stands. `payment_id` is None when nothing is left to pay."""

    group_id: UUID
    number: str
    status: str
    payable_amount: int
    payment_id: UUID | None
    pay_by: datetime
    order_ids: list[UUID]


@transaction.atomic(savepoint=False)
def place_order(*, user_id: UUID, checkout_id: UUID, digest: str) -> Placed:
    """Places what the checkout holds, at the amounts whose `digest` the buyer was shown. Splits it into one
    order for each store, warehouse and trade mode; keeps stock, coupons, points, balance and the buyer's year
    for it; asks for the payment, or settles it where nothing is left to pay.

    Raises what `get_checkout` raises, GoodsUnavailableError, OutOfStockError, PriceChangedError (with both
    totals), OrderLimitError, YearLimitError, CheckoutIncompleteError, CheckoutStaleError, and the refusals of
    coupons and wallet. Locks: checkout, cart, year, stock, benefits, wallet, payment."""
    checkout = get_checkout(user_id=user_id, checkout_id=checkout_id, lock=True)
    reckoning = reckon_checkout(checkout)
    _require_possible(reckoning)
    identity = _identity(checkout, reckoning)
    _require_complete(checkout, reckoning, identity)
    if reckoning.digest != digest:
        raise PriceChangedError(extra={"payable_amount": reckoning.quote.payable_amount})
    _take_from_cart(checkout)
    group_id = new_id()
    if identity is not None:
        year_limits.take(
            number_hash=identity.number_hash,
            amount=reckoning.tax_value,
            limit=reckoning.rules.year_limit,
            at=reckoning.at,
        )
        identities.keep_for_order(identity.id, reckoning.at)
    _hold(user_id, group_id, reckoning)
    return _write(checkout, reckoning, identity, group_id)


def _require_possible(reckoning: Reckoning) -> None:
    """Raises for the first kind of obstacle there is."""
    by_code: dict[str, list[Any]] = {}
    for obstacle in reckoning.obstacles:
        by_code.setdefault(obstacle.code, []).append(obstacle)
    if "unavailable" in by_code:
        message = bilingual("商品已下架", "Not on sale any more")
        raise GoodsUnavailableError(fields={str(each.variant_id): message for each in by_code["unavailable"]})
    if "out_of_stock" in by_code:
        message = bilingual("库存不足", "Out of stock")
        raise OutOfStockError(fields={str(each.variant_id): message for each in by_code["out_of_stock"]})
    if "order_limit" in by_code:
        raise OrderLimitError(extra={"limit": reckoning.rules.order_limit})
    if not reckoning.quote.lines:
        raise CheckoutEmptyError


def _identity(checkout: Checkout, reckoning: Reckoning) -> BuyerIdentity | None:
    """Whose goods from abroad these are; None where none are."""
    if not reckoning.is_cross_border:
        return None
    own = BuyerIdentity.objects.filter(user_id=checkout.user_id, removed_at=None).defer("real_name", "number")
    chosen = checkout.choices.get("identity_id")
    return own.filter(id=chosen).first() if chosen else own.filter(is_default=True).first()


def _require_complete(checkout: Checkout, reckoning: Reckoning, identity: BuyerIdentity | None) -> None:
    problems = {}
    if checkout.address is None:
        problems["address_id"] = bilingual("请选择收货地址", "Choose an address")
    consents = checkout.choices.get("consents") or {}
    if reckoning.is_cross_border:
        if identity is None:
            problems["identity_id"] = bilingual("跨境商品需要订购人实名", "Goods from abroad need one")
        if consents.get("cross_border") != CROSS_BORDER_NOTICE:  # none, or one that no longer holds
            problems["consents.cross_border"] = bilingual(
                "请阅读并勾选跨境购物告知", "Read and tick the notice on goods from abroad"
            )
    confirmed = set(consents.get("confirmed_only", []))
    if any(str(variant_id) not in confirmed for variant_id in confirmed_only(reckoning)):
        problems["consents.confirmed_only"] = bilingual(
            "请逐件确认不支持七天无理由退货",
            "Confirm each piece that can't be returned",
        )
    if problems:
        raise CheckoutIncompleteError(fields=problems)


def confirmed_only(reckoning: Reckoning) -> list[UUID]:
    """The goods that go without the right of return only if the buyer confirms it for each (消法 25)."""
    return [
        line.variant_id
        for line in reckoning.quote.lines
        if reckoning.goods[line.variant_id].return_class == "confirmed_only"
    ]


def _take_from_cart(checkout: Checkout) -> None:
    """The lines leave the cart with the order. What another checkout has taken is not ordered twice."""
    if checkout.source != Checkout.Source.CART:
        return
    ids = [line["cart_line_id"] for line in checkout.lines]
    taken = sql.execute(
        "delete from orders_cartline where id = any(%s::uuid[]) and user_id = %s", [ids, checkout.user_id]
    )
    if taken != len(ids):
        raise CheckoutStaleError


def _hold(user_id: UUID, group_id: UUID, reckoning: Reckoning) -> None:
    """Stock without an end: the group's own end gives it back, so that both can never part."""
    quote = reckoning.quote
    stock.reserve(
        reference_id=group_id,
        lines=[(line.variant_id, line.parcel.warehouse_id, line.quantity) for line in quote.lines],
    )
    if uses_benefits(quote):
        hold_benefits(user_id=user_id, reference_id=group_id, quote=quote)
    if quote.wallet_amount or quote.points_amount:
        hold(
            user_id=user_id,
            reference_kind=REFERENCE,
            reference_id=group_id,
            balance=quote.wallet_amount,
            points=quote.points_amount,
        )


def uses_benefits(quote: Quote) -> bool:
    """Whether coupons or the member's card take part."""
    return bool(quote.used_coupons or quote.free_deliveries_used or quote.member_saving)


def _write(
    checkout: Checkout, reckoning: Reckoning, identity: BuyerIdentity | None, group_id: UUID
) -> Placed:
    quote, pay_by = reckoning.quote, reckoning.at + PAY_WITHIN
    payment_id = None
    if quote.payable_amount:
        payment_id = request_payment(
            payer_id=checkout.user_id,
            purpose="order",
            reference_id=group_id,
            subject=_subject(reckoning),
            amount=quote.payable_amount,
            expires_at=pay_by,
        ).id
    group = {
        "id": group_id,
        "number": new_number("G"),
        "buyer_id": checkout.user_id,
        "payment_id": payment_id,
        "status": GroupStatus.TO_PAY,
        "coupon_claims": _claims(reckoning),
        "has_benefits": uses_benefits(quote),
        "pay_by": pay_by,
        "created_at": reckoning.at,
        **{name: getattr(quote, name) for name in AMOUNTS},
    }
    orders = [_order(parcel.key, checkout, reckoning, identity, group) for parcel in quote.parcels]
    ids = {parcel.key: order["id"] for parcel, order in zip(quote.parcels, orders, strict=True)}
    insert_rows(
        {
            "orders_ordergroup": [group],
            "orders_order": orders,
            "orders_orderline": _lines(quote.lines, reckoning, ids),
            "orders_orderevent": [_placed_event(order) for order in orders],
        },
        after="update orders_checkout set order_group_id = %(group)s where id = %(checkout)s",
        parameters={"group": group_id, "checkout": checkout.id},
    )
    _ask_for_invoices(checkout, orders)
    order_ids = [order["id"] for order in orders]
    publish(OrdersPlaced(group_id=group_id, buyer_id=checkout.user_id, order_ids=tuple(order_ids)))
    if payment_id is None:
        paying.settle_group(group_id=group_id, provider="")
    return Placed(
        group_id=group_id,
        number=group["number"],
        status=GroupStatus.TO_PAY if payment_id else GroupStatus.PAID,
        payable_amount=quote.payable_amount,
        payment_id=payment_id,
        pay_by=pay_by,
        order_ids=order_ids,
    )


def _subject(reckoning: Reckoning) -> str:
    first = reckoning.goods[reckoning.quote.lines[0].variant_id].title
    count = len(reckoning.quote.lines)
    return f"{first[:80]} 等 {count} 件" if count > 1 else first[:100]


def _claims(reckoning: Reckoning) -> list[dict[str, UUID | None]]:
    used = set(reckoning.quote.used_coupons)
    return [
        {"claim_id": coupon.claim_id, "store_id": coupon.store_id}
        for coupon in reckoning.coupons
        if coupon.claim_id in used
    ]


def _order(
    key: ParcelKey,
    checkout: Checkout,
    reckoning: Reckoning,
    identity: BuyerIdentity | None,
    group: dict[str, Any],
) -> dict[str, Any]:
    parcel = next(each for each in reckoning.quote.parcels if each.key == key)
    address, choices = checkout.address, checkout.choices
    assert address is not None
    region = find_district(address.region_code)
    is_abroad = key.trade_mode != "domestic"
    return {
        "id": new_id(),
        "group_id": group["id"],
        "number": new_number("S"),
        "buyer_id": checkout.user_id,
        "store_id": key.store_id,
        "warehouse_id": key.warehouse_id,
        "trade_mode": key.trade_mode,
        "status": Status.TO_PAY,
        "paid_amount": 0,
        "refunded_amount": 0,
        "receiver": address.contact,
        "region_code": address.region_code,
        "region": region.full_name if region else f"{address.province}{address.city}{address.district}",
        "identity_id": identity.id if identity and is_abroad else None,
        "tax_version": reckoning.rules.version if is_abroad else "",
        "tax_value": parcel.tax_base,
        "points_reward": parcel.points_reward,
        "remark": choices.get("remarks", {}).get(str(key.store_id), ""),
        "merchant_note": "",
        "consents": _consents(checkout, reckoning, key),
        "delivery": choices.get("delivery", "any"),
        "pay_by": group["pay_by"],
        "arrive_by": _end_of_day(reckoning, key),
        "cancel_reason": "",
        "is_frozen": False,
        "created_at": reckoning.at,
        **{name: getattr(parcel, name) for name in AMOUNTS},
    }


def _consents(checkout: Checkout, reckoning: Reckoning, key: ParcelKey) -> dict[str, Any]:
    given = checkout.choices.get("consents") or {}
    kept: dict[str, Any] = {"at": reckoning.at}
    if key.trade_mode != "domestic":
        kept["cross_border"] = given.get("cross_border")
    ours = {str(line.variant_id) for line in reckoning.quote.lines if line.parcel == key}
    confirmed = ours & {str(each) for each in confirmed_only(reckoning)}
    if confirmed:
        kept["confirmed_only"] = sorted(confirmed)
    return kept if len(kept) > 1 else {}


def _end_of_day(reckoning: Reckoning, key: ParcelKey) -> datetime:
    return datetime.combine(reckoning.arrives_by(key), time(23, 59, 59), HOME_ZONE).astimezone(UTC)


def _lines(
    lines: Sequence[LineQuote], reckoning: Reckoning, order_ids: dict[ParcelKey, UUID]
) -> list[dict[str, Any]]:
    touches = {line.key: line.touch for line in reckoning.wanted}
    return [
        _line(position, line, reckoning, order_ids[line.parcel], touches[line.key])
        for position, line in enumerate(lines)
    ]


def _line(
    position: int, line: LineQuote, reckoning: Reckoning, order_id: UUID, touch: dict[str, Any]
) -> dict[str, Any]:
    goods = reckoning.goods[line.variant_id]
    by_platform = (
        line.store_discount_by_platform
        + line.platform_discount_by_platform
        + line.freight_discount_by_platform
    )
    discounts = line.store_discount + line.platform_discount + line.freight_discount
    tax = reckoning.taxes.get(line.key)
    return {
        "id": new_id(),
        "order_id": order_id,
        "position": position,
        "product_id": goods.product_id,
        "variant_id": goods.variant_id,
        "title": goods.title,
        "options": goods.options[:200],
        "picture": goods.picture,
        "product_version": goods.product_version,
        "quantity": line.quantity,
        "unit_price": line.unit_price,
        "price_kind": line.price_kind,
        "platform_funded": by_platform,
        "store_funded": discounts - by_platform,
        "tax_base": line.tax_base,
        "tax_detail": asdict(tax) if tax else {},
        "points_reward": line.points_reward,
        "return_class": goods.return_class,
        "commission_bp": goods.commission_bp,
        "shipped_quantity": 0,
        "refunded_quantity": 0,
        "cancelled_quantity": 0,
        "refunded_amount": 0,
        "touch": touch,
        **{name: getattr(line, name) for name in AMOUNTS},
    }


def _placed_event(order: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": new_id(),
        "order_id": order["id"],
        "kind": "placed",
        "from_status": "",
        "to_status": Status.TO_PAY,
        "actor_kind": "buyer",
        "actor_id": order["buyer_id"],
        "reason": "",
        "data": {},
        "created_at": order["created_at"],
    }


def _ask_for_invoices(checkout: Checkout, orders: Sequence[dict[str, Any]]) -> None:
    wanted = checkout.choices.get("invoice")
    if wanted:
        Invoice.objects.bulk_create(
            [Invoice(order_id=order["id"], requested_at=now(), **wanted) for order in orders]
        )
