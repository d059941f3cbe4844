"""Operators look at the papers that merchants add to their file, and goods follow what became of them."""

from uuid import UUID

from django.db import transaction

from shancha.apps.mall.errors import MerchantStateError, PaperInvalidError, PaperNotFoundError
from shancha.apps.mall.events import MerchantPaperDecided
from shancha.apps.mall.models import Brand, Merchant, MerchantPaper, Product
from shancha.apps.mall.services.merchant_file import lock_merchant
from shancha.apps.mall.services.permits import ask_for_check
from shancha.apps.mall.services.product_states import PAPERS_LAPSED, check_papers
from shancha.kit.apart import each_apart
from shancha.kit.events import publish
from shancha.kit.language import bilingual
from shancha.kit.numbers import home_date
from shancha.kit.text import clean_text

Kind, Status = MerchantPaper.Kind, MerchantPaper.Status
_BATCH = 500


@transaction.atomic
def accept_paper(*, paper_id: UUID, brand_slug: str = "") -> MerchantPaper:
    """The paper is good; `brand_slug` names the brand of an authorisation that came without. A licence renews
    the end of the merchant's. Goods that left the shelf for want of it come back by a job. Publishes
    MerchantPaperDecided. Raises PaperNotFoundError, PaperInvalidError, MerchantStateError."""
    merchant, paper = _lock(paper_id)
    if paper.kind == Kind.AUTHORISATION and paper.brand_id is None:
        paper.brand = Brand.objects.filter(slug=brand_slug, is_active=True).first()
        if paper.brand is None:
            message = bilingual("请填写授权品牌的标识", "Name the brand that it is for")
            raise PaperInvalidError(fields={"brand": message})
    if paper.expires_at is not None and paper.expires_at < home_date():
        raise PaperInvalidError(fields={"expires_at": bilingual("文件已过期", "It has run out")})
    if paper.kind == Kind.LICENCE:
        merchant.licence_expires_at = paper.expires_at
        merchant.save(update_fields=["licence_expires_at"])
    paper.status, paper.reason = Status.APPROVED, ""
    _decide(merchant, paper)
    ask_for_check(merchant.id)
    return paper


@transaction.atomic
def refuse_paper(*, paper_id: UUID, reason: str) -> MerchantPaper:
    """The paper is not good, for a reason that the merchant reads. Publishes MerchantPaperDecided. Raises
    PaperNotFoundError, MerchantStateError."""
    merchant, paper = _lock(paper_id)
    paper.status, paper.reason = Status.REJECTED, clean_text(reason)[:200]
    _decide(merchant, paper)
    return paper


def check_papered_goods(merchant_id: UUID) -> int:
    """The job's work: goods whose papers ran out leave the shelf, those whose papers were renewed come back;
    returns how many moved."""
    goods = Product.objects.filter(store__merchant_id=merchant_id)
    moved, after = 0, None
    while True:
        page = goods.filter(id__gt=after) if after else goods
        shown = page.filter(status="on_sale") | page.filter(status="off_shelf", status_reason=PAPERS_LAPSED)
        ids = list(shown.order_by("id").values_list("id", flat=True)[:_BATCH])
        if not ids:
            return moved
        moved += each_apart(ids, check_papers)
        after = ids[-1]


def _lock(paper_id: UUID) -> tuple[Merchant, MerchantPaper]:
    merchant_id = MerchantPaper.objects.filter(id=paper_id).values_list("merchant_id", flat=True).first()
    if merchant_id is None:
        raise PaperNotFoundError
    merchant = lock_merchant(merchant_id)
    paper = MerchantPaper.objects.select_for_update().filter(id=paper_id).first()
    if paper is None:
        raise PaperNotFoundError
    if paper.status != Status.SUBMITTED:
        raise MerchantStateError
    return merchant, paper


def _decide(merchant: Merchant, paper: MerchantPaper) -> None:
    paper.save(update_fields=["brand", "status", "reason"])
    publish(
        MerchantPaperDecided(
            merchant_id=merchant.id, owner_id=merchant.owner_id, paper_id=paper.id, status=paper.status
        )
    )
