"""What goes back of an order's line: pure arithmetic in fen, without a database."""

from shancha.apps.orders.refunding.arithmetic import (
    Allowance,
    Back,
    LineFacts,
    commission_of,
    goods_kept,
    goods_value,
    invoiced,
    most_for,
    part_of,
)

__all__ = [
    "Allowance",
    "Back",
    "LineFacts",
    "commission_of",
    "goods_kept",
    "goods_value",
    "invoiced",
    "most_for",
    "part_of",
]
