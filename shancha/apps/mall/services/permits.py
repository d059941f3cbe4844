"""Papers that goods ask of their merchant: a licence for food, a filing for cosmetics, papers of an importer,
an authorisation for a brand. Without them goods don't go on sale; when they run out, goods leave the shelf
until a new paper was accepted. The house needs none in its own file."""

from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from shancha.apps.mall.models import Category, Merchant, MerchantPaper, Product, TradeMode
from shancha.kit import jobs
from shancha.kit.language import bilingual
from shancha.kit.numbers import home_date

Kind, Status = MerchantPaper.Kind, MerchantPaper.Status
_NAMES = {
    Kind.AUTHORISATION: ("品牌授权", "an authorisation for this brand"),
    Kind.FOOD: ("食品经营许可", "a licence for food"),
    Kind.COSMETICS: ("化妆品备案", "a filing for cosmetics"),
    Kind.IMPORT: ("进口资质", "papers of an importer"),
    Kind.OTHER: ("该类商品的经营资质", "a permit for these goods"),
}


class Need(NamedTuple):
    """A kind of paper, for an authorisation of one brand."""

    kind: str
    brand_id: UUID | None = None


def needs_of(product: Product) -> dict[Need, str]:
    """Which papers a product asks of its merchant, each with the field that asks for it."""
    if product.store.merchant.kind == Merchant.Kind.PLATFORM:
        return {}
    needs: dict[Need, str] = {}
    if product.trade_mode == TradeMode.DOMESTIC:
        above = Category.objects.filter(id__in=product.category.path).values_list(
            "required_papers", flat=True
        )
        needs |= {Need(kind): "category" for kinds in above for kind in kinds}
    else:
        needs[Need(Kind.IMPORT)] = "trade_mode"
    if product.brand is not None and product.brand.needs_authorisation:
        needs[Need(Kind.AUTHORISATION, product.brand_id)] = "brand_id"
    return needs


def missing_papers(product: Product) -> dict[str, str]:
    """Which papers its merchant lacks, by the field of the product that asks for them."""
    held = _held(product.store.merchant_id)
    problems = {}
    for need, field in needs_of(product).items():
        if need not in held:
            chinese, english = _NAMES[Kind(need.kind)]
            problems[field] = bilingual(
                f"需要{chinese}，请在商家资质中上传，审核通过后再上架",
                f"Needs {english}; add it to your merchant's papers, and sell once it is accepted",
            )
    return problems


def valid_papers(merchant_id: UUID) -> QuerySet[MerchantPaper]:
    """Accepted papers that have not run out."""
    today = home_date()
    return MerchantPaper.objects.filter(
        Q(expires_at__isnull=True) | Q(expires_at__gte=today),
        merchant_id=merchant_id,
        status=Status.APPROVED,
    )


def _held(merchant_id: UUID) -> set[Need]:
    return _met_by(valid_papers(merchant_id))


def _met_by(papers: QuerySet[MerchantPaper]) -> set[Need]:
    rows = papers.values_list("kind", "brand_id")
    return {Need(kind, brand_id if kind == Kind.AUTHORISATION else None) for kind, brand_id in rows}


@transaction.atomic
def expire_papers() -> list[MerchantPaper]:
    """The job's work: marks papers whose last day is over, and has the goods that stood on them looked at."""
    today = home_date()
    over = MerchantPaper.objects.select_for_update(no_key=True).filter(
        status=Status.APPROVED, expires_at__lt=today
    )
    papers = list(over.order_by("id"))
    MerchantPaper.objects.filter(id__in=[paper.id for paper in papers]).update(status=Status.EXPIRED)
    for merchant_id in sorted({paper.merchant_id for paper in papers}):
        ask_for_check(merchant_id)
    return papers


def ask_for_check(merchant_id: UUID) -> None:
    """Has the goods that stand on a merchant's papers looked at, once the present transaction holds."""
    jobs.defer("mall.check_papered_goods", lock=f"papers:{merchant_id}", merchant_id=str(merchant_id))


def lapsed_needs(merchant_id: UUID) -> set[Need]:
    """What the merchant once had a paper for and has none any more."""
    expired = MerchantPaper.objects.filter(merchant_id=merchant_id, status=Status.EXPIRED)
    return _met_by(expired) - _held(merchant_id)
