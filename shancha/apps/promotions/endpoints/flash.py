"""Flash sales and a product's offers over HTTP. Flash goods are ordered through `orders`."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts.authentication import viewer_of, visitor
from shancha.apps.promotions.queries import flash, offers
from shancha.apps.promotions.schemas.flash import FlashSales, ProductOffers
from shancha.kit.errors import problems
from shancha.kit.http import json_response
from shancha.kit.language import is_english

router = Router(tags=["promotions"])


@router.get("/flash-sales", auth=visitor, response={200: FlashSales, **problems(401, 403)})
def list_flash_sales(request: HttpRequest) -> Any:
    """Flash sales that run or are to come, the next in front."""
    return json_response(flash.list_sales(english=is_english()))


@router.get(
    "/products/{product_id}/offers",
    auth=visitor,
    response={200: ProductOffers, **problems(401, 403, 404, 422)},
)
def get_product_offers(request: HttpRequest, product_id: UUID) -> Any:
    """Member, flash and coupon prices of a product's choices, and the coupons that cover it."""
    viewer = viewer_of(request)
    return json_response(
        offers.product_offers(
            product_id=product_id, viewer_id=viewer.id if viewer else None, english=is_english()
        )
    )
