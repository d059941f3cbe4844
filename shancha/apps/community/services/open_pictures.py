"""Pictures that the platform itself shows, sent in from the back office."""

from uuid import UUID

from PIL import Image

from shancha.apps.community.models import Asset
from shancha.apps.community.services.media import WIDTHS, store_prepared_picture
from shancha.kit import pictures


def store_open_picture(*, owner_id: UUID, image: Image.Image, alt: str) -> Asset:
    """Keeps a picture in the widths of all others, open to everybody, and kept from the sweep of unused
    ones."""
    asset = store_prepared_picture(
        owner_id=owner_id,
        variants=pictures.variants(image, WIDTHS),
        width=image.width,
        height=image.height,
        placeholder=pictures.placeholder(image),
        perceptual_hash=pictures.perceptual_hash(image),
        alt=alt,
    )
    asset.is_open = True
    asset.save(update_fields=["is_open"])
    return asset
