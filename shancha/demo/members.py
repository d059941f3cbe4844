"""The demo's people: accounts, avatars, interests."""

import random
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from itertools import cycle
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password

from shancha.apps.accounts import places
from shancha.apps.accounts.authentication import Viewer
from shancha.apps.accounts.models import User
from shancha.apps.accounts.services.accounts import create_user
from shancha.apps.moderation.queries.rules import current_rules
from shancha.demo import content
from shancha.demo.logins import PASSWORD, email_of
from shancha.demo.pictures import FOLDER, files_of
from shancha.kit import storage
from shancha.kit.clock import held_at
from shancha.kit.ids import new_key
from shancha.kit.pictures import encode_webp, open_picture

_OPERATORS = {"shancha-editor"}
_SMALL = 24


def handle_of(slug: str) -> str:
    """A member's handle from its slug in the content files."""
    return slug[:20] if len(slug) >= 4 else f"{slug}-sc"


@lru_cache(maxsize=1)
def _password_hash() -> str:
    return make_password(PASSWORD)


def viewer_for(user: User) -> Viewer:
    """The member as services know who asks."""
    return Viewer(
        id=user.id,
        role=user.role,
        is_moderator=user.is_moderator,
        is_operator=user.is_operator,
        status=user.status,
        has_needed_phone=True,
        personalised=True,
        minor_mode=False,
        language="zh-Hans",
        dwell_consent=False,
        scopes=None,
        session_key="",
        since=user.joined_at,
    )


def build(rng: random.Random, *, since: datetime, small: bool) -> list[User]:
    """Makes the members, oldest first. Creators, stars and official accounts come with their badge."""
    wanted = content.members()[:_SMALL] if small else content.members()
    avatars = {shown: cycle(files_of("avatars", shown)) for shown in ("woman", "man", "creature")}
    covers = sorted((FOLDER / "covers").glob("*.webp"))
    rules = [{"slug": rule.slug, "version": str(rule.version)} for rule in current_rules()]
    people = []
    for number, person in enumerate(wanted):
        joined_at = since - timedelta(days=rng.randint(5, 300), minutes=rng.randint(0, 1400))
        with held_at(joined_at):
            user = _make(person, joined_at, number, rules)
        if number % 17 != 16:
            user.avatar_key = _store_avatar(next(avatars[_shown(person, number)]))
        if covers and number % 5 != 4:
            user.cover_key = _store_cover(covers[number % len(covers)])
        user.save(update_fields=["avatar_key", "cover_key"])
        people.append(user)
    return people


def _shown(person: dict[str, Any], number: int) -> str:
    """What a member's avatar shows: many have a cat or a flower there instead of a face."""
    if number % 7 in {3, 6}:
        return "creature"
    return {"female": "woman", "male": "man"}.get(person["gender"], "creature")


def _make(person: dict[str, Any], joined_at: datetime, number: int, rules: list[dict[str, str]]) -> User:
    place = places.find_by_name(person["city"]) if person["city"] else None
    handle = handle_of(person["handle"])
    year = person["birth_year"]
    return create_user(
        handle=handle,
        nickname=person["nickname"],
        email=email_of(handle),
        password_hash=_password_hash(),
        role=person["role"],
        badge_label=person.get("badge") or "",
        badge_category=person["categories"][0] if person["role"] in {"creator", "star"} else "",
        bio=person["bio"],
        gender=person["gender"],
        birth_date=date(year, number % 12 + 1, number % 28 + 1) if year else None,
        city_code=place.code if place else "",
        interests=_interests(person["categories"]),
        is_operator=handle in _OPERATORS,
        is_moderator=handle in _OPERATORS,
        is_demo=True,
        is_phone_verified=True,
        rules=rules,
        joined_at=joined_at,
    )


def _interests(categories: list[str]) -> list[str]:
    others = [slug for slug in ("food", "travel", "fashion") if slug not in categories]
    return [*categories, *others][: max(3, len(categories))]


def _store_avatar(path: Path) -> str:
    key = new_key()
    with path.open("rb") as file:
        picture = open_picture(file)
    storage.put(f"avatars/{key}/256.webp", path.read_bytes())
    storage.put(f"avatars/{key}/96.webp", encode_webp(picture, 96, method=1))
    return key


@cache
def _cover_variants(path: Path) -> dict[int, bytes]:
    """Many members share a cover: it is made once."""
    with path.open("rb") as file:
        picture = open_picture(file)
    return {width: encode_webp(picture, width, method=1) for width in (720, 1440)}


def _store_cover(path: Path) -> str:
    key = new_key()
    for width, made in _cover_variants(path).items():
        storage.put(f"covers/{key}/{width}.webp", made)
    return key
