"""The member's own profile, settings and interests."""

from typing import Any

from django.conf import settings as django_settings
from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts import guards
from shancha.apps.accounts.authentication import (
    member,
    participant,
    require_viewer,
    require_writer,
    viewer_of,
    visitor,
    visitor_key_of,
)
from shancha.apps.accounts.endpoints.uploads import FILE_BODY, uploaded_file
from shancha.apps.accounts.queries import interests_of, visitor_choices
from shancha.apps.accounts.queries.profiles import city_of, get_me, get_settings
from shancha.apps.accounts.schemas.me import (
    Interests,
    InterestsChoice,
    Me,
    PictureAddress,
    ProfileUpdate,
    Settings,
    SettingsUpdate,
)
from shancha.apps.accounts.services import guardians, profile, visitors
from shancha.kit.errors import problems

router = Router(tags=["accounts"])


@router.get("/me", response={200: Me, **problems(401, 403)}, auth=member)
def get_my_account(request: HttpRequest) -> dict[str, Any]:
    """The member who is asking."""
    return get_me(require_viewer(request).id)


@router.patch("/me", response={200: Me, **problems(401, 403, 409, 422, 429)}, auth=participant)
def update_my_profile(request: HttpRequest, payload: ProfileUpdate) -> dict[str, Any]:
    """Changes nickname, bio, gender, birthday, city, language, and the handle (once).

    Nicknames that read like a verified member's are refused. A nickname and a bio are read by everybody: new
    ones need what writing needs. Sixty changes an hour at most.
    """
    viewer = require_writer(request) if payload.nickname or payload.bio else require_viewer(request)
    guards.guard_subject("profile", str(viewer.id), limit=60)
    changes = payload.dict(exclude_unset=True)
    nullable = {"birth_date"}
    profile.update_profile(
        user_id=viewer.id,
        changes={name: value for name, value in changes.items() if value is not None or name in nullable},
    )
    return get_me(viewer.id)


@router.put(
    "/me/avatar",
    response={200: PictureAddress, **problems(401, 403, 413, 422, 429)},
    auth=participant,
    openapi_extra=FILE_BODY,
)
def set_my_avatar(request: HttpRequest) -> dict[str, str]:
    """A new avatar, cut to a square of 256 pixels. JPEG, PNG, WebP, HEIC or GIF; twenty an hour."""
    viewer = require_viewer(request)
    guards.guard_subject("picture", str(viewer.id), limit=20)
    key = profile.set_avatar(user_id=viewer.id, file=uploaded_file(request))
    return {"url": f"{django_settings.MEDIA_URL}avatars/{key}/256.webp"}


@router.delete("/me/avatar", response={200: PictureAddress, **problems(401, 403)}, auth=member)
def remove_my_avatar(request: HttpRequest) -> dict[str, str]:
    """Takes the avatar away."""
    profile.remove_picture(user_id=require_viewer(request).id, kind="avatar")
    return {"url": ""}


@router.put(
    "/me/cover",
    response={200: PictureAddress, **problems(401, 403, 413, 422, 429)},
    auth=participant,
    openapi_extra=FILE_BODY,
)
def set_my_cover(request: HttpRequest) -> dict[str, str]:
    """A new cover of the profile, 720 and 1440 pixels wide; twenty an hour."""
    viewer = require_viewer(request)
    guards.guard_subject("picture", str(viewer.id), limit=20)
    key = profile.set_cover(user_id=viewer.id, file=uploaded_file(request))
    return {"url": f"{django_settings.MEDIA_URL}covers/{key}/1440.webp"}


@router.delete("/me/cover", response={200: PictureAddress, **problems(401, 403)}, auth=member)
def remove_my_cover(request: HttpRequest) -> dict[str, str]:
    """Takes the cover away."""
    profile.remove_picture(user_id=require_viewer(request).id, kind="cover")
    return {"url": ""}


@router.get("/me/settings", response={200: Settings, **problems(401, 403)}, auth=member)
def get_my_settings(request: HttpRequest) -> dict[str, Any]:
    """All switches of the account."""
    return get_settings(require_viewer(request).id)


@router.patch("/me/settings", response={200: Settings, **problems(401, 403, 422, 429)}, auth=member)
def update_my_settings(request: HttpRequest, payload: SettingsUpdate) -> dict[str, Any]:
    """Changes switches; those not sent stay. The minors' mode goes on and off with its PIN, and what opens
    privacy or recommendation in it needs that `pin`."""
    viewer = require_viewer(request)
    guards.guard_subject("settings", str(viewer.id), limit=240)
    if payload.minor_mode is not None:
        profile.set_minor_mode(user_id=viewer.id, is_on=payload.minor_mode.is_on, pin=payload.minor_mode.pin)
    privacy = payload.privacy.dict(exclude_none=True) if payload.privacy else None
    guardians.check_opening(
        user_id=viewer.id,
        pin=payload.pin or "",
        privacy=privacy,
        personalised=payload.personalised,
        dwell_consent=payload.dwell_consent,
    )
    profile.update_settings(
        user_id=viewer.id,
        privacy=privacy,
        notices=payload.notices.dict(exclude_none=True) if payload.notices else None,
        personalised=payload.personalised,
        dwell_consent=payload.dwell_consent,
    )
    if payload.language is not None:
        profile.update_profile(user_id=viewer.id, changes={"language": payload.language})
    return get_settings(viewer.id)


@router.put("/me/interests", response={200: Interests, **problems(401, 403, 422, 429)}, auth=visitor)
def choose_interests(request: HttpRequest, payload: InterestsChoice) -> dict[str, Any]:
    """Keeps at least three categories and, if wished, a rough place; visitors may too, and take it
    along when they sign up. 180 changes an hour for an address."""
    viewer = viewer_of(request)
    key = visitor_key_of(request)
    guards.guard_address(request, "interests", limit=180)
    visitors.choose_interests(
        user_id=viewer.id if viewer else None,
        visitor_key=key,
        categories=payload.categories,
        city_code=payload.city,
        position=(payload.lat, payload.lng) if payload.lat is not None and payload.lng is not None else None,
    )
    if viewer:
        return {"interests": interests_of(viewer.id), "city": get_me(viewer.id)["city"]}
    choices = visitor_choices(key)
    return {"interests": choices["interests"], "city": city_of(choices["city_code"], choices["city_name"])}
