"""Facts the mall announces to the apps above it, published in the transaction that makes them true."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MerchantDecided:
    """An application, a renewal or an exit was decided; `status` is the merchant's from now on."""

    merchant_id: UUID
    owner_id: UUID
    status: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StoreOpened:
    """A store opened, or opened again."""

    store_id: UUID
    merchant_id: UUID


@dataclass(frozen=True, slots=True)
class StoreChanged:
    """What readers see of a store changed: name, intro, logo, hours."""

    store_id: UUID


@dataclass(frozen=True, slots=True)
class StoreSuspended:
    """A store is shut for now; its products left the shelves."""

    store_id: UUID
    merchant_id: UUID
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StoreClosed:
    """A store is gone for good; its products left the shelves."""

    store_id: UUID
    merchant_id: UUID


@dataclass(frozen=True, slots=True)
class ProductPublished:
    """A product went on sale, the first time or again."""

    product_id: UUID
    store_id: UUID


@dataclass(frozen=True, slots=True)
class ProductChanged:
    """What buyers see of a product on sale changed. `version` is the new one."""

    product_id: UUID
    store_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class ProductWithdrawn:
    """A product is no longer on sale; `status` says why (off_shelf, removed, recalled, review)."""

    product_id: UUID
    store_id: UUID
    status: str


@dataclass(frozen=True, slots=True)
class PriceDropped:
    """A variant of a product on sale became cheaper. Prices in fen."""

    variant_id: UUID
    product_id: UUID
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class PriceChanged:
    """Prices of a product changed in either direction; `min_price` in fen is the lowest from now on."""

    product_id: UUID
    store_id: UUID
    min_price: int


@dataclass(frozen=True, slots=True)
class BackInStock:
    """A variant that nobody could buy can be bought again."""

    variant_id: UUID
    product_id: UUID


@dataclass(frozen=True, slots=True)
class SoldOut:
    """Nothing of a variant is left to sell."""

    variant_id: UUID
    product_id: UUID


@dataclass(frozen=True, slots=True)
class ProductRecalled:
    """Goods are called back; `batch_no` "" means all batches. Buyers must be told."""

    recall_id: UUID
    product_id: UUID
    batch_no: str
    reason: str
    advice: str


@dataclass(frozen=True, slots=True)
class StaffInvited:
    """A store asks a member to join its staff, or (`is_change`) asks for another role than before."""

    store_id: UUID
    user_id: UUID
    role: str
    is_change: bool = False


@dataclass(frozen=True, slots=True)
class InvitationAnswered:
    """A member who was asked by `asked_by_id` to join a store's staff did so, or declined."""

    store_id: UUID
    user_id: UUID
    asked_by_id: UUID
    role: str
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class StaffChanged:
    """Somebody joined, changed role in, or left (`role` "") a store's staff."""

    store_id: UUID
    user_id: UUID
    role: str
    actor_id: UUID | None = field(default=None)


@dataclass(frozen=True, slots=True)
class ProductFiguresMoved:
    """What products are ordered by moved: sold, talked about, rated. Whoever counts publishes it, in batches
    rather than one by one where many move at once."""

    product_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class CommercialCeilingSet:
    """Operators set how much of a feed's page may be advertising, in basis points."""

    max_share_bp: int


@dataclass(frozen=True, slots=True)
class MerchantPaperDecided:
    """A paper of a merchant's file was accepted or refused."""

    merchant_id: UUID
    owner_id: UUID
    paper_id: UUID
    status: str


@dataclass(frozen=True, slots=True)
class DepositReturned:
    """A part of a deposit is back with a merchant that has left: `amount` fen, after `offset` fen were taken
    for what its stores owed."""

    merchant_id: UUID
    owner_id: UUID
    amount: int
    offset: int
