"""Who bought and kept a product: their notes about it are marked as a buyer's."""

from uuid import UUID

from django.db.models import F

from shancha.apps.mall.services.note_products import mark_buyers
from shancha.apps.orders.models import OrderLine
from shancha.apps.orders.states import Status

_HAVE_IT = (Status.TO_REVIEW, Status.COMPLETED)


def mark_received(order_id: UUID, buyer_id: UUID) -> None:
    """The buyer received the order: what was not given back is theirs."""
    lines = OrderLine.objects.filter(order_id=order_id, refunded_quantity__lt=F("quantity"))
    mark_buyers(user_id=buyer_id, product_ids=lines.values_list("product_id", flat=True))


def unmark_given_back(line: OrderLine, buyer_id: UUID) -> None:
    """The last piece of a product that the buyer had went back."""
    if line.refunded_quantity < line.quantity:
        return
    kept = OrderLine.objects.filter(
        order__buyer_id=buyer_id,
        order__status__in=_HAVE_IT,
        product_id=line.product_id,
        refunded_quantity__lt=F("quantity"),
    )
    if not kept.exists():
        mark_buyers(user_id=buyer_id, product_ids=[line.product_id], kept=False)
