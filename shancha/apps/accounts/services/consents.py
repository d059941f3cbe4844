"""What members agree to: rows are only ever added, the latest of a kind counts."""

from uuid import UUID

from shancha.apps.accounts.models import Consent


def record_consent(*, user_id: UUID, kind: str, version: str, granted: bool = True) -> None:
    """Notes that a member agreed to (or took back) something in one version, now."""
    Consent.objects.create(user_id=user_id, kind=kind, version=version, granted=granted)
