"""Who has the card."""

from uuid import UUID

from shancha.apps.promotions.models import Membership
from shancha.kit.clock import now


def is_member(user_id: UUID | None) -> bool:
    """Whether this person's card is in force at this moment."""
    return user_id is not None and Membership.objects.filter(user_id=user_id, ends_at__gt=now()).exists()
