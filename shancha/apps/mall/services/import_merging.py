"""A file that was exported earlier meets what happened since: pieces were sold, prices changed, choices
withdrawn. A count is the change against the exported one; a price is taken where nobody else moved it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Sum

from shancha.apps.mall.csv_format import COLUMNS, CsvRow, write_fen
from shancha.apps.mall.csv_snapshot import PRICES, Snapshot
from shancha.apps.mall.models import Stock, StockMovement, Variant
from shancha.apps.mall.services.row_errors import Problem, RowError


@dataclass(frozen=True, slots=True)
class Change:
    """By how much a row moves the stock, and the note of the movement, which names the export."""

    delta: int
    note: str


def keep_prices(variant: Variant, given: dict[str, Any], snapshot: Snapshot) -> None:
    """Takes those prices out of `given` that the row leaves as they were exported. Raises RowError where the
    row and somebody else changed the same price, where the choice was withdrawn since, and where the exported
    values are another row's."""
    if snapshot.variant_id != variant.id:
        raise RowError(
            [(COLUMNS["exported"], "这一格属于其他规格，请重新导出", "Of another variant; export again")]
        )
    if not variant.is_active:
        raise RowError(
            [(COLUMNS["variant_id"], "该规格在导出后已停用", "This variant was withdrawn after the export")]
        )
    problems: list[Problem] = []
    for name in PRICES:
        then, at_present = getattr(snapshot, name), getattr(variant, name)
        if name not in given:
            continue
        if given[name] == then:
            given.pop(name)
        elif at_present not in {then, given[name]}:
            problems.append(_moved(name, then, at_present))
    if problems:
        raise RowError(problems)


def count_change(
    variant: Variant, row: CsvRow, stock: Mapping[str, Any], snapshot: Snapshot | None
) -> Change | None:
    """What the row's count changes; None where it is a plain count: a row that was not exported, found by its
    code. The same export sent again moves nothing a second time. Raises RowError where a row names its
    variant by id, as only exports do, and can't tell what it stood at; its first pieces in a warehouse are a
    plain count."""
    if "stock" not in stock or (snapshot is None and not row.get("variant_id")):
        return None
    lies = Stock.objects.filter(variant=variant, warehouse_id=stock["warehouse_id"])
    if snapshot is None:
        on_hand = lies.values_list("on_hand", flat=True).first()
        if on_hand is None:
            return None
        if on_hand != stock["stock"]:
            raise RowError([_unknown()])
        return Change(0, "")
    # A choice that lay nowhere may get its first pieces in any warehouse.
    if snapshot.warehouse_id not in {None, stock["warehouse_id"]}:
        if lies.exists():
            raise RowError([_elsewhere()])
        return None
    note = f"CSV {snapshot.export}"
    return Change(
        stock["stock"] - snapshot.stock - _moved_before(variant.id, stock["warehouse_id"], note), note
    )


def _moved_before(variant_id: UUID, warehouse_id: UUID, note: str) -> int:
    """What this export has already moved."""
    movements = StockMovement.objects.filter(
        variant_id=variant_id, warehouse_id=warehouse_id, reason="import", note=note
    )
    return movements.aggregate(total=Sum("delta"))["total"] or 0


def _moved(name: str, then: int | None, at_present: int | None) -> Problem:
    before, after = write_fen(then) or "-", write_fen(at_present) or "-"
    return (
        COLUMNS[name],
        f"导出后已从 {before} 改为 {after}，未覆盖；请重新导出",
        f"It went from {before} to {after} after the export and was left so; export again",
    )


def _unknown() -> Problem:
    return (
        COLUMNS["stock"],
        "缺少“导出时”一列，无法得知此后的销售，库存未改；请重新导出",
        "No column of exported values, so sales since are not known and the stock was left; export again",
    )


def _elsewhere() -> Problem:
    return (
        COLUMNS["warehouse"],
        "仓库与导出时不同，库存未改；请在库存页盘点",
        "Not the warehouse of the export, so the stock was left; count it on the stock page",
    )
