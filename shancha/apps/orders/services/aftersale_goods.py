"""The goods that a case ends with: another piece out of the stock, or the same one, repaired.

Locks: the rows of the order (see `refunds.lock_line`), then the case.
"""

from uuid import UUID

from django.db import transaction

from shancha.apps.orders.aftersale_states import ARRIVES_WITHIN, CaseStatus
from shancha.apps.orders.errors import AfterSaleStateError
from shancha.apps.orders.models import AfterSale, Order, OrderLine
from shancha.apps.orders.services import case_parcels, replacements
from shancha.apps.orders.services.aftersale_ends import let_go, lock_order_of, restock
from shancha.apps.orders.services.aftersale_moves import lock_case, move_case
from shancha.apps.orders.services.aftersale_notices import tell_buyer_of, tell_store_of
from shancha.apps.orders.services.recalled_goods import require_not_recalled
from shancha.apps.orders.states import Actor
from shancha.kit.clock import now

S = CaseStatus


@transaction.atomic
def send_exchange(
    *, store_id: UUID, case_id: UUID, actor_id: UUID, carrier: str, tracking_number: str
) -> AfterSale:
    """Another piece is on its way to the buyer, out of the stock; an exchange ends with it. Raises
    AfterSaleNotFoundError, AfterSaleStateError, AfterSaleInvalidError, ReplacementMissingError,
    GoodsRecalledError."""
    locked = lock_order_of(case_id)
    case = lock_case(case_id, store_id=store_id)
    if not case.gives_piece or case.status != S.RECEIVED:
        raise AfterSaleStateError
    case.exchange_carrier, case.exchange_number = case_parcels.named(
        case, carrier, tracking_number, to_buyer=True
    )
    move_case(case, S.DONE, actor="merchant", actor_id=actor_id, text=case.exchange_number)
    case_parcels.follow(case, to_buyer=True)
    replacements.send(case)
    restock(case, actor_id)
    let_go(case, locked.order)
    tell_buyer_of(case, "after_sale_exchanged", tracking_number=case.exchange_number)
    return case


@transaction.atomic
def send_repaired(
    *, store_id: UUID, case_id: UUID, actor_id: UUID, carrier: str, tracking_number: str
) -> AfterSale:
    """The repaired piece is on its way to the buyer, who has seven days from its delivery to look at it.
    Raises AfterSaleNotFoundError, AfterSaleStateError, AfterSaleInvalidError, GoodsRecalledError."""
    case = lock_case(case_id, store_id=store_id)
    if not case.repairs or case.status != S.RECEIVED:
        raise AfterSaleStateError
    require_not_recalled([OrderLine.objects.get(id=case.line_id)])
    case.exchange_carrier, case.exchange_number = case_parcels.named(
        case, carrier, tracking_number, to_buyer=True
    )
    case.received_at = None
    move_case(
        case,
        S.RESENT,
        actor="merchant",
        actor_id=actor_id,
        text=case.exchange_number,
        due_at=now() + ARRIVES_WITHIN,
    )
    case_parcels.follow(case, to_buyer=True)
    tell_buyer_of(case, "after_sale_repaired", tracking_number=case.exchange_number)
    return case


@transaction.atomic
def confirm_repair(*, buyer_id: UUID, case_id: UUID) -> AfterSale:
    """The repaired piece is there, and well. Raises AfterSaleNotFoundError, AfterSaleStateError."""
    locked = lock_order_of(case_id)
    case = lock_case(case_id, buyer_id=buyer_id)
    end_repair(case, locked.order, actor="buyer", actor_id=buyer_id)
    tell_store_of(case, "after_sale_repair_confirmed")
    return case


def end_repair(case: AfterSale, order: Order, *, actor: Actor, actor_id: UUID | None = None) -> None:
    """A locked case whose repaired piece went back is done; no money moves. Raises AfterSaleStateError."""
    move_case(case, S.DONE, actor=actor, actor_id=actor_id)
    let_go(case, order)
