"""What the index holds of a note, a member, a topic."""

import math
from datetime import datetime
from typing import Any
from zlib import crc32

from shancha.apps.discovery.search.sounds import sound_sequence, spellings
from shancha.apps.discovery.search.words import fold, grams, words

_BODY_LENGTH = 4_000
_PREFIX_LENGTH = 12


def category_code(slug: str) -> int:
    """A category as a number, for counting."""
    return crc32(slug.encode())


def note_fields(row: dict[str, Any]) -> dict[str, Any]:
    """The entry of a note from a row of `queries.search_sources.NOTES`."""
    title = fold(row["title"])
    topics = fold(" ".join(row["topics"] or ()))
    body = fold(row["body"][:_BODY_LENGTH])
    place = fold(f"{row['place_name']} {row['city_name']}")
    title_words = words(title)
    rest = words(f"{topics}\n{place}\n{body}")
    named = f"{title}\n{topics}"
    engagement = row["like_count"] + 2 * row["collect_count"] + 2 * row["comment_count"]
    published: datetime = row["published_at"]
    return {
        "author": row["author_id"].hex,
        "category": row["category_slug"],
        "category_code": category_code(row["category_slug"]),
        "title": " ".join(title_words + words(topics)),
        "text": " ".join(title_words + rest),
        "grams": " ".join(grams(f"{named}\n{place}\n{body}")),
        "sounds": " ".join(sound_sequence(named)),
        "spelled": " ".join(spellings(named)),
        "prefix": "",
        "published": published.timestamp(),
        "hot": float(row["hot"]),
        "weight": 0.75 + 0.4 * float(row["quality"]) + 0.05 * math.log1p(engagement)
        + (0.15 if row["featured_at"] else 0.0),
    }  # fmt: skip


def user_fields(row: dict[str, Any]) -> dict[str, Any]:
    """The entry of a member."""
    name = fold(row["nickname"])
    known = row["follower_count"] + 5 * row["note_count"]
    is_verified = row["role"] != "member"
    return {
        **named_fields(name, also=fold(f"{row['handle']} {row['badge_label']}")),
        "prefix": " ".join(prefixes(name) | _starts(row["handle"])),
        "author": row["id"].hex,
        "category": row["badge_category"] if is_verified else "",
        "category_code": 0,
        "published": row["joined_at"].timestamp(),
        "hot": float(row["follower_count"]),
        "weight": 1.0 + 0.15 * math.log1p(known) + (0.5 if is_verified else 0.0),
    }


def topic_fields(row: dict[str, Any]) -> dict[str, Any]:
    """The entry of a topic."""
    name = fold(row["name"])
    return {
        **named_fields(name, also=fold(f"{row['introduction']} {' '.join(row['aliases'] or ())}")),
        "prefix": " ".join(prefixes(name)),
        "author": "",
        "category": row["category_slug"],
        "category_code": category_code(row["category_slug"]),
        "published": row["created_at"].timestamp(),
        "hot": float(row["hot"]),
        "weight": 1.0 + 0.12 * math.log1p(row["note_count"] + row["follower_count"]),
    }


def named_fields(name: str, *, also: str) -> dict[str, str]:
    """The fields of words for something that has a name, and words beside it."""
    name_words = words(name)
    return {
        "title": " ".join(name_words),
        "text": " ".join(name_words + words(also)),
        "grams": " ".join(grams(name)),
        "sounds": " ".join(sound_sequence(name)),
        "spelled": " ".join(spellings(name)),
    }


def prefixes(name: str) -> set[str]:
    """What one types on the way to a name: its letters, its pinyin, its initials, up to twelve."""
    found = _starts("".join(name.split()))
    sounds = [part for part in sound_sequence(name) if part != "."]
    return found | _starts("".join(sounds)) | _starts("".join(sound[0] for sound in sounds))


def _starts(text: str) -> set[str]:
    return {text[:length] for length in range(1, min(len(text), _PREFIX_LENGTH) + 1)}
