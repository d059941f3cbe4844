"""What delivery costs: by parcel, then shared over its lines by their worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shancha.apps.promotions.pricing.coupons import Priced
from shancha.apps.promotions.pricing.types import Basket, Buyer, Parcel, ParcelKey
from shancha.kit.money import split


@dataclass(frozen=True, slots=True)
class Freight:
    """By line: what delivery costs and what membership waives of it. `waived`: the parcels it waives;
    `gaps`: how much more goods make a parcel's delivery free."""

    amounts: list[int]
    waived_amounts: list[int]
    waived: frozenset[ParcelKey]
    gaps: dict[ParcelKey, int]


def freight_of(
    basket: Basket, lines: Sequence[Priced], places_of: Mapping[ParcelKey, list[int]], buyer: Buyer
) -> Freight:
    """Charges each parcel. A member's free deliveries go to the dearest parcels."""
    terms = {parcel.key: parcel for parcel in basket.parcels}
    charged: dict[ParcelKey, int] = {}
    gaps: dict[ParcelKey, int] = {}
    for key, places in places_of.items():
        worth = sum(lines[place].public for place in places)
        charged[key], gap = _charge(terms[key], worth, basket.province)
        if gap:
            gaps[key] = gap
    waived = _waive(charged, buyer)
    amounts, waived_amounts = [0] * len(lines), [0] * len(lines)
    for key, places in places_of.items():
        for place, share in zip(
            places, split(charged[key], [lines[place].goods for place in places]), strict=True
        ):
            amounts[place] = share
            waived_amounts[place] = share if key in waived else 0
    return Freight(amounts, waived_amounts, waived, gaps)


def _charge(parcel: Parcel, worth: int, province: str) -> tuple[int, int]:
    """What the parcel costs, and how much more goods would make it free (0: it is, or never will be)."""
    gap = max(parcel.free_over - worth, 0) if parcel.free_over is not None else 0
    is_free = parcel.free_over is not None and gap == 0
    base = 0 if is_free else parcel.base_freight
    remote = parcel.remote_surcharge if province in parcel.remote_provinces else 0
    return base + remote, gap if parcel.base_freight else 0


def _waive(charged: Mapping[ParcelKey, int], buyer: Buyer) -> frozenset[ParcelKey]:
    if not buyer.is_member:
        return frozenset()
    costly = [key for key, amount in charged.items() if amount > 0]
    costly.sort(key=lambda key: -charged[key])
    return frozenset(costly[: buyer.free_deliveries])
