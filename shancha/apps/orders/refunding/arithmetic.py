"""Refunds of one line. Whatever the order and size of its refunds: nothing is below zero, no way gives back
more than came by it, and when all is given back, exactly all is. What a buyer was given for pieces that stay
lowers what these can still bring, so that no piece is paid for twice."""

from dataclasses import dataclass
from typing import NamedTuple

from shancha.kit.money import part, split


@dataclass(frozen=True, slots=True)
class Back:
    """What goes (or went) back, by way. `platform` is what the platform takes back of its subsidies."""

    provider: int = 0
    wallet: int = 0
    points: int = 0
    platform: int = 0

    @property
    def amount(self) -> int:
        """What the buyer gets, in all ways together."""
        return self.provider + self.wallet + self.points


class Allowance(NamedTuple):
    """A part of the price that went back for pieces that stay, when `gone` pieces counted as refunded."""

    gone: int
    amount: int


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line as it was sold, and what went back of it before. `provider`, `wallet` and `points` are what the
    buyer paid for it by each way, freight and tax included; `freight` what of this was freight (net of
    discounts), `tax` what was tax; `platform` what the platform added. `allowances`, the earliest first, are
    in `back` too."""

    quantity: int
    provider: int
    wallet: int
    points: int
    freight: int
    tax: int
    platform: int
    refunded_quantity: int = 0
    back: Back = Back()
    allowances: tuple[Allowance, ...] = ()

    @property
    def paid(self) -> int:
        """What the buyer paid in all ways."""
        return self.provider + self.wallet + self.points

    @property
    def left(self) -> int:
        """What can still go back."""
        return self.paid - self.back.amount


def most_for(line: LineFacts, quantity: int, *, with_freight: bool) -> int:
    """The most that may go back for `quantity` more pieces. Shares of pieces are taken from running totals,
    so that piece by piece gives the same as all at once; freight goes back only where the store is at fault
    or nothing was sent. Allowances are taken off all pieces alike that were there then, as nobody can tell
    which of them comes back. Never above what is left."""
    before = line.refunded_quantity
    after = min(before + quantity, line.quantity)
    goods, gone = _goods_left(line)
    pieces = line.quantity - gone
    most = _running(goods, after - gone, pieces) - _running(goods, before - gone, pieces)
    if with_freight:
        freight = min(line.freight, line.paid)
        most += _running(freight, after, line.quantity) - _running(freight, before, line.quantity)
    return min(most, line.left)


def part_of(line: LineFacts, amount: int, quantity: int) -> Back:
    """How `amount` goes back: by each way in proportion to what is left of it. The platform takes back its
    share with it, and all the rest once no piece is kept. Raises ValueError above what is left."""
    if not 0 <= amount <= line.left:
        raise ValueError("more than is left")
    provider, wallet, points = split(
        amount,
        [
            line.provider - line.back.provider,
            line.wallet - line.back.wallet,
            line.points - line.back.points,
        ],
    )
    return Back(provider, wallet, points, _platform_back(line, amount, quantity))


def _platform_back(line: LineFacts, amount: int, quantity: int) -> int:
    pieces = line.refunded_quantity + quantity
    if pieces >= line.quantity:
        return line.platform - line.back.platform
    if line.paid:
        total = line.platform * (line.back.amount + amount) // line.paid
    else:
        total = line.platform * pieces // line.quantity
    return max(total - line.back.platform, 0)


def invoiced(line: LineFacts) -> int:
    """What an invoice is made out over: what of the line's goods and freight was paid in money, through the
    provider or from the wallet, and is kept. Points are not money, and import tax is the customs' own."""
    money = line.provider + line.wallet - line.back.provider - line.back.wallet
    return money - money * line.tax // line.paid if line.paid else 0


def goods_value(line: LineFacts) -> int:
    """What the goods of a line brought, the platform's subsidies with them, without freight and tax."""
    return max(line.paid + line.platform - line.freight - line.tax, 0)


def goods_kept(line: LineFacts) -> int:
    """What of `goods_value` is kept after the refunds; nothing where no piece is."""
    value = goods_value(line)
    if line.refunded_quantity >= line.quantity:
        return 0
    return value - value * line.back.amount // line.paid if line.paid else value


def commission_of(line: LineFacts, rate_bp: int) -> int:
    """The platform's commission on what is kept of the line's goods; half up to the fen."""
    return part(goods_kept(line), rate_bp)


def _goods_left(line: LineFacts) -> tuple[int, int]:
    """What the goods could still bring after the latest allowance, and how many pieces were gone then: the
    running total of the pieces that were left begins anew with it."""
    goods, gone = line.paid - min(line.freight, line.paid), 0
    for then, amount in line.allowances:
        goods -= _running(goods, then - gone, line.quantity - gone) + amount
        gone = then
    return max(goods, 0), gone


def _running(total: int, pieces: int, quantity: int) -> int:
    return total * pieces // quantity
