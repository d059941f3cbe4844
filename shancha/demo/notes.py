"""The demo's notes, written by their authors over the past weeks."""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from shancha.apps.accounts import places
from shancha.apps.accounts.models import User
from shancha.apps.community.models import Note
from shancha.apps.community.services.drafts import DraftContent, create_draft
from shancha.apps.community.services.originality import Marks, find_original, text_marks
from shancha.apps.community.services.publishing import publish_draft
from shancha.demo import content, topics
from shancha.demo.members import handle_of, viewer_for
from shancha.demo.pictures import Album, Gallery, prepare_all, store_video
from shancha.kit.clock import held_at

_SMALL = 60
_VIDEOS = 8
_RETOLD = "看到一篇很实用的，搬来给大家"


@dataclass(frozen=True, slots=True)
class Planned:
    """A note to write, by the content file, and the drawn pictures it shows."""

    author: User
    at: datetime
    text: dict[str, Any]
    entries: list[dict[str, Any]]
    is_video: bool


@dataclass(frozen=True, slots=True)
class Published:
    """A note that stands, with what the content file says of it."""

    note_id: UUID
    author: User
    at: datetime
    text: dict[str, Any]


def plan(
    rng: random.Random, people: list[User], *, since: datetime, until: datetime, small: bool
) -> list[Planned]:
    """Who writes what, when and with which pictures: in order of time, a little denser towards now."""
    wanted = _spread(rng, content.notes(), small=small)
    times = _times(rng, len(wanted), since, until)
    authors, gallery = _Authors(rng, people), Gallery(rng)
    videos = 0
    planned = []
    for text, at in zip(wanted, times, strict=True):
        is_video = text["kind"] == "video" and videos < (1 if small else _VIDEOS)
        videos += is_video
        author = authors.choose(text)
        entries = gallery.choose(text["category"], text["scene"], 1 if is_video else text["pictures"])
        planned.append(Planned(author, at, text, entries, is_video))
    return planned


def publish_all(planned: Sequence[Planned], say: Callable[[str], None] | None = None) -> list[Published]:
    """Publishes one note after the other."""
    prepare_all(entry for note in planned for entry in note.entries)
    album = Album()
    published = []
    for number, note in enumerate(planned, start=1):
        with held_at(note.at):
            note_id = _publish(note, album)
        published.append(Published(note_id, note.author, note.at, note.text))
        if say and number % 100 == 0:
            say(f"demo: {number} of {len(planned)} notes")
    return published


def finish(published: list[Published]) -> None:
    """What is said of notes once all stand: some are pinned, all are the demo's."""
    Note.objects.filter(id__in=[each.note_id for each in published]).update(is_demo=True)
    topics.pin(published)
    topics.mark()


def retell(published: list[Published], people: list[User], until: datetime) -> Published:
    """Somebody gives out another's words as their own; the note says whose they are."""
    first = max(published[: len(published) // 2], key=lambda each: len(each.text["body"]))
    teller = next(person for person in people if person.role == "member" and person != first.author)
    text = {**first.text, "title": _RETOLD, "topics": [], "place": None, "evaluation": None, "comments": []}
    at = until - timedelta(days=1)
    entries = Gallery(random.Random(_RETOLD)).choose(text["category"], text["scene"], text["pictures"])
    with held_at(at):
        note_id = _publish(Planned(teller, at, text, entries, is_video=False), Album())
    # Demo notes share drawn pictures, so that publishing looks for no copies among them; here the words tell.
    marks = Marks(text=text_marks(text["body"]), pictures=[])
    original_id = find_original(note_id=note_id, author_id=teller.id, now=at, marks=marks)
    Note.objects.filter(id=note_id).update(original_note_id=original_id)
    return Published(note_id, teller, at, text)


def _spread(rng: random.Random, notes: list[dict[str, Any]], *, small: bool) -> list[dict[str, Any]]:
    shuffled = rng.sample(notes, len(notes))
    if not small:
        return shuffled
    by_category: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for note in shuffled:
        by_category[note["category"]].append(note)
    each = _SMALL // len(by_category)
    return [
        note
        for notes_of in zip(*(group[:each] for group in by_category.values()), strict=True)
        for note in notes_of
    ]


def _times(rng: random.Random, count: int, since: datetime, until: datetime) -> list[datetime]:
    """Waking hours, more of them lately; the last one a few minutes ago."""
    span = (until - since).total_seconds()
    moments = sorted(since + timedelta(seconds=span * (1 - rng.random() ** 1.6)) for _ in range(count))
    awake = [_in_waking_hours(rng, moment, until) for moment in moments]
    awake[-1] = until - timedelta(minutes=4)
    return sorted(awake)


def _in_waking_hours(rng: random.Random, moment: datetime, until: datetime) -> datetime:
    """Draws as often at every hour, so that what is drawn afterwards is the same whenever it is built."""
    hour_in_china, morning, latest = (moment.hour + 8) % 24, rng.randint(7, 11), rng.randint(5, 300)
    if 1 <= hour_in_china < 7:
        moment += timedelta(hours=morning - hour_in_china)
    return min(moment, until - timedelta(minutes=latest))


class _Authors:
    """Finds who wrote a note: the one it names, else somebody active in its category."""

    def __init__(self, rng: random.Random, people: list[User]) -> None:
        self._rng = rng
        self._by_handle = {person.handle: person for person in people}
        self._fitting: dict[str, list[User]] = defaultdict(list)
        for person in content.members():
            user = self._by_handle.get(handle_of(person["handle"]))
            if user and person["role"] != "official":
                for category in person["categories"]:
                    self._fitting[category] += [user] * person["activity"]

    def choose(self, text: dict[str, Any]) -> User:
        named = self._by_handle.get(handle_of(text["author"])) if text["author"] else None
        return named or self._rng.choice(self._fitting[text["category"]] or list(self._by_handle.values()))


def _publish(note: Planned, album: Album) -> UUID:
    author, text = note.author, note.text
    keep = store_video if note.is_video else album.store
    assets = [keep(author.id, entry) for entry in note.entries]
    draft = create_draft(
        actor_id=author.id,
        content=DraftContent(
            kind="video" if note.is_video else "images",
            title=text["title"],
            body=text["body"],
            category=text["category"],
            topics=text["topics"],
            place=_place(text["place"]),
            is_paid_cooperation=text["paid_cooperation"],
            evaluation=_evaluation(text["evaluation"]),
            asset_ids=[asset.id for asset in assets],
        ),
    )
    return publish_draft(actor=viewer_for(author), draft_id=UUID(str(draft["id"])))


def _evaluation(evaluation: dict[str, Any] | None) -> dict[str, Any] | None:
    if evaluation is None:
        return None
    scores = [{"name": name, "score": score} for name, score in evaluation["scores"].items()]
    return {**evaluation, "scores": scores, "suits": evaluation["suits"] or ""}


def _place(place: dict[str, str] | None) -> dict[str, Any] | None:
    if place is None:
        return None
    found = places.find_by_name(place["city"])
    return {
        "name": place["name"],
        **({"city_code": found.code} if found else {}),
    }
