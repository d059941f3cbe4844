"""Buyers ready to order, and orders in any state, made through the services."""

import itertools
import uuid
from typing import Any

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.mall.models import Category, Store, Variant
from shancha.apps.mall.tests.factories import first_variant, make_product
from shancha.apps.orders.models import Order, OrderGroup
from shancha.apps.orders.services import addresses, checkouts, identities, paying, placing
from shancha.apps.payments.models import Charge, Payment
from shancha.apps.payments.providers.base import ChargeState
from shancha.apps.payments.services import apply_charge_result
from shancha.kit.citizens import clean_citizen_number
from shancha.kit.numbers import new_number

ADDRESS = {
    "receiver": "林小满",
    "phone": "13800138000",
    "region_code": "310101",
    "detail": "南京东路 100 号 8 楼",
}
_sequence = itertools.count(100)


def identity_number(born: str = "19900307", *, region: str = "310101", sequence: int | None = None) -> str:
    """A number that passes the check, a new one each time."""
    number = next(_sequence) if sequence is None else sequence
    body = f"{region}{born}{number % 1000:03}"
    return next(body + last for last in "0123456789X" if clean_citizen_number(body + last))


def make_buyer(*, user: Any = None, identity: str | bool = False, **fields: Any) -> Any:
    """A member with an address, and with an identity where asked (a number, or True for any)."""
    user = user or make_user(**fields)
    addresses.create_address(user_id=user.id, **ADDRESS)
    if identity:
        number = identity if isinstance(identity, str) else identity_number()
        identities.add_identity(user_id=user.id, real_name="林小满", number=number)
    return user


def make_goods(store: Store | None = None, *, category: str = "decor", **fields: Any) -> Variant:
    """The only variant of a product on sale."""
    return first_variant(make_product(store, category=Category.objects.get(slug=category), **fields))


def begin(buyer: Any, variant: Variant, quantity: int = 1, **choices: Any) -> Any:
    """A checkout of one product."""
    checkout = checkouts.begin_now(user_id=buyer.id, variant_id=variant.id, quantity=quantity, touch={})
    if choices:
        checkout = checkouts.change_checkout(user_id=buyer.id, checkout_id=checkout.id, **choices)
    return checkout


def place(buyer: Any, variant: Variant, quantity: int = 1, **choices: Any) -> OrderGroup:
    """A group of one order that waits for its payment (or was paid by points and wallet)."""
    return place_checkout(begin(buyer, variant, quantity, **choices))


def place_checkout(checkout: Any) -> OrderGroup:
    """Places a checkout at today's amounts."""
    digest = checkouts.reckon_checkout(checkout).digest
    placed = placing.place_order(user_id=checkout.user_id, checkout_id=checkout.id, digest=digest)
    return OrderGroup.objects.get(id=placed.group_id)


def pay(group: OrderGroup) -> None:
    """The sandbox's word that the group's payment succeeded."""
    succeed(open_charge(group))


def open_charge(group: OrderGroup) -> Charge:
    """An attempt at the group's payment, as the sandbox would have opened it."""
    payment = Payment.objects.get(id=group.payment_id)
    return Charge.objects.create(
        payment=payment, provider="sandbox", number=new_number("C"), amount=payment.amount
    )


def succeed(charge: Charge, provider_number: str = "") -> str:
    """The provider says that a charge succeeded."""
    state = ChargeState(
        status="succeeded", amount=charge.amount, provider_number=provider_number or f"T{charge.number}"
    )
    return apply_charge_result(charge_id=charge.id, state=state)


def make_order(buyer: Any = None, variant: Variant | None = None, quantity: int = 1, **choices: Any) -> Order:
    """A paid order that waits to be shipped."""
    group = place(buyer or make_buyer(), variant or make_goods(), quantity, **choices)
    if group.payment_id:
        pay(group)
    else:
        paying.settle_group(group_id=group.id, provider="")
    return Order.objects.filter(group=group).order_by("number").first()  # type: ignore[return-value]


def new_key() -> str:
    """An Idempotency-Key."""
    return uuid.uuid4().hex
