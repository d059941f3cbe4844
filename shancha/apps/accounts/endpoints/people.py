"""Other people: profiles, follows, blocks, mutes, lists."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from shancha.apps.accounts import errors, guards, services
from shancha.apps.accounts.authentication import (
    Viewer,
    existing_visitor_key,
    member,
    participant,
    require_viewer,
    viewer_of,
    visitor,
)
from shancha.apps.accounts.models import User
from shancha.apps.accounts.queries import interests_of, lists, visitor_choices
from shancha.apps.accounts.queries.profiles import find_user, get_profile, privacy_of, relation_to
from shancha.apps.accounts.schemas.people import (
    FollowState,
    PersonPage,
    Profile,
    RelationState,
    SuggestedPeople,
)
from shancha.kit.errors import problems
from shancha.kit.http import json_bytes
from shancha.kit.pagination import CursorText, Limit

router = Router(tags=["accounts"])


@router.get("/users/suggested", response={200: SuggestedPeople, **problems(401, 403, 422)}, auth=visitor)
def list_suggested_people(
    request: HttpRequest, limit: Annotated[int, Field(ge=1, le=30)] = 12
) -> HttpResponse:
    """People to follow, each with the reason: followed by somebody one follows, a shared interest,
    the same city, verified, or popular. Visitors get them by what they chose at first open. With
    personalisation off, everybody gets the same: verified and popular ones."""
    viewer = viewer_of(request)
    interests, city, is_personal = _suggestion_facts(request, viewer)
    return json_bytes(
        lists.suggest_people(
            viewer_id=viewer.id if viewer else None,
            interests=interests,
            city_code=city,
            is_personal=is_personal,
            limit=limit,
        )
    )


@router.get("/users/leaders", response={200: PersonPage, **problems(401, 403, 422)}, auth=visitor)
def list_leaders(
    request: HttpRequest,
    category: Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z0-9-]+$")],
    cursor: CursorText = "",
    limit: Limit = 20,
) -> HttpResponse:
    """Verified creators and stars of one category, most followers, likes and collects first: a list for each
    field, and none over all of them."""
    viewer = viewer_of(request)
    return json_bytes(lists.list_leaders(category, viewer.id if viewer else None, cursor, limit))


def _suggestion_facts(request: HttpRequest, viewer: Viewer | None) -> tuple[list[str], str, bool]:
    """Interests and city to suggest by, and whether that may be done: not with personalisation off, nor in
    the minors' mode."""
    if viewer is None:
        choices = visitor_choices(existing_visitor_key(request))
        facts = choices["interests"], choices["city_code"], choices["personalised"]
    else:
        city = User.objects.values_list("city_code", flat=True).get(id=viewer.id)
        facts = interests_of(viewer.id), city, viewer.is_personal
    return facts if facts[2] else ([], "", False)


@router.get("/users/{handle}", response={200: Profile, **problems(401, 403, 404)}, auth=visitor)
def get_user(request: HttpRequest, handle: str) -> dict[str, Any]:
    """A member's page. Members who blocked the asker are not found."""
    viewer = viewer_of(request)
    return get_profile(handle, viewer.id if viewer else None)


def _listable(request: HttpRequest, handle: str, switch: str) -> tuple[User, UUID | None]:
    """The member whose list is asked for. Raises UserNotFoundError, ListHiddenError."""
    viewer = viewer_of(request)
    viewer_id = viewer.id if viewer else None
    user = find_user(handle)
    if user is None or relation_to(user.id, viewer_id)["is_blocked_by"]:
        raise errors.UserNotFoundError
    if user.id != viewer_id and not privacy_of(user)[switch]:
        raise errors.ListHiddenError
    return user, viewer_id


@router.get(
    "/users/{handle}/followers", response={200: PersonPage, **problems(401, 403, 404, 422)}, auth=visitor
)
def list_followers(
    request: HttpRequest, handle: str, cursor: CursorText = "", limit: Limit = 20
) -> HttpResponse:
    """Who follows the member, the latest first, unless kept private."""
    user, viewer_id = _listable(request, handle, "show_followers")
    return json_bytes(lists.list_followers(user.id, viewer_id, cursor, limit))


@router.get(
    "/users/{handle}/following", response={200: PersonPage, **problems(401, 403, 404, 422)}, auth=visitor
)
def list_following(
    request: HttpRequest, handle: str, cursor: CursorText = "", limit: Limit = 20
) -> HttpResponse:
    """Whom the member follows, the latest first, unless kept private."""
    user, viewer_id = _listable(request, handle, "show_following")
    return json_bytes(lists.list_following(user.id, viewer_id, cursor, limit))


@router.get("/me/blocks", response={200: PersonPage, **problems(401, 403, 422)}, auth=member)
def list_my_blocks(request: HttpRequest, cursor: CursorText = "", limit: Limit = 20) -> HttpResponse:
    """Whom the member blocks."""
    return json_bytes(lists.list_blocks(require_viewer(request).id, cursor, limit))


@router.get("/me/mutes", response={200: PersonPage, **problems(401, 403, 422)}, auth=member)
def list_my_mutes(request: HttpRequest, cursor: CursorText = "", limit: Limit = 20) -> HttpResponse:
    """Whom the member mutes."""
    return json_bytes(lists.list_mutes(require_viewer(request).id, cursor, limit))


_CHANGES = problems(401, 403, 404, 409, 422, 429)


def _guarded(request: HttpRequest) -> UUID:
    """The viewer's id, after the limit of 300 changes an hour in one's relations."""
    viewer = require_viewer(request)
    guards.guard_subject("relations", str(viewer.id), limit=300)
    return viewer.id


def _follow_state(viewer_id: UUID, user_id: UUID) -> dict[str, Any]:
    relation = relation_to(user_id, viewer_id)
    count = User.objects.values_list("follower_count", flat=True).get(id=user_id)
    return {"follows": relation["follows"], "followed_by": relation["followed_by"], "follower_count": count}


@router.put("/users/{user_id}/follow", response={200: FollowState, **_CHANGES}, auth=participant)
def follow_user(request: HttpRequest, user_id: UUID) -> dict[str, Any]:
    """Follows a member; doing it twice is the same as once. 5,000 people at most."""
    viewer_id = _guarded(request)
    services.follow_user(follower_id=viewer_id, followee_id=user_id)
    return _follow_state(viewer_id, user_id)


@router.delete("/users/{user_id}/follow", response={200: FollowState, **_CHANGES}, auth=member)
def unfollow_user(request: HttpRequest, user_id: UUID) -> dict[str, Any]:
    """Ends a follow; doing it twice is the same as once."""
    viewer_id = _guarded(request)
    services.unfollow_user(follower_id=viewer_id, followee_id=user_id)
    return _follow_state(viewer_id, user_id)


@router.put("/users/{user_id}/block", response={200: RelationState, **_CHANGES}, auth=member)
def block_user(request: HttpRequest, user_id: UUID) -> dict[str, bool]:
    """Blocks a member: follows both ways end, and neither meets the other any more."""
    services.block_user(blocker_id=_guarded(request), blocked_id=user_id)
    return {"is_on": True}


@router.delete("/users/{user_id}/block", response={200: RelationState, **_CHANGES}, auth=member)
def unblock_user(request: HttpRequest, user_id: UUID) -> dict[str, bool]:
    """Lifts a block; follows do not come back."""
    services.unblock_user(blocker_id=_guarded(request), blocked_id=user_id)
    return {"is_on": False}


@router.put("/users/{user_id}/mute", response={200: RelationState, **_CHANGES}, auth=member)
def mute_user(request: HttpRequest, user_id: UUID) -> dict[str, bool]:
    """Takes a member out of one's own lists, unnoticed."""
    services.mute_user_for(muter_id=_guarded(request), muted_id=user_id)
    return {"is_on": True}


@router.delete("/users/{user_id}/mute", response={200: RelationState, **_CHANGES}, auth=member)
def unmute_user(request: HttpRequest, user_id: UUID) -> dict[str, bool]:
    """Puts a member back into one's own lists."""
    services.unmute_user_for(muter_id=_guarded(request), muted_id=user_id)
    return {"is_on": False}
