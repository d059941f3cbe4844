"""Measures against people, as other apps ask for them."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q

from shancha.apps.moderation.models import Sanction
from shancha.apps.moderation.models.decisions import SanctionKind
from shancha.kit.clock import now


def in_force() -> Q:
    """Picks measures that bind now: neither lifted nor over."""
    return Q(lifted_at=None) & (Q(ends_at=None) | Q(ends_at__gt=now()))


def was_just_sanctioned(user_id: UUID, kind: str) -> bool:
    """Whether a decision has sanctioned the member within the last minute, and will tell them itself."""
    since = now() - timedelta(minutes=1)
    return Sanction.objects.filter(user_id=user_id, kind=kind, starts_at__gt=since).exists()


def was_just_lifted(user_id: UUID, kind: str) -> bool:
    """Whether a moderator has lifted a measure within the last minute, and will say why."""
    since = now() - timedelta(minutes=1)
    lifted = Sanction.objects.filter(user_id=user_id, kind=kind, lifted_at__gt=since)
    return lifted.exclude(lift_reason="").exists()


def is_reach_limited(user_id: UUID) -> bool:
    """Whether a measure keeps the member's notes out of recommendation now."""
    return Sanction.objects.filter(in_force(), user_id=user_id, kind=SanctionKind.LIMIT).exists()
