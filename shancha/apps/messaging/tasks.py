"""Jobs of the messaging app."""

from uuid import UUID

from shancha.apps.messaging import services
from shancha.kit import jobs


@jobs.periodic("23 4 * * *", "messaging.sweep_notifications")
def sweep_notifications() -> None:
    """Removes notices past their time."""
    services.sweep_notifications()


@jobs.periodic("*/30 * * * *", "messaging.sweep_stream")
def sweep_stream() -> None:
    """Removes stream events past their time."""
    services.sweep_stream()


@jobs.task("messaging.notify_everybody")
def notify_everybody(
    *, kind: str, group_key: str, payload: dict[str, object], after: str | None = None
) -> None:
    """Gives every member a system notice, a thousand at a time; each portion is its own job."""
    last = services.notify_everybody(
        kind=kind, group_key=group_key, payload=payload, after=UUID(after) if after else None
    )
    if last is not None:
        jobs.defer(
            "messaging.notify_everybody", kind=kind, group_key=group_key, payload=payload, after=str(last)
        )
