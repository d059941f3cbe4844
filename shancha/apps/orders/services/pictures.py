"""Pictures that buyers and stores show: of a review, as evidence."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from shancha.apps.community.models import Asset
from shancha.apps.community.queries.pictures import picture_json
from shancha.apps.orders.errors import PicturesInvalidError

MAX_PICTURES = 9


def take_pictures(
    *, owner_id: UUID, asset_ids: Sequence[UUID], is_public: bool = False
) -> list[dict[str, Any]]:
    """The ready-made JSON of one's own uploaded pictures, in their order, with the asset's id; they are kept
    from now on. Unless they are public, only those of the case see them (`queries.evidence`). Raises
    PicturesInvalidError."""
    wanted = list(dict.fromkeys(asset_ids))
    if len(wanted) > MAX_PICTURES:
        raise PicturesInvalidError
    own = Asset.objects.filter(id__in=wanted, owner_id=owner_id, kind=Asset.Kind.IMAGE)
    ready = {asset.id: picture_json(asset) for asset in own}
    if any(ready.get(asset_id) is None for asset_id in wanted):
        raise PicturesInvalidError
    Asset.objects.filter(id__in=wanted).update(**{"is_open" if is_public else "is_kept": True})
    return [{**(ready[asset_id] or {}), "asset_id": str(asset_id)} for asset_id in wanted]
