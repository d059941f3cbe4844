"""Copied texts and pictures, found by their marks, and credited to whoever was first."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from uuid import UUID

from shancha.kit import sql
from shancha.kit.simplified import simplify

# A sentence shorter than this says too little to be anyone's own.
_SENTENCE = 12
# Pictures of one plain colour, or nearly, have hashes of almost only zeros or ones and match each other.
_FEWEST_BITS = 8
_SPLIT = re.compile(r"[。！？!?；;\n…]+")

# Two searches, each by its own index: joined by OR they would read every note.
_FIND = """
with alike as materialized (
    (select n.id from community_note n
     where n.text_marks && %(marks)s::bigint[] and %(needed_marks)s::int <= (
         select count(*) from unnest(n.text_marks) mark where mark = any(%(marks)s::bigint[])))
    union
    (select na.note_id from community_asset a join community_noteasset na on na.asset_id = a.id
     where a.perceptual_hash = any(%(hashes)s::bigint[])
     group by na.note_id having count(distinct a.perceptual_hash) >= %(needed_hashes)s::int)
)
select n.id from alike join community_note n on n.id = alike.id
where n.author_id <> %(author)s::uuid and n.state in ('public', 'hidden')
    and n.published_at < %(now)s::timestamptz and n.id <> %(note)s::uuid
order by n.published_at, n.id limit 1
"""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a note is recognised by."""

    text: list[int]
    pictures: list[int]


def text_marks(text: str) -> list[int]:
    """A hash for each sentence of some length, without regard to case, spaces, marks, emoji and whether
    it is written in traditional characters."""
    marks = {}
    for sentence in _SPLIT.split(simplify(unicodedata.normalize("NFKC", text).casefold())):
        bare = "".join(character for character in sentence if character.isalnum())
        if len(bare) >= _SENTENCE:
            digest = hashlib.blake2b(bare.encode(), digest_size=8).digest()
            marks[int.from_bytes(digest, "big", signed=True)] = True
    return list(marks)


def find_original(*, note_id: UUID, author_id: UUID, now: object, marks: Marks) -> UUID | None:
    """The earliest note of somebody else that says most of the same or shows most of the same pictures."""
    hashes = [mark for mark in marks.pictures if _FEWEST_BITS <= mark.bit_count() <= 63 - _FEWEST_BITS]
    if not marks.text and not hashes:
        return None
    found = sql.fetch_value(
        _FIND,
        {
            "note": note_id,
            "author": author_id,
            "now": now,
            "marks": marks.text,
            "needed_marks": max(1, (len(marks.text) * 3 + 4) // 5),
            "hashes": hashes,
            "needed_hashes": max(1, (len(marks.pictures) + 1) // 2),
        },
    )
    return UUID(str(found)) if found else None


def first_quality(*, picture_count: int, body: str, has_evaluation: bool, is_copy: bool) -> float:
    """What a note promises before anybody has reacted to it, 0 to 1."""
    promise = 0.3 + 0.2 * min(picture_count, 6) / 6 + 0.25 * min(len(body), 300) / 300
    promise += 0.1 if has_evaluation else 0.0
    return round(promise * (0.3 if is_copy else 1.0), 3)
