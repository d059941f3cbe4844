"""What is measured: each scenario's requests, as real clients would send them, and its target."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from bench.dataset import CATEGORIES, Community
from bench.load import Request
from bench.report import Targets
from bench.sessions import SignedIn

API = "/api/v1"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A row of the table, and how its requests are made."""

    targets: Targets
    requests: Callable[[Community, list[SignedIn], random.Random], list[Request]]


def _first_feed_pages(_world: Community, members: list[SignedIn], _random: random.Random) -> list[Request]:
    return [member.get(f"{API}/feed?channel=discover&limit=20") for member in members]


def _visitor_feed_pages(_world: Community, _members: list[SignedIn], rng: random.Random) -> list[Request]:
    slugs = ["", *(f"&category={slug}" for slug in CATEGORIES)]
    return [Request(f"{API}/feed?channel=discover&limit=20{rng.choice(slugs)}") for _ in range(200)]


def _following_pages(_world: Community, members: list[SignedIn], _random: random.Random) -> list[Request]:
    return [member.get(f"{API}/feed?channel=following&limit=20") for member in members]


def _note_pages(world: Community, members: list[SignedIn], rng: random.Random) -> list[Request]:
    newest = world.size.notes - 1
    notes = [world.notes[newest - world.skewed(world.size.notes)] for _ in range(2000)]
    return [rng.choice(members).get(f"{API}/notes/{note}") for note in notes]


def _comment_pages(world: Community, members: list[SignedIn], rng: random.Random) -> list[Request]:
    newest = world.size.notes - 1
    notes = [world.notes[newest - world.skewed(world.size.notes)] for _ in range(2000)]
    return [rng.choice(members).get(f"{API}/notes/{note}/comments?order=hot") for note in notes]


def _searches(world: Community, members: list[SignedIn], rng: random.Random) -> list[Request]:
    """What people type: half of it one word, as often a common as a middling or a rare one; the other half
    two or three words that stand together in a title."""
    strata = list(world.vocabulary.strata.values())
    queries = []
    for _ in range(2000):
        count = rng.choice((1, 1, 2, 3))
        words = [rng.choice(rng.choice(strata))]
        if count > 1:
            words = world.title_words(rng.randrange(world.size.notes))[:count]
        queries.append(" ".join(words))
    return [rng.choice(members).get(f"{API}/search?type=notes&q={quote(query)}") for query in queries]


def _common_searches(world: Community, members: list[SignedIn], rng: random.Random) -> list[Request]:
    """The worst case: only words of the first two hundred, each in a twentieth to a third of all notes."""
    head = world.vocabulary.strata["head"]
    queries = [" ".join(rng.sample(head, rng.choice((1, 1, 2, 3)))) for _ in range(2000)]
    return [rng.choice(members).get(f"{API}/search?type=notes&q={quote(query)}") for query in queries]


def _posted_comments(world: Community, members: list[SignedIn], rng: random.Random) -> list[Request]:
    newest = world.size.notes - 1
    requests = []
    for number, member in enumerate(members * 4):
        note = world.notes[newest - world.skewed(world.size.notes)]
        body = f"{''.join(world.vocabulary.draw(rng, 8))}，第{number}次来看"
        requests.append(member.send("POST", f"{API}/notes/{note}/comments", json.dumps({"body": body})))
    return requests


SCENARIOS = [
    Scenario(Targets("feed, first page of 20, member", 400, 1000, 64, p99_limit=60), _first_feed_pages),
    Scenario(Targets("feed, first page of 20, visitor", 400, 1000, 64, p99_limit=60), _visitor_feed_pages),
    Scenario(Targets("feed of followed people", 400, 1000, 64, p99_limit=60), _following_pages),
    Scenario(Targets("note page with first comments", 400, 800, 50), _note_pages),
    Scenario(Targets("comments, hot", 400, 800, 50), _comment_pages),
    Scenario(Targets("search notes", 100, 300, None, p99_limit=50), _searches),
    Scenario(Targets("search notes, commonest words only", 100, 300, None, p99_limit=50), _common_searches),
    Scenario(Targets("post a comment, many authors", 150, 400, 8), _posted_comments),
]
