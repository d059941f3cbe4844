"""One row of a CSV of goods: understood, then entered as a person's changes are."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db.models import Q

from shancha.apps.mall.csv_format import COLUMNS, CsvRow, read_fen
from shancha.apps.mall.csv_snapshot import read_snapshot
from shancha.apps.mall.errors import StockBelowReservedError
from shancha.apps.mall.models import Brand, Category, Product, TradeMode, Variant
from shancha.apps.mall.services import products, warehouses
from shancha.apps.mall.services.import_merging import Change, count_change, keep_prices
from shancha.apps.mall.services.row_errors import Problem, RowError

_TEXTS = ("title", "title_en", "subtitle", "origin", "importer", "label_zh", "positive_list_version")
_TRADE_MODES = {
    **{value: value for value in TradeMode.values},
    **{str(label): value for value, label in TradeMode.choices},
}
_UNITS = {"": "", "ml": "ml", "毫升": "ml", "g": "g", "克": "g", "sheet": "sheet", "片": "sheet"}
MAX_STOCK = 10_000_000


def enter_row(*, actor_id: UUID, store_id: UUID, row: CsvRow, product_id: UUID | None) -> tuple[UUID, bool]:
    """Enters a row: changes the variant that it names by id or code, or adds one to the product that it names
    (or `product_id`, the one of the rows before it), or makes a product. An empty cell leaves things as they
    are. What was sold or priced anew since the file was exported stays so. Returns the product and whether
    something new was made. Raises RowError, ProblemError."""
    products.lock_store(store_id)
    fields, variant_fields, stock = _understand(store_id, row)
    variant = _find_variant(store_id, row)
    snapshot = variant_fields.pop("exported", None)
    if variant is not None and snapshot is not None:
        keep_prices(variant, variant_fields, snapshot)
    product = _find_product(store_id, row, variant, product_id)
    if product is None:
        fields["variants"] = [_whole(variant_fields)]
        made = products.create_product(actor_id=actor_id, store_id=store_id, given=fields)
        _count(actor_id, store_id, Variant.objects.get(product_id=made.id), stock, change=None)
        return made.id, True
    change = count_change(variant, row, stock, snapshot) if variant is not None else None
    is_new = variant is None and not _same_options(product, variant_fields)
    fields["variants"] = _merged(product, variant, variant_fields)
    products.update_product(actor_id=actor_id, store_id=store_id, product_id=product.id, given=fields)
    variant = variant or Variant.objects.get(product_id=product.id, options=variant_fields.get("options", []))
    _count(actor_id, store_id, variant, stock, change=change)
    return product.id, is_new


def _understand(store_id: UUID, row: CsvRow) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """The row's product fields, variant fields and stock, only of cells that are not empty."""
    problems: list[Problem] = []
    found: dict[str, Any] = {}
    for name, read in _READERS.items():
        if text := row.get(name):
            try:
                found[name] = read(text)
            except ValueError:
                problems.append((COLUMNS[name], f"无法识别：{text[:40]}", f"Not understood: {text[:40]}"))
    stock: dict[str, Any] = {name: found.pop(name) for name in ("warehouse", "stock") if name in found}
    if "stock" in stock:
        stock["warehouse_id"] = _find_warehouse(store_id, stock.get("warehouse", ""), found, problems)
    if problems:
        raise RowError(problems)
    if "brand" in found:
        found["brand_id"] = found.pop("brand")
    fields = {name: value for name, value in found.items() if name in _PRODUCT_FIELDS}
    return fields, {name: value for name, value in found.items() if name not in _PRODUCT_FIELDS}, stock


def _find_warehouse(
    store_id: UUID, name: str, found: Mapping[str, Any], problems: list[Problem]
) -> UUID | None:
    usable = warehouses.usable_warehouses(store_id).filter(is_active=True)
    by_name = usable.filter(name=name) if name else usable.filter(kind=found.get("trade_mode", "domestic"))
    warehouse = by_name.first()
    if warehouse is None:
        problems.append((COLUMNS["warehouse"], "没有这个仓库", "No such warehouse"))
        return None
    return warehouse.id


def _find_variant(store_id: UUID, row: CsvRow) -> Variant | None:
    own = Variant.objects.filter(store_id=store_id)
    if given := row.get("variant_id"):
        variant = own.filter(Q(id=read_id(given))).first() if read_id(given) else None
        if variant is None:
            raise RowError([(COLUMNS["variant_id"], "没有这个规格", "No such variant")])
        return variant
    return own.filter(code=row.get("code")).first() if row.get("code") else None


def _find_product(
    store_id: UUID, row: CsvRow, variant: Variant | None, product_id: UUID | None
) -> Product | None:
    given = row.get("product_id")
    wanted = read_id(given) if given else product_id
    if variant is not None and not given:
        wanted = variant.product_id
    product = Product.objects.filter(id=wanted, store_id=store_id).first() if wanted else None
    if given and (product is None or (variant is not None and variant.product_id != product.id)):
        raise RowError([(COLUMNS["product_id"], "没有这件商品", "No such product")])
    return product


def _same_options(product: Product, given: Mapping[str, Any]) -> bool:
    return Variant.objects.filter(product=product, options=given.get("options", [])).exists()


def _merged(product: Product, variant: Variant | None, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All variants of the product as they shall be, this row's put in its place."""
    listed = []
    is_placed = False
    for known in Variant.objects.filter(product=product, is_active=True).order_by("position", "id"):
        is_meant = known == variant or (variant is None and known.options == given.get("options", []))
        listed.append({**_as_row(known), **(given if is_meant else {})})
        is_placed = is_placed or is_meant
    if not is_placed:
        listed.append({**(_as_row(variant) if variant else {}), **_whole(given), "is_active": True})
    return listed


def _as_row(variant: Variant) -> dict[str, Any]:
    names = ("id", "options", "code", "barcode", "price", "list_price", "member_price", "weight_g")
    more = ("content_amount", "content_unit", "hs_code", "picture_position", "is_active")
    return {name: getattr(variant, name) for name in (*names, *more)}


def _whole(given: Mapping[str, Any]) -> dict[str, Any]:
    if "price" not in given:
        raise RowError([(COLUMNS["price"], "请填写价格", "Please give a price")])
    return dict(given)


def _count(
    actor_id: UUID, store_id: UUID, variant: Variant, stock: Mapping[str, Any], *, change: Change | None
) -> None:
    """Counts what the row says lies there: what changed since the export, else what there is."""
    if "stock" not in stock or (change is not None and change.delta == 0):
        return
    try:
        warehouses.adjust_stock(
            actor_id=actor_id,
            store_id=store_id,
            variant_id=variant.id,
            warehouse_id=stock["warehouse_id"],
            delta=change.delta if change else None,
            on_hand=None if change else stock["stock"],
            reason="import",
            note=change.note if change else "",
        )
    except StockBelowReservedError as error:
        short = ("库存少于已售出或已下单的件数", "Less than what was sold or ordered since")
        raise RowError([(COLUMNS["stock"], *short)]) from error


def read_id(text: str) -> UUID | None:
    """The id that a cell holds; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _read_fen(text: str) -> int:
    fen = read_fen(text)
    if fen is None or fen <= 0:
        raise ValueError(text)
    return fen


def _read_count(text: str) -> int:
    count = int(text.replace(",", ""))
    if not 0 <= count <= MAX_STOCK:
        raise ValueError(text)
    return count


def _read_amount(text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not amount.is_finite() or not 0 < amount <= 1_000_000:
        raise ValueError(text)
    return amount


def _read_parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("／", "/").split("/") if part.strip()]


def _read_pairs(text: str) -> list[tuple[str, str]]:
    pairs = []
    for part in text.replace("；", ";").replace("＝", "=").split(";"):
        name, sign, value = part.partition("=")
        if part.strip() and not sign:
            raise ValueError(part)
        if part.strip():
            pairs.append((name.strip(), value.strip()))
    return pairs


def _read_category(text: str) -> str:
    """By slug, or by a name that stands for one leaf."""
    found = Category.objects.filter(Q(slug=text.lower()) | Q(name_zh=text) | Q(name_en__iexact=text))
    slugs = list(found.filter(is_active=True, children__isnull=True).values_list("slug", flat=True)[:2])
    if len(slugs) != 1:
        raise ValueError(text)
    return slugs[0]


def _read_brand(text: str) -> UUID:
    named = Q(slug=text.lower()) | Q(name_zh=text) | Q(name_en__iexact=text)
    ids = list(Brand.objects.filter(named, is_active=True).values_list("id", flat=True)[:2])
    if len(ids) != 1:
        raise ValueError(text)
    return ids[0]


def _choice(choices: Mapping[str, str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(text)
        return choices[text]

    return read


_READERS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(_TEXTS, str),
    "category": _read_category,
    "brand": _read_brand,
    "trade_mode": _choice(_TRADE_MODES),
    "option_names": _read_parts,
    "options": _read_parts,
    "code": str,
    "barcode": str,
    "price": _read_fen,
    "list_price": _read_fen,
    "member_price": _read_fen,
    "weight_g": _read_count,
    "content_amount": _read_amount,
    "content_unit": _choice(_UNITS),
    "hs_code": str,
    "parameters": _read_pairs,
    "warehouse": str,
    "stock": _read_count,
    "exported": read_snapshot,
}
_PRODUCT_FIELDS = {*_TEXTS, "category", "brand_id", "trade_mode", "option_names", "parameters"}
