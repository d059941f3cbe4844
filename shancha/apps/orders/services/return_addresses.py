"""Where goods go back to: the store's address for returns, kept in the case as it was when it was agreed."""

from datetime import datetime, timedelta
from uuid import UUID

import orjson
from django.db import transaction

from shancha.apps.mall.models import Store
from shancha.apps.orders.aftersale_states import SHIP_BACK_WITHIN, CaseStatus
from shancha.apps.orders.models import AfterSale
from shancha.apps.orders.services.aftersale_moves import move_case, tell
from shancha.apps.orders.services.aftersale_notices import tell_buyer_of, tell_store_of
from shancha.apps.orders.states import Actor
from shancha.kit.clock import now

ASK_STORE_WITHIN = timedelta(hours=48)


def address_of(store_id: UUID) -> str:
    """The store's address for returns as a case keeps it; "" where it has given none."""
    row = Store.objects.filter(id=store_id).values("return_receiver", "return_phone", "return_address").get()
    if not row["return_address"]:
        return ""
    address = {name.removeprefix("return_"): value for name, value in row.items()}
    return orjson.dumps(address).decode()


def keep_address(case: AfterSale) -> datetime:
    """A locked case is about to be agreed: the address is frozen. Returns until when the buyer may send the
    goods; where the store has given no address it is asked for it, and until when it may answer before the
    platform steps in."""
    case.return_to = address_of(case.store_id)
    if case.return_to:
        return now() + SHIP_BACK_WITHIN
    tell_store_of(case, "return_address_missing")
    return now() + ASK_STORE_WITHIN


def ask_back(case: AfterSale, *, actor: Actor, actor_id: UUID | None, text: str) -> None:
    """A locked case is agreed: the buyer is told where the goods go, and until when."""
    due_at = keep_address(case)
    move_case(case, CaseStatus.AGREED, actor=actor, actor_id=actor_id, text=text, due_at=due_at)
    if case.return_to:
        tell_buyer_of(case, "after_sale_agreed")


@transaction.atomic
def give_missing(store_id: UUID) -> int:
    """The store has (perhaps) said where returns go: cases that waited for it go on, with the whole time for
    the buyer. Returns how many."""
    address = address_of(store_id)
    if not address:
        return 0
    waiting = AfterSale.objects.select_for_update(no_key=True).filter(
        store_id=store_id, status=CaseStatus.AGREED, return_to=""
    )
    cases = list(waiting.order_by("id"))
    for case in cases:
        case.return_to, case.due_at, case.updated_at = address, now() + SHIP_BACK_WITHIN, now()
        case.save(update_fields=["return_to", "due_at", "updated_at"])
        tell(case, "return_address", actor="merchant")
        tell_buyer_of(case, "after_sale_agreed")
    return len(cases)
