"""Lines as the arithmetic of refunds sees them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from shancha.apps.orders.models import OrderLine, RefundPart
from shancha.apps.orders.refunding import Allowance, Back, LineFacts


def line_facts(of: Iterable[OrderLine]) -> dict[UUID, LineFacts]:
    """The facts of lines for the arithmetic, with what went back of them before."""
    lines = list(of)
    backs: dict[UUID, list[RefundPart]] = defaultdict(list)
    for refund in RefundPart.objects.filter(line_id__in=[line.id for line in lines]).order_by("id"):
        backs[refund.line_id].append(refund)
    return {line.id: _facts(line, backs[line.id]) for line in lines}


def _facts(line: OrderLine, parts: Sequence[RefundPart]) -> LineFacts:
    return LineFacts(
        quantity=line.quantity,
        provider=line.payable_amount,
        wallet=line.wallet_amount,
        points=line.points_amount,
        freight=max(line.freight_amount - line.freight_discount, 0),
        tax=line.tax_amount,
        platform=line.platform_funded,
        refunded_quantity=line.refunded_quantity,
        back=Back(
            sum(each.to_provider for each in parts),
            sum(each.to_wallet for each in parts),
            sum(each.to_points for each in parts),
            sum(each.platform_back for each in parts),
        ),
        allowances=_allowances(parts),
    )


def _allowances(parts: Sequence[RefundPart]) -> tuple[Allowance, ...]:
    gone, found = 0, []
    for each in parts:
        gone += each.quantity
        if not each.quantity and each.amount:
            found.append(Allowance(gone, each.amount))
    return tuple(found)
