"""Goods are called back: everybody who bought them is told, once, and that they were is kept."""

from uuid import UUID

from django.db import transaction

from shancha.apps.mall.models import Recall
from shancha.apps.messaging.services import Notice, notify_many
from shancha.kit import sql
from shancha.kit.clock import now

BATCH = 200

# Buyers with something of the product that they paid for and did not give back, who were not told yet.
_NEXT = """
insert into orders_recallnotice (recall_id, buyer_id, order_id, told_at)
select %(recall)s, b.buyer_id, b.order_id, %(now)s from (
    select distinct on (o.buyer_id) o.buyer_id, o.id as order_id
    from orders_orderline l join orders_order o on o.id = l.order_id
    join accounts_user u on u.id = o.buyer_id and u.status <> 'deleted'
    where l.product_id = %(product)s and l.refunded_quantity < l.quantity
        and o.status in ('to_ship', 'to_receive', 'to_review', 'completed')
        and not exists (
            select 1 from orders_recallnotice n where n.recall_id = %(recall)s and n.buyer_id = o.buyer_id)
    order by o.buyer_id, o.created_at desc limit %(batch)s) b
on conflict do nothing returning buyer_id, order_id
"""


def tell_buyers(*, recall_id: UUID) -> int:
    """Tells all buyers of the recalled goods, batch by batch; returns how many were told now. Safe to run
    twice: nobody is told again."""
    recall = Recall.objects.select_related("product").get(id=recall_id)
    told = 0
    while count := _tell_batch(recall):
        told += count
    return told


@transaction.atomic
def _tell_batch(recall: Recall) -> int:
    rows = sql.fetch_rows(
        _NEXT, {"recall": recall.id, "product": recall.product_id, "batch": BATCH, "now": now()}
    )
    notify_many(
        Notice(
            user_id=buyer_id,
            lane="process",
            kind="product_recalled",
            subject_kind="order",
            subject_id=order_id,
            payload={
                "title": recall.product.title,
                "reason": recall.reason,
                "advice": recall.advice,
                "batch": recall.batch_no or "-",
            },
        )
        for buyer_id, order_id in sorted(rows)
    )
    return len(rows)
