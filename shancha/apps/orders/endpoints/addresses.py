"""Regions, addresses and identities over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from shancha.apps.accounts.authentication import member, require_viewer, visitor
from shancha.apps.orders import regions
from shancha.apps.orders.queries import addresses as queries
from shancha.apps.orders.queries import limits
from shancha.apps.orders.schemas.addresses import (
    Address,
    AddressIn,
    AddressPatch,
    Allowance,
    BuyerIdentityIn,
    Identity,
    ImportRules,
    Region,
)
from shancha.apps.orders.services import addresses, identities
from shancha.kit.errors import problems
from shancha.kit.http import json_response
from shancha.kit.numbers import home_date

router = Router(tags=["orders"])
DAY = 86_400


@router.get("/regions", auth=visitor, response={200: list[Region], **problems(422)})
def list_regions(
    request: HttpRequest, parent: Annotated[str, Field(pattern=r"^(\d{6})?$")] = ""
) -> HttpResponse:
    """China's provinces, or what is right below a province or city, by GB/T 2260. May be cached for a day."""
    response = json_response(regions.children(parent))
    response["Cache-Control"] = f"public, max-age={DAY}"
    return response


@router.get("/import-rules", auth=visitor, response={200: ImportRules})
def get_import_rules(request: HttpRequest) -> Any:
    """The limits and the share of the tax that hold today for goods from abroad."""
    return limits.rules_on(home_date())


@router.get("/me/addresses", auth=member, response={200: list[Address], **problems(401, 403)})
def list_addresses(request: HttpRequest) -> Any:
    """One's address book, the default first."""
    return queries.list_addresses(require_viewer(request).id)


@router.post("/me/addresses", auth=member, response={201: Address, **problems(401, 403, 409, 422)})
def create_address(request: HttpRequest, payload: AddressIn) -> Any:
    """Adds an address."""
    return 201, addresses.create_address(user_id=require_viewer(request).id, **payload.dict())


@router.patch(
    "/me/addresses/{address_id}", auth=member, response={200: Address, **problems(401, 403, 404, 422)}
)
def update_address(request: HttpRequest, address_id: UUID, payload: AddressPatch) -> Any:
    """Changes an address; orders keep theirs."""
    return addresses.update_address(
        user_id=require_viewer(request).id, address_id=address_id, **payload.dict(exclude_unset=True)
    )


@router.delete("/me/addresses/{address_id}", auth=member, response={204: None, **problems(401, 403, 404)})
def delete_address(request: HttpRequest, address_id: UUID) -> Any:
    """Removes an address."""
    addresses.delete_address(user_id=require_viewer(request).id, address_id=address_id)
    return 204, None


@router.get("/me/identities", auth=member, response={200: list[Identity], **problems(401, 403)})
def list_identities(request: HttpRequest) -> Any:
    """One's identities for goods from abroad, masked."""
    return queries.list_identities(require_viewer(request).id)


@router.post("/me/identities", auth=member, response={201: Identity, **problems(401, 403, 409, 422, 429)})
def add_identity(request: HttpRequest, payload: BuyerIdentityIn) -> Any:
    """Keeps an identity, by consent."""
    return 201, identities.add_identity(
        user_id=require_viewer(request).id, **payload.dict(exclude={"consent"})
    )


@router.post(
    "/me/identities/{identity_id}/default",
    auth=member,
    response={200: Identity, **problems(401, 403, 404)},
)
def make_identity_default(request: HttpRequest, identity_id: UUID) -> Any:
    """Proposes this identity first from now on."""
    return identities.make_default(user_id=require_viewer(request).id, identity_id=identity_id)


@router.delete("/me/identities/{identity_id}", auth=member, response={204: None, **problems(401, 403, 404)})
def remove_identity(request: HttpRequest, identity_id: UUID) -> Any:
    """Takes an identity away."""
    identities.remove_identity(user_id=require_viewer(request).id, identity_id=identity_id)
    return 204, None


@router.get(
    "/me/identities/{identity_id}/allowance",
    auth=member,
    response={200: Allowance, **problems(401, 403, 404)},
)
def get_allowance(request: HttpRequest, identity_id: UUID) -> Any:
    """What this identity may still buy across the border this year."""
    return limits.get_allowance(user_id=require_viewer(request).id, identity_id=identity_id)
