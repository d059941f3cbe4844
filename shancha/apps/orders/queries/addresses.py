"""A member's addresses and identities."""

from uuid import UUID

from shancha.apps.orders.errors import AddressNotFoundError
from shancha.apps.orders.models import Address, BuyerIdentity


def list_addresses(user_id: UUID) -> list[Address]:
    """The address book, the default first; at most fifty."""
    return list(Address.objects.filter(user_id=user_id).order_by("-is_default", "-updated_at", "id"))


def get_address(user_id: UUID, address_id: UUID) -> Address:
    """One entry. Raises AddressNotFoundError."""
    address = Address.objects.filter(id=address_id, user_id=user_id).first()
    if address is None:
        raise AddressNotFoundError
    return address


def list_identities(user_id: UUID) -> list[BuyerIdentity]:
    """The identities a member keeps, the default first; at most five."""
    own = BuyerIdentity.objects.filter(user_id=user_id, removed_at=None).defer("real_name", "number")
    return list(own.order_by("-is_default", "-consent_at", "id"))
