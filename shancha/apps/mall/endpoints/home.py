"""The mall's home, and the share of advertising."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from shancha.apps.accounts.authentication import operator, viewer_of, visitor
from shancha.apps.mall.audiences import audiences_of
from shancha.apps.mall.queries import dial as dial_queries
from shancha.apps.mall.queries import home
from shancha.apps.mall.schemas.shopping import CommercialDialPut, CommercialShares, MallHome
from shancha.apps.mall.services import dial
from shancha.kit.errors import problems
from shancha.kit.http import json_response
from shancha.kit.language import is_english

router = Router(tags=["mall"])
DAYS = 30


@router.get("/mall/home", auth=visitor, response={200: MallHome, **problems(401)})
def get_mall_home(request: HttpRequest) -> HttpResponse:
    """The mall's home, block by block, for the viewer's audience (everybody, members, newcomers)."""
    viewer = viewer_of(request)
    audiences = audiences_of(viewer.id if viewer else None)
    return json_response({"blocks": home.load_home(audiences=audiences, english=is_english())})


@router.get("/commercial-share", auth=visitor, response={200: CommercialShares, **problems(401)})
def get_commercial_share(request: HttpRequest) -> Any:
    """How much advertising a page of the feed may hold, and how much it held on each of the last thirty
    days."""
    return {"max_share_bp": dial_queries.max_share_bp(), "days": dial_queries.measured(days=DAYS)}


@router.put("/commercial-share", auth=operator, response={200: CommercialShares, **problems(401, 403, 422)})
def set_commercial_share(request: HttpRequest, payload: CommercialDialPut) -> Any:
    """Sets the ceiling; it holds within seconds."""
    dial.set_max_share(max_share_bp=payload.max_share_bp)
    return get_commercial_share(request)
