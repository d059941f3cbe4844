"""Who may do what in a store. Somebody who is not of its staff learns nothing of it: 404."""

from collections.abc import Collection
from uuid import UUID

from shancha.apps.mall.errors import MerchantNotFoundError, RoleForbiddenError, StoreNotFoundError
from shancha.apps.mall.models import Merchant, Store, StoreRole, StoreStaff

OWNERS = frozenset({StoreRole.OWNER})
MANAGERS = OWNERS | {StoreRole.MANAGER}
CATALOGUE = MANAGERS | {StoreRole.CATALOGUE}
SHIPPING = MANAGERS | {StoreRole.SHIPPING}
STOCK = CATALOGUE | SHIPPING
SERVICE = MANAGERS | {StoreRole.SERVICE}
HANDLERS = SERVICE | SHIPPING
FINANCE = MANAGERS | {StoreRole.FINANCE}
EVERYBODY = frozenset(StoreRole)


def require_store_role(user_id: UUID, store_id: UUID, roles: Collection[str] = EVERYBODY) -> str:
    """The member's role in the store. Raises StoreNotFoundError for outsiders and RoleForbiddenError for
    staff whose role is not among `roles`."""
    role = (
        StoreStaff.objects.filter(store_id=store_id, user_id=user_id).values_list("role", flat=True).first()
    )
    if role is None:
        raise StoreNotFoundError
    if role not in roles:
        raise RoleForbiddenError
    return role


def has_store_role(user_id: UUID | None, store_id: UUID, roles: Collection[str] = EVERYBODY) -> bool:
    """Whether the member works for the store in one of these roles."""
    return (
        user_id is not None
        and StoreStaff.objects.filter(store_id=store_id, user_id=user_id, role__in=list(roles)).exists()
    )


def require_merchant(user_id: UUID, merchant_id: UUID) -> Merchant:
    """The member's own application or merchant's file; raises MerchantNotFoundError."""
    merchant = Merchant.objects.filter(id=merchant_id, owner_id=user_id).first()
    if merchant is None:
        raise MerchantNotFoundError
    return merchant


def is_own_store(user_id: UUID | None, store: Store) -> bool:
    """Whether the member is of the store's staff, whatever the role."""
    return has_store_role(user_id, store.id)
