"""A store's goods as CSV, and the report of an import."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import orjson

from shancha.apps.mall.csv_format import BOM, COLUMNS, write_fen, write_rows
from shancha.apps.mall.csv_snapshot import PRICES, Snapshot, new_export, write_snapshot
from shancha.apps.mall.errors import ImportNotFoundError
from shancha.apps.mall.models import CatalogueImport, Product
from shancha.kit import sql

_STATUS_LABELS = dict(Product.Status.choices)
_PIECE = 500
_OF_STOCK = {"product_id", "variant_id", "warehouse", "stock", "exported"}
_WIDE = {"/": "／", ";": "；"}
_ROWS = """
select p.id, v.id, p.title, p.title_en, p.subtitle, c.slug, b.slug, p.trade_mode, p.origin, p.importer,
    p.label_zh, p.positive_list_version,
    p.option_names, v.options, v.code, v.barcode, v.price, v.list_price, v.member_price, v.weight_g,
    v.content_amount, v.content_unit, v.hs_code, p.parameters, k.name, k.on_hand, p.status, k.id,
    coalesce(k.nth, 1)
from mall_variant v
join mall_product p on p.id = v.product_id
join mall_category c on c.id = p.category_id
left join mall_brand b on b.id = p.brand_id
left join lateral (
    select w.id, w.name, s.on_hand, row_number() over (order by w.position, w.id) as nth
    from mall_stock s join mall_warehouse w on w.id = s.warehouse_id
    where s.variant_id = v.id and w.is_active) k on true
where v.store_id = %(store)s and v.is_active
    and (%(product)s::uuid is null
        or (p.id, v.id, coalesce(k.nth, 1)) > (%(product)s::uuid, %(variant)s::uuid, %(nth)s::int))
order by p.id, v.id, coalesce(k.nth, 1) limit %(limit)s
"""


def export_products(store_id: UUID) -> Iterator[str]:
    """The file in pieces: UTF-8 with BOM, a row for each active variant and each warehouse where it lies. The
    first row of a variant says everything, further ones its stock alone, so that a change is made in one
    place. The last column keeps what stood there then, for when the file comes back."""
    export = new_export()
    yield BOM + write_rows(list(COLUMNS.values()), [])
    product = variant = nth = None
    while True:
        rows = sql.fetch_rows(
            _ROWS, {"store": store_id, "product": product, "variant": variant, "nth": nth, "limit": _PIECE}
        )
        yield write_rows([], [_cells(row, export) for row in rows])
        if len(rows) < _PIECE:
            return
        (product, variant), nth = rows[-1][:2], rows[-1][-1]


def template() -> str:
    """A file to begin with: the headings and one example."""
    example = {
        "title": "手作陶瓷花瓶",
        "category": "decor",
        "trade_mode": "domestic",
        "option_names": "颜色",
        "options": "白",
        "code": "VASE-W",
        "price": "129.00",
        "weight_g": "600",
        "parameters": "材质=陶瓷",
        "stock": "20",
    }
    return BOM + write_rows(list(COLUMNS.values()), [[example.get(name, "") for name in COLUMNS]])


def import_report(store_id: UUID, import_id: UUID, *, english: bool) -> str:
    """What is wrong with which row. Raises ImportNotFoundError."""
    found = find_import(store_id, import_id)
    heading = ["Row", "Column", "Problem"] if english else ["行号", "列", "问题"]
    rows = [(number, column, told[1] if english else told[0]) for number, column, *told in found.errors]
    return BOM + write_rows(heading, rows)


def find_import(store_id: UUID, import_id: UUID) -> CatalogueImport:
    """An import of the store's; raises ImportNotFoundError."""
    found = CatalogueImport.objects.filter(id=import_id, store_id=store_id).first()
    if found is None:
        raise ImportNotFoundError
    return found


def _cells(row: tuple[Any, ...], export: str) -> list[object]:
    *values, nth = row
    facts = dict(zip(COLUMNS, values, strict=True))
    prices = {name: facts[name] for name in PRICES}
    warehouse_id, stock = facts.pop("exported"), facts["stock"] or 0
    for name, price in prices.items():
        facts[name] = write_fen(price)
    for name in ("option_names", "options"):
        facts[name] = _joined(orjson.loads(facts[name]), "/")
    pairs = orjson.loads(facts["parameters"])
    is_plain = not any("=" in name or "＝" in name for name, _ in pairs)
    facts["parameters"] = _joined([f"{name}={value}" for name, value in pairs], ";") if is_plain else ""
    facts["status"] = _STATUS_LABELS[facts["status"]]
    facts["exported"] = write_snapshot(
        Snapshot(
            export=export,
            variant_id=facts["variant_id"],
            warehouse_id=warehouse_id,
            stock=stock,
            **prices,
        )
    )
    return [value if nth == 1 or name in _OF_STOCK else "" for name, value in facts.items()]


def _joined(parts: list[str], sign: str) -> str:
    """The parts in one cell; "", which changes nothing on the way in, where one holds the sign itself."""
    if any(sign in part or _WIDE[sign] in part for part in parts):
        return ""
    return sign.join(parts)
