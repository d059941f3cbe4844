"""A store run by its staff: settings, people, its own categories, warehouses."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts.authentication import member, require_viewer, writer
from shancha.apps.mall import policies
from shancha.apps.mall.queries import merchant_products, merchants
from shancha.apps.mall.schemas.merchant_products import MerchantWarehouse, WarehouseCreate, WarehouseUpdate
from shancha.apps.mall.schemas.merchants import (
    InvitationAccept,
    OwnInvitation,
    OwnStore,
    OwnStoreCategory,
    RoleWrite,
    StaffInvitation,
    StaffInvite,
    StaffMember,
    StoreCategoryCreate,
    StoreCategoryOrder,
    StoreCategoryUpdate,
    StoreSettings,
    StoreUpdate,
)
from shancha.apps.mall.services import staff, store_categories, stores, warehouses
from shancha.kit.errors import problems

router = Router(tags=["merchants"])


@router.get("/merchant/stores", auth=member, response={200: list[OwnStore], **problems(401, 403)})
def list_own_stores(request: HttpRequest) -> Any:
    """Stores that one works for, and in which role."""
    return merchants.list_own_stores(require_viewer(request).id)


@router.get(
    "/merchant/stores/{store_id}", auth=member, response={200: StoreSettings, **problems(401, 403, 404, 422)}
)
def get_own_store(request: HttpRequest, store_id: UUID) -> Any:
    """A store that one works for."""
    role = policies.require_store_role(require_viewer(request).id, store_id)
    return merchants.store_settings(store_id, role)


@router.patch(
    "/merchant/stores/{store_id}", auth=writer, response={200: StoreSettings, **problems(401, 403, 404, 422)}
)
def update_own_store(request: HttpRequest, store_id: UUID, payload: StoreUpdate) -> Any:
    """Changes a store's settings. For its owner and managers."""
    viewer_id = require_viewer(request).id
    role = policies.require_store_role(viewer_id, store_id, policies.MANAGERS)
    stores.update_store(actor_id=viewer_id, store_id=store_id, given=payload.dict(exclude_unset=True))
    return merchants.store_settings(store_id, role)


@router.get(
    "/merchant/stores/{store_id}/staff",
    auth=member,
    response={200: list[StaffMember], **problems(401, 403, 404, 422)},
)
def list_store_staff(request: HttpRequest, store_id: UUID) -> Any:
    """Who works for the store."""
    policies.require_store_role(require_viewer(request).id, store_id)
    return merchants.list_staff(store_id)


@router.patch(
    "/merchant/stores/{store_id}/staff/{user_id}",
    auth=writer,
    response={200: list[StaffMember], **problems(401, 403, 404, 409, 422)},
)
def set_staff_role(request: HttpRequest, store_id: UUID, user_id: UUID, payload: RoleWrite) -> Any:
    """Gives somebody of the staff another role. Managers are made by the owner alone."""
    viewer_id = require_viewer(request).id
    role = policies.require_store_role(viewer_id, store_id, policies.MANAGERS)
    staff.set_role(actor_id=viewer_id, actor_role=role, store_id=store_id, user_id=user_id, role=payload.role)
    return merchants.list_staff(store_id)


@router.delete(
    "/merchant/stores/{store_id}/staff/{user_id}",
    auth=member,
    response={204: None, **problems(401, 403, 404, 409, 422)},
)
def remove_store_staff(request: HttpRequest, store_id: UUID, user_id: UUID) -> Any:
    """Takes a member off the staff; anybody but the owner may leave by oneself."""
    viewer_id = require_viewer(request).id
    role = policies.require_store_role(viewer_id, store_id)
    staff.remove_staff(actor_id=viewer_id, actor_role=role, store_id=store_id, user_id=user_id)
    return 204, None


@router.get(
    "/merchant/stores/{store_id}/invitations",
    auth=member,
    response={200: list[StaffInvitation], **problems(401, 403, 404, 422)},
)
def list_staff_invitations(request: HttpRequest, store_id: UUID) -> Any:
    """Whom the store asked to join its staff and who has not answered yet. For its owner and managers."""
    policies.require_store_role(require_viewer(request).id, store_id, policies.MANAGERS)
    return merchants.list_invitations(store_id)


@router.post(
    "/merchant/stores/{store_id}/invitations",
    auth=writer,
    response={201: list[StaffInvitation], **problems(401, 403, 404, 409, 422, 429)},
)
def invite_store_staff(request: HttpRequest, store_id: UUID, payload: StaffInvite) -> Any:
    """Asks a member to join the staff; asking again changes the role offered. Managers are asked by the
    owner alone."""
    viewer_id = require_viewer(request).id
    role = policies.require_store_role(viewer_id, store_id, policies.MANAGERS)
    staff.invite_staff(
        actor_id=viewer_id, actor_role=role, store_id=store_id, handle=payload.handle, role=payload.role
    )
    return 201, merchants.list_invitations(store_id)


@router.delete(
    "/merchant/stores/{store_id}/invitations/{user_id}",
    auth=member,
    response={204: None, **problems(401, 403, 404, 409, 422)},
)
def withdraw_staff_invitation(request: HttpRequest, store_id: UUID, user_id: UUID) -> Any:
    """Takes an invitation back that waits for its answer. For the owner and managers."""
    role = policies.require_store_role(require_viewer(request).id, store_id, policies.MANAGERS)
    staff.withdraw_invitation(actor_role=role, store_id=store_id, user_id=user_id)
    return 204, None


@router.get("/merchant/invitations", auth=member, response={200: list[OwnInvitation], **problems(401, 403)})
def list_own_invitations(request: HttpRequest) -> Any:
    """Stores that ask one to join their staff."""
    return merchants.list_own_invitations(require_viewer(request).id)


@router.post(
    "/merchant/invitations/{store_id}",
    auth=writer,
    response={200: list[OwnStore], **problems(401, 403, 404, 409, 422)},
)
def accept_staff_invitation(request: HttpRequest, store_id: UUID, payload: InvitationAccept) -> Any:
    """Joins the store's staff in the role that one saw offered; 409 where it is another by now. Answers with
    all stores that one works for."""
    viewer_id = require_viewer(request).id
    staff.accept_invitation(user_id=viewer_id, store_id=store_id, role=payload.role)
    return merchants.list_own_stores(viewer_id)


@router.delete(
    "/merchant/invitations/{store_id}",
    auth=member,
    response={204: None, **problems(401, 403, 404, 422)},
)
def decline_staff_invitation(request: HttpRequest, store_id: UUID) -> Any:
    """Declines the store's invitation; it cannot ask again for thirty days."""
    staff.decline_invitation(user_id=require_viewer(request).id, store_id=store_id)
    return 204, None


@router.get(
    "/merchant/stores/{store_id}/categories",
    auth=member,
    response={200: list[OwnStoreCategory], **problems(401, 403, 404, 422)},
)
def list_own_store_categories(request: HttpRequest, store_id: UUID) -> Any:
    """The store's own categories, in order."""
    policies.require_store_role(require_viewer(request).id, store_id)
    return merchant_products.list_store_categories(store_id)


@router.post(
    "/merchant/stores/{store_id}/categories",
    auth=writer,
    response={201: list[OwnStoreCategory], **problems(401, 403, 404, 422)},
)
def create_store_category(request: HttpRequest, store_id: UUID, payload: StoreCategoryCreate) -> Any:
    """Makes a category of the store's own, at the end."""
    viewer_id = require_viewer(request).id
    policies.require_store_role(viewer_id, store_id, policies.CATALOGUE)
    store_categories.save_store_category(actor_id=viewer_id, store_id=store_id, given=payload.dict())
    return 201, merchant_products.list_store_categories(store_id)


@router.put(
    "/merchant/stores/{store_id}/categories/order",
    auth=writer,
    response={200: list[OwnStoreCategory], **problems(401, 403, 404, 422)},
)
def order_store_categories(request: HttpRequest, store_id: UUID, payload: StoreCategoryOrder) -> Any:
    """Puts the store's categories in this order."""
    policies.require_store_role(require_viewer(request).id, store_id, policies.CATALOGUE)
    store_categories.order_store_categories(store_id=store_id, category_ids=payload.category_ids)
    return merchant_products.list_store_categories(store_id)


@router.patch(
    "/merchant/stores/{store_id}/categories/{category_id}",
    auth=writer,
    response={200: list[OwnStoreCategory], **problems(401, 403, 404, 422)},
)
def update_store_category(
    request: HttpRequest, store_id: UUID, category_id: UUID, payload: StoreCategoryUpdate
) -> Any:
    """Changes a category of the store's own."""
    viewer_id = require_viewer(request).id
    policies.require_store_role(viewer_id, store_id, policies.CATALOGUE)
    store_categories.save_store_category(
        actor_id=viewer_id,
        store_id=store_id,
        category_id=category_id,
        given=payload.dict(exclude_unset=True),
    )
    return merchant_products.list_store_categories(store_id)


@router.delete(
    "/merchant/stores/{store_id}/categories/{category_id}",
    auth=writer,
    response={204: None, **problems(401, 403, 404, 422)},
)
def delete_store_category(request: HttpRequest, store_id: UUID, category_id: UUID) -> Any:
    """Removes a category and those below it; their products stay."""
    policies.require_store_role(require_viewer(request).id, store_id, policies.CATALOGUE)
    store_categories.delete_store_category(store_id=store_id, category_id=category_id)
    return 204, None


@router.get(
    "/merchant/stores/{store_id}/warehouses",
    auth=member,
    response={200: list[MerchantWarehouse], **problems(401, 403, 404, 422)},
)
def list_warehouses(request: HttpRequest, store_id: UUID) -> Any:
    """Warehouses that the store uses: its own, and for a self-run store the platform's."""
    policies.require_store_role(require_viewer(request).id, store_id)
    found = warehouses.usable_warehouses(store_id)
    return [merchant_products.warehouse_json(warehouse, store_id) for warehouse in found[:100]]


@router.post(
    "/merchant/stores/{store_id}/warehouses",
    auth=writer,
    response={201: MerchantWarehouse, **problems(401, 403, 404, 422)},
)
def create_warehouse(request: HttpRequest, store_id: UUID, payload: WarehouseCreate) -> Any:
    """Makes a warehouse of the store's."""
    policies.require_store_role(require_viewer(request).id, store_id, policies.SHIPPING)
    warehouse = warehouses.save_warehouse(store_id=store_id, given=payload.dict())
    return 201, merchant_products.warehouse_json(warehouse, store_id)


@router.patch(
    "/merchant/stores/{store_id}/warehouses/{warehouse_id}",
    auth=writer,
    response={200: MerchantWarehouse, **problems(401, 403, 404, 422)},
)
def update_warehouse(
    request: HttpRequest, store_id: UUID, warehouse_id: UUID, payload: WarehouseUpdate
) -> Any:
    """Changes a warehouse of the store's own."""
    policies.require_store_role(require_viewer(request).id, store_id, policies.SHIPPING)
    warehouse = warehouses.save_warehouse(
        store_id=store_id, warehouse_id=warehouse_id, given=payload.dict(exclude_unset=True)
    )
    return merchant_products.warehouse_json(warehouse, store_id)


@router.delete(
    "/merchant/stores/{store_id}/warehouses/{warehouse_id}",
    auth=writer,
    response={204: None, **problems(401, 403, 404, 422)},
)
def delete_warehouse(request: HttpRequest, store_id: UUID, warehouse_id: UUID) -> Any:
    """Removes a warehouse in which nothing ever lay."""
    policies.require_store_role(require_viewer(request).id, store_id, policies.SHIPPING)
    warehouses.delete_warehouse(store_id=store_id, warehouse_id=warehouse_id)
    return 204, None
