"""Products as readers see them."""

from datetime import timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from shancha.apps.accounts.authentication import viewer_of, visitor
from shancha.apps.mall.errors import ProductNotFoundError
from shancha.apps.mall.queries import product_cards, product_notes, product_pages
from shancha.apps.mall.schemas.products import PriceHistory, ProductCards, ProductNote, ProductPage
from shancha.kit.clock import now
from shancha.kit.errors import problems
from shancha.kit.http import json_bytes, json_response
from shancha.kit.language import is_english
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["mall"])
HISTORY_DAYS = 365


class Wanted(Schema):
    """Which products."""

    ids: Annotated[list[UUID], Field(min_length=1, max_length=50)]


@router.get("/products", auth=visitor, response={200: ProductCards, **problems(401, 422)})
def list_products(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponse:
    """Cards of these products in the order given, also of those off the shelf; at most 50."""
    return json_response({"items": product_cards.known_cards(wanted.ids, english=is_english())})


@router.get("/products/{product_id}", auth=visitor, response={200: ProductPage, **problems(401, 404, 422)})
def get_product(request: HttpRequest, product_id: UUID) -> HttpResponse:
    """A product with its choices, prices, stock, delivery, store and papers."""
    viewer = viewer_of(request)
    page = product_pages.find_page(
        product_id=product_id, viewer_id=viewer.id if viewer else None, english=is_english()
    )
    if page is None:
        raise ProductNotFoundError
    return json_bytes(page)


@router.get(
    "/products/{product_id}/prices", auth=visitor, response={200: PriceHistory, **problems(401, 404, 422)}
)
def get_product_prices(request: HttpRequest, product_id: UUID) -> HttpResponse:
    """What the product's choices have cost within a year."""
    found = product_pages.find_history(product_id=product_id, since=now() - timedelta(days=HISTORY_DAYS))
    if found is None:
        raise ProductNotFoundError
    return json_bytes(found)


@router.get(
    "/products/{product_id}/notes",
    auth=visitor,
    response={200: Page[ProductNote], **problems(401, 404, 422)},
)
def list_product_notes(
    request: HttpRequest,
    product_id: UUID,
    verdict: Literal["", "good", "critical"] = "",
    cursor: CursorText = "",
    limit: Limit = 20,
) -> Any:
    """Notes about the product: those of its buyers first, then the newest. `verdict` picks those that judge
    it well, or critically."""
    if not product_pages.is_known(product_id):
        raise ProductNotFoundError
    viewer = viewer_of(request)
    return json_response(
        product_notes.list_of_product(
            product_id=product_id,
            viewer_id=viewer.id if viewer else None,
            verdict=verdict,
            cursor=cursor,
            limit=limit,
        )
    )
