"""Which notes of the demo name which goods."""

import random
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from shancha.apps.mall.services.note_tags import picture_ids_of_note, set_note_tags
from shancha.demo.mall.goods import Stocked
from shancha.demo.notes import Published
from shancha.kit.clock import held_at

_SHARE = 2  # one in two of the notes that fit


def build(
    rng: random.Random, published: Sequence[Published], stocked: Sequence[Stocked]
) -> dict[UUID, list[UUID]]:
    """Authors tag goods that their note speaks of; returns the notes about each product."""
    shelves: dict[str, list[Stocked]] = defaultdict(list)
    for each in stocked:
        shelves[each.article.field].append(each)
    about: dict[UUID, list[UUID]] = defaultdict(list)
    fitting = [
        (note, goods) for note in published if (goods := _fitting(note, shelves[note.text["category"]]))
    ]
    for note, goods in rng.sample(fitting, len(fitting) // _SHARE):
        chosen = rng.sample(goods[:6], min(len(goods[:6]), rng.randint(1, 3)))
        _tag(rng, note, chosen)
        for each in chosen:
            about[each.product.id].append(note.note_id)
    return about


def _fitting(note: Published, shelf: Sequence[Stocked]) -> list[Stocked]:
    """Goods whose name shares words with the note, the closest first; another brand each time."""
    text = f"{note.text['title']}{note.text['body']}{''.join(note.text['topics'])}"
    scored = [(_kinship(each, text), each) for each in shelf]
    close = sorted(
        (pair for pair in scored if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].article.number)
    )
    first_of: dict[str, Stocked] = {}
    for _, each in close:
        first_of.setdefault(each.article.line, each)
    return list(first_of.values())


def _kinship(each: Stocked, text: str) -> int:
    names = (each.article.line, each.article.leaf["zh"])
    return sum(name[at : at + 2] in text for name in names for at in range(len(name) - 1))


def _tag(rng: random.Random, note: Published, goods: Sequence[Stocked]) -> None:
    pictures = len(picture_ids_of_note(note.note_id))
    tags: list[dict[str, Any]] = []
    for place, each in enumerate(goods):
        tag: dict[str, Any] = {
            "kind": "product",
            "product_id": each.product.id,
            "label": each.article.line[:40],
        }
        if pictures:
            at = {"x": round(rng.uniform(0.18, 0.8), 3), "y": round(rng.uniform(0.25, 0.85), 3)}
            tag |= {"picture": place % pictures, **at}
        tags.append(tag)
    with held_at(note.at):
        set_note_tags(actor_id=note.author.id, note_id=note.note_id, tags=tags)
