"""The member's own page: names, texts, pictures, settings."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import IO, Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from shancha.apps.accounts import errors, hooks, names, places
from shancha.apps.accounts.events import ProfileChanged
from shancha.apps.accounts.models import User
from shancha.apps.accounts.policies import check_nickname_free
from shancha.apps.accounts.services.guardians import check_pin
from shancha.apps.accounts.services.standing import lock_user
from shancha.kit import clock, events, pictures, storage
from shancha.kit.errors import InvalidInputError
from shancha.kit.ids import new_key
from shancha.kit.language import bilingual
from shancha.kit.text import clean_text, grapheme_length

AVATAR_WIDTHS = (96, 256)
COVER_WIDTHS = (720, 1440)
BIO_LENGTH = 100


@transaction.atomic
def update_profile(*, user_id: UUID, changes: Mapping[str, Any]) -> None:
    """Changes what is given: nickname, bio, gender, birth_date, city (a code, "" for none), language,
    and the handle, once. Raises what the rules of names and places raise. Publishes ProfileChanged."""
    user = lock_user(user_id)
    for field, value in changes.items():
        _SETTERS[field](user, value)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise errors.HandleTakenError(fields={"handle": errors.HandleTakenError.detail}) from error
    events.publish(ProfileChanged(user_id=user_id))


def _set_nickname(user: User, value: str) -> None:
    nickname = names.clean_nickname(value)
    if nickname == user.nickname:
        return
    check_nickname_free(nickname, role=user.role, user_id=user.id)
    hooks.check_text("nickname", nickname)
    user.nickname, user.nickname_key = nickname, names.nickname_key(nickname)


def _set_handle(user: User, value: str) -> None:
    handle = names.check_handle(value)
    if handle == user.handle:
        return
    if user.handle_changed_at is not None:
        raise errors.HandleFixedError(fields={"handle": errors.HandleFixedError.detail})
    user.handle, user.handle_changed_at = handle, clock.now()


def _set_bio(user: User, value: str) -> None:
    bio = clean_text(value)
    if grapheme_length(bio) > BIO_LENGTH or len(bio) > 400:
        raise InvalidInputError(fields={"bio": bilingual("简介最多 100 字", "100 characters at most")})
    hooks.check_text("bio", bio)
    user.bio = bio


def _set_birth_date(user: User, value: date | None) -> None:
    if value is not None and not date(1900, 1, 1) <= value <= clock.now().date():
        raise InvalidInputError(fields={"birth_date": bilingual("日期不对", "Not a possible date")})
    user.birth_date = value


def _set_city(user: User, value: str) -> None:
    if not value:
        user.city_code, user.city_name, user.lat, user.lng = "", "", None, None
        return
    place = places.get_place(value)
    user.city_code, user.city_name = place.code, place.name
    user.lat, user.lng = places.coarse(place.lat, place.lng)


def _set_gender(user: User, value: str) -> None:
    user.gender = value


def _set_language(user: User, value: str) -> None:
    user.language = value


_SETTERS: dict[str, Callable[[User, Any], None]] = {
    "nickname": _set_nickname,
    "handle": _set_handle,
    "bio": _set_bio,
    "gender": _set_gender,
    "birth_date": _set_birth_date,
    "city": _set_city,
    "language": _set_language,
}


def set_avatar(*, user_id: UUID, file: IO[bytes]) -> str:
    """Keeps a new avatar as squares of 96 and 256 pixels and returns its key. Raises PictureError's kin."""
    image = pictures.open_picture(file)
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    square = image.crop((left, top, left + side, top + side))
    if side < max(AVATAR_WIDTHS):
        square = square.resize((max(AVATAR_WIDTHS), max(AVATAR_WIDTHS)))
    return _replace_picture(user_id, "avatar", pictures.variants(square, AVATAR_WIDTHS))


def set_cover(*, user_id: UUID, file: IO[bytes]) -> str:
    """Keeps a new cover by width, at most square, and returns its key. Small pictures are enlarged to the
    largest width. Raises PictureError's kin."""
    image = pictures.open_picture(file)
    height = min(image.height, image.width)
    top = (image.height - height) // 2
    largest = max(COVER_WIDTHS)
    scaled = image.crop((0, top, image.width, top + height)).resize(
        (largest, max(1, round(height * largest / image.width)))
    )
    return _replace_picture(user_id, "cover", pictures.variants(scaled, COVER_WIDTHS))


def remove_picture(*, user_id: UUID, kind: str) -> None:
    """Takes the avatar or the cover away."""
    _replace_picture(user_id, kind, {})


def _replace_picture(user_id: UUID, kind: str, variants: Mapping[int, bytes]) -> str:
    """Writes the new files first and removes the old ones last, so that a name always has its files."""
    key = new_key() if variants else ""
    for width, content in variants.items():
        storage.put(f"{kind}s/{key}/{width}.webp", content)
    with transaction.atomic():
        user = lock_user(user_id)
        former = getattr(user, f"{kind}_key")
        setattr(user, f"{kind}_key", key)
        user.save(update_fields=[f"{kind}_key"])
        events.publish(ProfileChanged(user_id=user_id))
        if former:
            transaction.on_commit(lambda: storage.delete_folder(f"{kind}s/{former}"))
    return key


@transaction.atomic
def reset_profile(*, user_id: UUID, parts: Collection[str]) -> None:
    """Takes back what breaks the rules in a profile: `nickname` (a random one takes its place), `bio`,
    `avatar`, `cover`. The member may choose anew. Publishes ProfileChanged."""
    user = lock_user(user_id)
    if "nickname" in parts:
        user.nickname = names.random_nickname()
        user.nickname_key = names.nickname_key(user.nickname)
    if "bio" in parts:
        user.bio = ""
    user.save(update_fields=["nickname", "nickname_key", "bio"])
    events.publish(ProfileChanged(user_id=user_id))
    for kind in ("avatar", "cover"):
        if kind in parts:
            remove_picture(user_id=user_id, kind=kind)


@transaction.atomic
def update_settings(
    *,
    user_id: UUID,
    privacy: Mapping[str, Any] | None = None,
    notices: Mapping[str, bool] | None = None,
    personalised: bool | None = None,
    dwell_consent: bool | None = None,
) -> None:
    """Changes what is given; switches within `privacy` and `notices` that are not given stay."""
    user = lock_user(user_id)
    user.privacy = {**user.privacy, **(privacy or {})}
    user.notices = {**user.notices, **(notices or {})}
    if personalised is not None:
        user.personalised = personalised
    if dwell_consent is not None:
        user.dwell_consent = dwell_consent
    user.save(update_fields=["privacy", "notices", "personalised", "dwell_consent"])


def set_minor_mode(*, user_id: UUID, is_on: bool, pin: str) -> None:
    """Turns the minors' mode on with a PIN chosen by a guardian, or off with that PIN.
    Raises PinWrongError, RateLimitedError after five tries in a quarter of an hour."""
    user = User.objects.get(id=user_id)
    if user.minor_mode == is_on:
        return
    if is_on:
        User.objects.filter(id=user_id).update(minor_mode=True, minor_pin=make_password(pin))
        return
    check_pin(user, pin)
    User.objects.filter(id=user_id).update(minor_mode=False, minor_pin="")
