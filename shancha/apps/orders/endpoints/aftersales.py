"""After-sales over HTTP: for buyers, and for stores.

What the law gives a buyer does not depend on their standing: suspended and leaving members ask too.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts.authentication import member, participant, require_viewer
from shancha.apps.mall.policies import EVERYBODY, HANDLERS, SERVICE, require_store_role
from shancha.apps.orders.queries import aftersales as queries
from shancha.apps.orders.queries.line_facts import line_facts
from shancha.apps.orders.schemas.aftersales import (
    AfterSaleCard,
    AfterSaleIn,
    AfterSaleOptions,
    AfterSaleOut,
    AgreeIn,
    CaseFilter,
    CaseWords,
    ObjectionIn,
    OfferAnswerIn,
    OfferIn,
    ReceiveIn,
    RestockIn,
    ReturnParcelIn,
)
from shancha.apps.orders.services import aftersale_goods, aftersales, objections, offers
from shancha.apps.orders.services.return_rights import options_for
from shancha.kit import limits
from shancha.kit.errors import problems
from shancha.kit.idempotency import IdempotencyKey, once
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["after-sales"])
CASES = "/merchant/stores/{store_id}/after-sales"
_CHANGES = {200: AfterSaleOut, **problems(401, 403, 404, 409, 422, 429)}


@router.get(
    "/orders/{order_id}/lines/{line_id}/after-sale-options",
    auth=member,
    response={200: AfterSaleOptions, **problems(401, 403, 404)},
)
def get_after_sale_options(request: HttpRequest, order_id: UUID, line_id: UUID) -> Any:
    """What one may ask for about a line of one's order, until when, and how much at most."""
    line = queries.find_line(order_id=order_id, line_id=line_id, buyer_id=require_viewer(request).id)
    return options_for(line.order, line, line_facts([line])[line.id])


@router.post(
    "/orders/{order_id}/after-sales",
    auth=member,
    response={201: AfterSaleOut, **problems(401, 403, 404, 409, 422, 429)},
)
def open_after_sale(request: HttpRequest, order_id: UUID, payload: AfterSaleIn, key: IdempotencyKey) -> Any:
    """Asks for a cancel, refund, return, exchange, repair or compensation of a line; one open for each. The
    same key again gives the same answer."""
    viewer_id = require_viewer(request).id
    limits.check("after_sale", str(viewer_id), limit=30, seconds=3600)

    def ask() -> tuple[int, Any]:
        case = aftersales.open_case(buyer_id=viewer_id, order_id=order_id, **payload.dict())
        return 201, queries.get_case(case_id=case.id, buyer_id=viewer_id)

    asked = {"order": order_id, **payload.dict()}
    return once(scope="orders.after_sale", owner_id=viewer_id, key=key, payload=asked, action=ask)


@router.get("/after-sales", auth=member, response={200: Page[AfterSaleCard], **problems(401, 403, 422)})
def list_after_sales(
    request: HttpRequest,
    state: CaseFilter = "all",
    order_id: UUID | None = None,
    cursor: CursorText = "",
    limit: Limit = 20,
) -> Any:
    """One's own cases, latest first."""
    return queries.list_cases(
        buyer_id=require_viewer(request).id, state=state, order_id=order_id, cursor=cursor, limit=limit
    )


@router.get("/after-sales/{case_id}", auth=member, response={200: AfterSaleOut, **problems(401, 403, 404)})
def get_after_sale(request: HttpRequest, case_id: UUID) -> Any:
    """One's own case with its story."""
    return queries.get_case(case_id=case_id, buyer_id=require_viewer(request).id)


@router.post("/after-sales/{case_id}/return-parcel", auth=member, response=_CHANGES)
def ship_after_sale_back(request: HttpRequest, case_id: UUID, payload: ReturnParcelIn) -> Any:
    """The goods are on their way back."""
    viewer_id = require_viewer(request).id
    aftersales.ship_back(buyer_id=viewer_id, case_id=case_id, **payload.dict())
    return queries.get_case(case_id=case_id, buyer_id=viewer_id)


@router.post("/after-sales/{case_id}/dispute", auth=member, response=_CHANGES)
def dispute_after_sale(request: HttpRequest, case_id: UUID, payload: CaseWords) -> Any:
    """Calls the platform."""
    viewer_id = require_viewer(request).id
    aftersales.call_platform(buyer_id=viewer_id, case_id=case_id, **payload.dict())
    return queries.get_case(case_id=case_id, buyer_id=viewer_id)


@router.post("/after-sales/{case_id}/evidence", auth=member, response=_CHANGES)
def add_after_sale_evidence(request: HttpRequest, case_id: UUID, payload: CaseWords) -> Any:
    """Adds words and pictures to one's open case."""
    viewer_id = require_viewer(request).id
    limits.check("evidence", str(viewer_id), limit=30, seconds=3600)
    aftersales.add_evidence(case_id=case_id, actor_id=viewer_id, buyer_id=viewer_id, **payload.dict())
    return queries.get_case(case_id=case_id, buyer_id=viewer_id)


@router.post("/after-sales/{case_id}/refund-offer", auth=member, response=_CHANGES)
def answer_refund_offer(request: HttpRequest, case_id: UUID, payload: OfferAnswerIn) -> Any:
    """Takes, or declines, what the store offers instead: the money, or for a repair another piece."""
    viewer_id = require_viewer(request).id
    offers.answer_offer(buyer_id=viewer_id, case_id=case_id, accept=payload.accept)
    return queries.get_case(case_id=case_id, buyer_id=viewer_id)


@router.post("/after-sales/{case_id}/confirmation", auth=member, response=_CHANGES)
def confirm_after_sale_repair(request: HttpRequest, case_id: UUID) -> Any:
    """The repaired piece is there, and well: the case is done."""
    viewer_id = require_viewer(request).id
    aftersale_goods.confirm_repair(buyer_id=viewer_id, case_id=case_id)
    return queries.get_case(case_id=case_id, buyer_id=viewer_id)


@router.post("/after-sales/{case_id}/repayment", auth=member, response=_CHANGES)
def repay_after_sale(request: HttpRequest, case_id: UUID) -> Any:
    """Pays from the wallet what is still owed of a refund that was claimed back."""
    viewer_id = require_viewer(request).id
    objections.repay(buyer_id=viewer_id, case_id=case_id)
    return queries.get_case(case_id=case_id, buyer_id=viewer_id)


@router.delete("/after-sales/{case_id}", auth=member, response=_CHANGES)
def withdraw_after_sale(request: HttpRequest, case_id: UUID) -> Any:
    """Gives one's case up."""
    viewer_id = require_viewer(request).id
    aftersales.withdraw(buyer_id=viewer_id, case_id=case_id)
    return queries.get_case(case_id=case_id, buyer_id=viewer_id)


# Stores ------------------------------------------------------------------------------------------------


def _role(request: HttpRequest, store_id: UUID, roles: frozenset[str] = HANDLERS) -> tuple[UUID, str]:
    """Who asks, and in which role."""
    viewer_id = require_viewer(request).id
    return viewer_id, require_store_role(viewer_id, store_id, roles)


@router.get(CASES, auth=member, response={200: Page[AfterSaleCard], **problems(401, 403, 404, 422)})
def list_store_after_sales(
    request: HttpRequest,
    store_id: UUID,
    state: CaseFilter = "all",
    cursor: CursorText = "",
    limit: Limit = 20,
) -> Any:
    """A store's cases, latest first."""
    _role(request, store_id, EVERYBODY)
    return queries.list_cases(store_id=store_id, state=state, cursor=cursor, limit=limit)


@router.get(CASES + "/{case_id}", auth=member, response={200: AfterSaleOut, **problems(401, 403, 404)})
def get_store_after_sale(request: HttpRequest, store_id: UUID, case_id: UUID) -> Any:
    """A case of the store with its story."""
    _, role = _role(request, store_id, EVERYBODY)
    return queries.get_case(case_id=case_id, store_id=store_id, role=role)


@router.post(CASES + "/{case_id}/agree", auth=participant, response=_CHANGES)
def agree_to_after_sale(request: HttpRequest, store_id: UUID, case_id: UUID, payload: AgreeIn) -> Any:
    """Agrees: money goes back at once, or the buyer sends the goods first."""
    actor_id, role = _role(request, store_id, SERVICE)
    aftersales.agree(store_id=store_id, case_id=case_id, actor_id=actor_id, **payload.dict())
    return queries.get_case(case_id=case_id, store_id=store_id, role=role)


@router.post(CASES + "/{case_id}/refuse", auth=participant, response=_CHANGES)
def refuse_after_sale(request: HttpRequest, store_id: UUID, case_id: UUID, payload: CaseWords) -> Any:
    """Refuses with the reason, and with what shows it."""
    actor_id, role = _role(request, store_id, SERVICE)
    aftersales.refuse(store_id=store_id, case_id=case_id, actor_id=actor_id, **payload.dict())
    return queries.get_case(case_id=case_id, store_id=store_id, role=role)


@router.post(CASES + "/{case_id}/receive", auth=participant, response=_CHANGES)
def receive_after_sale_return(request: HttpRequest, store_id: UUID, case_id: UUID, payload: ReceiveIn) -> Any:
    """The returned goods are there. Who only ships pays nothing with it: the money goes by itself later."""
    actor_id, role = _role(request, store_id)
    aftersales.receive_return(
        store_id=store_id,
        case_id=case_id,
        actor_id=actor_id,
        restock=payload.restock,
        pay_now=payload.pay_now and role in SERVICE,
    )
    return queries.get_case(case_id=case_id, store_id=store_id, role=role)


@router.post(CASES + "/{case_id}/restock", auth=participant, response=_CHANGES)
def restock_after_sale_return(request: HttpRequest, store_id: UUID, case_id: UUID, payload: RestockIn) -> Any:
    """What was paid for before it came is there: whether it goes back to stock."""
    actor_id, role = _role(request, store_id)
    aftersales.decide_restock(store_id=store_id, case_id=case_id, actor_id=actor_id, **payload.dict())
    return queries.get_case(case_id=case_id, store_id=store_id, role=role)


@router.post(CASES + "/{case_id}/refund", auth=participant, response=_CHANGES)
def refund_after_sale(request: HttpRequest, store_id: UUID, case_id: UUID) -> Any:
    """Pays for a return that was received."""
    actor_id, role = _role(request, store_id, SERVICE)
    aftersales.refund_received(store_id=store_id, case_id=case_id, actor_id=actor_id)
    return queries.get_case(case_id=case_id, store_id=store_id, role=role)


@router.post(CASES + "/{case_id}/exchange-parcel", auth=participant, response=_CHANGES)
def send_after_sale_exchange(
    request: HttpRequest, store_id: UUID, case_id: UUID, payload: ReturnParcelIn
) -> Any:
    """Another piece is on its way."""
    actor_id, role = _role(request, store_id)
    aftersale_goods.send_exchange(store_id=store_id, case_id=case_id, actor_id=actor_id, **payload.dict())
    return queries.get_case(case_id=case_id, store_id=store_id, role=role)


@router.post(CASES + "/{case_id}/repair-parcel", auth=participant, response=_CHANGES)
def send_after_sale_repair(
    request: HttpRequest, store_id: UUID, case_id: UUID, payload: ReturnParcelIn
) -> Any:
    """The repaired piece is on its way back to the buyer."""
    actor_id, role = _role(request, store_id)
    aftersale_goods.send_repaired(store_id=store_id, case_id=case_id, actor_id=actor_id, **payload.dict())
    return queries.get_case(case_id=case_id, store_id=store_id, role=role)


@router.post(CASES + "/{case_id}/exchange-offer", auth=participant, response=_CHANGES)
def offer_after_sale_exchange(request: HttpRequest, store_id: UUID, case_id: UUID, payload: OfferIn) -> Any:
    """Offers another piece, as it cannot be repaired; the buyer answers."""
    actor_id, role = _role(request, store_id, SERVICE)
    offers.offer_exchange(store_id=store_id, case_id=case_id, actor_id=actor_id, **payload.dict())
    return queries.get_case(case_id=case_id, store_id=store_id, role=role)


@router.post(CASES + "/{case_id}/refund-offer", auth=participant, response=_CHANGES)
def offer_after_sale_refund(request: HttpRequest, store_id: UUID, case_id: UUID, payload: OfferIn) -> Any:
    """Offers the money, as there is no other piece or no repair; the buyer answers."""
    actor_id, role = _role(request, store_id, SERVICE)
    offers.offer_refund(store_id=store_id, case_id=case_id, actor_id=actor_id, **payload.dict())
    return queries.get_case(case_id=case_id, store_id=store_id, role=role)


@router.post(CASES + "/{case_id}/contest", auth=participant, response=_CHANGES)
def contest_after_sale(request: HttpRequest, store_id: UUID, case_id: UUID, payload: CaseWords) -> Any:
    """Calls the platform about what came back."""
    actor_id, role = _role(request, store_id, SERVICE)
    aftersales.contest(store_id=store_id, case_id=case_id, actor_id=actor_id, **payload.dict())
    return queries.get_case(case_id=case_id, store_id=store_id, role=role)


@router.post(CASES + "/{case_id}/objection", auth=participant, response=_CHANGES)
def object_to_after_sale_return(
    request: HttpRequest, store_id: UUID, case_id: UUID, payload: ObjectionIn
) -> Any:
    """Objects to what came back after an early refund: the platform rules whether the money is claimed
    back."""
    actor_id, role = _role(request, store_id, SERVICE)
    objections.object_to(store_id=store_id, case_id=case_id, actor_id=actor_id, **payload.dict())
    return queries.get_case(case_id=case_id, store_id=store_id, role=role)


@router.post(CASES + "/{case_id}/evidence", auth=participant, response=_CHANGES)
def add_store_evidence(request: HttpRequest, store_id: UUID, case_id: UUID, payload: CaseWords) -> Any:
    """Adds the store's words and pictures to an open case."""
    actor_id, role = _role(request, store_id)
    aftersales.add_evidence(case_id=case_id, actor_id=actor_id, store_id=store_id, **payload.dict())
    return queries.get_case(case_id=case_id, store_id=store_id, role=role)
