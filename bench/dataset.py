"""The synthetic community: loaded by COPY once, kept on disk, the same for the same size.

Sizes follow `--scale` (1.0 = 100,000 members, 1,000,000 notes, 5,000,000 interactions). Popularity is
skewed (Zipf) as in real communities: few notes and members gather most of the attention, and few words
(see `vocabulary`) make up most of a text.
"""

import itertools
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, models

from bench.vocabulary import Vocabulary

# Raise it whenever the data change: what an older version loaded is then loaded anew.
VERSION = 3
CATEGORIES = (
    "fashion", "makeup", "skincare", "stars", "food", "travel",
    "home", "fitness", "parenting", "digital", "pets", "reading",
)  # fmt: skip
CITIES = (
    ("110000", 39.90, 116.40),
    ("310000", 31.23, 121.47),
    ("440100", 23.13, 113.26),
    ("510100", 30.57, 104.07),
)
# Names of topics and members begin with one of these.
WORDS = [
    *("春天", "通勤", "穿搭", "平价", "好用", "踩雷", "测评", "早餐", "咖啡", "周末", "露营", "徒步", "收纳"),
    *("小户型", "租房", "护肤", "敏感肌", "防晒", "口红", "眼影", "辅食", "绘本", "键盘", "耳机", "相机"),
    *("猫咪", "狗狗", "读书", "电影", "展览", "跑步", "瑜伽", "减脂", "火锅", "面条", "蛋糕", "海边", "古镇"),
    *("夜景", "攻略", "新手", "避雷", "分享", "记录", "日常", "心得", "推荐", "回购", "空瓶", "开箱"),
]
SPAN_DAYS = 720
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each."""

    users: int
    notes: int
    likes: int
    collects: int
    comments: int
    follows: int
    topics: int

    @classmethod
    def scaled(cls, scale: float) -> "Size":
        """The full size times `scale`, never below a usable minimum."""
        base = (100_000, 1_000_000, 3_000_000, 1_000_000, 1_000_000, 1_000_000, 3_000)
        return cls(*(max(50, int(number * scale)) for number in base))


def time_ordered_id(at: datetime, number: int, kind: int) -> UUID:
    """A UUID of version 7 that is the same in every run."""
    milliseconds = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    return UUID(int=(milliseconds << 80) | (7 << 76) | ((kind & 0xFFF) << 64) | (2 << 62) | number)


class Community:
    """Ids and facts that several tables share."""

    def __init__(self, size: Size, loaded_at: datetime) -> None:
        self.size = size
        self.random = random.Random(20261123)
        self.start = loaded_at - timedelta(days=SPAN_DAYS)
        step = timedelta(days=SPAN_DAYS) / max(1, size.notes)
        self.users = [
            time_ordered_id(self.start - timedelta(days=1), number, 1) for number in range(size.users)
        ]
        self.note_times = [self.start + step * number for number in range(size.notes)]
        self.notes = [time_ordered_id(at, number, 2) for number, at in enumerate(self.note_times)]
        self.topics = [time_ordered_id(self.start, number, 3) for number in range(size.topics)]
        self.authors = [self.skewed(size.users) for _ in range(size.notes)]
        self.vocabulary = Vocabulary()

    def title_words(self, number: int) -> list[str]:
        """The words of a note's title."""
        return self.vocabulary.draw(random.Random(number), 4)

    def skewed(self, count: int) -> int:
        """An index; low ones come far more often."""
        return min(count - 1, int(count * self.random.random() ** 2.2))


def copy_rows(model: type[models.Model], rows: Iterator[dict[str, Any]]) -> int:
    """COPYs rows that all give the same columns; every other column takes its field's default."""
    first = next(rows)
    given = set(first)
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.GeneratedField)]
    fields = [field for field in fields if field.column in given or not field.auto_created]
    fields = [field for field in fields if field.column in given or not isinstance(field, models.AutoField)]
    constants = {field.column: _default(field) for field in fields if field.column not in given}
    columns = ", ".join(f'"{field.column}"' for field in fields)
    order = [field.column for field in fields]
    count = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f'copy "{model._meta.db_table}" ({columns}) from stdin') as copy,
    ):
        for row in itertools.chain([first], rows):
            copy.write_row([row[name] if name in row else constants[name] for name in order])
            count += 1
    return count


def _default(field: "models.Field[Any, Any]") -> Any:
    value = field.get_default()
    if value is None and not field.null:
        value = "" if field.empty_strings_allowed else 0
    if isinstance(field, models.JSONField):
        return None if value is None else "{}" if value == {} else "[]"
    return value


def load(world: Community, say: Say) -> None:
    """Fills an empty, migrated database, then gathers statistics."""
    from shancha.apps.accounts import models as accounts  # noqa: PLC0415
    from shancha.apps.community import models as community  # noqa: PLC0415

    steps: list[tuple[str, type[models.Model], Iterator[dict[str, Any]]]] = [
        ("members", accounts.User, _users(world)),
        ("follows", accounts.Follow, _follows(world)),
        ("interests", accounts.Interest, _interests(world)),
        ("topics", community.Topic, _topics(world)),
        ("assets", community.Asset, _assets(world)),
        ("notes", community.Note, _notes(world)),
        ("note topics", community.NoteTopic, _note_topics(world)),
        ("likes", community.Like, _pairs(world, world.size.likes)),
        ("collects", community.Collect, _pairs(world, world.size.collects)),
        ("comments", community.Comment, _comments(world)),
    ]
    with connection.cursor() as cursor:
        # The rows are ours and whole: no foreign key is looked up row by row, no commit is waited for.
        cursor.execute("set session_replication_role = replica")
        cursor.execute("set synchronous_commit = off")
    for name, model, rows in steps:
        started = time.monotonic()
        count = copy_rows(model, rows)
        say(f"{count:,} {name} in {time.monotonic() - started:.0f} s")
    _count_comments()
    say("vacuum analyze")
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = origin")
        cursor.execute("vacuum analyze")


def _users(world: Community) -> Iterator[dict[str, Any]]:
    for number, user_id in enumerate(world.users):
        yield {
            "id": user_id,
            "handle": f"member{number}",
            "nickname": f"{world.random.choice(WORDS)}的小{number}",
            "nickname_key": f"{number}",
            "password": "!",
            "city_code": world.random.choice(CITIES)[0],
            "follower_count": max(0, 2000 - number),
            "phone_verified_at": world.start,
        }


def _follows(world: Community) -> Iterator[dict[str, Any]]:
    each = max(1, world.size.follows // world.size.users)
    for number, user_id in enumerate(world.users):
        for followee in {world.skewed(world.size.users) for _ in range(each)} - {number}:
            yield {"follower_id": user_id, "followee_id": world.users[followee]}


def _interests(world: Community) -> Iterator[dict[str, Any]]:
    for user_id in world.users:
        for position, slug in enumerate(world.random.sample(CATEGORIES, 4)):
            yield {"user_id": user_id, "category_slug": slug, "position": position}


def _topics(world: Community) -> Iterator[dict[str, Any]]:
    for number, topic_id in enumerate(world.topics):
        name = f"{WORDS[number % len(WORDS)]}{number}"
        yield {
            "id": topic_id,
            "slug": name,
            "name": name,
            "name_key": name,
            "category_slug": CATEGORIES[number % 12],
            "hot": 1000 / (number + 1),
        }


def _asset_id(number: int) -> UUID:
    return UUID(int=(7 << 76) | (2 << 62) | (0xA55E7 << 96) | number)


def _assets(world: Community) -> Iterator[dict[str, Any]]:
    for number in range(1000):
        yield {
            "id": _asset_id(number),
            "owner_id": world.users[0],
            "kind": "image",
            "key": f"benchmarkpicture{number:06d}",
            "folder": f"bench/{number}",
            "content_hash": f"{number:064x}",
            "width": 720,
            "height": 960,
            "widths": [360, 720],
        }


def _picture(number: int) -> str:
    # About the size of a real one, placeholder included.
    tiny = (
        "data:image/webp;base64,"
        "UklGRpYAAABXRUJQVlA4IIoAAADwBACdASoMABAAPm0ukkckIqGhKAgAgA2JZQC7AYoBQ" + "A" * 90
    )
    return (
        f'{{"base":"/media/benchmarkpicture{number:06d}/","widths":[360,720],"width":720,"height":960,'
        f'"color":"#d9a7b0","tiny":"{tiny}","alt":""}}'
    )


def _notes(world: Community) -> Iterator[dict[str, Any]]:
    now = datetime.now(UTC)
    for number, note_id in enumerate(world.notes):
        at = world.note_times[number]
        likes = int(40 * world.random.random() ** 6 * 60)
        city, lat, lng = CITIES[number % 4] if number % 3 == 0 else ("", None, None)
        cover = _picture(number % 1000)
        age = (now - at).total_seconds() / 86_400
        yield {
            "id": note_id,
            "author_id": world.users[world.authors[number]],
            "kind": "images",
            "title": "".join(world.title_words(number)),
            "body": "，".join("".join(world.vocabulary.draw(world.random, 5)) for _ in range(8)),
            "category_slug": CATEGORIES[number % 12],
            "state": "public",
            "published_at": at,
            "created_at": at,
            "updated_at": at,
            "city_code": city,
            "lat": None if lat is None else lat + world.random.uniform(-0.3, 0.3),
            "lng": None if lng is None else lng + world.random.uniform(-0.3, 0.3),
            "cover": cover,
            "pictures": f"[{cover},{cover},{cover}]",
            "like_count": likes,
            "comment_count": 0,
            "quality": min(1.0, 0.3 + likes / 400),
            "hot": (1 + likes) / (1 + age) ** 1.4,
            "cover_asset_id": _asset_id(number % 1000),
            "search_version": number + 1,
        }


def _note_topics(world: Community) -> Iterator[dict[str, Any]]:
    for number, note_id in enumerate(world.notes):
        for topic in {world.skewed(world.size.topics) for _ in range(2)}:
            yield {
                "note_id": note_id,
                "topic_id": world.topics[topic],
                "published_at": world.note_times[number],
                "hot": world.random.random(),
            }


def _pairs(world: Community, count: int) -> Iterator[dict[str, Any]]:
    """Distinct pairs of member and note: every member's notes are drawn without repetition."""
    each = max(1, count // world.size.users)
    newest = world.size.notes - 1
    for user_id in world.users:
        for note in {newest - world.skewed(world.size.notes) for _ in range(each)}:
            yield {"user_id": user_id, "note_id": world.notes[note]}


def _comments(world: Community) -> Iterator[dict[str, Any]]:
    """In the order of their times, as a table grows: what looks for the latest relies on that."""
    newest, now = world.size.notes - 1, datetime.now(UTC)
    made = []
    for number in range(world.size.comments):
        note = newest - world.skewed(world.size.notes)
        published_at = world.note_times[note]
        within = min(timedelta(minutes=5000), now - published_at)
        made.append((published_at + world.random.random() * within, number, note))
    for at, number, note in sorted(made):
        yield {
            "id": time_ordered_id(at, number, 4),
            "note_id": world.notes[note],
            "author_id": world.users[number % world.size.users],
            "body": "".join(world.vocabulary.draw(world.random, 6)),
            "hot": world.random.random(),
            "created_at": at,
        }


def _count_comments() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            update community_note n set comment_count = c.count
            from (select note_id, count(*) as count from community_comment group by note_id) c
            where c.note_id = n.id
            """
        )
