"""The demo's topics: introduced before anybody writes about them, with a host, a banner and pinned notes."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from shancha.apps.accounts.models import User
from shancha.apps.community.models import Topic, TopicState
from shancha.apps.community.queries.pictures import picture_json
from shancha.apps.community.services import topic_operations, topics
from shancha.apps.community.services.open_pictures import store_open_picture
from shancha.demo import content
from shancha.kit.pictures import open_picture

if TYPE_CHECKING:
    from shancha.demo.notes import Published

_COVERS = Path(__file__).parent / "pictures" / "covers"
_ENOUGH_TO_PIN = 4


def introduce(people: Sequence[User]) -> None:
    """Makes the topics. Each is hosted by one of the verified members of its category."""
    hosts: dict[str, list[User]] = defaultdict(list)
    for person in people:
        if person.badge_category:
            hosts[person.badge_category].append(person)
    banners = _banners(people[0])
    for number, topic in enumerate(content.topics()):
        topic_id = topics.ensure_topics([topic["name"]], category_slug=topic["category"])[0]
        able = hosts[topic["category"]]
        Topic.objects.filter(id=topic_id).update(
            slug=topic["slug"],
            state=TopicState.ACTIVE,
            introduction=topic["introduction"],
            host=able[number % len(able)] if able else None,
            banner=banners[number % len(banners)],
        )


def _banners(owner: User) -> list[dict[str, object] | None]:
    banners = []
    for path in sorted(_COVERS.glob("*.webp")):
        with path.open("rb") as file:
            asset = store_open_picture(owner_id=owner.id, image=open_picture(file), alt="")
        banners.append(picture_json(asset))
    return banners


def mark() -> None:
    """Marks all topics as the demo's, those too that its notes made: there are no others in its world."""
    Topic.objects.update(is_demo=True)


def pin(published: Sequence["Published"]) -> None:
    """Keeps one or two thorough notes on top of each topic that has some: its host's first."""
    by_topic: dict[str, list[Published]] = defaultdict(list)
    for each in published:
        for name in each.text["topics"]:
            by_topic[topics.name_key(name)].append(each)
    for topic in Topic.objects.filter(name_key__in=by_topic).order_by("id"):
        notes = by_topic[topic.name_key]
        if len(notes) >= _ENOUGH_TO_PIN:
            topic_operations.pin_notes(topic_id=topic.id, note_ids=_best(notes, topic.host_id))


def _best(notes: "Sequence[Published]", host_id: UUID | None) -> list[UUID]:
    """The host's notes first, then the longest; a second one only where there is much to read."""
    ranked = sorted(notes, key=lambda each: (each.author.id != host_id, -len(each.text["body"])))
    return [each.note_id for each in ranked[: 2 if len(notes) >= 2 * _ENOUGH_TO_PIN else 1]]
