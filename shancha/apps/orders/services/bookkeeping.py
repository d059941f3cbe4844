"""What orders write into the ledger. Money at a provider stands negative on `clearing:<provider>`, what a
store is owed positive on its `pending`; every entry sums to zero.

An order's life: paid (`pending` grows), parts refunded (`pending` shrinks; once it is settled, the store's
`available`, and where that does not suffice its `debt`), settled (`pending` goes to `commission` and
`available`, debts first). What goes back through a provider stands on `refunds_due` until the provider has
paid it.
"""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from shancha.apps.wallet.accounts import platform_account, store_account, user_account
from shancha.apps.wallet.queries.balances import balances_of
from shancha.apps.wallet.services.ledger import EntryDraft, Leg, post, post_all
from shancha.kit.turns import take_turn


class Sale(NamedTuple):
    """A paid order: what was paid through a provider, from the wallet, with points, and what the platform
    adds for its coupons; fen."""

    order_id: UUID
    store_id: UUID
    number: str
    payable: int
    wallet: int
    points: int
    funded: int


def book_payment(*, sales: Sequence[Sale], provider: str) -> None:
    """Orders are paid: each store is owed what the buyer paid in any way and what the platform adds for its
    own coupons and for points. Once for each order."""
    post_all(
        [
            EntryDraft(
                kind="order_paid",
                reference_kind="order",
                reference_id=sale.order_id,
                key=f"order_paid:{sale.order_id}",
                legs=[
                    (platform_account(f"clearing:{provider or 'wallet'}"), -sale.payable),
                    (platform_account("clearing:wallet"), -sale.wallet),
                    (platform_account("subsidy"), -(sale.points + sale.funded)),
                    (
                        store_account(sale.store_id, "pending"),
                        sale.payable + sale.wallet + sale.points + sale.funded,
                    ),
                ],
                memo={"number": sale.number},
            )
            for sale in sales
        ]
    )


def book_late_payment(*, group_id: UUID, provider: str, amount: int) -> None:
    """Money came for a group that was cancelled meanwhile; it is on its way back. Once for each group."""
    post(
        kind="order_late_payment",
        reference_kind="order_group",
        reference_id=group_id,
        key=f"order_late_payment:{group_id}",
        legs=[(platform_account(f"clearing:{provider}"), -amount), (platform_account("refunds_due"), amount)],
    )


def book_refund(
    *,
    order_id: UUID,
    store_id: UUID,
    key: str,
    to_provider: int,
    to_wallet: int,
    to_points: int,
    platform_funded: int,
    is_settled: bool = False,
    commission_back: int = 0,
) -> None:
    """Money goes back from what the store is owed: to the provider (still to leave it: `refunds_due`), to the
    wallet, as points, and what the platform had added. From a settled order (`is_settled`) it comes from what
    the store has, the commission on it comes back, and what is missing becomes the store's debt. Once for
    each `key`."""
    total = to_provider + to_wallet + to_points + platform_funded
    from_store = (
        _from_settled(store_id, total - commission_back)
        if is_settled
        else [(store_account(store_id, "pending"), -total)]
    )
    legs: list[Leg] = [
        *from_store,
        (platform_account("commission"), -commission_back),
        (platform_account("refunds_due"), to_provider),
        (platform_account("clearing:wallet"), to_wallet),
        (platform_account("subsidy"), to_points + platform_funded),
    ]
    post(
        kind="order_refunded",
        reference_kind="order",
        reference_id=order_id,
        key=f"order_refunded:{key}",
        legs=legs,
    )


def _from_settled(store_id: UUID, owed: int) -> list[Leg]:
    """Takes turns with settling and payouts, so that what is read of the store's money holds."""
    take_turn("store money", store_id)
    available = store_account(store_id, "available")
    there = balances_of([available])[available]
    taken = min(there, owed)
    return [(available, -taken), (store_account(store_id, "debt"), taken - owed)]


def book_refund_left(*, reference_id: UUID, provider: str, amount: int, time: int = 0) -> None:
    """The provider has paid a refund. Once for each refund's reference, and once more after each `time` that
    it came back."""
    post(
        kind="order_refund_left",
        reference_kind="refund",
        reference_id=reference_id,
        key=f"order_refund_left:{reference_id}" + (f":{time}" if time else ""),
        legs=[(platform_account("refunds_due"), -amount), (platform_account(f"clearing:{provider}"), amount)],
    )


def book_refund_returned(*, refund_id: UUID, provider: str, amount: int, time: int) -> None:
    """A refund came back to the provider: it is still to leave. Once for each `time` of a refund."""
    post(
        kind="order_refund_returned",
        reference_kind="refund",
        reference_id=refund_id,
        key=f"order_refund_returned:{refund_id}:{time}",
        legs=[(platform_account(f"clearing:{provider}"), -amount), (platform_account("refunds_due"), amount)],
    )


def book_refund_rerouted(*, refund_id: UUID, payer_id: UUID, amount: int) -> None:
    """A refund goes to the payer's wallet instead. Once for each refund."""
    post(
        kind="order_refund_rerouted",
        reference_kind="refund",
        reference_id=refund_id,
        key=f"order_refund_rerouted:{refund_id}",
        legs=[(platform_account("refunds_due"), -amount), (user_account(payer_id, "balance"), amount)],
    )


def book_claimed_back(
    *, case_id: UUID, store_id: UUID, buyer_id: UUID, amount: int, platform_funded: int, commission: int
) -> None:
    """A refund is claimed back from its buyer, who owes it from now on; the store has at once what the refund
    had cost it, debts first: `amount` and the platform's subsidies, less the commission. Once for each
    case."""
    take_turn("store money", store_id)
    legs: list[Leg] = [
        (user_account(buyer_id, "debt"), -amount),
        (platform_account("subsidy"), -platform_funded),
        (platform_account("commission"), commission),
        *_to_settled(store_id, amount + platform_funded - commission),
    ]
    post(
        kind="goods_claimed_back",
        reference_kind="after_sale",
        reference_id=case_id,
        key=f"goods_claimed_back:{case_id}",
        legs=legs,
    )


def book_debt_repaid(*, case_id: UUID, buyer_id: UUID, amount: int, before: int) -> None:
    """The buyer pays part of what was claimed back from the wallet. Once for each amount paid `before`.
    Raises InsufficientBalanceError."""
    post(
        kind="debt_repaid",
        reference_kind="after_sale",
        reference_id=case_id,
        key=f"debt_repaid:{case_id}:{before}",
        legs=[(user_account(buyer_id, "balance"), -amount), (user_account(buyer_id, "debt"), amount)],
    )


def _to_settled(store_id: UUID, amount: int) -> list[Leg]:
    """Money for the store, its debts first; call it in the store's turn."""
    debt = store_account(store_id, "debt")
    repaid = min(max(-balances_of([debt])[debt], 0), amount)
    return [(debt, repaid), (store_account(store_id, "available"), amount - repaid)]


def book_settlement(*, order_id: UUID, store_id: UUID, net: int, commission: int, number: str) -> None:
    """What was pending becomes the store's, debts first, and the platform's commission. Once for each
    order."""
    take_turn("store money", store_id)
    post(
        kind="order_settled",
        reference_kind="order",
        reference_id=order_id,
        key=f"order_settled:{order_id}",
        legs=[
            (store_account(store_id, "pending"), -(net + commission)),
            (platform_account("commission"), commission),
            *_to_settled(store_id, net),
        ],
        memo={"number": number},
    )
