"""Reads of membership: plans on sale, one's own card and purchases."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from shancha.apps.promotions.models import Membership, MembershipPeriod, MembershipPlan
from shancha.apps.promotions.queries.pocket import free_deliveries_left
from shancha.kit.clock import now
from shancha.kit.money import percent

PURCHASES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Care:
    """How a card speeds after-sales up: how long a store may take to answer, and how many fen of returns in
    30 days are refunded without waiting for it longer."""

    answer_within: timedelta
    early_refund_amount: int


def find_care(user_id: UUID) -> Care | None:
    """What the card that is in force gives its owner in after-sales; None without one."""
    card = Membership.objects.select_related("plan").filter(user_id=user_id, ends_at__gt=now()).first()
    if card is None:
        return None
    return Care(timedelta(hours=card.plan.answer_hours), card.plan.early_refund_amount)


def list_plans(*, english: bool = False) -> list[dict[str, Any]]:
    """Plans on sale, in their order."""
    return [
        {
            "id": plan.id,
            "slug": plan.slug,
            "name": plan.name_en if english else plan.name_zh,
            "months": plan.months,
            "price": plan.price,
            "price_per_month": -(-plan.price // plan.months),
            "trial_days": plan.trial_days,
            "free_deliveries": plan.free_deliveries,
            "points_multiplier": percent(plan.points_multiplier_bp),
            "answer_hours": plan.answer_hours,
            "early_refund_amount": plan.early_refund_amount,
        }
        for plan in MembershipPlan.objects.filter(is_active=True)[:20]
    ]


def get_membership(*, user_id: UUID, english: bool = False) -> dict[str, Any] | None:
    """A member's card as it stands now, or None where there never was one."""
    card = Membership.objects.select_related("plan").filter(user_id=user_id).first()
    if card is None:
        return None
    is_active = card.ends_at > now()
    plan = card.plan
    left = free_deliveries_left(plan.free_deliveries, card.deliveries_used, card.deliveries_since)
    return {
        "is_active": is_active,
        "status": card.status if is_active or card.status == "cancelled" else "expired",
        "plan_id": plan.id,
        "plan_name": plan.name_en if english else plan.name_zh,
        "starts_at": card.starts_at,
        "ends_at": card.ends_at,
        "renews": card.renews and is_active,
        "free_deliveries_left": left if is_active else 0,
        "saved_amount": card.saved_amount,
    }


def can_try(*, user_id: UUID | None) -> bool:
    """Whether somebody may still have a trial."""
    return user_id is not None and not Membership.objects.filter(user_id=user_id).exists()


def list_purchases(*, user_id: UUID, english: bool = False) -> list[dict[str, Any]]:
    """The latest purchases of a member, trials among them."""
    periods = (
        MembershipPeriod.objects.select_related("plan")
        .filter(user_id=user_id)
        .order_by("-created_at", "-id")[:PURCHASES_SHOWN]
    )
    return [_purchase(period, english=english) for period in periods]


def get_purchase(*, period_id: UUID, english: bool = False) -> dict[str, Any]:
    """One purchase, which is known to exist."""
    return _purchase(MembershipPeriod.objects.select_related("plan").get(id=period_id), english=english)


def _purchase(period: MembershipPeriod, *, english: bool) -> dict[str, Any]:
    return {
        "id": period.id,
        "plan_name": period.plan.name_en if english else period.plan.name_zh,
        "kind": period.kind,
        "status": period.status,
        "amount": period.amount,
        "refunded_amount": period.refunded_amount,
        "payment_id": period.payment_id,
        "starts_at": period.starts_at,
        "ends_at": period.ends_at,
        "created_at": period.created_at,
    }
