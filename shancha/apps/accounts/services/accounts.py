"""Accounts come to be, and keep their counts."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from shancha.apps.accounts import errors, names, places
from shancha.apps.accounts.events import ProviderBound, UserRegistered
from shancha.apps.accounts.models import Consent, Interest, User
from shancha.apps.accounts.phones import phone_hash, read_phone
from shancha.apps.accounts.policies import check_nickname_free
from shancha.kit import clock, events


@transaction.atomic
def create_user(
    *,
    nickname: str = "",
    handle: str = "",
    phone: str = "",
    email: str = "",
    password: str | None = None,
    password_hash: str = "",
    role: str = "member",
    badge_label: str = "",
    badge_category: str = "",
    bio: str = "",
    gender: str = "unspecified",
    birth_date: date | None = None,
    city_code: str = "",
    interests: Iterable[str] = (),
    rules: Iterable[Mapping[str, str]] = (),
    is_moderator: bool = False,
    is_operator: bool = False,
    is_demo: bool = False,
    is_phone_verified: bool = False,
    method: str = "made",
    joined_at: datetime | None = None,
) -> User:
    """Makes an account. `phone` and `email` are taken as proven; `is_phone_verified` lets a demo
    account write without a number. A missing handle or nickname is made up.

    Raises HandleTakenError, PhoneTakenError, EmailTakenError, NicknameInvalidError,
    NicknameReservedError, PlaceUnknownError. Publishes UserRegistered.
    """
    name = names.clean_nickname(nickname) if nickname else names.random_nickname()
    check_nickname_free(name, role=role)
    place = places.get_place(city_code) if city_code else None
    number = read_phone(phone) if phone else None
    at = joined_at or clock.now()
    user = User(
        nickname=name,
        nickname_key=names.nickname_key(name),
        bio=bio,
        gender=gender,
        birth_date=birth_date,
        role=role,
        badge_label=badge_label,
        badge_category=badge_category,
        is_moderator=is_moderator,
        is_operator=is_operator,
        is_demo=is_demo,
        email=email.lower(),
        phone=number,
        phone_hash=phone_hash(number) if number else None,
        phone_verified_at=at if number or is_phone_verified else None,
        joined_at=at,
    )
    if place:
        user.city_code, user.city_name, user.lat, user.lng = (
            place.code,
            place.name,
            *places.coarse(place.lat, place.lng),
        )
    if password_hash:
        user.password = password_hash
    else:
        user.set_password(password)
    _save_new(user, handle=handle)
    if email:
        _add_email(user, email.lower())
    set_interests_of(user.id, interests)
    for rule in rules:
        Consent.objects.create(user=user, kind=rule["slug"], version=rule["version"])
    events.publish(UserRegistered(user_id=user.id, method=method))
    return user


def _save_new(user: User, *, handle: str) -> None:
    """Saves under the handle asked for, or under the first random one that is free."""
    if user.phone_hash and User.objects.filter(phone_hash=user.phone_hash).exists():
        raise errors.PhoneTakenError
    for _ in range(8):
        user.handle = handle.lower() if handle else names.random_handle()
        try:
            with transaction.atomic():
                user.save(force_insert=True)
        except IntegrityError as error:
            if "phone" in str(error):
                raise errors.PhoneTakenError from error
            if handle:
                raise errors.HandleTakenError(fields={"handle": errors.HandleTakenError.detail}) from error
        else:
            return
    raise errors.HandleTakenError


def _add_email(user: User, email: str) -> None:
    try:
        with transaction.atomic():
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    except IntegrityError as error:
        raise errors.EmailTakenError from error


def set_interests_of(user_id: UUID, categories: Iterable[str]) -> None:
    """Replaces a member's interests, in the given order."""
    wanted = list(dict.fromkeys(categories))
    Interest.objects.filter(user_id=user_id).delete()
    Interest.objects.bulk_create(
        Interest(user_id=user_id, category_slug=slug, position=position)
        for position, slug in enumerate(wanted)
    )


@transaction.atomic
def note_bound_provider(*, user_id: UUID, provider: str) -> None:
    """Announces that an account of a provider was bound. Publishes ProviderBound."""
    events.publish(ProviderBound(user_id=user_id, provider=provider))


def adjust_counts(user_id: UUID, *, notes: int = 0, liked: int = 0) -> None:
    """Moves a member's counts of public notes and of likes and collects received; call it in the
    transaction that makes the difference. Never falls below zero."""
    changes: dict[str, Any] = {}
    if notes:
        changes["note_count"] = Greatest(F("note_count") + notes, Value(0))
    if liked:
        changes["liked_count"] = Greatest(F("liked_count") + liked, Value(0))
    if changes:
        User.objects.filter(id=user_id).update(**changes)
