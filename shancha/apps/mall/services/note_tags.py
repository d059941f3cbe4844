"""Tags of notes: what a note names of the mall, where on its pictures, and what follows from it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from shancha.apps.community.errors import DraftNotFoundError, NoteNotFoundError
from shancha.apps.community.models import Asset, Draft, DraftAsset, Note, NoteAsset
from shancha.apps.community.services.note_states import lock_note
from shancha.apps.mall.errors import TagsInvalidError
from shancha.apps.mall.models import Brand, DraftTags, NoteTag, Product, Variant
from shancha.apps.mall.services import note_products
from shancha.apps.moderation.services import screen
from shancha.kit.clock import now
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line

MOST_TAGS = 30
MOST_ON_A_PICTURE = 8
_KNOWN = ("on_sale", "off_shelf", "recalled")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as asked for. `asset_id` is the picture, None for one of the text; `x` and `y` are fractions."""

    kind: str
    asset_id: UUID | None = None
    x: float | None = None
    y: float | None = None
    product_id: UUID | None = None
    variant_id: UUID | None = None
    brand_id: UUID | None = None
    label: str = ""

    def as_json(self) -> dict[str, Any]:
        """For keeping beside a draft."""
        ids = ("asset_id", "product_id", "variant_id", "brand_id")
        kept = {name: str(value) if (value := getattr(self, name)) else None for name in ids}
        return {"kind": self.kind, "x": self.x, "y": self.y, "label": self.label, **kept}


def set_note_tags(*, actor_id: UUID, note_id: UUID, tags: Sequence[Mapping[str, Any]]) -> None:
    """Puts these tags in place of a note's. Each is {picture, x, y, kind, product_id, variant_id, brand,
    label}; `picture` counts from 0. Raises NoteNotFoundError (not one's own, or gone), TagsInvalidError."""
    with transaction.atomic():
        note = lock_note(note_id)
        if note is None or note.author_id != actor_id or note.state in {"deleted", "removed"}:
            raise NoteNotFoundError
        _write(note, check_tags(actor_id, tags, picture_ids_of_note(note_id)))


def set_draft_tags(*, actor_id: UUID, draft_id: UUID, tags: Sequence[Mapping[str, Any]]) -> None:
    """Keeps tags beside a draft until it is published. Raises DraftNotFoundError, TagsInvalidError."""
    with transaction.atomic():
        if not Draft.objects.select_for_update().filter(id=draft_id, owner_id=actor_id).exists():
            raise DraftNotFoundError
        checked = check_tags(actor_id, tags, picture_ids_of_draft(draft_id))
        DraftTags.objects.update_or_create(
            draft_id=draft_id, defaults={"tags": [tag.as_json() for tag in checked], "updated_at": now()}
        )


def take_over_draft_tags(*, draft_id: UUID, note_id: UUID) -> None:
    """A draft became a note: its tags go along, without what vanished meanwhile. Call it in that
    transaction. Without tags beside the draft, those of the note stay as they are."""
    kept = DraftTags.objects.filter(draft_id=draft_id).first()
    note = lock_note(note_id) if kept else None
    if kept is None or note is None:
        return
    pictures = set(picture_ids_of_note(note_id))
    tags = [_from_json(row, pictures) for row in kept.tags]
    products = _known_products([tag.product_id for tag in tags if tag.product_id])
    _write(note, [tag for tag in tags if tag.product_id is None or tag.product_id in products])


def picture_ids_of_note(note_id: UUID) -> list[UUID]:
    """The pictures of a note in their order."""
    rows = NoteAsset.objects.filter(
        note_id=note_id, asset__kind=Asset.Kind.IMAGE, note__kind=Note.Kind.IMAGES
    )
    return list(rows.order_by("position").values_list("asset_id", flat=True))


def picture_ids_of_draft(draft_id: UUID) -> list[UUID]:
    """The pictures of a draft in their order."""
    rows = DraftAsset.objects.filter(draft_id=draft_id, asset__kind=Asset.Kind.IMAGE)
    return list(rows.order_by("position").values_list("asset_id", flat=True))


def check_tags(actor_id: UUID, tags: Sequence[Mapping[str, Any]], pictures: Sequence[UUID]) -> list[Tag]:
    """The tags with everything looked up. Raises TagsInvalidError naming each one at fault."""
    problems: dict[str, str] = {}
    if len(tags) > MOST_TAGS:
        raise TagsInvalidError(fields={"tags": bilingual(f"最多 {MOST_TAGS} 个标记", f"At most {MOST_TAGS}")})
    found = _Names(tags)
    checked = [_check(place, given, pictures, found, problems) for place, given in enumerate(tags)]
    crowded = Counter(tag.asset_id for tag in checked if tag.asset_id)
    if any(count > MOST_ON_A_PICTURE for count in crowded.values()):
        problems["tags"] = bilingual(
            f"一张图片最多 {MOST_ON_A_PICTURE} 个标记", f"At most {MOST_ON_A_PICTURE} on one picture"
        )
    labels = "\n".join(tag.label for tag in checked if tag.label)
    if labels and screen(kind="board", author_id=actor_id, text=labels).decision != "allow":
        problems["tags"] = bilingual("含有平台规则不允许的内容", "This breaks the platform's rules")
    if problems:
        raise TagsInvalidError(fields=problems)
    return list({(tag.asset_id, tag.kind, _target(tag)): tag for tag in checked}.values())


class _Names:
    """What the tags name, looked up in three statements however many there are."""

    def __init__(self, tags: Sequence[Mapping[str, Any]]) -> None:
        self.products = _known_products([tag["product_id"] for tag in tags if tag.get("product_id")])
        variants = Variant.objects.filter(
            id__in=[tag["variant_id"] for tag in tags if tag.get("variant_id")], is_active=True
        )
        self.product_of: dict[UUID, UUID] = dict(variants.values_list("id", "product_id"))
        brands = Brand.objects.filter(slug__in=[tag["brand"] for tag in tags if tag.get("brand")])
        self.brands: dict[str, UUID] = dict(brands.filter(is_active=True).values_list("slug", "id"))


def _known_products(product_ids: Sequence[UUID]) -> set[UUID]:
    rows = Product.objects.filter(id__in=product_ids, status__in=_KNOWN, published_at__isnull=False)
    return set(rows.values_list("id", flat=True))


def _check(
    place: int, given: Mapping[str, Any], pictures: Sequence[UUID], found: _Names, problems: dict[str, str]
) -> Tag:
    kind, name = given["kind"], f"tags.{place}"
    label = clean_line(given.get("label") or "")[:40]
    product_id, variant_id, brand_id = given.get("product_id"), given.get("variant_id"), None
    if kind == "variant" and found.product_of.get(variant_id) != product_id:  # type: ignore[arg-type]
        problems[f"{name}.variant_id"] = bilingual("没有这个规格", "No such choice")
    if kind in {"product", "variant"} and product_id not in found.products:
        problems[f"{name}.product_id"] = bilingual("没有这件商品", "No such product")
    if kind == "brand":
        brand_id = found.brands.get(given.get("brand") or "")
        if brand_id is None:
            problems[f"{name}.brand"] = bilingual("没有这个品牌", "No such brand")
    if kind == "words" and not label:
        problems[f"{name}.label"] = bilingual("请写上名称", "Name it, please")
    asset_id = _picture(given, pictures, name, problems)
    return Tag(
        kind=kind,
        asset_id=asset_id,
        x=given.get("x") if asset_id else None,
        y=given.get("y") if asset_id else None,
        product_id=product_id if kind in {"product", "variant"} else None,
        variant_id=variant_id if kind == "variant" else None,
        brand_id=brand_id,
        label=label,
    )


def _picture(
    given: Mapping[str, Any], pictures: Sequence[UUID], name: str, problems: dict[str, str]
) -> UUID | None:
    picture: int | None = given.get("picture")
    x, y = given.get("x"), given.get("y")
    if picture is None:
        return None
    if not 0 <= picture < len(pictures):
        problems[f"{name}.picture"] = bilingual("没有这张图片", "No such picture")
        return None
    if x is None or y is None:
        problems[f"{name}.x"] = bilingual("请标出位置", "Say where on the picture")
        return None
    return pictures[picture]


def _target(tag: Tag) -> object:
    return tag.variant_id or tag.product_id or tag.brand_id or tag.label


def _from_json(row: Mapping[str, Any], pictures: set[UUID]) -> Tag:
    ids = {name: UUID(row[name]) if row[name] else None for name in ("product_id", "variant_id", "brand_id")}
    asset_id = UUID(row["asset_id"]) if row["asset_id"] else None
    is_there = asset_id in pictures
    return Tag(
        kind=row["kind"],
        asset_id=asset_id if is_there else None,
        x=row["x"] if is_there else None,
        y=row["y"] if is_there else None,
        label=row["label"],
        **ids,
    )


def _write(note: Note, tags: Sequence[Tag]) -> None:
    NoteTag.objects.filter(note=note).delete()
    NoteTag.objects.bulk_create(
        NoteTag(
            note=note,
            position=position,
            asset_id=tag.asset_id,
            x=tag.x,
            y=tag.y,
            kind=tag.kind,
            product_id=tag.product_id,
            variant_id=tag.variant_id,
            brand_id=tag.brand_id,
            label=tag.label,
        )
        for position, tag in enumerate(tags)
    )
    note_products.follow_tags(note)
