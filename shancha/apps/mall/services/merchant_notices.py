"""What merchants and their staff are told."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from shancha.apps.mall.models import Merchant, MerchantPaper, Store
from shancha.apps.mall.services import merchants, permits
from shancha.apps.messaging.services import Notice, notify, notify_many
from shancha.kit.money import yuan
from shancha.kit.numbers import home_date

# So many days before a paper runs out its merchant is told.
TOLD_BEFORE = (30, 7)
_PAPERS = {
    "licence": ("营业执照", "Business licence"),
    "identity": ("法定代表人证件", "Identity paper"),
    "authorisation": ("品牌授权", "Brand authorisation"),
    "food": ("食品经营许可", "Food licence"),
    "cosmetics": ("化妆品备案", "Cosmetics filing"),
    "import": ("进口资质", "Import papers"),
    "other": ("其他资质", "Other paper"),
}
_CHINA = timedelta(hours=8)
_ROLES = {
    "manager": ("店长", "manager"),
    "catalogue": ("商品", "catalogue"),
    "shipping": ("发货", "shipping"),
    "service": ("客服", "service"),
    "finance": ("财务", "finance"),
}


def tell_decision(*, merchant_id: UUID, owner_id: UUID, status: str, reason: str) -> None:
    """The owner hears how the merchant stands from now on."""
    notify(
        user_id=owner_id,
        lane="process",
        kind=f"merchant_{status}",
        subject_kind="merchant",
        subject_id=merchant_id,
        payload={"reason": reason},
    )


def tell_deposit_return(*, merchant_id: UUID, owner_id: UUID, amount: int, offset: int) -> None:
    """The owner hears how much of the deposit came back, and what was taken out for debts."""
    notify(
        user_id=owner_id,
        lane="process",
        kind="merchant_deposit_returned",
        subject_kind="merchant",
        subject_id=merchant_id,
        payload={"amount": yuan(amount), "offset": yuan(offset)},
    )


def tell_invited(*, store_id: UUID, user_id: UUID, role: str, is_change: bool) -> None:
    """A member hears that a store asks for their help, and as what; or that it asks for another role."""
    _tell_of_staff(
        "store_staff_offer_changed" if is_change else "store_staff_invited", store_id, user_id, role
    )


def tell_answer(*, store_id: UUID, user_id: UUID, asked_by_id: UUID, role: str, is_accepted: bool) -> None:
    """Who asked a member to join hears whether they did."""
    kind = "store_staff_joined" if is_accepted else "store_staff_declined"
    _tell_of_staff(kind, store_id, asked_by_id, role, actor_id=user_id)


def tell_staff(*, store_id: UUID, user_id: UUID, role: str, actor_id: UUID | None) -> None:
    """A member hears of another role in a store's staff, or of having left; nobody is told of own deeds."""
    if actor_id is not None and actor_id != user_id:
        _tell_of_staff("store_staff_changed" if role else "store_staff_left", store_id, user_id, role)


def _tell_of_staff(
    kind: str, store_id: UUID, user_id: UUID, role: str, *, actor_id: UUID | None = None
) -> None:
    chinese, english = _ROLES.get(role, ("", ""))
    notify(
        user_id=user_id,
        lane="process",
        kind=kind,
        actor_id=actor_id,
        subject_kind="store",
        subject_id=store_id,
        payload={
            "store": Store.objects.get(id=store_id).name,
            "role_zh": chinese,
            "role_en": english,
        },
    )


def tell_paper(*, paper_id: UUID, owner_id: UUID, state: str) -> None:
    """The owner hears what became of a paper: approved, rejected, expired, or `expiring`."""
    paper = MerchantPaper.objects.select_related("brand").get(id=paper_id)
    chinese, english = _PAPERS[paper.kind]
    brand = paper.brand
    notify(
        user_id=owner_id,
        lane="process",
        kind=f"merchant_paper_{state}",
        subject_kind="merchant",
        subject_id=paper.merchant_id,
        payload={
            "paper_zh": f"{chinese}（{brand.name_zh}）" if brand else chinese,
            "paper_en": f"{english} ({brand.name_en or brand.name_zh})" if brand else english,
            "date": f"{paper.expires_at}" if paper.expires_at else "",
            "reason": paper.reason,
        },
    )


@transaction.atomic
def tell_ending_papers() -> int:
    """The job's work: reminds owners 30 and 7 days before a paper runs out, unless a later one is there
    already, and tells of those that have; returns how many notices."""
    over = permits.expire_papers()
    ending = _ending()
    for state, papers in (("expired", over), ("expiring", ending)):
        for paper in papers:
            owner_id = Merchant.objects.values_list("owner_id", flat=True).get(id=paper.merchant_id)
            tell_paper(paper_id=paper.id, owner_id=owner_id, state=state)
    return len(over) + len(ending)


def _ending() -> list[MerchantPaper]:
    today = home_date()
    ending: list[MerchantPaper] = []
    for days in sorted(TOLD_BEFORE):
        later = MerchantPaper.objects.filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=OuterRef("expires_at")),
            Q(brand=OuterRef("brand")) | ~Q(kind="authorisation"),
            merchant=OuterRef("merchant"),
            kind=OuterRef("kind"),
            status__in=["submitted", "approved"],
        )
        due = MerchantPaper.objects.filter(
            Q(told_days__isnull=True) | Q(told_days__gt=days),
            ~Exists(later),
            status="approved",
            expires_at__lte=today + timedelta(days=days),
            merchant__status__in=["approved", "suspended", "exiting"],
        )
        found = list(due.order_by("expires_at", "id")[:500])
        MerchantPaper.objects.filter(id__in=[paper.id for paper in found]).update(told_days=days)
        ending += found
    return ending


@transaction.atomic
def tell_due_renewals() -> int:
    """The job's work: reminds merchants whose file must be looked at soon, once; returns how many."""
    due = Merchant.objects.filter(id__in=merchants.mark_due_renewals())
    notices = [
        Notice(
            user_id=merchant.owner_id,
            lane="process",
            kind="merchant_renewal",
            subject_kind="merchant",
            subject_id=merchant.id,
            payload={"date": f"{merchant.renewal_due_at + _CHINA:%Y-%m-%d}"},
        )
        for merchant in due
        if merchant.renewal_due_at
    ]
    notify_many(notices)
    return len(notices)
