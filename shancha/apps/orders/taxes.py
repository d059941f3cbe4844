"""Tax on goods bought abroad (cross-border retail import): pure arithmetic over a versioned table.

Rates and limits: 财关税〔2016〕18号 and 财关税〔2018〕49号 (from 2019-01-01 5,000 yuan an order, 26,000
a year; within both duty 0 and 70 % of VAT and consumption tax). High-end cosmetics: 财税〔2016〕103号 (at or
above 10 yuan per ml or g, or 15 yuan per sheet; the price shown is what is compared here).
For each line, half up to the fen: ct = base / (1 - r_ct) * r_ct, vat = (base + ct) * r_vat.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shancha.apps.promotions.pricing.types import TaxedLine
from shancha.kit.money import FULL_BP, half_up


@dataclass(frozen=True, slots=True)
class Consumption:
    """A class of goods under consumption tax: its rate, and the price in fen of one unit of content from
    which the class is reached ({} where every price reaches it)."""

    rate_bp: int
    from_unit_price: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TaxRules:
    """A tax table in use. Amounts in fen, rates in basis points."""

    version: str
    order_limit: int
    year_limit: int
    share_bp: int
    consumption: Mapping[str, Consumption]

    @classmethod
    def load(cls, version: str, rules: Mapping[str, Any]) -> "TaxRules":
        """From the JSON of a `TaxTable`."""
        classes = {
            name: Consumption(entry["rate_bp"], entry.get("from_unit_price", {}))
            for name, entry in rules["consumption"].items()
        }
        return cls(version, rules["order_limit"], rules["year_limit"], rules["share_bp"], classes)


@dataclass(frozen=True, slots=True)
class LineTax:
    """The tax of one line in fen, and what it is made of. `is_full`: no reduction to 70 %."""

    consumption: int
    vat: int
    payable: int
    is_full: bool


def line_tax(rules: TaxRules, line: TaxedLine, *, is_full: bool = False) -> LineTax:
    """The tax of a line, from its base (goods with freight, before coupons and points)."""
    consumption = _consumption_tax(rules, line)
    vat = half_up(Decimal((line.base + consumption) * line.facts.vat_bp) / FULL_BP)
    share = FULL_BP if is_full else rules.share_bp
    return LineTax(consumption, vat, half_up(Decimal((consumption + vat) * share) / FULL_BP), is_full)


def order_taxes(rules: TaxRules, lines: Sequence[TaxedLine]) -> list[LineTax]:
    """The taxes of one cross-border order, in the order of its lines. A single article above the limit of an
    order is taxed in full; whether such an order may be placed at all is `exceeds_order_limit`."""
    is_full = _value(lines) > rules.order_limit and _is_single(lines)
    return [line_tax(rules, line, is_full=is_full) for line in lines]


def exceeds_order_limit(rules: TaxRules, lines: Sequence[TaxedLine]) -> bool:
    """Whether the order is above the limit and could be divided, so that it must be."""
    return _value(lines) > rules.order_limit and not _is_single(lines)


def _value(lines: Sequence[TaxedLine]) -> int:
    return sum(line.base for line in lines)


def _is_single(lines: Sequence[TaxedLine]) -> bool:
    return len(lines) == 1 and lines[0].quantity == 1


def _consumption_tax(rules: TaxRules, line: TaxedLine) -> int:
    entry = rules.consumption.get(line.facts.consumption_tax)
    if entry is None or not _is_reached(entry, line):
        return 0
    return half_up(Decimal(line.base) * entry.rate_bp / (FULL_BP - entry.rate_bp))


def _is_reached(entry: Consumption, line: TaxedLine) -> bool:
    """Compared by multiplication, so that no division rounds a price over the border. Content that nobody
    stated counts as reached: too little tax would be the buyer's trouble at customs."""
    if not entry.from_unit_price:
        return True
    amount = line.facts.content_amount
    threshold = entry.from_unit_price.get(line.facts.content_unit)
    if not amount or threshold is None:
        return True
    return Decimal(line.unit_price) >= Decimal(threshold) * Decimal(amount)
