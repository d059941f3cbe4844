"""Shapes of search."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema

from shancha.apps.accounts.schemas.people import PersonCard
from shancha.apps.community.schemas.cards import NoteCard
from shancha.apps.community.schemas.topics import Topic
from shancha.apps.mall.schemas.cards import ProductCard, StoreCard


class SearchCategory(Schema):
    """A category by its name in the reader's language."""

    slug: str
    name: str


class SearchFacet(Schema):
    """How many of the results lie in a category."""

    category: SearchCategory
    count: int


class PinnedCard(Schema):
    """What the operators put first for these words. `url` is an address inside the product."""

    title: str
    text: str
    url: str
    label: str


class SearchPage(Schema):
    """A page of results. `items` are note cards for the types all and notes, member cards for users, topics
    for topics, goods for goods (GET /goods has their facets and sorts), stores for stores.
    `total` is counted up to 1,000; `is_total_bounded` says that there are more. `corrected` is
    the query that the results stand for where what was typed found nothing. `facets`, `pinned`,
    `related_topics` and `users` (type all) come with the first page."""

    items: list[NoteCard | PersonCard | Topic | ProductCard | StoreCard]
    next_cursor: str | None
    total: int
    is_total_bounded: bool
    corrected: str | None
    pinned: PinnedCard | None
    facets: list[SearchFacet]
    related_topics: list[Topic]
    users: list[PersonCard]


class SearchSuggestion(Schema):
    """What one may mean. `slug` leads to a topic, `handle` to a member, `id` to a note; a query has none."""

    kind: Literal["query", "topic", "user", "note"]
    text: str
    slug: str | None
    handle: str | None
    id: UUID | None
    avatar: str | None
    count: int | None


class SearchSuggestions(Schema):
    """At most ten suggestions, best first."""

    items: list[SearchSuggestion]


class HotSearch(Schema):
    """A query that many people make now; `is_pinned` by operators. `heat` has no unit: people by freshness,
    halved every twelve hours."""

    query: str
    heat: float
    is_pinned: bool


class HotSearches(Schema):
    """The hot searches, hottest first."""

    items: list[HotSearch]


class SearchEntry(Schema):
    """Something the viewer searched for."""

    id: int
    query: str
    at: datetime


class SearchEntries(Schema):
    """The viewer's latest searches, at most twenty."""

    items: list[SearchEntry]
