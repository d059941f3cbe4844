"""Scanned codes, and what people want here."""

from typing import Annotated, Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from shancha.apps.accounts.authentication import member, participant, require_viewer, viewer_of, visitor
from shancha.apps.mall.queries import scans
from shancha.apps.mall.scanning import LONGEST
from shancha.apps.mall.schemas.shopping import ScanResult, WantCount, WantPut
from shancha.apps.mall.services import wants
from shancha.kit.errors import problems
from shancha.kit.http import json_response
from shancha.kit.language import is_english

router = Router(tags=["mall"])
WantKey = Annotated[str, Field(min_length=1, max_length=100)]


@router.get("/scan", auth=visitor, response={200: ScanResult, **problems(401, 422)})
def resolve_scan(
    request: HttpRequest, code: Annotated[str, Field(min_length=1, max_length=LONGEST)]
) -> HttpResponse:
    """What a scanned code leads to: one of our own addresses, products by barcode, or, unknown, a search and
    something one may want here. Addresses elsewhere are never followed."""
    viewer = viewer_of(request)
    found = scans.resolve(code, viewer_id=viewer.id if viewer else None, english=is_english())
    found["products"] = orjson.loads(found.pop("product_cards"))
    return json_response(found)


@router.put("/wants", auth=participant, response={200: WantCount, **problems(401, 403, 422, 429)})
def put_want(request: HttpRequest, payload: WantPut) -> Any:
    """ "Want it here": counts once for each member and thing."""
    key, people = wants.want(user_id=require_viewer(request).id, **payload.dict())
    return {"key": key, "people": people, "is_wanted": True}


@router.delete("/wants", auth=member, response={200: WantCount, **problems(401, 403, 422)})
def remove_want(request: HttpRequest, key: WantKey) -> Any:
    """Takes it back."""
    people = wants.unwant(user_id=require_viewer(request).id, key=key)
    return {"key": key, "people": people, "is_wanted": False}
