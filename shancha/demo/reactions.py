"""What the demo's people do with notes: comments, likes, collects, follows, and a few reports."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from shancha.apps.accounts.models import User
from shancha.apps.accounts.services import relations
from shancha.apps.community import errors
from shancha.apps.community.models import BoardItem, Collect, Like, Topic
from shancha.apps.community.services import comment_likes, topics
from shancha.apps.community.services.boards import ensure_default_board
from shancha.apps.community.services.comments import post_comment
from shancha.apps.moderation.services.reports import report_subject
from shancha.demo import content
from shancha.demo.members import handle_of, viewer_for
from shancha.demo.notes import Published
from shancha.kit import sql
from shancha.kit.clock import held_at

_REASONS = {"spam": "wechat_ad", "abuse": "abuse", "fake_agent": "fake_agent"}


@dataclass(frozen=True, slots=True)
class _Liking:
    """Somebody likes a note, and perhaps keeps it."""

    user_id: UUID
    note_id: UUID
    at: datetime
    is_kept: bool


_COUNTS = (
    """
    update community_note n set like_count = l.count
    from (select note_id, count(*) as count from community_like group by note_id) l where l.note_id = n.id
    """,
    """
    update community_note n set collect_count = c.count
    from (select note_id, count(*) as count from community_collect group by note_id) c where c.note_id = n.id
    """,
    """
    update community_board b set note_count = i.count
    from (select board_id, count(*) as count from community_boarditem group by board_id) i
    where i.board_id = b.id
    """,
    """
    update accounts_user u set liked_count = n.count
    from (select author_id, sum(like_count + collect_count) as count from community_note group by author_id) n
    where n.author_id = u.id
    """,
)


def react(rng: random.Random, people: list[User], published: list[Published], *, until: datetime) -> None:
    """Lets people react to each of these notes in the hours and days after it."""
    fans = _fans_by_category(people)
    likings: list[_Liking] = []
    for note in published:
        readers = rng.sample(people, len(people))
        likings += _choose_likes(rng, note, readers, fans, until)
        _comment(rng, note, [reader for reader in readers if reader != note.author], until)
    _store_likes(likings)


def _fans_by_category(people: list[User]) -> dict[str, set[UUID]]:
    ids = {person.handle: person.id for person in people}
    fans: dict[str, set[UUID]] = {}
    for person in content.members():
        user_id = ids.get(handle_of(person["handle"]))
        if user_id is None:
            continue
        for category in person["categories"]:
            fans.setdefault(category, set()).add(user_id)
    return fans


def _choose_likes(
    rng: random.Random, note: Published, readers: list[User], fans: dict[str, set[UUID]], until: datetime
) -> list[_Liking]:
    """Better notes and fitting readers bring more likes; the newest have had less time."""
    age = min(1.0, (until - note.at) / timedelta(days=4) + 0.15)
    ease = (note.text["quality"] / 5) ** 2 * 0.34 * age * rng.uniform(0.4, 1.6)
    fitting = fans.get(note.text["category"], set())
    chosen = []
    for reader in readers:
        chance = ease * (1.8 if reader.id in fitting else 0.7)
        if reader != note.author and rng.random() <= chance:
            chosen.append(_Liking(reader.id, note.note_id, _later(rng, note.at, until), rng.random() < 0.3))
    return chosen


def _store_likes(likings: list[_Liking]) -> None:
    """Thousands of likes as rows and counts at once: one by one through the services they take minutes."""
    Like.objects.bulk_create(
        (Like(user_id=each.user_id, note_id=each.note_id, created_at=each.at) for each in likings),
        batch_size=2000,
    )
    kept = [each for each in likings if each.is_kept]
    Collect.objects.bulk_create(
        (Collect(user_id=each.user_id, note_id=each.note_id, created_at=each.at) for each in kept),
        batch_size=2000,
    )
    boards = {user_id: ensure_default_board(user_id).id for user_id in {each.user_id for each in kept}}
    BoardItem.objects.bulk_create(
        (BoardItem(board_id=boards[each.user_id], note_id=each.note_id, created_at=each.at) for each in kept),
        batch_size=2000,
    )
    for statement in _COUNTS:
        sql.execute(statement)


def _comment(rng: random.Random, note: Published, readers: list[User], until: datetime) -> None:
    at = note.at
    for number, comment in enumerate(note.text["comments"]):
        writer = readers[number % len(readers)]
        at = _later(rng, at, until)
        root_id = _say(writer, note.note_id, comment["text"], at)
        if root_id is None:
            continue
        if "bad" in comment:
            _report(rng, root_id, comment["bad"], readers[number + 1 : number + 4], at=at, until=until)
            continue
        for index, reply in enumerate(comment["replies"]):
            at = _later(rng, at, until)
            _say(note.author if index == 0 else writer, note.note_id, reply, at, parent_id=root_id)
        for liker in rng.sample(readers, min(len(readers), rng.choice((0, 0, 0, 1, 2)))):
            comment_likes.like_comment(actor=viewer_for(liker), comment_id=root_id)


def _say(writer: User, note_id: UUID, text: str, at: datetime, parent_id: UUID | None = None) -> UUID | None:
    """Posts as the writer would; None where the screening refused or held it, as it should with some."""
    with held_at(at):
        try:
            comment: dict[str, Any] = post_comment(
                actor=viewer_for(writer), note_id=note_id, body=text, parent_id=parent_id
            )
        except errors.CommentBlockedError:
            return None
    return UUID(str(comment["id"])) if comment["state"] in {"public", "folded"} else None


def _report(
    rng: random.Random, comment_id: UUID, kind: str, reporters: list[User], *, at: datetime, until: datetime
) -> None:
    for reporter in reporters[: rng.randint(1, 3)]:
        at = min(until, at + timedelta(minutes=rng.randint(3, 90)))
        with held_at(at):
            report_subject(
                reporter_id=reporter.id, subject_kind="comment", subject_id=comment_id, reason=_REASONS[kind]
            )


def follow(rng: random.Random, people: list[User], until: datetime) -> None:
    """Lets people follow each other, the verified ones most, and some topics."""
    weights = [12 if person.role != "member" else 2 for person in people]
    known_topics = list(Topic.objects.order_by("slug").values_list("id", flat=True))
    for person in people:
        with held_at(until - timedelta(hours=rng.randint(1, 900))):
            for other in {other.id for other in rng.choices(people, weights, k=rng.randint(4, 22))} - {
                person.id
            }:
                relations.follow_user(follower_id=person.id, followee_id=other)
            for topic_id in rng.sample(known_topics, min(len(known_topics), rng.randint(1, 6))):
                topics.follow_topic(actor_id=person.id, topic_id=topic_id)


def _later(rng: random.Random, at: datetime, until: datetime) -> datetime:
    """Some minutes to two days on, never beyond now."""
    return min(until, at + timedelta(minutes=2 + 2800 * rng.random() ** 3))
