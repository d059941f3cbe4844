"""Becoming a merchant: application, papers, contract, leaving; and what the public may see of measures."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest
from ninja import File, Form, Router
from ninja.files import UploadedFile

from shancha.apps.accounts import guards, vault
from shancha.apps.accounts.authentication import member, require_viewer, visitor, writer
from shancha.apps.mall.errors import PaperInvalidError, PaperNotFoundError
from shancha.apps.mall.policies import require_merchant
from shancha.apps.mall.queries import merchants as queries
from shancha.apps.mall.schemas.merchants import (
    Measure,
    MerchantApplicationWrite,
    MerchantDeposit,
    MerchantFile,
    MerchantPaper,
    MerchantPaperForm,
    RecallNotice,
)
from shancha.apps.mall.services import contracts, deposits, measures, merchants, papers
from shancha.kit.errors import problems
from shancha.kit.http import form_fits
from shancha.kit.idempotency import IdempotencyKey, once
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["merchants"])


def file_answer(*content_types: str) -> dict[str, Any]:
    """Describes an operation that answers with a file of one of these types."""
    content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in content_types}
    return {"responses": {200: {"description": "The file", "content": content}}}


FILE_ANSWER = file_answer("application/pdf", "image/webp")


def file_response(path: str, filename: str, content_type: str, *, is_public: bool = False) -> FileResponse:
    """A paper from private storage. Raises PaperNotFoundError where the file is gone."""
    try:
        file = vault.open_kept(path)
    except FileNotFoundError as error:
        raise PaperNotFoundError from error
    response = FileResponse(file, as_attachment=True, filename=filename, content_type=content_type)
    response["Cache-Control"] = "public, max-age=300" if is_public else "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def refuse_large(request: HttpRequest, longest: int = papers.MAX_BYTES) -> None:
    """Raises PaperInvalidError for a form larger than a paper may be."""
    if not form_fits(request, longest):
        raise PaperInvalidError


@router.get("/merchant/applications", auth=member, response={200: list[MerchantFile], **problems(401, 403)})
def list_merchant_applications(request: HttpRequest) -> Any:
    """One's own applications and merchant's files, the newest first."""
    return queries.list_applications(require_viewer(request).id)


@router.post(
    "/merchant/applications",
    auth=writer,
    response={200: MerchantFile, **problems(401, 403, 409, 422, 429)},
)
def save_merchant_application(request: HttpRequest, payload: MerchantApplicationWrite) -> Any:
    """Begins an application, or changes the one that is open; only what is given is changed."""
    viewer_id = require_viewer(request).id
    guards.guard_subject("merchant_application", str(viewer_id), limit=60)
    given = payload.dict(exclude_unset=True)
    return queries.merchant_json(merchants.save_application(owner_id=viewer_id, given=given))


@router.get(
    "/merchant/applications/{merchant_id}",
    auth=member,
    response={200: MerchantFile, **problems(401, 403, 404, 422)},
)
def get_merchant_application(request: HttpRequest, merchant_id: UUID) -> Any:
    """One's own application or merchant's file."""
    return queries.merchant_json(require_merchant(require_viewer(request).id, merchant_id))


@router.post(
    "/merchant/applications/{merchant_id}/papers",
    auth=writer,
    response={201: MerchantPaper, **problems(401, 403, 404, 409, 422, 429)},
)
def add_merchant_paper(
    request: HttpRequest, merchant_id: UUID, payload: Form[MerchantPaperForm], file: File[UploadedFile]
) -> Any:
    """Adds a paper: a picture or PDF of at most 10 MB, which operators alone read besides oneself."""
    viewer_id = require_viewer(request).id
    refuse_large(request)
    merchant = require_merchant(viewer_id, merchant_id)
    guards.guard_subject("merchant_paper", str(viewer_id), limit=60)
    paper = papers.add_merchant_paper(
        merchant=merchant,
        kind=payload.kind,
        file=file,
        filename=file.name or "",
        expires_at=payload.expires_at,
        brand_id=payload.brand_id,
    )
    return 201, queries.paper_json(paper)


@router.get(
    "/merchant/applications/{merchant_id}/papers/{paper_id}",
    auth=member,
    response={200: None, **problems(401, 403, 404, 422)},
    openapi_extra=FILE_ANSWER,
)
def get_merchant_paper(request: HttpRequest, merchant_id: UUID, paper_id: UUID) -> Any:
    """The content of a paper of one's own."""
    merchant = require_merchant(require_viewer(request).id, merchant_id)
    paper = queries.find_merchant_paper(merchant.id, paper_id)
    return file_response(paper.path, paper.filename, paper.content_type)


@router.delete(
    "/merchant/applications/{merchant_id}/papers/{paper_id}",
    auth=member,
    response={204: None, **problems(401, 403, 404, 409, 422)},
)
def remove_merchant_paper(request: HttpRequest, merchant_id: UUID, paper_id: UUID) -> Any:
    """Takes out a paper that was not accepted yet."""
    merchant = require_merchant(require_viewer(request).id, merchant_id)
    papers.remove_merchant_paper(merchant=merchant, paper_id=paper_id)
    return 204, None


@router.post(
    "/merchant/applications/{merchant_id}/submit",
    auth=writer,
    response={200: MerchantFile, **problems(401, 403, 404, 409, 422)},
)
def submit_merchant_application(request: HttpRequest, merchant_id: UUID) -> Any:
    """Hands the application to the operators; `fields` of a refusal name what is missing."""
    merchant = merchants.submit_application(owner_id=require_viewer(request).id, merchant_id=merchant_id)
    return queries.merchant_json(merchant)


@router.post(
    "/merchant/applications/{merchant_id}/withdraw",
    auth=member,
    response={200: MerchantFile, **problems(401, 403, 404, 409, 422)},
)
def withdraw_merchant_application(request: HttpRequest, merchant_id: UUID) -> Any:
    """Takes the application back for changes."""
    merchant = merchants.withdraw_application(owner_id=require_viewer(request).id, merchant_id=merchant_id)
    return queries.merchant_json(merchant)


@router.post(
    "/merchant/applications/{merchant_id}/contracts/{version}/signature",
    auth=writer,
    response={200: MerchantFile, **problems(401, 403, 404, 409, 422)},
)
def sign_merchant_contract(request: HttpRequest, merchant_id: UUID, version: int) -> Any:
    """Signs a version of the contract; stores that waited for it open once the deposit is paid."""
    viewer_id = require_viewer(request).id
    contracts.sign_contract(owner_id=viewer_id, merchant_id=merchant_id, version=version)
    return queries.merchant_json(require_merchant(viewer_id, merchant_id))


@router.post(
    "/merchant/applications/{merchant_id}/deposit",
    auth=writer,
    response={201: MerchantDeposit, **problems(401, 403, 404, 409, 422)},
)
def request_merchant_deposit(request: HttpRequest, merchant_id: UUID, idempotency_key: IdempotencyKey) -> Any:
    """Asks for the payment of what is still open of the deposit; the answer names it."""
    viewer_id = require_viewer(request).id

    def action() -> tuple[int, Any]:
        deposit = deposits.request_deposit(owner_id=viewer_id, merchant_id=merchant_id)
        return 201, {name: getattr(deposit, name) for name in ("id", "amount", "payment_id", "expires_at")}

    return once(
        scope="merchant_deposit",
        owner_id=viewer_id,
        key=idempotency_key,
        payload={"merchant_id": str(merchant_id)},
        action=action,
    )


@router.post(
    "/merchant/applications/{merchant_id}/exit",
    auth=member,
    response={200: MerchantFile, **problems(401, 403, 404, 409, 422)},
)
def begin_merchant_exit(request: HttpRequest, merchant_id: UUID) -> Any:
    """Announces that one leaves: the stores say so for 30 days, then close."""
    viewer_id = require_viewer(request).id
    return queries.merchant_json(measures.begin_exit(owner_id=viewer_id, merchant_id=merchant_id))


@router.delete(
    "/merchant/applications/{merchant_id}/exit",
    auth=member,
    response={200: MerchantFile, **problems(401, 403, 404, 409, 422)},
)
def cancel_merchant_exit(request: HttpRequest, merchant_id: UUID) -> Any:
    """Stays after all."""
    viewer_id = require_viewer(request).id
    return queries.merchant_json(measures.cancel_exit(owner_id=viewer_id, merchant_id=merchant_id))


@router.get("/mall/measures", auth=visitor, response={200: Page[Measure], **problems(401, 403, 422)})
def list_merchant_measures(request: HttpRequest, cursor: CursorText = "", limit: Limit = 20) -> Any:
    """Measures taken against merchants, the latest first."""
    return queries.list_measures(cursor=cursor, limit=limit)


@router.get("/mall/recalls", auth=visitor, response={200: Page[RecallNotice], **problems(401, 403, 422)})
def list_recalls(request: HttpRequest, cursor: CursorText = "", limit: Limit = 20) -> Any:
    """Goods called back, the latest first."""
    return queries.list_recalls(cursor=cursor, limit=limit)
