"""What merchants and their staff are told."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.mall.models import Merchant, Store
from shancha.apps.mall.services import merchants
from shancha.apps.messaging.services import Notice, notify, notify_many
from shancha.kit.money import yuan

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


def tell_staff(*, store_id: UUID, user_id: UUID, role: str, actor_id: UUID | None) -> None:
    """A member hears of having joined or left a store's staff; nobody is told of own deeds."""
    if actor_id is None or actor_id == user_id:
        return
    store = Store.objects.get(id=store_id)
    chinese, english = _ROLES.get(role, ("", ""))
    notify(
        user_id=user_id,
        lane="process",
        kind="store_staff_joined" if role else "store_staff_left",
        subject_kind="store",
        subject_id=store_id,
        payload={"store": store.name, "role_zh": chinese, "role_en": english},
    )


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
