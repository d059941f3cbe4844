"""Goods by CSV, in and out."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import File, Form, Router
from ninja.files import UploadedFile

from shancha.apps.accounts import guards
from shancha.apps.accounts.authentication import member, require_viewer, writer
from shancha.apps.mall import policies
from shancha.apps.mall.endpoints.merchants import refuse_large
from shancha.apps.mall.queries import catalogue_exports, merchant_products
from shancha.apps.mall.schemas.merchant_products import CatalogueImport
from shancha.apps.mall.services import catalogue_imports
from shancha.kit.errors import problems
from shancha.kit.language import is_english

router = Router(tags=["merchants"])
_CSV: dict[str, Any] = {
    "responses": {200: {"description": "CSV", "content": {"text/csv": {"schema": {"type": "string"}}}}}
}


@router.get(
    "/merchant/import-template",
    auth=member,
    response={200: None, **problems(401, 403)},
    openapi_extra=_CSV,
)
def get_import_template(request: HttpRequest) -> Any:
    """A CSV to begin with: the headings and one example."""
    return _as_file(HttpResponse(catalogue_exports.template()), "shancha-goods.csv")


@router.get(
    "/merchant/stores/{store_id}/imports",
    auth=member,
    response={200: list[CatalogueImport], **problems(401, 403, 404, 422)},
)
def list_catalogue_imports(request: HttpRequest, store_id: UUID) -> Any:
    """The store's last 20 imports."""
    policies.require_store_role(require_viewer(request).id, store_id, policies.CATALOGUE)
    return merchant_products.list_imports(store_id)


@router.post(
    "/merchant/stores/{store_id}/imports",
    auth=writer,
    response={201: CatalogueImport, **problems(401, 403, 404, 422, 429)},
)
def create_catalogue_import(
    request: HttpRequest,
    store_id: UUID,
    file: File[UploadedFile],
    is_trial: Annotated[bool, Form()] = False,  # noqa: FBT002 - a field of the form
) -> Any:
    """Sends a CSV of goods (at most 5 MB and 5,000 rows). Up to 200 rows are done at once; for more, ask for
    the import until it is done. With `is_trial` every row is checked and nothing written."""
    viewer_id = require_viewer(request).id
    refuse_large(request, catalogue_imports.MAX_BYTES)
    policies.require_store_role(viewer_id, store_id, policies.CATALOGUE)
    guards.guard_subject("import", str(viewer_id), limit=60)
    made = catalogue_imports.begin_import(
        actor_id=viewer_id, store_id=store_id, file=file, filename=file.name or "", is_trial=is_trial
    )
    return 201, merchant_products.import_json(made)


@router.get(
    "/merchant/stores/{store_id}/imports/{import_id}",
    auth=member,
    response={200: CatalogueImport, **problems(401, 403, 404, 422)},
)
def get_catalogue_import(request: HttpRequest, store_id: UUID, import_id: UUID) -> Any:
    """An import and how far it has come."""
    policies.require_store_role(require_viewer(request).id, store_id, policies.CATALOGUE)
    return merchant_products.import_json(catalogue_exports.find_import(store_id, import_id))


@router.get(
    "/merchant/stores/{store_id}/imports/{import_id}/report",
    auth=member,
    response={200: None, **problems(401, 403, 404, 422)},
    openapi_extra=_CSV,
)
def get_import_report(request: HttpRequest, store_id: UUID, import_id: UUID) -> Any:
    """What is wrong with which row, as CSV."""
    policies.require_store_role(require_viewer(request).id, store_id, policies.CATALOGUE)
    report = catalogue_exports.import_report(store_id, import_id, english=is_english())
    return _as_file(HttpResponse(report), "import-report.csv")


@router.get(
    "/merchant/stores/{store_id}/export",
    auth=member,
    response={200: None, **problems(401, 403, 404, 422)},
    openapi_extra=_CSV,
)
def export_products(request: HttpRequest, store_id: UUID) -> Any:
    """The store's goods as CSV, one row for each variant; it can be changed and sent back."""
    policies.require_store_role(require_viewer(request).id, store_id, policies.CATALOGUE)
    return _as_file(StreamingHttpResponse(catalogue_exports.export_products(store_id)), "shancha-goods.csv")


def _as_file(response: Any, filename: str) -> Any:
    response["Content-Type"] = "text/csv; charset=utf-8"
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
