"""The only writer of a case's status: it asks `aftersale_states` whether the step exists, and leaves an event
for the story."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from shancha.apps.orders.aftersale_states import ENDED, CaseStatus, may_move
from shancha.apps.orders.errors import AfterSaleNotFoundError, AfterSaleStateError
from shancha.apps.orders.models import AfterSale, AfterSaleEvent
from shancha.apps.orders.services import replacements
from shancha.apps.orders.services.member_care import end_early_refund
from shancha.apps.orders.states import Actor
from shancha.kit.clock import now


def lock_case(case_id: UUID, *, buyer_id: UUID | None = None, store_id: UUID | None = None) -> AfterSale:
    """The case, locked, for the buyer or store given. Raises AfterSaleNotFoundError for anybody else. Lock
    the order's rows before (see `refunds.lock_line`) where money may move."""
    cases = AfterSale.objects.select_for_update(no_key=True, of=("self",)).filter(id=case_id)
    if buyer_id is not None:
        cases = cases.filter(buyer_id=buyer_id)
    if store_id is not None:
        cases = cases.filter(store_id=store_id)
    case = cases.first()
    if case is None:
        raise AfterSaleNotFoundError
    return case


def move_case(
    case: AfterSale,
    to: CaseStatus,
    *,
    actor: Actor,
    actor_id: UUID | None = None,
    text: str = "",
    pictures: Sequence[dict[str, Any]] = (),
    due_at: datetime | None = None,
) -> None:
    """Brings a locked case to `to` with the next deadline, and saves what else was changed on it; what was
    offered at the step before is no longer. Raises AfterSaleStateError."""
    if not may_move(case.status, to, actor):
        raise AfterSaleStateError
    source, case.status, case.due_at, case.updated_at = case.status, to, due_at, now()
    if source == CaseStatus.RETURNING and case.refunds_early:
        end_early_refund(case, is_paid=to == CaseStatus.REFUNDING)
    if source == CaseStatus.DISPUTED:
        case.rule_by = None
    if to in ENDED:
        case.ended_at = now()
    if case.exchange_offered_at is not None:
        replacements.give_back(case)
    case.refund_offered_at = case.exchange_offered_at = None
    case.refund_declined = case.exchange_declined = False
    case.save()
    tell(case, "moved", actor=actor, actor_id=actor_id, text=text, pictures=pictures, source=source)


def tell(
    case: AfterSale,
    kind: str,
    *,
    actor: Actor,
    actor_id: UUID | None = None,
    text: str = "",
    pictures: Sequence[dict[str, Any]] = (),
    source: str = "",
) -> None:
    """Leaves an event in the case's story."""
    AfterSaleEvent.objects.create(
        after_sale=case,
        kind=kind,
        from_status=source,
        to_status=case.status if kind == "moved" else "",
        actor_kind=actor,
        actor_id=actor_id,
        text=text,
        pictures=list(pictures),
    )
