"""Cases before the platform: 48 hours for evidence, a ruling within seven days. A store that has said nothing
from the beginning to the end of the time for evidence has lost; everything else is ruled by an operator, who
is reminded when a ruling is late."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from shancha.apps.orders.aftersale_states import (
    COME_BACK,
    EVIDENCE_WITHIN,
    GIVE_GOODS,
    RULE_WITHIN,
    CaseStatus,
)
from shancha.apps.orders.case_words import STORE_SILENT
from shancha.apps.orders.errors import AfterSaleStateError, RefundTooLargeError
from shancha.apps.orders.models import AfterSale, AfterSaleEvent
from shancha.apps.orders.services import replacements, return_addresses
from shancha.apps.orders.services.aftersale_ends import (
    due_amount,
    let_go,
    lock_order_of,
    pay_back,
    required_words,
    whole,
)
from shancha.apps.orders.services.aftersale_moves import lock_case, move_case
from shancha.apps.orders.services.aftersale_notices import tell_both
from shancha.apps.orders.services.compensating import compensate
from shancha.apps.orders.services.money_notices import tell_operators
from shancha.apps.orders.services.refunds import Locked
from shancha.apps.orders.states import Actor
from shancha.kit.clock import now

S = CaseStatus


def begin(
    case: AfterSale,
    *,
    actor: Actor,
    actor_id: UUID | None = None,
    text: str,
    pictures: Sequence[dict[str, Any]] = (),
) -> None:
    """A locked case goes to the platform; both sides and the operators are told until when. Raises
    AfterSaleStateError."""
    case.disputed_at = moment = now()
    case.rule_by = moment + RULE_WITHIN
    move_case(
        case,
        S.DISPUTED,
        actor=actor,
        actor_id=actor_id,
        text=text,
        pictures=pictures,
        due_at=moment + EVIDENCE_WITHIN,
    )
    tell_both(case, "after_sale_disputed")
    tell_operators("dispute_opened", case_number=case.number)


@transaction.atomic
def rule(
    *,
    case_id: UUID,
    operator_id: UUID,
    verdict: str,
    text: str,
    amount: int | None = None,
    compensation: int = 0,
) -> AfterSale:
    """The platform rules on a disputed case: `refund` (of `amount`, or what was asked), `return` (send it
    back first, then the same), or `reject`. `compensation` fen are the buyer's beside it, at once. Raises
    AfterSaleNotFoundError, AfterSaleStateError, RefundTooLargeError, AfterSaleInvalidError,
    CompensationError."""
    locked = lock_order_of(case_id)
    case = lock_case(case_id)
    if case.status != S.DISPUTED:
        raise AfterSaleStateError
    case.ruling, case.ruled_by_id, case.ruled_at = required_words(text)[:500], operator_id, now()
    if verdict == "reject":
        case.ruled_for = "store"
        move_case(case, S.CLOSED, actor="platform", actor_id=operator_id, text=case.ruling)
        let_go(case, locked.order)
    else:
        case.ruled_for = "buyer"
        if compensation:
            compensate(order_id=case.order_id, case_id=case.id, amount=compensation)
        _grant(
            case, locked, amount, actor="platform", actor_id=operator_id, returns_first=verdict == "return"
        )
    tell_both(case, "after_sale_ruled", ruling=case.ruling)
    return case


def _grant(
    case: AfterSale,
    locked: Locked,
    amount: int | None,
    *,
    actor: Actor,
    actor_id: UUID | None,
    returns_first: bool,
) -> None:
    """What the buyer gets: `amount`, else what was asked, at once or when the goods are back. It is money
    also where another piece or a repair was asked for."""
    asked = whole(case, locked) if case.kind in GIVE_GOODS else case.asked_amount
    granted = asked if amount is None else amount
    if not returns_first:
        pay_back(case, locked, granted, actor=actor, actor_id=actor_id)
        return
    if granted > locked.facts.left:
        raise RefundTooLargeError(extra={"most": locked.facts.left})
    case.ruled_amount = granted
    replacements.give_back(case)
    due_at = return_addresses.keep_address(case)
    move_case(case, S.AGREED, actor=actor, actor_id=actor_id, text=case.ruling, due_at=due_at)


def pass_clock(case: AfterSale, locked: Locked) -> None:
    """A time of a locked, disputed case is over: that for evidence, or that for the ruling."""
    if case.rule_by is None or case.rule_by <= now():
        case.due_at = None
        case.save(update_fields=["due_at"])
        tell_both(case, "after_sale_ruling_late")
        tell_operators("dispute_overdue", case_number=case.number)
    elif case.is_fake_claim or _was_answered(case):
        case.due_at = case.rule_by
        case.save(update_fields=["due_at"])
    else:
        case.ruling, case.ruled_for, case.ruled_at = STORE_SILENT, "buyer", now()
        _grant(
            case,
            locked,
            min(due_amount(case, locked), locked.facts.left),
            actor="system",
            actor_id=None,
            returns_first=case.kind in COME_BACK and case.received_at is None,
        )
        tell_both(case, "after_sale_ruled", ruling=case.ruling)


def _was_answered(case: AfterSale) -> bool:
    """Whether the store has said or done anything in the case."""
    return AfterSaleEvent.objects.filter(after_sale=case, actor_kind="merchant").exists()
