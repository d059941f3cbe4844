"""Tables of the wallet."""

from shancha.apps.wallet.models.ledger import Currency, JournalEntry, LedgerAccount, OwnerKind, Posting
from shancha.apps.wallet.models.wallets import (
    Hold,
    LedgerCheck,
    PointsLot,
    PointsUse,
    TopUp,
    WalletFreeze,
    WalletIdentity,
    Withdrawal,
)

__all__ = [
    "Currency",
    "Hold",
    "JournalEntry",
    "LedgerAccount",
    "LedgerCheck",
    "OwnerKind",
    "PointsLot",
    "PointsUse",
    "Posting",
    "TopUp",
    "WalletFreeze",
    "WalletIdentity",
    "Withdrawal",
]
