"""A small ranked world, and ways to read a feed, for tests."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from shancha.apps.accounts.models import Interest, User
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Note
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.discovery.services import scores
from shancha.kit import clock

CATEGORIES = ("home", "food", "travel", "pets", "reading", "digital")


def old_user(**fields: Any) -> User:
    user = make_user(**fields)
    User.objects.filter(id=user.id).update(joined_at=clock.now() - timedelta(days=400), follower_count=500)
    user.refresh_from_db()
    return user


def choose(user: User, *slugs: str) -> None:
    Interest.objects.filter(user=user).delete()
    for position, slug in enumerate(slugs):
        Interest.objects.create(user=user, category_slug=slug, position=position)


def make_world() -> list[Note]:
    """Sixty notes by twelve authors in six categories, scored."""
    authors = [old_user() for _ in range(12)]
    start = clock.now() - timedelta(days=3)
    notes = [
        make_public_note(
            authors[number % 12],
            category_id=CATEGORIES[number % 6],
            published_at=start + timedelta(hours=number),
            like_count=number % 7,
        )
        for number in range(60)
    ]
    scores.rebuild_scores()
    return notes


def read_all(get: Callable[..., Any], **query: Any) -> list[dict[str, Any]]:
    items, cursor = [], None
    for _ in range(30):
        page = get("/feed", {**query, **({"cursor": cursor} if cursor else {})}).json()
        items += page["items"]
        cursor = page["next_cursor"]
        if not cursor:
            return items
    raise AssertionError("the feed has no end")


def codes(card: dict[str, Any]) -> set[str]:
    return {reason["code"] for reason in card["why"]}
