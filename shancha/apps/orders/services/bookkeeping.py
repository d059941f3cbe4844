"""What orders write into the ledger. Money at a provider stands negative on `clearing:<provider>`, what a
store is owed positive on its `pending`; every entry sums to zero."""

from uuid import UUID

from shancha.apps.wallet.accounts import platform_account, store_account
from shancha.apps.wallet.services.ledger import EntryDraft, post_all
from shancha.kit import sql

_PAID = """
select o.id, o.store_id, o.payable_amount, o.wallet_amount, o.points_amount,
    (select sum(l.platform_funded)::bigint from orders_orderline l where l.order_id = o.id)
from orders_order o where o.group_id = %s order by o.id
"""


def book_payment(*, group_id: UUID, provider: str) -> None:
    """A group is paid: each store is owed what the buyer paid in any way and what the platform adds for its
    own coupons and for points. Once for each order."""
    drafts = [
        EntryDraft(
            kind="order_paid",
            reference_kind="order",
            reference_id=order_id,
            key=f"order_paid:{order_id}",
            legs=[
                (platform_account(f"clearing:{provider or 'wallet'}"), -payable),
                (platform_account("clearing:wallet"), -wallet),
                (platform_account("subsidy"), -(points + funded)),
                (store_account(store_id, "pending"), payable + wallet + points + funded),
            ],
        )
        for order_id, store_id, payable, wallet, points, funded in sql.fetch_rows(_PAID, [group_id])
    ]
    post_all(drafts)


def book_refund(
    *,
    order_id: UUID,
    store_id: UUID,
    key: str,
    to_provider: int,
    to_wallet: int,
    to_points: int,
    platform_funded: int,
) -> None:
    """Money goes back from what the store is owed: to the provider (still to leave it: `refunds_due`), to the
    wallet, as points, and what the platform had added. Once for each `key`."""
    post_all(
        [
            EntryDraft(
                kind="order_refunded",
                reference_kind="order",
                reference_id=order_id,
                key=f"order_refunded:{key}",
                legs=[
                    (
                        store_account(store_id, "pending"),
                        -(to_provider + to_wallet + to_points + platform_funded),
                    ),
                    (platform_account("refunds_due"), to_provider),
                    (platform_account("clearing:wallet"), to_wallet),
                    (platform_account("subsidy"), to_points + platform_funded),
                ],
            )
        ]
    )
