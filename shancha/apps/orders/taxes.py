"""Tax on goods bought abroad (cross-border retail import): pure arithmetic over a versioned table.

Rates and limits: 财关税〔2016〕18号 and 财关税〔2018〕49号 (from 2019-01-01 5,000 yuan an order, 26,000
a year; within both duty 0 and 70 % of VAT and consumption tax). High-end cosmetics: 财税〔2016〕103号 (at or
above 10 yuan per ml or g, or 15 yuan per sheet; the price shown is what is compared here).
For each line, half up to the fen: ct = (base + duty) / (1 - r_ct) * r_ct, vat = (base + duty + ct) * r_vat.
Duty is 0 within the limits. A single article above the limit of an order pays it at the tariff's rate for its
HS code (关税法, 从价计征): duty = base * r_duty. The other two are reckoned upon it: 消费税暂行条例 9
(组成计税价格 = (关税完税价格 + 关税) / (1 - 消费税比例税率)), 增值税暂行条例 14 (组成计税价格 =
关税完税价格 + 关税 + 消费税).
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
    """A tax table in use. Amounts in fen, rates in basis points; `duty` by the leading digits of an HS code,
    of which the longest that fits holds."""

    version: str
    order_limit: int
    year_limit: int
    share_bp: int
    consumption: Mapping[str, Consumption]
    duty: Mapping[str, int]

    @classmethod
    def load(cls, version: str, rules: Mapping[str, Any]) -> "TaxRules":
        """From the JSON of a `TaxTable`."""
        classes = {
            name: Consumption(entry["rate_bp"], entry.get("from_unit_price", {}))
            for name, entry in rules["consumption"].items()
        }
        duty = {str(code): int(rate) for code, rate in rules.get("duty", {}).items()}
        return cls(version, rules["order_limit"], rules["year_limit"], rules["share_bp"], classes, duty)


@dataclass(frozen=True, slots=True)
class LineTax:
    """The tax of one line in fen, and what it is made of. `is_full`: with duty, and no reduction to 70 %."""

    duty: int
    consumption: int
    vat: int
    payable: int
    is_full: bool


def line_tax(rules: TaxRules, line: TaxedLine, *, is_full: bool = False) -> LineTax:
    """The tax of a line, from its base (goods with freight, before coupons and points). Where `is_full` and
    no duty is known (`lacks_duty`) it is reckoned without."""
    duty = half_up(Decimal(line.base * (duty_bp(rules, line.facts.hs_code) or 0)) / FULL_BP) if is_full else 0
    consumption = _consumption_tax(rules, line, line.base + duty)
    vat = half_up(Decimal((line.base + duty + consumption) * line.facts.vat_bp) / FULL_BP)
    share = FULL_BP if is_full else rules.share_bp
    payable = duty + half_up(Decimal((consumption + vat) * share) / FULL_BP)
    return LineTax(duty, consumption, vat, payable, is_full)


def duty_bp(rules: TaxRules, hs_code: str) -> int | None:
    """The rate of duty on an HS code; None where the table knows none."""
    digits = "".join(sign for sign in hs_code if sign.isdigit())
    fitting = (digits[:length] for length in range(len(digits), 1, -1))
    return next((rules.duty[code] for code in fitting if code in rules.duty), None)


def order_taxes(rules: TaxRules, lines: Sequence[TaxedLine]) -> list[LineTax]:
    """The taxes of one cross-border order, in the order of its lines. A single article above the limit of an
    order is taxed in full; whether such an order may be placed at all is `exceeds_order_limit`."""
    is_full = is_taxed_in_full(rules, lines)
    return [line_tax(rules, line, is_full=is_full) for line in lines]


def is_taxed_in_full(rules: TaxRules, lines: Sequence[TaxedLine]) -> bool:
    """Whether it is a single article above the limit of an order."""
    return _value(lines) > rules.order_limit and _is_single(lines)


def lacks_duty(rules: TaxRules, lines: Sequence[TaxedLine]) -> bool:
    """Whether duty is due at a rate that the table doesn't know: nobody can say what is to be paid."""
    return is_taxed_in_full(rules, lines) and duty_bp(rules, lines[0].facts.hs_code) is None


def exceeds_order_limit(rules: TaxRules, lines: Sequence[TaxedLine]) -> bool:
    """Whether the order is above the limit and could be divided, so that it must be."""
    return _value(lines) > rules.order_limit and not _is_single(lines)


def _value(lines: Sequence[TaxedLine]) -> int:
    return sum(line.base for line in lines)


def _is_single(lines: Sequence[TaxedLine]) -> bool:
    return len(lines) == 1 and lines[0].quantity == 1


def _consumption_tax(rules: TaxRules, line: TaxedLine, base: int) -> int:
    entry = rules.consumption.get(line.facts.consumption_tax)
    if entry is None or not _is_reached(entry, line):
        return 0
    return half_up(Decimal(base) * entry.rate_bp / (FULL_BP - entry.rate_bp))


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
