"""What a row of goods stood at when it was exported. It travels in a column of its own, so that what was sold
or priced anew in the meantime is not undone when the file comes back."""

from dataclasses import dataclass, fields
from uuid import UUID

from shancha.kit.clock import now
from shancha.kit.ids import new_key

_LABELS = {
    "export": "导出",
    "variant_id": "规格",
    "warehouse_id": "仓库",
    "stock": "库存",
    "price": "价格",
    "list_price": "划线价",
    "member_price": "会员价",
}
_NAMES = {label: name for name, label in _LABELS.items()}
PRICES = ("price", "list_price", "member_price")
_MAX_EXPORT = 40


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The stock in one warehouse and the prices of a variant, in fen, when the file `export` was made."""

    export: str
    variant_id: UUID
    warehouse_id: UUID | None
    stock: int
    price: int
    list_price: int | None
    member_price: int | None


def new_export() -> str:
    """A name for an export, as no other has it."""
    return f"{now():%Y%m%d%H%M%S}-{new_key()[:8]}"


def write_snapshot(snapshot: Snapshot) -> str:
    """One cell that a person can read too, such as "库存=20;价格=12900"."""
    values = {field.name: getattr(snapshot, field.name) for field in fields(Snapshot)}
    return ";".join(f"{_LABELS[name]}={'' if value is None else value}" for name, value in values.items())


def read_snapshot(text: str) -> Snapshot:
    """The snapshot of a cell. Raises ValueError for anything that was not written by `write_snapshot`."""
    found: dict[str, str] = {}
    for part in text.split(";"):
        label, sign, value = part.partition("=")
        if not sign or label not in _NAMES:
            raise ValueError(text)
        found[_NAMES[label]] = value
    if found.keys() != _LABELS.keys() or not 0 < len(found["export"]) <= _MAX_EXPORT:
        raise ValueError(text)
    return Snapshot(
        export=found["export"],
        variant_id=UUID(found["variant_id"]),
        warehouse_id=UUID(found["warehouse_id"]) if found["warehouse_id"] else None,
        stock=int(found["stock"]),
        price=int(found["price"]),
        list_price=int(found["list_price"]) if found["list_price"] else None,
        member_price=int(found["member_price"]) if found["member_price"] else None,
    )
