"""What a scanned code leads to."""

from typing import Any
from uuid import UUID

from django.conf import settings

from shancha.apps.community.queries.notes import is_visible
from shancha.apps.mall.barcodes import writings
from shancha.apps.mall.queries.product_cards import listed_cards
from shancha.apps.mall.queries.product_pages import is_known
from shancha.apps.mall.scanning import Scanned, read_code
from shancha.apps.mall.wanting import key_of_text
from shancha.kit import sql

_MOST_PRODUCTS = 20
_EXISTS = {
    "user": "select '/u/' || handle from accounts_user where handle = lower(%s) and status <> 'deleted'",
    "topic": "select '/t/' || slug from community_topic where slug = %s and state in ('active', 'ended')",
    "store": "select '/store/' || slug from mall_store where slug = %s and status in ('open', 'closing')",
    "brand": "select '/brand/' || slug from mall_brand where slug = %s and is_active",
    "wish_list": "select '/wishes/' || share_key from mall_wishlist where share_key = %s",
}


def resolve(code: str, *, viewer_id: UUID | None, english: bool) -> dict[str, Any]:
    """{kind, to, product_cards, search, want}: the page it leads to, or the products with that barcode, or
    what to search for and what one may want here. `product_cards` is JSON text."""
    scanned = read_code(code, base_url=settings.BASE_URL)
    if scanned.kind == "barcode":
        return _by_barcode(scanned.value, english=english)
    if scanned.kind == "words":
        return _unknown(scanned.value)
    to = _target(scanned, viewer_id)
    if to is None:
        return _unknown(scanned.value if scanned.kind not in {"note", "product", "wish_list"} else "")
    return {"kind": scanned.kind, "to": to, "product_cards": "[]", "search": None, "want": None}


def _target(scanned: Scanned, viewer_id: UUID | None) -> str | None:
    if scanned.kind == "page":
        return scanned.value
    if scanned.kind == "note":
        note_id = UUID(scanned.value)
        return f"/n/{note_id}" if is_visible(note_id=note_id, viewer_id=viewer_id) else None
    if scanned.kind == "product":
        product_id = UUID(scanned.value)
        return f"/product/{product_id}" if is_known(product_id) else None
    return sql.fetch_value(_EXISTS[scanned.kind], [scanned.value])  # type: ignore[no-any-return]


def _by_barcode(digits: str, *, english: bool) -> dict[str, Any]:
    rows = sql.fetch_rows(
        f"""
        select distinct p.id, p.sold_count from mall_variant v join mall_product p on p.id = v.product_id
        where v.barcode <> '' and v.barcode = any(%s) and v.is_active and p.status = 'on_sale'
        order by p.sold_count desc, p.id limit {_MOST_PRODUCTS}
        """,
        [list(writings(digits))],
    )
    count, cards = listed_cards([row[0] for row in rows], english=english)
    if not count:
        return _unknown(digits)
    return {"kind": "barcode", "to": None, "product_cards": cards, "search": digits, "want": None}


def _unknown(words: str) -> dict[str, Any]:
    key = key_of_text(words)
    return {
        "kind": "unknown",
        "to": None,
        "product_cards": "[]",
        "search": words[:60] or None,
        "want": {"key": key, "label": words[:80]} if key else None,
    }
