"""Amounts as Chinese providers write them, read: yuan with two decimals."""

from decimal import Decimal, InvalidOperation

from shancha.apps.payments.providers.base import ProviderError
from shancha.kit.money import half_up


def as_fen(text: str) -> int:
    """ "12.50" is 1250; raises ProviderError for what is no such amount."""
    try:
        fen = Decimal(text.strip() or "0") * 100
    except InvalidOperation as error:
        raise ProviderError(f"no amount: {text[:20]}") from error
    if fen != int(fen):
        raise ProviderError(f"no amount: {text[:20]}")
    return int(fen)


def as_rounded_fen(text: str) -> int:
    """The same for fees, which some providers state with more decimals: half up, "0.00600" is 1."""
    try:
        return half_up(Decimal(text.strip() or "0") * 100)
    except InvalidOperation as error:
        raise ProviderError(f"no amount: {text[:20]}") from error
