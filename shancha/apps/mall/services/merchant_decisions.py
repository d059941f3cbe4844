"""Decisions of moderators on goods and stores, carried out."""

from uuid import UUID

from shancha.apps.mall.models import Merchant, Product
from shancha.apps.mall.services import measures, product_states


def decide_product(*, product_id: UUID, action: str, reason: str) -> None:
    """Removes a product, or gives back what was removed or held for review; silent where it is gone."""
    if not Product.objects.filter(id=product_id).exists():
        return
    if action in {"remove", "hide"}:
        product_states.remove(product_id=product_id, reason=reason[:500])
    elif action == "restore":
        product_states.restore(product_id=product_id)


def decide_store(*, store_id: UUID, action: str, reason: str) -> None:
    """Shuts the merchant of a store, or opens it again; silent where it stands so already."""
    merchant = Merchant.objects.filter(stores__id=store_id).first()
    if merchant is None:
        return
    can_close = merchant.status in {Merchant.Status.APPROVED, Merchant.Status.EXITING}
    if action in {"hide", "remove"} and can_close:
        measures.suspend_merchant(merchant_id=merchant.id, reason=reason[:500])
    elif action == "restore" and merchant.status == Merchant.Status.SUSPENDED:
        measures.restore_merchant(merchant_id=merchant.id, reason=reason[:500])
