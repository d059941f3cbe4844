"""Warehouses of stores, and stock counted in them by their staff."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from shancha.apps.mall.errors import (
    VariantNotFoundError,
    WarehouseInvalidError,
    WarehouseNotFoundError,
)
from shancha.apps.mall.models import Stock, Store, Variant, Warehouse
from shancha.apps.mall.services import stock
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line

WAREHOUSE_LIMIT = 20


@transaction.atomic
def save_warehouse(
    *, store_id: UUID | None, given: Mapping[str, Any], warehouse_id: UUID | None = None
) -> Warehouse:
    """Makes a warehouse of the store's, or changes one. Its kind stays while goods lie in it. Raises
    WarehouseNotFoundError, WarehouseInvalidError."""
    if warehouse_id is None:
        if _of(store_id).count() >= WAREHOUSE_LIMIT:
            raise _invalid("name", f"最多 {WAREHOUSE_LIMIT} 个仓库", f"At most {WAREHOUSE_LIMIT} warehouses")
        warehouse = Warehouse(store_id=store_id)
    else:
        warehouse = _lock(store_id, warehouse_id)
    kind_before = warehouse.kind
    for name, value in given.items():
        setattr(warehouse, name, clean_line(value) if isinstance(value, str) else value)
    _check(warehouse, kind_before=kind_before, is_new=warehouse_id is None)
    try:
        with transaction.atomic():
            warehouse.save()
    except IntegrityError as error:
        raise _invalid("name", "已有同名仓库", "There is one of this name") from error
    return warehouse


@transaction.atomic
def delete_warehouse(*, store_id: UUID, warehouse_id: UUID) -> None:
    """Removes a warehouse in which nothing ever lay; others are switched off instead."""
    warehouse = _lock(store_id, warehouse_id)
    if Stock.objects.filter(warehouse=warehouse).exists():
        raise _invalid(
            "is_active", "仓库有过库存，请停用而不是删除", "Goods lay in it; switch it off instead"
        )
    warehouse.delete()


@transaction.atomic
def adjust_stock(
    *,
    actor_id: UUID,
    store_id: UUID,
    variant_id: UUID,
    warehouse_id: UUID,
    delta: int | None = None,
    on_hand: int | None = None,
    reason: str = "adjust",
    note: str = "",
) -> stock.StockLevel:
    """Counts a variant of the store in a warehouse that it uses. Raises VariantNotFoundError,
    WarehouseNotFoundError, StockBelowReservedError."""
    if not Variant.objects.filter(id=variant_id, store_id=store_id).exists():
        raise VariantNotFoundError
    if not usable_warehouses(store_id).filter(id=warehouse_id).exists():
        raise WarehouseNotFoundError
    return stock.adjust(
        variant_id=variant_id,
        warehouse_id=warehouse_id,
        delta=delta,
        on_hand=on_hand,
        reason=reason,
        actor_id=actor_id,
        note=clean_line(note)[:200],
    )


def usable_warehouses(store_id: UUID) -> QuerySet[Warehouse]:
    """The store's own warehouses; for a self-run store the platform's as well."""
    own = Q(store_id=store_id)
    if Store.objects.filter(id=store_id, is_self_run=True).exists():
        own |= Q(store_id__isnull=True)
    return Warehouse.objects.filter(own).order_by("position", "id")


def _of(store_id: UUID | None) -> QuerySet[Warehouse]:
    """Warehouses of the store, or of the house."""
    return Warehouse.objects.filter(Q(store_id=store_id) if store_id else Q(store_id__isnull=True))


def _lock(store_id: UUID | None, warehouse_id: UUID) -> Warehouse:
    warehouse = _of(store_id).select_for_update(no_key=True).filter(id=warehouse_id).first()
    if warehouse is None:
        raise WarehouseNotFoundError
    return warehouse


def _check(warehouse: Warehouse, *, kind_before: str, is_new: bool) -> None:
    if not warehouse.name or len(warehouse.name) > 40:
        raise _invalid("name", "请填写 1-40 个字", "Between 1 and 40 characters")
    if warehouse.days_min > warehouse.days_max:
        raise _invalid("days_max", "最慢天数不能少于最快天数", "Not below the fewest days")
    if not is_new and warehouse.kind != kind_before and Stock.objects.filter(warehouse=warehouse).exists():
        raise _invalid("kind", "已有库存，不能更改类型", "Goods lie in it; its kind stays")


def _invalid(field: str, chinese: str, english: str) -> WarehouseInvalidError:
    return WarehouseInvalidError(fields={field: bilingual(chinese, english)})
