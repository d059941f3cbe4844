"""Money and points: whole numbers (fen, points), never floats. Rates are basis points (10,000 = 100 %)."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

FULL_BP = 10_000


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Shares of `total` in proportion to `weights`, whole and adding up to `total` exactly.

    Largest remainder (Hamilton's method); equal remainders go to the earlier share, so the same input
    always gives the same answer. While `total` is at most the sum of the weights no share exceeds its
    weight. Weights that are all zero share evenly. Raises ValueError for a negative total or weight, and
    for something to share among nobody.
    """
    if total < 0 or any(weight < 0 for weight in weights):
        raise ValueError("an amount or a weight is negative")
    if not weights:
        if total:
            raise ValueError("nobody to share with")
        return []
    whole = sum(weights)
    if whole == 0:
        weights, whole = [1] * len(weights), len(weights)
    shares = [total * weight // whole for weight in weights]
    remainders = [total * weight % whole for weight in weights]
    left = total - sum(shares)
    for index in sorted(range(len(weights)), key=lambda place: (-remainders[place], place))[:left]:
        shares[index] += 1
    return shares


def part(amount: int, rate_bp: int) -> int:
    """`rate_bp` of an amount that is not negative, half up to the whole fen."""
    return (amount * rate_bp * 2 + FULL_BP) // (2 * FULL_BP)


def half_up(amount: Decimal) -> int:
    """An exact amount of fen, half up to the whole fen (away from zero when negative)."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def yuan(fen: int) -> str:
    """An amount as people write it: 1250 is "12.50", 1200 is "12"."""
    sign, fen = ("-" if fen < 0 else ""), abs(fen)
    whole, rest = divmod(fen, 100)
    return f"{sign}{whole}.{rest:02}" if rest else f"{sign}{whole}"


def exact_yuan(fen: int) -> str:
    """An amount with both its decimals, as accounts and providers write it: 1200 is "12.00"."""
    sign, fen = ("-" if fen < 0 else ""), abs(fen)
    return f"{sign}{fen // 100}.{fen % 100:02}"


def fold_zh(off_bp: int) -> str:
    """A discount rate as it is said in Chinese: 1,500 bp off is "8.5 折"."""
    tenths, hundredths = divmod((FULL_BP - off_bp) // 10, 100)
    return f"{tenths}{'.' + f'{hundredths:02}'.rstrip('0') if hundredths else ''} 折"


def percent(rate_bp: int) -> str:
    """A rate as a percentage: 910 is "9.1%"."""
    return f"{yuan(rate_bp).rstrip('0') if rate_bp % 100 else yuan(rate_bp)}%"


def portion(total: int, *, parts: int, done: int, count: int) -> int:
    """What `count` of `parts` equal pieces stand for of `total`, after `done` pieces went before. Whatever
    the pieces are cut into, all of them together give `total` exactly. Raises ValueError beyond `parts`."""
    if not 0 <= done <= done + count <= parts or parts < 1:
        raise ValueError("more pieces than there are")
    return total * (done + count) // parts - total * done // parts
