"""First open: what a visitor or a member cares about, and where they roughly are."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from shancha.apps.accounts import errors, hooks, places
from shancha.apps.accounts.events import InterestsChanged, VisitorAdopted
from shancha.apps.accounts.models import Interest, User, Visitor
from shancha.apps.accounts.services.accounts import set_interests_of
from shancha.kit import clock, events
from shancha.kit.errors import InvalidInputError
from shancha.kit.language import bilingual

MIN_INTERESTS = 3


@transaction.atomic
def choose_interests(
    *,
    user_id: UUID | None,
    visitor_key: str,
    categories: Iterable[str],
    city_code: str | None = None,
    position: tuple[float, float] | None = None,
) -> None:
    """Keeps the chosen categories for the member, or for the visitor's key. A place is optional: a
    city's code, or a position of which only the 0.05° grid cell is kept; nothing given, nothing changed.

    Raises InvalidInputError for fewer than three, InterestUnknownError, PlaceUnknownError. Publishes
    InterestsChanged for a member.
    """
    wanted = list(dict.fromkeys(categories))
    _check(wanted)
    where = _place_fields(city_code, position)
    if user_id is None:
        Visitor.objects.update_or_create(
            key=visitor_key, defaults={"interests": wanted, "updated_at": clock.now(), **where}
        )
        return
    set_interests_of(user_id, wanted)
    if where:
        User.objects.filter(id=user_id).update(**where)
    events.publish(InterestsChanged(user_id=user_id, categories=tuple(wanted)))


def _check(categories: list[str]) -> None:
    if len(categories) < MIN_INTERESTS:
        few = bilingual(f"请至少选 {MIN_INTERESTS} 个", f"Please choose at least {MIN_INTERESTS}")
        raise InvalidInputError(fields={"categories": few})
    known = hooks.known_categories()
    if known is not None and not known.issuperset(categories):
        raise errors.InterestUnknownError(fields={"categories": errors.InterestUnknownError.detail})


def _place_fields(city_code: str | None, position: tuple[float, float] | None) -> dict[str, Any]:
    place: places.Place | None
    if position is not None:
        place = places.nearest_place(*position)
        lat, lng = places.coarse(*position)
    elif city_code:
        place = places.get_place(city_code)
        lat, lng = places.coarse(place.lat, place.lng)
    elif city_code == "":
        return {"city_code": "", "city_name": "", "lat": None, "lng": None}
    else:
        return {}
    code, name = (place.code, place.name) if place else ("", "")
    return {"city_code": code, "city_name": name, "lat": lat, "lng": lng}


@transaction.atomic
def set_consent(
    *, user_id: UUID | None, visitor_key: str, personalised: bool | None = None, dwell: bool | None = None
) -> None:
    """Turns personalisation or the measuring of reading time on or off, for members and visitors."""
    changes: dict[str, Any] = {}
    if personalised is not None:
        changes["personalised"] = personalised
    if dwell is not None:
        changes["dwell_consent"] = dwell
    if not changes:
        return
    if user_id is not None:
        User.objects.filter(id=user_id).update(**changes)
    else:
        Visitor.objects.update_or_create(key=visitor_key, defaults={**changes, "updated_at": clock.now()})


def adopt_visitor(*, user_id: UUID, visitor_key: str | None, is_new: bool) -> None:
    """Moves what the visitor chose to the account that signed in: interests and place where the
    account has none; the switches only to a new account. Call it in the sign-in's transaction."""
    if not visitor_key:
        return
    events.publish(VisitorAdopted(user_id=user_id, visitor_key=visitor_key))
    visitor = Visitor.objects.filter(key=visitor_key).first()
    if visitor is None:
        return
    if visitor.interests and not Interest.objects.filter(user_id=user_id).exists():
        set_interests_of(user_id, visitor.interests)
        events.publish(InterestsChanged(user_id=user_id, categories=tuple(visitor.interests)))
    if visitor.city_code:
        User.objects.filter(id=user_id, city_code="").update(
            city_code=visitor.city_code, city_name=visitor.city_name, lat=visitor.lat, lng=visitor.lng
        )
    if is_new:
        User.objects.filter(id=user_id).update(
            personalised=visitor.personalised, dwell_consent=visitor.dwell_consent
        )
    visitor.delete()
