"""Goods called back."""

from uuid import UUID

from django.db import transaction

from shancha.apps.mall.errors import ProductInvalidError
from shancha.apps.mall.events import ProductRecalled
from shancha.apps.mall.models import MerchantMeasure, Recall
from shancha.apps.mall.services.product_states import lock_by_id
from shancha.apps.mall.services.product_states import recall as take_off
from shancha.kit.events import publish
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line, clean_text


@transaction.atomic
def publish_recall(
    *, product_id: UUID, batch_no: str, reason: str, advice: str, operator_id: UUID | None = None
) -> Recall:
    """Calls a product back, all of it or one batch: nobody may buy it any more, the measure is published, and
    ProductRecalled tells the apps above, who tell the buyers. Raises ProductNotFoundError,
    ProductInvalidError."""
    product = lock_by_id(product_id)
    reason, advice = clean_text(reason)[:500], clean_text(advice)[:500]
    problems = {
        name: bilingual("请填写", "Please fill in")
        for name, value in (("reason", reason), ("advice", advice))
        if not value
    }
    if problems:
        raise ProductInvalidError(fields=problems)
    recall = Recall.objects.create(
        product=product,
        batch_no=clean_line(batch_no)[:40],
        reason=reason,
        advice=advice,
        published_by_id=operator_id,
    )
    take_off(product, reason)
    MerchantMeasure.objects.create(
        merchant_id=product.store.merchant_id,
        store_name=product.store.name,
        kind=MerchantMeasure.Kind.RECALLED,
        reason=f"{product.title[:80]}：{reason}"[:500],
    )
    publish(
        ProductRecalled(
            recall_id=recall.id,
            product_id=product.id,
            batch_no=recall.batch_no,
            reason=recall.reason,
            advice=recall.advice,
        )
    )
    return recall
