"""A member's own data in messaging: the notices they were given."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from shancha.apps.messaging.models import Notification


def export_user(user_id: UUID) -> Iterable[tuple[str, Any]]:
    """Yields the member's files for the export."""
    fields = ("lane", "kind", "count", "subject_kind", "subject_id", "payload", "created_at", "read_at")
    yield (
        "notifications.json",
        list(Notification.objects.filter(user_id=user_id).order_by("id").values(*fields)),
    )
