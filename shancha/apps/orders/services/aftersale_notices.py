"""What the two sides of a case are told."""

from shancha.apps.mall.policies import SERVICE
from shancha.apps.orders.models import AfterSale
from shancha.apps.orders.services.notices import tell_buyer, tell_store


def tell_buyer_of(case: AfterSale, kind: str, **payload: str) -> None:
    """Tells the buyer of a case; the sentence can use the line's `title` and `case_number`."""
    tell_buyer(case.order_id, kind, case_number=case.number, after_sale_id=str(case.id), **payload)


def tell_store_of(case: AfterSale, kind: str, **payload: str) -> None:
    """Tells those who serve buyers in the store."""
    tell_store(
        case.store_id,
        kind,
        subject_id=case.id,
        subject_kind="after_sale",
        roles=SERVICE,
        case_number=case.number,
        **payload,
    )


def tell_both(case: AfterSale, kind: str, **payload: str) -> None:
    """Tells both sides the same."""
    tell_buyer_of(case, kind, **payload)
    tell_store_of(case, kind, **payload)
