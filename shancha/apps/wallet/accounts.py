"""Names of accounts. An account's id follows from what it is, so that nobody has to look it up.

Kinds:

- member: `balance`, `held` (set aside for an order), `withdrawing`, `debt` (what a ruling gave back to a
  store and the member has not paid yet: stands negative); in points `points`, `points_held`
- store: `pending` (sold, not yet settled), `available`, `claims` (kept while goods are said to be fake),
  `withdrawing`, `deposit`, `debt` (what refunds after the payout left owing: stands negative)
- platform: `clearing:<provider>` (money lying at a provider), `clearing:wallet` (paid from wallets, on its
  way to stores), `commission`, `subsidy`, `freight_subsidy`, `refunds_due` (given back here, still to leave
  the provider), `withdrawals_out`, `fees`; in points `points_issued`, `points_burnt`, `points_expired`
"""

from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID, uuid5

_NAMESPACE = UUID("8f2d0c57-6f0a-5e0b-9b1c-3b8a5a0f7e11")
_MEMBER_KINDS = {
    "balance": "CNY",
    "held": "CNY",
    "withdrawing": "CNY",
    "debt": "CNY",
    "points": "PTS",
    "points_held": "PTS",
}
_STORE_KINDS = frozenset({"pending", "available", "claims", "withdrawing", "deposit", "debt"})


@dataclass(frozen=True, slots=True, order=True)
class AccountRef:
    """Which account is meant. `id` is computed."""

    owner_kind: str
    owner_id: UUID | None
    kind: str
    currency: str
    id: UUID = field(init=False, compare=False)

    def __post_init__(self) -> None:
        name = f"{self.owner_kind}:{self.owner_id}:{self.kind}:{self.currency}"
        object.__setattr__(self, "id", uuid5(_NAMESPACE, name))

    @property
    def allows_negative(self) -> bool:
        """Only the platform's own books and debts may stand below zero."""
        return self.owner_kind == "platform" or self.kind == "debt"


@lru_cache(maxsize=4096)
def user_account(user_id: UUID, kind: str) -> AccountRef:
    """An account of a member: `balance`, `held`, `withdrawing`, `debt`, `points`, `points_held`. Raises
    ValueError for any other."""
    if kind not in _MEMBER_KINDS:
        raise ValueError(kind)
    return AccountRef("user", user_id, kind, _MEMBER_KINDS[kind])


@lru_cache(maxsize=1024)
def store_account(store_id: UUID, kind: str) -> AccountRef:
    """A money account of a store: `pending`, `available`, `claims`, `withdrawing`, `deposit`, `debt`. Raises
    ValueError for any other."""
    if kind not in _STORE_KINDS:
        raise ValueError(kind)
    return AccountRef("store", store_id, kind, "CNY")


@lru_cache(maxsize=256)
def platform_account(kind: str, currency: str = "CNY") -> AccountRef:
    """An account of the house."""
    return AccountRef("platform", None, kind, currency)


def owner_account(owner_kind: str, owner_id: UUID, kind: str) -> AccountRef:
    """`user_account` or `store_account`, by the owner's kind."""
    return user_account(owner_id, kind) if owner_kind == "user" else store_account(owner_id, kind)
