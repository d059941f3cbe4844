"""Published notes as plain rows, for tests of what stands around notes (comments, topics, ranking)."""

import itertools
from datetime import datetime
from typing import Any
from uuid import UUID

from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Note
from shancha.apps.community.services.topics import set_note_topics
from shancha.kit import clock

_numbers = itertools.count(1)
COVER = {
    "base": "/media/x/",
    "widths": [360],
    "width": 360,
    "height": 480,
    "color": "#cc9988",
    "tiny": "",
    "alt": "",
    "is_moving": False,
}


def make_public_note(author: Any = None, *, topics: tuple[str, ...] = (), **fields: Any) -> Note:
    """A note that everybody sees, written as a row, with its topics."""
    number = next(_numbers)
    at: datetime = fields.pop("published_at", None) or clock.now()
    values = {
        "kind": "images",
        "title": f"笔记 {number}",
        "body": "正文" * 10,
        "category_id": "home",
        "state": "public",
        "cover": COVER,
        "pictures": [COVER],
        "published_at": at,
        "announced_at": at,
        "created_at": at,
        **fields,
    }
    note = Note.objects.create(author=author or make_user(), **values)
    if topics:
        is_listed = note.state == "public" and note.visibility == "public"
        set_note_topics(note_id=note.id, names=topics, published_at=at if is_listed else None)
    return note


def ids(page: Any) -> list[UUID]:
    """Ids of a page's items."""
    return [UUID(item["id"]) for item in page.json()["items"]]
