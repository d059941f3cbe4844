"""A store's goods in the hands of its staff: products, prices, stock, papers of batches."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Router
from ninja.files import UploadedFile
from pydantic import Field

from shancha.apps.accounts import guards
from shancha.apps.accounts.authentication import member, require_viewer, viewer_of, visitor, writer
from shancha.apps.mall import policies
from shancha.apps.mall.endpoints.merchants import FILE_ANSWER, file_response, refuse_large
from shancha.apps.mall.errors import PaperNotFoundError
from shancha.apps.mall.queries import merchant_products as queries
from shancha.apps.mall.schemas.merchant_products import (
    BatchPaper,
    BatchPaperForm,
    MerchantProduct,
    MerchantProductPage,
    Movement,
    PriceWrite,
    ProductCreate,
    ProductUpdate,
    StockAdjustment,
    StockLevel,
)
from shancha.apps.mall.services import papers, product_states, products, warehouses
from shancha.kit.errors import InvalidInputError, problems
from shancha.kit.language import bilingual
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["merchants"])
Words = Annotated[str, Field(max_length=60)]
StatusFilter = Literal["", "draft", "review", "on_sale", "off_shelf", "removed", "recalled"]


@router.get(
    "/merchant/stores/{store_id}/products",
    auth=member,
    response={200: MerchantProductPage, **problems(401, 403, 404, 422)},
)
def list_merchant_products(
    request: HttpRequest,
    store_id: UUID,
    *,
    status: StatusFilter = "",
    q: Words = "",
    cursor: CursorText = "",
    limit: Limit = 20,
) -> Any:
    """The store's products, the last changed first; `q` is a part of the title, a code or a barcode."""
    policies.require_store_role(require_viewer(request).id, store_id)
    return queries.list_products(
        store_id=store_id, status=status, words=q.strip(), cursor=cursor, limit=limit
    )


@router.post(
    "/merchant/stores/{store_id}/products",
    auth=writer,
    response={201: MerchantProduct, **problems(401, 403, 404, 409, 422, 429)},
)
def create_product(request: HttpRequest, store_id: UUID, payload: ProductCreate) -> Any:
    """Makes a draft of a product."""
    viewer_id = require_viewer(request).id
    policies.require_store_role(viewer_id, store_id, policies.CATALOGUE)
    guards.guard_subject("product", str(viewer_id), limit=600)
    given = payload.dict(exclude_unset=True)
    product = products.create_product(actor_id=viewer_id, store_id=store_id, given=given)
    return 201, queries.product_json(store_id, product.id)


@router.get(
    "/merchant/stores/{store_id}/products/{product_id}",
    auth=member,
    response={200: MerchantProduct, **problems(401, 403, 404, 422)},
)
def get_merchant_product(request: HttpRequest, store_id: UUID, product_id: UUID) -> Any:
    """A product with everything that the staff may change."""
    policies.require_store_role(require_viewer(request).id, store_id)
    return queries.product_json(store_id, product_id)


@router.patch(
    "/merchant/stores/{store_id}/products/{product_id}",
    auth=writer,
    response={200: MerchantProduct, **problems(401, 403, 404, 409, 422)},
)
def update_product(request: HttpRequest, store_id: UUID, product_id: UUID, payload: ProductUpdate) -> Any:
    """Changes what is given. `variants`, where given, are all there are. A product on sale must stay
    complete; new words that the machine doubts take it back into review."""
    viewer_id = require_viewer(request).id
    policies.require_store_role(viewer_id, store_id, policies.CATALOGUE)
    given = payload.dict(exclude_unset=True)
    version = given.pop("version", None)
    products.update_product(
        actor_id=viewer_id, store_id=store_id, product_id=product_id, given=given, version=version
    )
    return queries.product_json(store_id, product_id)


@router.post(
    "/merchant/stores/{store_id}/products/{product_id}/publish",
    auth=writer,
    response={200: MerchantProduct, **problems(401, 403, 404, 409, 422)},
)
def publish_product(request: HttpRequest, store_id: UUID, product_id: UUID) -> Any:
    """Puts a complete product on sale, or before the reviewers; `status` tells which."""
    viewer_id = require_viewer(request).id
    policies.require_store_role(viewer_id, store_id, policies.CATALOGUE)
    product_states.submit(actor_id=viewer_id, store_id=store_id, product_id=product_id)
    return queries.product_json(store_id, product_id)


@router.post(
    "/merchant/stores/{store_id}/products/{product_id}/withdraw",
    auth=member,
    response={200: MerchantProduct, **problems(401, 403, 404, 409, 422)},
)
def withdraw_product(request: HttpRequest, store_id: UUID, product_id: UUID) -> Any:
    """Takes a product off the shelf, or back from review."""
    policies.require_store_role(require_viewer(request).id, store_id, policies.CATALOGUE)
    product_states.withdraw(store_id=store_id, product_id=product_id)
    return queries.product_json(store_id, product_id)


@router.patch(
    "/merchant/stores/{store_id}/variants/{variant_id}/price",
    auth=writer,
    response={200: MerchantProduct, **problems(401, 403, 404, 422)},
)
def set_variant_price(request: HttpRequest, store_id: UUID, variant_id: UUID, payload: PriceWrite) -> Any:
    """Changes what is given of a variant's prices; the history keeps the old ones."""
    viewer_id = require_viewer(request).id
    policies.require_store_role(viewer_id, store_id, policies.CATALOGUE)
    product = products.set_price(
        actor_id=viewer_id,
        store_id=store_id,
        variant_id=variant_id,
        given=payload.dict(exclude_unset=True),
    )
    return queries.product_json(store_id, product.id)


@router.post(
    "/merchant/stores/{store_id}/stock-adjustments",
    auth=writer,
    response={200: StockLevel, **problems(401, 403, 404, 409, 422)},
)
def adjust_stock(request: HttpRequest, store_id: UUID, payload: StockAdjustment) -> Any:
    """Counts a variant in a warehouse: either `delta` or `on_hand`."""
    viewer_id = require_viewer(request).id
    policies.require_store_role(viewer_id, store_id, policies.STOCK)
    if (payload.delta is None) == (payload.on_hand is None):
        message = bilingual("请填写差额或实际数量其中之一", "Give either the difference or the count")
        raise InvalidInputError(fields={"on_hand": message})
    return warehouses.adjust_stock(actor_id=viewer_id, store_id=store_id, **payload.dict())


@router.get(
    "/merchant/stores/{store_id}/variants/{variant_id}/movements",
    auth=member,
    response={200: Page[Movement], **problems(401, 403, 404, 422)},
)
def list_stock_movements(
    request: HttpRequest, store_id: UUID, variant_id: UUID, cursor: CursorText = "", limit: Limit = 20
) -> Any:
    """How a variant's stock moved, the latest first."""
    policies.require_store_role(require_viewer(request).id, store_id, policies.STOCK)
    return queries.list_movements(store_id=store_id, variant_id=variant_id, cursor=cursor, limit=limit)


@router.get(
    "/merchant/stores/{store_id}/products/{product_id}/papers",
    auth=member,
    response={200: list[BatchPaper], **problems(401, 403, 404, 422)},
)
def list_batch_papers(request: HttpRequest, store_id: UUID, product_id: UUID) -> Any:
    """Papers of a product's batches."""
    policies.require_store_role(require_viewer(request).id, store_id)
    return queries.list_batch_papers(store_id, product_id)


@router.post(
    "/merchant/stores/{store_id}/products/{product_id}/papers",
    auth=writer,
    response={201: BatchPaper, **problems(401, 403, 404, 422, 429)},
)
def add_batch_paper(
    request: HttpRequest,
    store_id: UUID,
    product_id: UUID,
    payload: Form[BatchPaperForm],
    file: File[UploadedFile],
) -> Any:
    """Adds a paper to a batch: a picture or PDF of at most 10 MB."""
    viewer_id = require_viewer(request).id
    refuse_large(request)
    policies.require_store_role(viewer_id, store_id, policies.CATALOGUE)
    guards.guard_subject("batch_paper", str(viewer_id), limit=200)
    paper = papers.add_batch_paper(
        store_id=store_id,
        product_id=product_id,
        file=file,
        filename=file.name or "",
        facts=payload.dict(),
    )
    return 201, queries.batch_paper_json(paper)


@router.delete(
    "/merchant/stores/{store_id}/products/{product_id}/papers/{paper_id}",
    auth=writer,
    response={204: None, **problems(401, 403, 404, 422)},
)
def remove_batch_paper(request: HttpRequest, store_id: UUID, product_id: UUID, paper_id: UUID) -> Any:
    """Takes a paper away."""
    policies.require_store_role(require_viewer(request).id, store_id, policies.CATALOGUE)
    papers.remove_batch_paper(store_id=store_id, product_id=product_id, paper_id=paper_id)
    return 204, None


@router.get(
    "/papers/{paper_id}",
    auth=visitor,
    response={200: None, **problems(401, 403, 404, 422)},
    openapi_extra=FILE_ANSWER,
)
def get_batch_paper(request: HttpRequest, paper_id: UUID) -> Any:
    """The content of a batch's paper: for everybody where it is public and its product was on sale, else for
    the store's staff."""
    paper = queries.find_batch_paper(paper_id)
    viewer = viewer_of(request)
    product = paper.product
    is_shown = paper.is_public and product.published_at is not None and product.status != "removed"
    if not is_shown and not policies.has_store_role(viewer.id if viewer else None, product.store_id):
        raise PaperNotFoundError
    return file_response(paper.path, paper.filename, paper.content_type, is_public=is_shown)
