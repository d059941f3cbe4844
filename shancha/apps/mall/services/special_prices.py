"""What apps above sell for less for a time, so that a product's lowest price is true."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from shancha.apps.mall.models import SpecialPrice, Variant
from shancha.apps.mall.services.prices import refresh_product_prices
from shancha.kit import jobs
from shancha.kit.clock import now


@transaction.atomic
def offer_special_prices(
    *, reference_id: UUID, prices: Iterable[tuple[Variant, int]], starts_at: datetime, ends_at: datetime
) -> None:
    """These variants can be bought for so many fen between the two moments. What cards say of the
    lowest price follows by a job when it begins: products are locked before stock, which the caller may hold.
    """
    SpecialPrice.objects.bulk_create(
        SpecialPrice(
            reference_id=reference_id,
            product_id=variant.product_id,
            variant=variant,
            price=price,
            starts_at=starts_at,
            ends_at=ends_at,
        )
        for variant, price in prices
    )
    jobs.defer("mall.tell_special_prices", schedule_at=max(starts_at, now()), reference_id=str(reference_id))


@transaction.atomic
def end_special_prices(*, reference_id: UUID) -> None:
    """They end now, where they had not ended before; what never began is forgotten."""
    own = SpecialPrice.objects.filter(reference_id=reference_id)
    own.filter(starts_at__gt=now()).delete()
    own.filter(ends_at__gt=now()).update(ends_at=now())


def tell_special_prices(*, reference_id: UUID) -> int:
    """The job's work when they begin: renews what the products' cards say; returns how many changed."""
    products = SpecialPrice.objects.filter(reference_id=reference_id).values_list("product_id", flat=True)
    return refresh_product_prices(list(products.distinct()))
