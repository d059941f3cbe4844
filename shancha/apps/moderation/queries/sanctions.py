"""Measures against people, as other apps ask for them."""

from datetime import timedelta
from uuid import UUID

from shancha.apps.moderation.models import Sanction
from shancha.kit.clock import now


def was_just_sanctioned(user_id: UUID, kind: str) -> bool:
    """Whether a decision has sanctioned the member within the last minute, and will tell them itself."""
    since = now() - timedelta(minutes=1)
    return Sanction.objects.filter(user_id=user_id, kind=kind, starts_at__gt=since).exists()
