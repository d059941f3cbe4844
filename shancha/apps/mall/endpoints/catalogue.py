"""The tree of goods and the directory of brands."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from shancha.apps.accounts.authentication import viewer_of, visitor
from shancha.apps.community.schemas.cards import NoteCard
from shancha.apps.mall.errors import BrandNotFoundError
from shancha.apps.mall.queries import brands, categories, product_notes
from shancha.apps.mall.schemas.catalogue import BrandCard, BrandPage, CategoryNode
from shancha.kit.errors import problems
from shancha.kit.http import json_response
from shancha.kit.language import is_english
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["mall"])
Words = Annotated[str, Field(max_length=40)]


@router.get("/mall/categories", auth=visitor, response={200: list[CategoryNode], **problems(401, 403)})
def list_mall_categories(request: HttpRequest) -> Any:
    """The whole tree of goods, names in the reader's language."""
    return json_response(categories.category_tree(english=is_english()))


@router.get("/mall/brands", auth=visitor, response={200: Page[BrandCard], **problems(401, 403, 422)})
def list_mall_brands(
    request: HttpRequest,
    q: Words = "",
    columns: bool = False,  # noqa: FBT001, FBT002 - a query parameter
    cursor: CursorText = "",
    limit: Limit = 20,
) -> Any:
    """Brands in the operators' order; `q` finds by a part of the name, `columns` those with a column."""
    found = brands.list_brands(
        words=q.strip(), columns_only=columns, english=is_english(), cursor=cursor, limit=limit
    )
    return json_response(found)


@router.get("/mall/brands/{slug}", auth=visitor, response={200: BrandPage, **problems(401, 403, 404)})
def get_mall_brand(request: HttpRequest, slug: str) -> Any:
    """A brand with who sells it; its goods are GET /goods?brand=slug."""
    viewer = viewer_of(request)
    found = brands.find_brand(slug, viewer_id=viewer.id if viewer else None, english=is_english())
    if found is None:
        raise BrandNotFoundError
    return json_response(found)


@router.get(
    "/mall/brands/{slug}/notes", auth=visitor, response={200: Page[NoteCard], **problems(401, 403, 404, 422)}
)
def list_mall_brand_notes(request: HttpRequest, slug: str, cursor: CursorText = "", limit: Limit = 20) -> Any:
    """Notes that name the brand or goods of it, the newest first."""
    brand_id = brands.find_brand_id(slug)
    if brand_id is None:
        raise BrandNotFoundError
    viewer = viewer_of(request)
    return json_response(
        product_notes.list_of_brand(
            brand_id=brand_id, viewer_id=viewer.id if viewer else None, cursor=cursor, limit=limit
        )
    )
