"""Facts that the wallet announces."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class BalanceToppedUp:
    """Money arrived in a member's wallet; fen."""

    top_up_id: UUID
    user_id: UUID
    amount: int


@dataclass(frozen=True, slots=True)
class WithdrawalDecided:
    """A withdrawal was approved, paid, rejected, or failed; `status` says which. `requested_by` asked."""

    withdrawal_id: UUID
    number: str
    owner_kind: str
    owner_id: UUID
    requested_by: UUID
    amount: int
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class WalletFrozen:
    """An operator stopped a wallet, or let it go again."""

    owner_kind: str
    owner_id: UUID
    is_frozen: bool
    reason: str


@dataclass(frozen=True, slots=True)
class LedgerWrong:
    """The look at the whole ledger found that it does not add up: so many accounts differ from their
    postings, so many providers from what payments say; none of either where a currency does not sum to
    zero."""

    check_id: int
    accounts: int
    providers: int
