"""Pictures that an app above keeps for a few, such as the two sides of a case: it registers who they are."""

from collections.abc import Callable
from uuid import UUID

MaySee = Callable[[UUID, UUID], bool]
_rules: list[MaySee] = []


def register(may_see: MaySee) -> None:
    """Lets an app show assets that it keeps (`Asset.is_kept`). `may_see(asset_id, viewer_id)` tells, in one
    cheap statement, whether the member is among those who see the asset."""
    _rules.append(may_see)


def is_shown_to(*, asset_id: UUID, viewer_id: UUID) -> bool:
    """Whether some app above shows the asset to this member."""
    return any(may_see(asset_id, viewer_id) for may_see in _rules)
