"""Operations on the feed, its channels, and what the ranker knows."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from shancha.apps.accounts.authentication import (
    Viewer,
    require_viewer,
    viewer_of,
    visitor,
    visitor_key_of,
)
from shancha.apps.accounts.places import coarse, get_place, nearest_place
from shancha.apps.discovery.endpoints.rates import check_rate
from shancha.apps.discovery.errors import CategoryUnknownError, NearbyOffError, PlaceNeededError
from shancha.apps.discovery.queries.categories import category_names
from shancha.apps.discovery.queries.channels import list_channels as channels_of
from shancha.apps.discovery.queries.refusable import find_refusable
from shancha.apps.discovery.queries.viewers import viewer_key
from shancha.apps.discovery.schemas.feed import (
    AffinityUpdate,
    CategorySlug,
    ChannelOrder,
    Channels,
    FeedbackCreate,
    FeedbackEffect,
    FeedPage,
    InterestProfile,
    Refusable,
    Scope,
)
from shancha.apps.discovery.services import feed, following, profiles
from shancha.kit.errors import problems
from shancha.kit.http import json_response
from shancha.kit.pagination import CursorText, Limit

router = Router(tags=["discovery"])
TOLD_A_MINUTE = 60
Latitude = Annotated[float | None, Field(ge=-90, le=90)]
Longitude = Annotated[float | None, Field(ge=-180, le=180)]


@router.get("/feed", auth=visitor, response={200: FeedPage, **problems(401, 403, 404, 422)})
def get_feed(
    request: HttpRequest,
    *,
    channel: Literal["discover", "following", "nearby"] = "discover",
    category: CategorySlug = "",
    lat: Latitude = None,
    lng: Longitude = None,
    city_code: Annotated[str, Field(max_length=12)] = "",
    cursor: CursorText | None = None,
    limit: Limit = 20,
) -> HttpResponse:
    """A page of notes. "discover" is ranked, whole or within a category; "following" holds notes of
    followed people and topics, newest first (members only); "nearby" needs a position or a city and
    orders by distance and freshness; the minors' mode has none. Paging never repeats a note."""
    viewer = viewer_of(request)
    if channel == "following":
        member_id = require_viewer(request).id
        return json_response(following.get_page(viewer_id=member_id, cursor=cursor, limit=limit))
    if category and category not in category_names():
        raise CategoryUnknownError
    if channel == "nearby" and viewer is not None and viewer.minor_mode:
        raise NearbyOffError
    ask = feed.FeedAsk(
        viewer=viewer,
        visitor_key=_visitor_key(request, viewer),
        channel=channel,
        category=category if channel == "discover" else "",
        place=_find_place(lat, lng, city_code) if channel == "nearby" else None,
    )
    return json_response(feed.get_page(ask, cursor=cursor, limit=limit))


def _visitor_key(request: HttpRequest, viewer: Viewer | None) -> str:
    return "" if viewer is not None else visitor_key_of(request)


def _key(request: HttpRequest) -> str:
    viewer = viewer_of(request)
    return viewer_key(viewer, _visitor_key(request, viewer))


def _find_place(lat: float | None, lng: float | None, city_code: str) -> feed.Place:
    """The position rounded to about 5 km, or the centre of a city. Raises PlaceNeededError."""
    if lat is not None and lng is not None:
        rounded = coarse(lat, lng)
        near = nearest_place(*rounded)
        return feed.Place(*rounded, near.name if near else "")
    if not city_code:
        raise PlaceNeededError
    place = get_place(city_code)
    return feed.Place(place.lat, place.lng, place.name)


@router.get("/feed/channels", auth=visitor, response={200: Channels})
def list_channels(request: HttpRequest) -> HttpResponse:
    """The category chips: the viewer's own if any were chosen, then the chosen interests, then the rest."""
    viewer = viewer_of(request)
    return json_response(
        channels_of(key=_key(request), viewer_id=viewer.id if viewer else None, names=category_names())
    )


@router.put("/feed/channels", auth=visitor, response={200: Channels, **problems(403, 422, 429)})
def set_channels(request: HttpRequest, payload: ChannelOrder) -> HttpResponse:
    """Keeps the viewer's own channels and their order."""
    check_rate(request, viewer_of(request), "discovery.channels", TOLD_A_MINUTE)
    profiles.set_channels(key=_key(request), order=payload.order)
    return list_channels(request)


@router.delete("/feed/channels", auth=visitor, response={200: Channels, **problems(403, 429)})
def reset_channels(request: HttpRequest) -> HttpResponse:
    """Forgets the viewer's own channels; the usual ones are back."""
    check_rate(request, viewer_of(request), "discovery.channels", TOLD_A_MINUTE)
    profiles.set_channels(key=_key(request), order=[])
    return list_channels(request)


@router.get("/feed/refusable", auth=visitor, response={200: Refusable, **problems(401, 404, 422)})
def get_refusable(request: HttpRequest, note_id: UUID) -> dict[str, Any]:
    """What of a note that one may open one can say not to be interested in, by name."""
    viewer = viewer_of(request)
    return find_refusable(note_id, viewer_id=viewer.id if viewer else None, names=category_names())


@router.post("/feed/feedback", auth=visitor, response={200: FeedbackEffect, **problems(403, 404, 422, 429)})
def give_feedback(request: HttpRequest, payload: FeedbackCreate) -> dict[str, Any]:
    """ "Not interested": has effect at once, on the notes that are shown and on further pages of open
    feeds."""
    check_rate(request, viewer_of(request), "discovery.feedback", TOLD_A_MINUTE)
    gone = profiles.refuse(
        key=_key(request),
        note_id=payload.note_id,
        scope=payload.scope,
        topic_id=payload.topic_id,
        shown=payload.shown,
    )
    return {"note_ids": sorted(gone)}


@router.delete("/feed/feedback", auth=visitor, response={204: None, **problems(403, 422)})
def withdraw_feedback(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Takes back what was said about a note; silent where nothing was said."""
    profiles.withdraw_refusal(key=_key(request), note_id=note_id)
    return HttpResponse(status=204)


@router.get("/me/interest-profile", auth=visitor, response={200: InterestProfile})
def get_interest_profile(request: HttpRequest) -> HttpResponse:
    """All that the ranker may use of the viewer, also of one without an account."""
    return json_response(profiles.profile_as_shown(viewer_of(request), _key(request)))


@router.delete("/me/interest-profile", auth=visitor, response={204: None, **problems(403)})
def reset_interest_profile(request: HttpRequest) -> HttpResponse:
    """Forgets all that was learned: the feed is then that of a newcomer with the same choices."""
    profiles.reset_profile(key=_key(request))
    return HttpResponse(status=204)


@router.put(
    "/me/interest-profile/affinities/{category}",
    auth=visitor,
    response={200: InterestProfile, **problems(403, 404, 422)},
)
def set_affinity(request: HttpRequest, category: CategorySlug, payload: AffinityUpdate) -> HttpResponse:
    """Corrects what the ranker believes of one category."""
    if category not in category_names():
        raise CategoryUnknownError
    profiles.set_affinity(key=_key(request), category=category, weight=payload.weight)
    return get_interest_profile(request)


@router.delete(
    "/me/interest-profile/refused/{scope}/{target}", auth=visitor, response={204: None, **problems(403, 422)}
)
def remove_refusal(
    request: HttpRequest, scope: Scope, target: Annotated[str, Field(max_length=40)]
) -> HttpResponse:
    """Strikes one line from what the viewer isn't interested in; silent where it isn't there."""
    profiles.remove_refusal(key=_key(request), scope=scope, target=target)
    return HttpResponse(status=204)
