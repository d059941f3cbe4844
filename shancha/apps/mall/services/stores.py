"""Stores: their settings."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from shancha.apps.community.models import Asset
from shancha.apps.community.queries.pictures import picture_json
from shancha.apps.mall.errors import StoreInvalidError, StoreNotFoundError
from shancha.apps.mall.events import StoreChanged
from shancha.apps.mall.models import Store
from shancha.apps.mall.services.product_media import open_assets, usable_assets
from shancha.apps.mall.services.shop_words import find_refused_word
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line, clean_text

LAYOUTS = ("grid", "list")
_LINES = {
    "name": 40,
    "phone": 30,
    "hours": 60,
    "city_name": 40,
    "return_receiver": 30,
    "return_phone": 30,
    "return_address": 160,
}
_ACCENT = re.compile(r"^#[0-9a-f]{6}$")
_PHONE = re.compile(r"^[0-9+\-() ]{5,30}$")


@transaction.atomic
def update_store(*, actor_id: UUID, store_id: UUID, given: Mapping[str, Any]) -> Store:
    """Changes what is given of name, intro, logo, banner, phone, hours, city, address for returns and theme.
    Raises
    StoreNotFoundError, StoreInvalidError naming every field at fault."""
    store = Store.objects.select_for_update(no_key=True).filter(id=store_id).first()
    if store is None:
        raise StoreNotFoundError
    words_before = _words(store)
    problems = _set_lines(store, given)
    if "theme" in given:
        problems |= _set_theme(store, given["theme"])
    problems |= _set_pictures(store, given)
    if not problems and _words(store) != words_before:
        refused = find_refused_word(kind="board", author_id=actor_id, text=_words(store))
        problems |= {"intro" if "intro" in given else "name": refused} if refused else {}
    if problems:
        raise StoreInvalidError(fields=problems)
    store.updated_at = now()
    try:
        with transaction.atomic():
            store.save()
    except IntegrityError as error:
        raise StoreInvalidError(fields={"name": bilingual("店名已被使用", "This name is taken")}) from error
    publish(StoreChanged(store_id=store.id))
    return store


def _words(store: Store) -> str:
    return "\n".join(part for part in (store.name, store.intro, store.hours) if part)


def _set_lines(store: Store, given: Mapping[str, Any]) -> dict[str, str]:
    problems = {}
    for name, longest in _LINES.items():
        if name in given:
            value = clean_line(given[name] or "")
            if len(value) > longest:
                problems[name] = bilingual(f"最多 {longest} 个字", f"At most {longest} characters")
            setattr(store, name, value[:longest])
    if "intro" in given:
        store.intro = clean_text(given["intro"] or "")
        if len(store.intro) > 500:
            problems["intro"] = bilingual("最多 500 个字", "At most 500 characters")
    if not store.name:
        problems["name"] = bilingual("请填写店名", "Please give a name")
    if store.return_address and not (store.return_receiver and _PHONE.match(store.return_phone)):
        message = bilingual("退货地址需要收件人和电话", "An address for returns needs a receiver and a phone")
        problems["return_address"] = message
    if store.phone and not _PHONE.match(store.phone):
        problems["phone"] = bilingual("电话格式不正确", "Not a phone number")
    return problems


def _set_theme(store: Store, theme: Mapping[str, Any] | None) -> dict[str, str]:
    """The accent must leave white text readable: a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    accent, layout = str((theme or {}).get("accent") or "").lower(), (theme or {}).get("layout") or "grid"
    if accent and not _ACCENT.match(accent):
        return {"theme.accent": bilingual("颜色格式为 #rrggbb", "A colour as #rrggbb")}
    if accent and _contrast_with_white(accent) < 4.5:
        return {"theme.accent": bilingual("颜色太浅，白色文字看不清", "Too light for white text")}
    if layout not in LAYOUTS:
        return {"theme.layout": bilingual("没有这种布局", "No such layout")}
    store.theme = {**({"accent": accent} if accent else {}), "layout": layout}
    return {}


def _contrast_with_white(colour: str) -> float:
    """The contrast ratio of WCAG 2.2 between white and a colour."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def _set_pictures(store: Store, given: Mapping[str, Any]) -> dict[str, str]:
    problems = {}
    for name in ("logo", "banner"):
        if f"{name}_asset_id" not in given:
            continue
        asset_id = given[f"{name}_asset_id"]
        if asset_id is None:
            setattr(store, f"{name}_asset", None)
            setattr(store, name, None)
        elif asset_id == getattr(store, f"{name}_asset_id") or usable_assets(store.id, [asset_id]):
            asset = Asset.objects.get(id=asset_id)
            open_assets([asset_id])
            setattr(store, f"{name}_asset", asset)
            setattr(store, name, picture_json(asset))
        else:
            problems[f"{name}_asset_id"] = bilingual(
                "图片不存在或还在处理中", "No such picture, or not ready"
            )
    return problems
