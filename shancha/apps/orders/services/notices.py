"""What buyers and stores are told of orders, in the lane for how things stand."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from shancha.apps.mall.policies import SHIPPING
from shancha.apps.messaging.services import Notice, notify_many
from shancha.kit import sql

_TITLE = """
select o.buyer_id, o.number, (
    select l.title from orders_orderline l where l.order_id = o.id order by l.position limit 1)
from orders_order o where o.id = %s
"""
_STAFF = """
select user_id from mall_storestaff where store_id = %s and role = any(%s) order by user_id limit 50
"""


def tell_buyer(order_id: UUID, kind: str, **payload: Any) -> None:
    """Tells the buyer of an order; the sentence can use `title`, `number` and what else is given."""
    buyer_id, number, title = sql.fetch_rows(_TITLE, [order_id])[0]
    notify_many(
        [
            Notice(
                user_id=buyer_id,
                lane="process",
                kind=kind,
                subject_kind="order",
                subject_id=order_id,
                payload={"title": title, "order_number": number, **payload},
            )
        ]
    )


def tell_store(
    store_id: UUID,
    kind: str,
    *,
    subject_id: UUID,
    roles: Iterable[str] = SHIPPING,
    subject_kind: str = "order",
    group_key: str = "",
    **payload: Any,
) -> None:
    """Tells the store's staff in these roles."""
    staff = sql.fetch_rows(_STAFF, [store_id, sorted(str(role) for role in roles)])
    notify_many(
        Notice(
            user_id=user_id,
            lane="process",
            kind=kind,
            subject_kind=subject_kind,
            subject_id=subject_id,
            group_key=group_key,
            payload=payload,
        )
        for (user_id,) in staff
    )
