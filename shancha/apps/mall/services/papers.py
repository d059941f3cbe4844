"""Papers: pictures or PDFs in private storage, of merchants and of batches of goods."""

from datetime import date
from typing import IO, Any
from uuid import UUID

from django.db import transaction

from shancha.apps.accounts import vault
from shancha.apps.mall.errors import (
    MerchantStateError,
    PaperInvalidError,
    PaperNotFoundError,
    ProductNotFoundError,
)
from shancha.apps.mall.models import BatchPaper, Brand, Merchant, MerchantPaper, Product
from shancha.kit import pictures
from shancha.kit.errors import ProblemError
from shancha.kit.ids import new_key
from shancha.kit.language import bilingual
from shancha.kit.numbers import home_date
from shancha.kit.text import clean_line

MAX_BYTES = 10 * 1024 * 1024
PAPER_LIMIT = 20
BATCH_PAPER_LIMIT = 200
_APPLYING = {Merchant.Status.DRAFT, Merchant.Status.REJECTED}
_SHUT = {Merchant.Status.SUBMITTED, Merchant.Status.CLOSED}


def add_merchant_paper(
    *,
    merchant: Merchant,
    kind: str,
    file: IO[bytes],
    filename: str,
    expires_at: date | None,
    brand_id: UUID | None = None,
) -> MerchantPaper:
    """Puts a paper into the merchant's file; an authorisation is for one brand and has an end. Raises
    PaperInvalidError, MerchantStateError."""
    if merchant.status in _SHUT:
        raise MerchantStateError
    if problems := _check_terms(merchant, kind, expires_at, brand_id):
        raise PaperInvalidError(fields=problems)
    if MerchantPaper.objects.filter(merchant=merchant).count() >= PAPER_LIMIT:
        raise PaperInvalidError(bilingual(f"最多 {PAPER_LIMIT} 份", f"At most {PAPER_LIMIT} papers"))
    return MerchantPaper.objects.create(
        merchant=merchant,
        kind=kind,
        brand_id=brand_id if kind == MerchantPaper.Kind.AUTHORISATION else None,
        expires_at=expires_at,
        **_keep("merchants", file, filename),
    )


def _check_terms(
    merchant: Merchant, kind: str, expires_at: date | None, brand_id: UUID | None
) -> dict[str, str]:
    """An applicant's brands may not be in the mall yet: whoever reviews the paper names it then."""
    problems = {}
    if expires_at is not None and expires_at < home_date():
        problems["expires_at"] = bilingual("文件已过期", "It has run out")
    if kind != MerchantPaper.Kind.AUTHORISATION:
        return problems
    if expires_at is None:
        problems["expires_at"] = bilingual("请填写授权截止日期", "Say when the authorisation ends")
    if brand_id is not None and not Brand.objects.filter(id=brand_id, is_active=True).exists():
        problems["brand_id"] = bilingual("没有这个品牌", "No such brand")
    elif brand_id is None and merchant.status not in _APPLYING:
        problems["brand_id"] = bilingual("请选择授权的品牌", "Choose the brand that it is for")
    return problems


@transaction.atomic
def remove_merchant_paper(*, merchant: Merchant, paper_id: UUID) -> None:
    """Takes a paper out while it was not accepted. Raises PaperNotFoundError, MerchantStateError."""
    paper = MerchantPaper.objects.select_for_update().filter(id=paper_id, merchant=merchant).first()
    if paper is None:
        raise PaperNotFoundError
    if merchant.status in _SHUT or paper.status == MerchantPaper.Status.APPROVED:
        raise MerchantStateError
    path = paper.path
    paper.delete()
    transaction.on_commit(lambda: vault.discard(path))


def add_batch_paper(
    *, store_id: UUID, product_id: UUID, file: IO[bytes], filename: str, facts: dict[str, Any]
) -> BatchPaper:
    """Puts a paper to a batch of a product of the store. Raises ProductNotFoundError, PaperInvalidError."""
    if not Product.objects.filter(id=product_id, store_id=store_id).exists():
        raise ProductNotFoundError
    if BatchPaper.objects.filter(product_id=product_id).count() >= BATCH_PAPER_LIMIT:
        raise PaperInvalidError(
            bilingual(f"最多 {BATCH_PAPER_LIMIT} 份", f"At most {BATCH_PAPER_LIMIT} papers")
        )
    batch_no = clean_line(facts.pop("batch_no"))[:40]
    issuer = clean_line(facts.pop("issuer", ""))[:80]
    if not batch_no:
        raise PaperInvalidError(fields={"batch_no": bilingual("请填写批号", "Please give the batch")})
    return BatchPaper.objects.create(
        product_id=product_id,
        batch_no=batch_no,
        issuer=issuer,
        **facts,
        **_keep("batches", file, filename),
    )


@transaction.atomic
def remove_batch_paper(*, store_id: UUID, product_id: UUID, paper_id: UUID) -> None:
    """Takes a paper away from a product of the store. Raises PaperNotFoundError."""
    paper = (
        BatchPaper.objects.select_for_update()
        .filter(id=paper_id, product_id=product_id, product__store_id=store_id)
        .first()
    )
    if paper is None:
        raise PaperNotFoundError
    path = paper.path
    paper.delete()
    transaction.on_commit(lambda: vault.discard(path))


def _keep(folder: str, file: IO[bytes], filename: str) -> dict[str, Any]:
    """Stores a PDF as it is and a picture as clean WebP, without what a camera writes beside it."""
    size = file.seek(0, 2)
    file.seek(0)
    if not 0 < size <= MAX_BYTES:
        raise PaperInvalidError
    if file.read(5) == b"%PDF-":
        file.seek(0)
        content, content_type, ending = file.read(), "application/pdf", "pdf"
    else:
        file.seek(0)
        try:
            content = pictures.encode_webp(pictures.open_picture(file), 2400)
        except ProblemError as error:
            raise PaperInvalidError from error
        content_type, ending = "image/webp", "webp"
    path = f"{folder}/{new_key()}.{ending}"
    vault.keep(path, content)
    return {
        "path": path,
        "filename": clean_line(filename.replace("/", " ").replace("\\", " "))[-120:] or f"paper.{ending}",
        "content_type": content_type,
        "byte_size": len(content),
    }
