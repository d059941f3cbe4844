"""A ruling gives the buyer more than the price back: fraud three times, unsafe food ten times what was paid.
The store pays from what is available, then from its merchant's deposit; what is missing stands as its debt,
so that the buyer does not wait for it."""

from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from shancha.apps.mall.models import Store
from shancha.apps.mall.policies import FINANCE
from shancha.apps.mall.services.deposits import take_from_deposit
from shancha.apps.mall.services.merchant_file import lock_merchant
from shancha.apps.orders.errors import CompensationError
from shancha.apps.orders.models import Order
from shancha.apps.orders.services.money_notices import tell_member
from shancha.apps.orders.services.notices import tell_store
from shancha.apps.wallet.accounts import store_account, user_account
from shancha.apps.wallet.models import JournalEntry
from shancha.apps.wallet.queries.balances import balance_of
from shancha.apps.wallet.services import post
from shancha.kit.language import bilingual
from shancha.kit.money import yuan
from shancha.kit.turns import take_turn

# 消费者权益保护法 55 and 食品安全法 148: how many times the price, and at least so much; fen.
FRAUD = (3, 50_000)
UNSAFE_FOOD = (10, 100_000)


class Compensation(NamedTuple):
    """What a buyer got beside the refund, and where it came from; fen."""

    amount: int
    available: int
    deposit: int
    debt: int


def statutory_compensation(paid: int, *, is_food: bool = False) -> int:
    """What the law gives for goods that cost `paid` fen, beside the price itself; a ruling may give less."""
    times, least = UNSAFE_FOOD if is_food else FRAUD
    return max(times * paid, least)


def compensation_of(case_id: UUID) -> int:
    """What the ruling of a case has already brought the buyer; fen."""
    entry = JournalEntry.objects.filter(key=_key(case_id)).first()
    return int(entry.memo["amount"]) if entry else 0


@transaction.atomic
def compensate(*, order_id: UUID, case_id: UUID, amount: int) -> Compensation:
    """Gives the buyer of an order so much from its store, once for each case: asked again it gives what was
    given. Call it in the transaction of the ruling, with the order's row locked. Raises CompensationError
    where it is nothing, more than the law gives, or another amount than before."""
    order = Order.objects.select_for_update(no_key=True).get(id=order_id)
    merchant_id = Store.objects.values_list("merchant_id", flat=True).get(id=order.store_id)
    lock_merchant(merchant_id)
    take_turn("store money", order.store_id)
    known = JournalEntry.objects.filter(key=_key(case_id)).first()
    if known is not None:
        given = Compensation(**{name: known.memo[name] for name in Compensation._fields})
        if given.amount != amount:
            raise CompensationError
        return given
    most = statutory_compensation(order.paid, is_food=True)
    if not 0 < amount <= most:
        message = bilingual(f"赔偿金额为 0.01-{yuan(most)} 元", f"Between 0.01 and {yuan(most)} yuan")
        raise CompensationError(fields={"compensation": message})
    given = _take(order, merchant_id, case_id, amount)
    _tell(order, given)
    return given


def _take(order: Order, merchant_id: UUID, case_id: UUID, amount: int) -> Compensation:
    available = store_account(order.store_id, "available")
    from_available = min(max(balance_of(available), 0), amount)
    deposit_legs = (
        take_from_deposit(merchant_id=merchant_id, most=amount - from_available)
        if from_available < amount
        else []
    )
    from_deposit = -sum(taken for _, taken in deposit_legs)
    given = Compensation(amount, from_available, from_deposit, amount - from_available - from_deposit)
    post(
        kind="compensation",
        reference_kind="order",
        reference_id=order.id,
        key=_key(case_id),
        legs=[
            (available, -given.available),
            *deposit_legs,
            (store_account(order.store_id, "debt"), -given.debt),
            (user_account(order.buyer_id, "balance"), amount),
        ],
        memo={"number": order.number, "case": str(case_id), **given._asdict()},
    )
    return given


def _tell(order: Order, given: Compensation) -> None:
    tell_member(order.buyer_id, "compensation_received", amount=given.amount, number=order.number)
    tell_store(
        order.store_id,
        "compensation_taken",
        subject_id=order.store_id,
        subject_kind="store",
        roles=FINANCE,
        number=order.number,
        amount=yuan(given.amount),
        deposit=yuan(given.deposit),
        debt=yuan(given.debt),
    )


def _key(case_id: UUID) -> str:
    return f"compensation:{case_id}"
