"""What a merchant still answers for when they want to leave."""

from collections.abc import Iterator
from uuid import UUID

from shancha.apps.accounts.departures import Obstacle
from shancha.apps.mall.models import Merchant

_STANDING = (
    Merchant.Status.SUBMITTED,
    Merchant.Status.APPROVED,
    Merchant.Status.SUSPENDED,
    Merchant.Status.EXITING,
)


def obstacles(user_id: UUID) -> Iterator[Obstacle]:
    """A store must be closed with its notice of thirty days (电子商务法 16), or handed over, first."""
    count = Merchant.objects.filter(owner_id=user_id, status__in=_STANDING).count()
    if count:
        yield Obstacle("store", count=count)
